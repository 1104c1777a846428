//! What a function looks like after each step, for people and tests.

use std::fmt::{self, Write};

use crate::locals::Locals;
use crate::op::Op;
use crate::ssa::{Code, Val};
use crate::stackify::{Item, Stackified};
use crate::structure::{Step, Structured};

/// The structure of a function: which blocks are in which.
#[must_use]
pub fn structure(structured: &Structured) -> String {
    let mut text = String::new();
    let mut level = 0_usize;
    for step in &structured.steps {
        if matches!(step, Step::End | Step::Else) {
            level -= 1;
        }
        let not = |negate: bool| if negate { "not " } else { "" };
        let line = match *step {
            Step::Block => "block".to_owned(),
            Step::Loop => "loop".to_owned(),
            Step::If(block, negate) => format!("if {}block{}", not(negate), block.0),
            Step::Else => "else".to_owned(),
            Step::End => "end".to_owned(),
            Step::Body(block) => format!("block{}", block.0),
            Step::Moves(block, edge) => format!("moves block{} edge {edge}", block.0),
            Step::Br(depth) => format!("br {depth}"),
            Step::BrIf(block, depth, negate) => {
                format!("br_if {depth} {}block{}", not(negate), block.0)
            }
            Step::Table(block, start, end) => {
                let depths = &structured.depths[start as usize..end as usize];
                let depths: Vec<_> = depths.iter().map(ToString::to_string).collect();
                format!("br_table {} block{}", depths.join(" "), block.0)
            }
            Step::Return(_, true) => "end of function".to_owned(),
            Step::Return(_, false) => "return".to_owned(),
            Step::Unreachable(_) => "unreachable".to_owned(),
        };
        text += &"  ".repeat(level);
        text += &line;
        text.push('\n');
        if matches!(step, Step::Block | Step::Loop | Step::If(..) | Step::Else) {
            level += 1;
        }
    }
    text
}

/// The instructions of a function, with values where there are no locals yet.
#[must_use]
pub fn stackified(code: &Code, structured: &Structured, stackified: &Stackified) -> String {
    list(code, structured, stackified, |val| format!("v{}", val.0))
}

/// The instructions of a function, with locals.
#[must_use]
pub fn locals(
    code: &Code,
    structured: &Structured,
    stackified: &Stackified,
    locals: &Locals,
) -> String {
    let mut text = String::from("locals");
    for (count, ty) in &locals.declared {
        let _ = write!(text, " {count} x {}", ty.name());
    }
    text.push('\n');
    text + &list(code, structured, stackified, |val| {
        format!("{}", locals.of[val.index()])
    })
}

fn list(
    code: &Code,
    structured: &Structured,
    stackified: &Stackified,
    name: impl Fn(Val) -> String,
) -> String {
    let mut text = String::new();
    let mut level = 0_usize;
    for item in &stackified.items {
        if matches!(item, Item::End | Item::Else) {
            level -= 1;
        }
        let line = match *item {
            Item::Op(val) => {
                operator(code, val).unwrap_or_else(|_| unreachable!("strings take all"))
            }
            Item::Get(val) => format!("local.get {}", name(val)),
            Item::Set(val) => format!("local.set {}", name(val)),
            Item::Tee(val) => format!("local.tee {}", name(val)),
            Item::Drop => "drop".to_owned(),
            Item::Eqz => "i32.eqz".to_owned(),
            Item::Start(block) => format!(";; block{}", block.0),
            Item::Place(block) => format!(";; at the end of block{}", block.0),
            Item::Block => "block".to_owned(),
            Item::Loop => "loop".to_owned(),
            Item::If => "if".to_owned(),
            Item::Else => "else".to_owned(),
            Item::End => "end".to_owned(),
            Item::Br(depth) => format!("br {depth}"),
            Item::BrIf(depth) => format!("br_if {depth}"),
            Item::Table(start, end) => {
                let depths = &structured.depths[start as usize..end as usize];
                let depths: Vec<_> = depths.iter().map(ToString::to_string).collect();
                format!("br_table {}", depths.join(" "))
            }
            Item::Return(_) => "return".to_owned(),
            Item::Unreachable(_) => "unreachable".to_owned(),
        };
        text += &"  ".repeat(level);
        text += &line;
        text.push('\n');
        if matches!(item, Item::Block | Item::Loop | Item::If | Item::Else) {
            level += 1;
        }
    }
    text
}

fn operator(code: &Code, val: Val) -> Result<String, fmt::Error> {
    let node = code.node(val);
    if node.op == Op::TrapIf {
        return Ok("if unreachable end".to_owned());
    }
    let mut text = node.op.info().text.to_owned();
    code.fmt_immediate(&mut text, node)?;
    Ok(text)
}
