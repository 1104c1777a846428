//! Reads the text that rustc's `--emit=mir` writes, as far as it says where values of a type are dropped.
//!
//! The text is no interface: what is not understood is passed over, and then only rustc's own error is left. With
//! `-Zmir-include-spans` the text has source places, without them a report has none.

use std::collections::{BTreeMap, BTreeSet};

/// A place in the sources: 1-based line and column.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    pub file: String,
    pub line: usize,
    pub column: usize,
    /// Line and column behind the last character.
    pub end: (usize, usize),
}

/// A way on which a value is lost.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Loss {
    pub function: String,
    /// None for a temporary.
    pub variable: Option<String>,
    /// The type as rustc writes it: the linear one, or one that holds it.
    pub type_: String,
    pub declared: Option<Place>,
    /// Where the way out is, the assignment, or the call that takes the value.
    pub at: Option<Place>,
    pub how: How,
}

/// What becomes of the value.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum How {
    /// Its scope ends behind this place.
    Dropped,
    /// Another value takes its place.
    Overwritten,
    /// A future holds it across an `.await`, and is dropped there when nobody polls it on.
    Suspended,
    /// This generic function of the crate, or `drop`, takes it and drops it.
    EatenBy(String),
    /// This function takes it, and what becomes of it there is not to be seen.
    GivenTo(String),
}

/// A function's body.
#[derive(Default)]
struct Body {
    name: String,
    /// Of each local: type and place of its declaration.
    locals: BTreeMap<String, (String, Option<Place>)>,
    names: BTreeMap<String, String>,
    /// Variables that a future keeps while it waits: name, type, declaration.
    kept: Vec<(String, String, Option<Place>)>,
    blocks: Vec<Block>,
}

#[derive(Default)]
struct Block {
    label: String,
    lines: Vec<(String, Option<Place>)>,
}

/// What keeps a linear value without ever dropping it.
const KEEPERS: [&str; 6] = [
    "Deferred<",
    "LinOpt<",
    "LinVec<",
    "Consuming<",
    "ManuallyDrop<",
    "MaybeUninit<",
];

/// The losses of values of the type `name` in the text of a crate.
pub fn losses(text: &str, name: &str) -> Vec<Loss> {
    let bodies = bodies(text);
    let holders = holders(&bodies, name);
    let holds = |type_: &str| {
        let shown = without_keepers(type_);
        !type_.starts_with(['&', '*', '!']) && (mentions(&shown, name) || holders.contains(type_))
    };
    let eaters: BTreeSet<&str> = bodies
        .iter()
        .filter(|body| !body.drops(&|type_| is_parameter(type_)).is_empty())
        .map(|body| last_segment(&body.name))
        .collect();
    let mut sure = BTreeSet::new();
    let mut possible = BTreeSet::new();
    for body in &bodies {
        sure.extend(body.drops(&holds));
        let kept = body.kept.iter().filter(|(_, type_, _)| holds(type_));
        sure.extend(kept.map(|(variable, type_, place)| Loss {
            function: body.name.clone(),
            variable: Some(variable.clone()),
            type_: type_.clone(),
            declared: None,
            at: place.clone(),
            how: How::Suspended,
        }));
        for loss in body.calls(&holds, name) {
            let (How::GivenTo(callee) | How::EatenBy(callee)) = &loss.how else {
                continue;
            };
            let function = last_segment(callee);
            if eaters.contains(function) || callee.starts_with("std::mem::drop::<") {
                let how = How::EatenBy(callee.clone());
                sure.insert(Loss { how, ..loss });
            } else {
                possible.insert(loss);
            }
        }
    }
    let found = if sure.is_empty() { possible } else { sure };
    found.into_iter().collect()
}

fn bodies(text: &str) -> Vec<Body> {
    let mut bodies = Vec::new();
    let mut body: Option<Body> = None;
    let mut cleanup = false;
    for line in text.lines() {
        if let Some(signature) = line.strip_prefix("fn ") {
            let mut new = Body {
                name: pretty(
                    signature
                        .split_once('(')
                        .map_or(signature, |(name, _)| name),
                )
                .to_owned(),
                ..Body::default()
            };
            for (local, type_) in parameters(signature) {
                new.locals.insert(local, (type_, None));
            }
            body = Some(new);
            cleanup = false;
            continue;
        }
        if line == "}" {
            bodies.extend(body.take());
        }
        let Some(body) = &mut body else { continue };
        let (code, place) = split(line);
        if let Some(rest) = code.strip_prefix("let ") {
            let rest = rest.strip_prefix("mut ").unwrap_or(rest);
            if let Some((local, type_)) = rest.trim_end_matches(';').split_once(": ") {
                body.locals
                    .insert(local.to_owned(), (type_.to_owned(), place));
            }
        } else if let Some(rest) = code.strip_prefix("debug ") {
            if let Some((name, local)) = rest.trim_end_matches(';').split_once(" => ") {
                // `(((*_29) as variant#3).0: Canvas)`: a field of a future's state.
                if local.contains(" as variant#")
                    && let Some((_, type_)) = local.rsplit_once(": ")
                {
                    let type_ = type_.trim_end_matches(')').to_owned();
                    body.kept.push((name.to_owned(), type_, place.clone()));
                }
                if let Some(known) = body.locals.get_mut(local) {
                    known.1 = known.1.take().or(place);
                }
                body.names
                    .entry(local.to_owned())
                    .or_insert_with(|| name.to_owned());
            }
        } else if code.starts_with("bb") && code.ends_with('{') {
            cleanup = code.contains("(cleanup)");
            let label = code.split([':', ' ']).next().unwrap_or_default().to_owned();
            body.blocks.push(Block {
                label,
                lines: Vec::new(),
            });
        } else if let Some(block) = body.blocks.last_mut()
            && !cleanup
            && !code.is_empty()
            && code != "}"
        {
            block.lines.push((code.to_owned(), place));
        }
    }
    bodies
}

impl Body {
    /// Drops, outside of unwinding, of locals whose type is wanted.
    fn drops(&self, wanted: &dyn Fn(&str) -> bool) -> Vec<Loss> {
        let mut losses = Vec::new();
        for block in &self.blocks {
            for (at, (code, place)) in block.lines.iter().enumerate() {
                let Some((what, target)) = code
                    .strip_prefix("drop(")
                    .and_then(|rest| rest.split_once(") -> "))
                else {
                    continue;
                };
                let Some((local, (whole, declared))) = self.local(what) else {
                    continue;
                };
                // `((_1.0: Canvas))`: a part of the local, whose type stands beside it.
                let type_ = match what.rsplit_once(": ") {
                    Some((_, part)) => part.trim_end_matches(')'),
                    // What a reference leads to.
                    None if what.starts_with("(*") => whole.strip_prefix("&mut ").unwrap_or(whole),
                    None => whole,
                };
                if !wanted(type_) {
                    continue;
                }
                let next = target_of(target).and_then(|label| self.block(label));
                let assigned = next
                    .and_then(|next| next.lines.iter().find(|(code, _)| !is_silent(code)))
                    .is_some_and(|(code, _)| code.starts_with(&format!("{what} = ")));
                let (how, place) = if assigned {
                    (How::Overwritten, place.clone())
                } else {
                    let before = self.before(block, at, 0);
                    (How::Dropped, before.or_else(|| place.clone()))
                };
                losses.push(Loss {
                    function: self.name.clone(),
                    variable: self.names.get(&local).cloned(),
                    type_: type_.to_owned(),
                    declared: declared.clone(),
                    at: place,
                    how,
                });
            }
        }
        losses
    }

    /// Calls of generic functions that take a local of a wanted type.
    fn calls(&self, wanted: &dyn Fn(&str) -> bool, name: &str) -> Vec<Loss> {
        let mut losses = Vec::new();
        for (code, place) in self.blocks.iter().flat_map(|block| &block.lines) {
            let Some((call, _)) = code.split_once(" -> [") else {
                continue;
            };
            let Some((callee, operands)) =
                call.split_once(" = ").and_then(|(_, call)| call_of(call))
            else {
                continue;
            };
            // Its own methods are not generic over it.
            if !callee.contains("::<") || callee.starts_with(&format!("{name}::")) {
                continue;
            }
            for operand in operands.split(", ") {
                let moved = operand
                    .strip_prefix("move ")
                    .or_else(|| operand.strip_prefix("copy "));
                let Some((local, (type_, declared))) =
                    moved.and_then(|operand| self.local(operand))
                else {
                    continue;
                };
                if moved != Some(local.as_str()) || !wanted(type_) {
                    continue;
                }
                losses.push(Loss {
                    function: self.name.clone(),
                    variable: self.names.get(&local).cloned(),
                    type_: type_.clone(),
                    declared: declared.clone(),
                    at: place.clone(),
                    how: How::GivenTo(callee.to_owned()),
                });
            }
        }
        losses
    }

    fn block(&self, label: &str) -> Option<&Block> {
        self.blocks.iter().find(|block| block.label == label)
    }

    /// The local that a place begins with, and what is known of it.
    fn local(&self, place: &str) -> Option<(String, &(String, Option<Place>))> {
        let start = place.find('_')?;
        let digits = place[start + 1..]
            .bytes()
            .take_while(u8::is_ascii_digit)
            .count();
        let local = &place[start..start + 1 + digits];
        Some((local.to_owned(), self.locals.get(local)?))
    }

    /// Where what was done last before a line stands in the sources.
    fn before(&self, block: &Block, at: usize, depth: usize) -> Option<Place> {
        for (code, place) in block.lines[..at].iter().rev() {
            if is_silent(code) || code.starts_with("drop(") || code.ends_with("const ();") {
                continue;
            }
            if place
                .as_ref()
                .is_some_and(|place| !place.file.starts_with("library/"))
            {
                return place.clone();
            }
        }
        if depth > 8 {
            return None;
        }
        let leads = |code: &str| code.contains("->") && words(code).any(|word| word == block.label);
        let from = self
            .blocks
            .iter()
            .find(|from| from.lines.last().is_some_and(|(code, _)| leads(code)))?;
        self.before(from, from.lines.len(), depth + 1)
    }
}

/// What nobody wrote: storage, jumps, and flags that say whether a variable was moved out of.
fn is_silent(code: &str) -> bool {
    code.starts_with("Storage")
        || code.starts_with("goto")
        || code == "nop;"
        || code.ends_with("= const false;")
        || code.ends_with("= const true;")
}

/// Types that are built from a value of the type `name`: structs, tuples, closures.
fn holders(bodies: &[Body], name: &str) -> BTreeSet<String> {
    let mut holders = BTreeSet::new();
    loop {
        let before = holders.len();
        for body in bodies {
            for (code, _) in body.blocks.iter().flat_map(|block| &block.lines) {
                let Some((to, value)) = code.split_once(" = ") else {
                    continue;
                };
                if value.contains(" -> [") || !value.contains("move _") {
                    continue;
                }
                let builds = value.ends_with("};") || value.ends_with(");");
                let Some((_, (type_, _))) = body.local(to).filter(|_| builds) else {
                    continue;
                };
                let from_linear = value.split("move ").skip(1).any(|operand| {
                    body.local(operand).is_some_and(|(_, (type_, _))| {
                        let shown = without_keepers(type_);
                        !type_.starts_with(['&', '*'])
                            && (mentions(&shown, name) || holders.contains(type_))
                    })
                });
                let is_keeper = without_keepers(type_) != *type_;
                if from_linear && !is_keeper && !to.contains('.') {
                    holders.insert(type_.clone());
                }
            }
        }
        if holders.len() == before {
            return holders;
        }
    }
}

/// A line's code, and the place in the comment behind it.
fn split(line: &str) -> (&str, Option<Place>) {
    let Some((code, comment)) = line.rsplit_once(" // ") else {
        let code = line.trim();
        return (if code.starts_with("//") { "" } else { code }, None);
    };
    let place = comment
        .rsplit_once(" at ")
        .and_then(|(_, place)| parse_place(place));
    let code = code.trim();
    (if code.starts_with("//") { "" } else { code }, place)
}

/// `src/main.rs:10:9: 10:15`
fn parse_place(text: &str) -> Option<Place> {
    let (start, end) = text.rsplit_once(": ")?;
    let (end_line, end_column) = end.split_once(':')?;
    let (start, column) = start.rsplit_once(':')?;
    let (file, line) = start.rsplit_once(':')?;
    Some(Place {
        file: file.to_owned(),
        line: line.parse().ok()?,
        column: column.parse().ok()?,
        end: (end_line.parse().ok()?, end_column.parse().ok()?),
    })
}

/// `early(_1: bool, _2: T) -> …` → its parameters.
fn parameters(signature: &str) -> Vec<(String, String)> {
    let list = signature
        .split_once('(')
        .map_or("", |(_, rest)| rest)
        .rsplit_once(") -> ")
        .map_or("", |(list, _)| list);
    let mut found = Vec::new();
    let mut number = 1;
    let mut rest = list;
    while let Some(start) = rest.find(&format!("_{number}: ")) {
        let local = format!("_{number}");
        rest = &rest[start + local.len() + 2..];
        number += 1;
        let end = rest.find(&format!(", _{number}: ")).unwrap_or(rest.len());
        found.push((local, rest[..end].to_owned()));
    }
    found
}

/// `eat::<Canvas>(move _1)` → the function and its operands.
fn call_of(call: &str) -> Option<(&str, &str)> {
    let call = call.strip_suffix(')')?;
    let mut depth = 1;
    let open = call
        .char_indices()
        .rev()
        .find(|(_, c)| {
            depth += match c {
                ')' => 1,
                '(' => -1,
                _ => 0,
            };
            depth == 0
        })?
        .0;
    Some((&call[..open], &call[open + 1..]))
}

fn target_of(targets: &str) -> Option<&str> {
    targets
        .strip_prefix("[return: ")
        .and_then(|rest| rest.split([',', ']']).next())
}

/// `<impl at src/main.rs:4:1: 4:12>::close` → `close`, and the function of a name that has none of this as it is.
fn pretty(name: &str) -> &str {
    match name
        .strip_prefix("<impl at ")
        .and_then(|rest| rest.split_once(">::"))
    {
        Some((_, name)) => name,
        None => name,
    }
}

/// `inner::eat::<Canvas>` → `eat`.
fn last_segment(path: &str) -> &str {
    let path = path.split("::<").next().unwrap_or(path);
    path.rsplit("::").next().unwrap_or(path)
}

/// `T`, `Value`: nothing but a name, as a type parameter is written; other plain names are found out by their drop.
fn is_parameter(type_: &str) -> bool {
    type_.len() <= 2 && type_.starts_with(|c: char| c.is_ascii_uppercase())
        || type_.starts_with("impl ")
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '_')
}

fn mentions(type_: &str, name: &str) -> bool {
    words(type_).any(|word| word == name)
}

/// The type without the parts inside which nothing is dropped.
fn without_keepers(type_: &str) -> String {
    let mut text = type_.to_owned();
    for keeper in KEEPERS {
        // The whole name: `MyDeferred<…>` keeps nothing.
        let whole = |text: &str| {
            let mut places = text.match_indices(keeper).map(|(at, _)| at);
            places.find(|&at| !text[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_'))
        };
        while let Some(start) = whole(&text) {
            let mut depth = 0usize;
            let end = text[start..].char_indices().find_map(|(i, c)| match c {
                '<' => {
                    depth += 1;
                    None
                }
                '>' => {
                    depth -= 1;
                    (depth == 0).then_some(start + i + 1)
                }
                _ => None,
            });
            text.replace_range(start..end.unwrap_or(text.len()), "");
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    const EARLY: &str = r#"
fn early(_1: bool) -> Result<u32, String> {
    debug ok => _1;                      // in scope 0 at src/main.rs:9:10: 9:12
    let _2: Canvas;                      // in scope 0 at src/main.rs:10:9: 10:15
    debug kept => (((*_29) as variant#3).0: Canvas); // in scope 1 at src/main.rs:4:9: 4:13
    scope 1 {
        debug canvas => _2;              // in scope 1 at src/main.rs:10:9: 10:15
    }

    bb2: {
        _0 = Result::<u32, String>::Err(move _6); // scope 1 at src/main.rs:12:16: 12:32
        StorageDead(_6);                 // scope 1 at src/main.rs:12:31: 12:32
        drop(_2) -> [return: bb6, unwind: bb7]; // scope 0 at src/main.rs:15:1: 15:2
    }

    bb7 (cleanup): {
        drop(_2) -> [return: bb8, unwind terminate(cleanup)]; // scope 0 at src/main.rs:15:1: 15:2
    }
}
fn eat(_1: T) -> () {
    bb0: {
        drop(_1) -> [return: bb1, unwind unreachable];
    }
}
fn main() -> () {
    let mut _1: Canvas;
    let _2: Deferred<Canvas>;
    let _3: Window;
    let _4: &Canvas;

    bb0: {
        _5 = eat::<Canvas>(move _1) -> [return: bb1, unwind unreachable];
    }

    bb1: {
        _3 = Window { canvas: move _1 };
        drop(_2) -> [return: bb2, unwind unreachable];
    }

    bb2: {
        drop(_3) -> [return: bb3, unwind unreachable];
    }
}
"#;

    #[test]
    fn ways_out_calls_and_holders() {
        let losses = losses(EARLY, "Canvas");
        let shown: Vec<_> = losses
            .iter()
            .map(|loss| {
                let at = loss.at.as_ref().map(|at| (at.line, at.column));
                (
                    loss.function.as_str(),
                    loss.variable.as_deref(),
                    loss.type_.as_str(),
                    at,
                )
            })
            .collect();
        assert_eq!(
            shown,
            [
                ("early", Some("canvas"), "Canvas", Some((12, 16))),
                ("early", Some("kept"), "Canvas", Some((4, 9))),
                ("main", None, "Canvas", None),
                ("main", None, "Window", None),
            ]
        );
        assert_eq!(losses[2].how, How::EatenBy("eat::<Canvas>".to_owned()));
    }

    #[test]
    fn nothing_of_another_type() {
        assert_eq!(losses(EARLY, "Can"), []);
        assert_eq!(losses("", "Canvas"), []);
        assert_eq!(
            losses(
                "fn \n}\nfn x(\nbb0: {\ndrop(_) -> \n drop(_9) -> [",
                "Canvas"
            ),
            []
        );
    }

    #[test]
    fn keepers_keep() {
        assert_eq!(
            without_keepers("HashMap<u8, wasm::linear::Deferred<Canvas>>"),
            "HashMap<u8, wasm::linear::>"
        );
        assert_eq!(without_keepers("LinOpt<Box<Canvas>"), "");
    }
}
