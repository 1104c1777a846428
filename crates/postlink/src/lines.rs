//! Line tables for a module that a tool rewrote without them: the original's, and where the code of some functions went.

use crate::Error;
use crate::copies::imports;
use crate::raw::{Binary, id, write_section, write_sleb, write_uleb};
use rustc_demangle::try_demangle;
use std::collections::HashMap;
use std::mem::discriminant;
use wasmparser::{
    BinaryReader, CodeSectionReader, FunctionBody, Name, NameSectionReader, Operator,
    OperatorsReader,
};

/// The custom section that [`carry_lines`] writes. All numbers are LEB128, places count bytes from the beginning of a code section's
/// content: a count of functions, then for each, by rising places in the rewritten module: the place of its first instruction,
/// less that of the one before; how many bytes its instructions take; the place of the first in the original (all unsigned); a
/// count of steps. A step is how many bytes of the rewritten module lie between the one before, or the function's beginning,
/// and it (unsigned), and by how many more bytes the original is ahead of there (signed).
pub const CODE_MAP: &str = "wasmrust.code";

/// What a debugger needs of the original to read its line tables: DWARF 5, section 6.2.
const TABLES: [&str; 2] = [".debug_line", ".debug_line_str"];

/// The sections that give `rewritten` the line tables of `original`, to be appended to it: those, and a [`CODE_MAP`].
///
/// `rewritten` is the same program with other indices: functions may be gone or elsewhere, and instructions that cannot be
/// reached left out, as wasm-bindgen does it. Functions are found by name, as it is or as `rustc-demangle` writes it, a number in
/// brackets behind the second of the same. Only those with a mangled name that is `wanted` are looked at; one whose instructions
/// are not the original's is left out. Nothing is added where there are no tables, or no such function.
///
/// # Errors
/// [`Error::Malformed`] for an invalid input; [`Error::NotSupported`] for a component.
pub fn carry_lines(
    original: &[u8],
    rewritten: &[u8],
    wanted: &dyn Fn(&str) -> bool,
) -> Result<Vec<u8>, Error> {
    let from = Binary::parse_module(original, "carry_lines")?;
    let to = Binary::parse_module(rewritten, "carry_lines")?;
    if from.custom(TABLES[0]).is_none() || to.custom(TABLES[0]).is_some() {
        return Ok(Vec::new());
    }
    let sources = sources(&from, wanted)?;
    let mut map = Vec::new();
    let (mut count, mut last) = (0, 0);
    let names = names(&to, |_| true)?;
    for_each_named(&to, &names, |name, body| {
        let Some(source) = sources.get(name) else {
            return Ok(());
        };
        let Some(moves) = moves(source, body)? else {
            return Ok(());
        };
        count += 1;
        write_uleb(&mut map, moves.start - last);
        last = moves.start;
        write_uleb(&mut map, moves.bytes);
        write_uleb(&mut map, moves.source);
        write_uleb(&mut map, moves.steps.len() as u64);
        for (bytes, ahead) in moves.steps {
            write_uleb(&mut map, bytes);
            write_sleb(&mut map, ahead);
        }
        Ok(())
    })?;
    let mut added = Vec::new();
    if count == 0 {
        return Ok(added);
    }
    for section in TABLES.iter().filter_map(|name| from.custom(name)) {
        added.extend_from_slice(section.bytes);
    }
    let mut section = Vec::with_capacity(map.len() + 32);
    write_uleb(&mut section, CODE_MAP.len() as u64);
    section.extend_from_slice(CODE_MAP.as_bytes());
    write_uleb(&mut section, count);
    section.extend(map);
    write_section(&mut added, id::CUSTOM, &section);
    Ok(added)
}

/// The wanted functions by their name in the rewritten module.
fn sources<'a>(
    binary: &Binary<'a>,
    wanted: &dyn Fn(&str) -> bool,
) -> Result<HashMap<String, FunctionBody<'a>>, Error> {
    let mut sources = HashMap::new();
    let mut seen = HashMap::<String, u32>::new();
    let names = names(binary, wanted)?;
    for_each_named(binary, &names, |name, body| {
        let Ok(symbol) = try_demangle(name) else {
            sources.insert(name.to_owned(), body);
            return Ok(());
        };
        let name = symbol.to_string();
        let before = seen.entry(name.clone()).or_default();
        let name = match *before {
            0 => name,
            before => format!("{name}[{before}]"),
        };
        *before += 1;
        sources.insert(name, body);
        Ok(())
    })?;
    Ok(sources)
}

/// Names of functions by index, in order. A section that breaks off gives those up to there.
fn names<'a>(
    binary: &Binary<'a>,
    wanted: impl Fn(&str) -> bool,
) -> Result<Vec<(u32, &'a str)>, Error> {
    let mut names = Vec::new();
    let Some(section) = binary.custom("name") else {
        return Ok(names);
    };
    for subsection in NameSectionReader::new(section.custom_reader()?).map_while(Result::ok) {
        if let Name::Function(map) = subsection {
            let named = map.into_iter().map_while(Result::ok);
            let named = named.map(|naming| (naming.index, naming.name));
            names.extend(named.filter(|(_, name)| wanted(name)));
        }
    }
    names.sort_unstable();
    Ok(names)
}

/// Calls `visit` with each function that has a name and a body, in order.
fn for_each_named<'a>(
    binary: &Binary<'a>,
    names: &[(u32, &'a str)],
    mut visit: impl FnMut(&'a str, FunctionBody<'a>) -> Result<(), Error>,
) -> Result<(), Error> {
    let Some(section) = binary.section(id::CODE) else {
        return Ok(());
    };
    // Places count from the section's content.
    let reader = BinaryReader::new(section.payload, 0);
    let (mut index, _) = imports(binary)?;
    let mut names = names.iter().peekable();
    for body in CodeSectionReader::new(reader)? {
        let body = body?;
        while names.next_if(|(named, _)| *named < index).is_some() {}
        if let Some((_, name)) = names.next_if(|(named, _)| *named == index) {
            visit(name, body)?;
        }
        index += 1;
    }
    Ok(())
}

/// Where a function's instructions went.
struct Moves {
    start: u64,
    bytes: u64,
    source: u64,
    steps: Vec<(u64, i64)>,
}

/// `None` where the bodies differ in more than what [`carry_lines`] allows.
fn moves(source: &FunctionBody<'_>, body: FunctionBody<'_>) -> Result<Option<Moves>, Error> {
    let mut source = Reachable::new(source.get_operators_reader()?);
    let mut code = Reachable::new(body.get_operators_reader()?);
    let mut moves: Option<Moves> = None;
    let (mut ahead, mut last) = (0, 0);
    loop {
        let (place, from) = match (code.next()?, source.next()?) {
            (None, None) => return Ok(moves.map(|moves| finished(moves, &body))),
            (Some((op, place)), Some((original, from)))
                if discriminant(&op) == discriminant(&original) =>
            {
                (place, from)
            }
            _ => return Ok(None),
        };
        let distance = from as i64 - place as i64;
        let Some(moves) = &mut moves else {
            moves = Some(Moves {
                start: place,
                bytes: 0,
                source: from,
                steps: Vec::new(),
            });
            (ahead, last) = (distance, place);
            continue;
        };
        if distance != ahead {
            moves.steps.push((place - last, distance - ahead));
            (ahead, last) = (distance, place);
        }
    }
}

fn finished(mut moves: Moves, body: &FunctionBody<'_>) -> Moves {
    moves.bytes = body.range().end - moves.start;
    moves
}

/// The instructions that can be reached, as far as the structure tells, and do something; each with its place. An `else` without
/// instructions is none.
struct Reachable<'a> {
    reader: OperatorsReader<'a>,
    /// An instruction that was read too far.
    ahead: Option<(Operator<'a>, u64)>,
}

impl<'a> Reachable<'a> {
    fn new(reader: OperatorsReader<'a>) -> Self {
        Reachable {
            reader,
            ahead: None,
        }
    }

    fn read(&mut self) -> Result<Option<(Operator<'a>, u64)>, Error> {
        if let Some(ahead) = self.ahead.take() {
            return Ok(Some(ahead));
        }
        loop {
            if self.reader.eof() {
                return Ok(None);
            }
            let (op, place) = self.reader.read_with_offset()?;
            if !matches!(op, Operator::Nop) {
                return Ok(Some((op, place)));
            }
        }
    }

    fn next(&mut self) -> Result<Option<(Operator<'a>, u64)>, Error> {
        let Some((op, place)) = self.read()? else {
            return Ok(None);
        };
        match op {
            Operator::Br { .. }
            | Operator::BrTable { .. }
            | Operator::Return
            | Operator::Unreachable
            | Operator::ReturnCall { .. }
            | Operator::ReturnCallIndirect { .. }
            | Operator::Throw { .. }
            | Operator::ThrowRef
            | Operator::Rethrow { .. } => self.skip_unreachable()?,
            Operator::Else => {
                if let Some((next, place)) = self.read()? {
                    if matches!(next, Operator::End) {
                        return Ok(Some((next, place)));
                    }
                    self.ahead = Some((next, place));
                }
            }
            _ => {}
        }
        Ok(Some((op, place)))
    }

    /// Up to where the block ends in which nothing can be reached any more.
    fn skip_unreachable(&mut self) -> Result<(), Error> {
        let mut depth = 0;
        while let Some((op, place)) = self.read()? {
            match op {
                Operator::Block { .. }
                | Operator::Loop { .. }
                | Operator::If { .. }
                | Operator::Try { .. }
                | Operator::TryTable { .. } => depth += 1,
                Operator::End | Operator::Delegate { .. } if depth > 0 => depth -= 1,
                Operator::End
                | Operator::Else
                | Operator::Catch { .. }
                | Operator::CatchAll
                | Operator::Delegate { .. }
                    if depth == 0 =>
                {
                    self.ahead = Some((op, place));
                    return Ok(());
                }
                _ => {}
            }
        }
        Ok(())
    }
}
