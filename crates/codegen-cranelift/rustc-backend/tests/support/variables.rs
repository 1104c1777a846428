//! Variables as a debugger sees them: a program stops, and what Chromium's debugger says of locals and memory is read by the program's own
//! debug information.
//!
//! A program that has lines `// in NUMBER: NAME = VALUE` is built with variables and without optimisation, and must have them when it
//! traps, in the frame that is marked with that number (`support/frames.rs`). `VALUE` is written much as Rust does; an address stands for
//! what is there, with `&` before.

use std::path::{Path, PathBuf};

use gimli::{AttributeValue, EndianSlice, LittleEndian};
use libtest_mimic::{Failed, Trial};

use super::frames::{self, Sections};
use crate::{compile, development, out, success};

type Slice<'a> = EndianSlice<'a, LittleEndian>;
type Unit<'a> = gimli::Unit<Slice<'a>>;
type Entry<'a> = gimli::DebuggingInformationEntry<Slice<'a>>;

/// A variable in a frame, and its value.
struct Expected {
    frame: usize,
    name: String,
    value: String,
}

/// The test of a program's variables, if its lines say something of them.
pub fn trial(name: &str, path: &Path) -> Option<Trial> {
    let text = std::fs::read_to_string(path).expect("the program");
    let expected: Vec<_> = text.lines().filter_map(read).collect();
    let (program, path) = (name.to_owned(), path.to_owned());
    (!expected.is_empty()).then(|| {
        Trial::test(format!("{name}: variables"), move || {
            check(&program, &path, &text, &expected)
        })
    })
}

fn read(line: &str) -> Option<Expected> {
    let (frame, rest) = line.strip_prefix("// in ")?.split_once(": ")?;
    let (name, value) = rest.split_once(" = ")?;
    Some(Expected {
        frame: frame.parse().ok()?,
        name: name.to_owned(),
        value: value.to_owned(),
    })
}

fn check(name: &str, path: &Path, text: &str, expected: &[Expected]) -> Result<(), Failed> {
    let folder = out(name).join("variables");
    std::fs::create_dir_all(&folder)?;
    let module = folder.join("program.wasm");
    let mut driver = development(&module);
    driver.args(["-Cdebuginfo=2", "--cfg", "wasm_variables"]);
    success("the driver", &compile(driver, path)?)?;
    let bytes = std::fs::read(&module)?;
    let sections = Sections::read(&bytes)?;
    let dwarf = sections.dwarf()?;
    let stopped = Stopped::at_trap(&module)?;
    // By the names of the functions that are marked.
    let marked = frames::expected(path, text);
    let mut wrong = String::new();
    for it in expected {
        let function = &marked[it.frame].function;
        let value = stopped.variable(&dwarf, function, &it.name);
        let value = value.unwrap_or_else(|error| format!("({error:?})"));
        if value != it.value {
            wrong += &format!(
                "\n{} in {function}: expected\n  {}\nand the debugger says\n  {value}",
                it.name, it.value
            );
        }
    }
    match wrong.is_empty() {
        true => Ok(()),
        false => Err(wrong.into()),
    }
}

/// How many variables and parameters a module's debug information has, those of std aside, which others have compiled.
pub fn count(module: &[u8]) -> Result<usize, Failed> {
    let dwarf = Sections::read(module)?.dwarf()?;
    let (mut units, mut count) = (dwarf.units(), 0);
    while let Some(header) = units.next()? {
        let unit = dwarf.unit(header)?;
        let mut entries = unit.entries();
        let root = entries.next_dfs()?.ok_or("a unit without entries")?;
        let producer = root.attr_value(gimli::DW_AT_producer);
        let producer = producer.ok_or("a unit of nobody's")?;
        let producer = dwarf.attr_string(&unit, producer)?.to_string_lossy();
        if !producer.contains("WasmRust") {
            continue;
        }
        while let Some(entry) = entries.next_dfs()? {
            let is_one =
                [gimli::DW_TAG_variable, gimli::DW_TAG_formal_parameter].contains(&entry.tag());
            count += usize::from(is_one);
        }
    }
    Ok(count)
}

/// A program that has stopped.
struct Stopped {
    frames: Vec<Frame>,
    memory: Vec<u8>,
}

struct Frame {
    function: String,
    /// Bytes into the code section.
    at: u64,
    /// Those that are 32-bit integers.
    locals: Vec<Option<u32>>,
}

impl Stopped {
    fn at_trap(module: &Path) -> Result<Stopped, Failed> {
        let modules: [PathBuf; 1] = [module.to_owned()];
        let text = frames::stop_in_chromium(&modules, &["--memory"])?;
        let (frames, memory) = text.trim_end().rsplit_once('\n').ok_or("no memory")?;
        let frame = |line: &str| {
            let mut columns = line.split('\t');
            let function = columns.next()?.trim_start_matches('$');
            let at = columns.next()?.parse().ok()?;
            let locals = columns.next().unwrap_or_default().split(' ');
            // They come with a sign.
            let local = |it: &str| it.parse::<i32>().ok().map(|it| it as u32);
            Some(Frame {
                function: frames::demangled(function),
                at,
                locals: locals.map(local).collect(),
            })
        };
        Ok(Stopped {
            frames: frames.lines().filter_map(frame).collect(),
            memory: from_base64(memory),
        })
    }

    /// The value of a variable that can be seen in the innermost frame of a function; of several of the name, the innermost.
    fn variable(
        &self,
        dwarf: &gimli::Dwarf<Slice<'_>>,
        function: &str,
        name: &str,
    ) -> Result<String, Failed> {
        let frame = self
            .frames
            .iter()
            .find(|it| it.function.ends_with(function));
        let frame = frame.ok_or("no such frame")?;
        let mut units = dwarf.units();
        while let Some(header) = units.next()? {
            let unit = dwarf.unit(header)?;
            let mut entries = unit.entries();
            // What the entries around the next one have: whether the frame is in it, by depth.
            let (mut within, mut base) = (Vec::new(), None);
            let mut found: Option<(isize, Option<u32>, gimli::UnitOffset)> = None;
            while let Some(entry) = entries.next_dfs()? {
                let depth = entry.depth();
                within.truncate(depth as usize);
                let is_in = match entry.tag() {
                    gimli::DW_TAG_subprogram
                    | gimli::DW_TAG_lexical_block
                    | gimli::DW_TAG_inlined_subroutine => {
                        let has_code = contains(dwarf, &unit, entry, frame.at)?;
                        if has_code && entry.tag() == gimli::DW_TAG_subprogram {
                            base = frame_base(&unit, entry, frame)?;
                        }
                        has_code
                    }
                    gimli::DW_TAG_compile_unit => true,
                    _ => false,
                };
                let visible = within.iter().all(|it| *it) && within.len() > 1;
                within.push(is_in);
                let is_variable =
                    [gimli::DW_TAG_variable, gimli::DW_TAG_formal_parameter].contains(&entry.tag());
                if is_variable && visible && text(dwarf, &unit, entry)? == name {
                    // Deeper ones hide those around them.
                    let at = self.place(&unit, entry, base)?;
                    let is_deeper = found.is_none_or(|(deepest, ..)| deepest <= depth);
                    if is_deeper {
                        found = Some((depth, at, entry.offset()));
                    }
                }
            }
            if let Some((_, at, entry)) = found {
                let ty = of(&unit.entry(entry)?).ok_or("a variable has a type")?;
                let values = Values {
                    dwarf,
                    unit: &unit,
                    memory: &self.memory,
                };
                return values.show(ty, at.ok_or("it has no place")?, 0);
            }
        }
        Err("no such variable".into())
    }

    /// The address of a variable.
    fn place(
        &self,
        unit: &Unit<'_>,
        entry: &Entry<'_>,
        base: Option<u32>,
    ) -> Result<Option<u32>, Failed> {
        let Some(AttributeValue::Exprloc(place)) = entry.attr_value(gimli::DW_AT_location) else {
            return Ok(None);
        };
        let mut evaluation = place.evaluation(unit.encoding());
        let mut result = evaluation.evaluate()?;
        loop {
            result = match result {
                gimli::EvaluationResult::Complete => break,
                gimli::EvaluationResult::RequiresFrameBase => {
                    evaluation.resume_with_frame_base(base.ok_or("no frame base")?.into())?
                }
                gimli::EvaluationResult::RequiresMemory { address, .. } => {
                    let value = number(&self.memory, address as u32, 4)?;
                    evaluation.resume_with_memory(gimli::Value::Generic(value as u64))?
                }
                other => return Err(format!("{other:?}").into()),
            };
        }
        match evaluation.result()[..] {
            [
                gimli::Piece {
                    location: gimli::Location::Address { address },
                    ..
                },
            ] => Ok(Some(address as u32)),
            ref other => Err(format!("{other:?}").into()),
        }
    }
}

/// The address in the local that the function says (`DW_OP_WASM_location 0 LOCAL, DW_OP_stack_value`).
fn frame_base(unit: &Unit<'_>, entry: &Entry<'_>, frame: &Frame) -> Result<Option<u32>, Failed> {
    let Some(AttributeValue::Exprloc(base)) = entry.attr_value(gimli::DW_AT_frame_base) else {
        return Ok(None);
    };
    let mut operations = base.operations(unit.encoding());
    match (operations.next()?, operations.next()?) {
        (Some(gimli::Operation::WasmLocal { index }), Some(gimli::Operation::StackValue)) => {
            Ok(frame.locals.get(index as usize).copied().flatten())
        }
        other => Err(format!("a frame base of {other:?}").into()),
    }
}

fn contains<'a>(
    dwarf: &gimli::Dwarf<Slice<'a>>,
    unit: &Unit<'a>,
    entry: &Entry<'a>,
    at: u64,
) -> Result<bool, Failed> {
    let mut ranges = dwarf.die_ranges(unit, entry)?;
    while let Some(range) = ranges.next()? {
        if range.begin <= at && at < range.end {
            return Ok(true);
        }
    }
    Ok(false)
}

/// An entry's name.
fn text(
    dwarf: &gimli::Dwarf<Slice<'_>>,
    unit: &Unit<'_>,
    entry: &Entry<'_>,
) -> Result<String, Failed> {
    let Some(name) = entry.attr_value(gimli::DW_AT_name) else {
        return Ok(String::new());
    };
    Ok(dwarf
        .attr_string(unit, name)?
        .to_string_lossy()
        .into_owned())
}

/// The entry of an entry's type.
fn of(entry: &Entry<'_>) -> Option<gimli::UnitOffset> {
    match entry.attr_value(gimli::DW_AT_type)? {
        AttributeValue::UnitRef(offset) => Some(offset),
        _ => None,
    }
}

fn attribute(entry: &Entry<'_>, name: gimli::DwAt) -> Result<Option<u128>, Failed> {
    let Some(value) = entry.attr_value(name) else {
        return Ok(None);
    };
    let signed = value.sdata_value().map(|it| it as i128 as u128);
    Ok(value.udata_value().map(u128::from).or(signed))
}

/// The number in so many bytes of memory.
fn number(memory: &[u8], at: u32, size: usize) -> Result<u128, Failed> {
    let bytes = memory
        .get(at as usize..at as usize + size)
        .ok_or_else(|| format!("{at} is not in memory, which has {} bytes", memory.len()))?;
    Ok(bytes
        .iter()
        .rev()
        .fold(0, |sum, it| sum << 8 | u128::from(*it)))
}

/// Shows what is in memory.
struct Values<'m, 'a> {
    dwarf: &'m gimli::Dwarf<Slice<'a>>,
    unit: &'m Unit<'a>,
    memory: &'m [u8],
}

impl Values<'_, '_> {
    fn show(&self, ty: gimli::UnitOffset, at: u32, depth: u32) -> Result<String, Failed> {
        if depth > 8 {
            return Err("no end".into());
        }
        let entry = self.unit.entry(ty)?;
        let name = text(self.dwarf, self.unit, &entry)?;
        let size = attribute(&entry, gimli::DW_AT_byte_size)?.unwrap_or(4) as usize;
        match entry.tag() {
            gimli::DW_TAG_base_type => self.base(&entry, at, size),
            gimli::DW_TAG_pointer_type => {
                let to = number(self.memory, at, 4)? as u32;
                let target = of(&entry).ok_or("an address of something")?;
                Ok(format!("&{}", self.show(target, to, depth + 1)?))
            }
            gimli::DW_TAG_array_type => {
                let element = of(&entry).ok_or("elements have a type")?;
                let range = self.children(ty)?.first().copied().ok_or("a count")?;
                let count = attribute(&self.unit.entry(range)?, gimli::DW_AT_count)?;
                self.elements(element, at, count.unwrap_or(0) as u32, depth)
            }
            gimli::DW_TAG_enumeration_type => {
                let value = number(self.memory, at, size)?;
                let bits = 128 - 8 * size as u32;
                for child in self.children(ty)? {
                    let child = self.unit.entry(child)?;
                    let known = attribute(&child, gimli::DW_AT_const_value)?;
                    if known.is_some_and(|it| it << bits == value << bits) {
                        return text(self.dwarf, self.unit, &child);
                    }
                }
                Err("a value without a name".into())
            }
            gimli::DW_TAG_structure_type | gimli::DW_TAG_union_type => {
                self.composite(ty, &name, at, depth)
            }
            other => Err(format!("a type that is {other}").into()),
        }
    }

    fn base(&self, entry: &Entry<'_>, at: u32, size: usize) -> Result<String, Failed> {
        let value = number(self.memory, at, size)?;
        let unused = 128 - 8 * size as u32;
        let Some(AttributeValue::Encoding(encoding)) = entry.attr_value(gimli::DW_AT_encoding)
        else {
            return Err("a number without an encoding".into());
        };
        Ok(match encoding {
            gimli::DW_ATE_unsigned => value.to_string(),
            gimli::DW_ATE_signed => ((value << unused) as i128 >> unused).to_string(),
            gimli::DW_ATE_boolean => (value == 1).to_string(),
            gimli::DW_ATE_UTF => {
                format!("{:?}", char::from_u32(value as u32).ok_or("a character")?)
            }
            gimli::DW_ATE_float if size == 4 => f32::from_bits(value as u32).to_string(),
            gimli::DW_ATE_float => f64::from_bits(value as u64).to_string(),
            other => return Err(format!("an encoding {other}").into()),
        })
    }

    fn elements(
        &self,
        ty: gimli::UnitOffset,
        at: u32,
        count: u32,
        depth: u32,
    ) -> Result<String, Failed> {
        let entry = self.unit.entry(ty)?;
        let size = attribute(&entry, gimli::DW_AT_byte_size)?.unwrap_or(4) as u32;
        let shown = (0..count).map(|it| self.show(ty, at + it * size, depth + 1));
        Ok(format!(
            "[{}]",
            shown.collect::<Result<Vec<_>, _>>()?.join(", ")
        ))
    }

    fn composite(
        &self,
        ty: gimli::UnitOffset,
        name: &str,
        at: u32,
        depth: u32,
    ) -> Result<String, Failed> {
        let mut fields = Vec::new();
        for child in self.children(ty)? {
            let child_entry = self.unit.entry(child)?;
            match child_entry.tag() {
                gimli::DW_TAG_variant_part => return self.variant(child, at, depth),
                gimli::DW_TAG_member => {}
                _ => continue,
            }
            let offset = attribute(&child_entry, gimli::DW_AT_data_member_location)?;
            let at = at + offset.unwrap_or(0) as u32;
            let ty = of(&child_entry).ok_or("a field has a type")?;
            fields.push((text(self.dwarf, self.unit, &child_entry)?, ty, at));
        }
        // What has a length beside its address.
        if let [(first, address_type, address), (second, _, length)] = &fields[..]
            && first == "data_ptr"
            && second == "length"
        {
            let (from, count) = (
                number(self.memory, *address, 4)?,
                number(self.memory, *length, 4)?,
            );
            if name == "&str" {
                let bytes = self.memory.get(from as usize..(from + count) as usize);
                return Ok(format!(
                    "{:?}",
                    String::from_utf8_lossy(bytes.ok_or("it is not in memory")?)
                ));
            }
            let address_type = self.unit.entry(*address_type)?;
            let element = of(&address_type).ok_or("elements have a type")?;
            return Ok(format!(
                "&{}",
                self.elements(element, from as u32, count as u32, depth)?
            ));
        }
        if matches!(&fields[..], [(first, ..), _] if first == "pointer") {
            return Ok(name
                .rsplit("::")
                .next()
                .map_or(String::new(), |it| format!("&dyn {it}")));
        }
        let mut shown = Vec::new();
        for (field, ty, at) in &fields {
            let value = self.show(*ty, *at, depth + 1)?;
            shown.push(match field.starts_with("__") {
                true => value,
                false => format!("{field}: {value}"),
            });
        }
        // A tuple's name is the types in it, and a path has modules before and arguments behind.
        let name = if name.starts_with('(') { "" } else { name };
        let is_tuple = name.is_empty() || fields.first().is_some_and(|it| it.0.starts_with("__"));
        Ok(match (is_tuple, shown.is_empty()) {
            (true, _) => format!("{name}({})", shown.join(", ")),
            (false, true) => name.to_owned(),
            (false, false) => format!("{name} {{ {} }}", shown.join(", ")),
        })
    }

    /// The variant that memory says, by its tag.
    fn variant(&self, part: gimli::UnitOffset, at: u32, depth: u32) -> Result<String, Failed> {
        let entry = self.unit.entry(part)?;
        let tag = match entry.attr_value(gimli::DW_AT_discr) {
            Some(AttributeValue::UnitRef(tag)) => {
                let tag = self.unit.entry(tag)?;
                let offset = attribute(&tag, gimli::DW_AT_data_member_location)?;
                let ty = of(&tag).ok_or("a tag has a type")?;
                let size = attribute(&self.unit.entry(ty)?, gimli::DW_AT_byte_size)?;
                let at = at + offset.unwrap_or(0) as u32;
                Some(number(self.memory, at, size.unwrap_or(4) as usize)?)
            }
            _ => None,
        };
        let mut default = None;
        for child in self.children(part)? {
            let variant = self.unit.entry(child)?;
            if variant.tag() != gimli::DW_TAG_variant {
                continue;
            }
            let value = attribute(&variant, gimli::DW_AT_discr_value)?;
            if value.is_none() || value == tag {
                default = Some(child);
            }
            if value.is_some() && value == tag {
                break;
            }
        }
        let variant = default.ok_or("none of the variants")?;
        let member = self
            .children(variant)?
            .first()
            .copied()
            .ok_or("a variant's type")?;
        let ty = of(&self.unit.entry(member)?).ok_or("a variant's type")?;
        self.show(ty, at, depth + 1)
    }

    fn children(&self, of: gimli::UnitOffset) -> Result<Vec<gimli::UnitOffset>, Failed> {
        let mut tree = self.unit.entries_tree(Some(of))?;
        let mut children = tree.root()?.children();
        let mut found = Vec::new();
        while let Some(child) = children.next()? {
            found.push(child.entry().offset());
        }
        Ok(found)
    }
}

fn from_base64(text: &str) -> Vec<u8> {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut values = [0; 256];
    for (value, letter) in LETTERS.iter().enumerate() {
        values[usize::from(*letter)] = value as u32;
    }
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    for four in text.as_bytes().chunks(4) {
        let sum = four
            .iter()
            .fold(0, |sum, it| sum << 6 | values[usize::from(*it)]);
        bytes.extend_from_slice(&sum.to_be_bytes()[1..]);
    }
    bytes
}
