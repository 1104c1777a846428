//! Variables and their types in the text form.

use std::fmt::{self, Write};

use cranelift_codegen::ir::StackSlot;

use super::ParseError;
use super::item::Integer;
use super::lex::Token;
use super::parse::Parser;
use super::print::Quoted;
use crate::debug::{Encoding, Member, Part, Shape, Tag, Type, Variable, Variant};
use crate::{Function, Item, Module, SymbolId, TypeId};

const KINDS: &str = "`base`, `pointer`, `array`, `struct`, `union`, `enum` or `enumeration`";

/// What stands behind `tyN =`.
pub(super) fn ty(p: &mut Parser<'_>) -> Result<Type, ParseError> {
    let start = p.start();
    let kind = p.advance()?;
    Ok(match kind {
        Token::Word("base") => Type::Base {
            name: p.name()?,
            encoding: encoding(p)?,
            size: p.u32()?,
        },
        Token::Word("pointer") => Type::Pointer {
            name: p.name()?,
            target: p.optional_id("ty")?,
        },
        Token::Word("array") => Type::Array {
            element: p.id("ty")?,
            count: p.u32()?,
        },
        Token::Word(kind @ ("struct" | "union")) => Type::Struct {
            shape: shape(p, kind == "union")?,
            members: braces(p, |p| {
                Ok(Member {
                    name: p.name()?,
                    ty: id(p)?,
                    offset: p.u32()?,
                })
            })?,
        },
        Token::Word("enum") => Type::Enum {
            shape: shape(p, false)?,
            tag: match p.optional("tag")? {
                true => Some(Tag {
                    ty: p.id("ty")?,
                    offset: p.u32()?,
                }),
                false => None,
            },
            variants: braces(p, |p| {
                let value = match p.peek() {
                    Token::Number(_) => Some(p.integer()?.wrapped()),
                    _ => None,
                };
                Ok(Variant {
                    value,
                    name: p.name()?,
                    ty: id(p)?,
                })
            })?,
        },
        Token::Word("enumeration") => Type::Enumeration {
            name: p.name()?,
            repr: p.id("ty")?,
            values: braces(p, |p| Ok((p.name()?, signed(p.integer()?))))?,
        },
        other => {
            let message = format!("expected {KINDS}, and not {}", other.describe());
            return Err(p.error(start, message));
        }
    })
}

/// `variable symN "name" tyN locN [parameter N] { ssN OFFSET … }`, which is added to the symbol's body.
pub(super) fn variable(p: &mut Parser<'_>, module: &mut Module) -> Result<(), ParseError> {
    p.advance()?;
    let start = p.start();
    let symbol: SymbolId = p.id("sym")?;
    let variable = Variable {
        name: p.name()?,
        ty: p.id("ty")?,
        declared: p.id("loc")?,
        parameter: match p.optional("parameter")? {
            true => Some(p.u32()?),
            false => None,
        },
        parts: braces(p, part)?,
    };
    match module.symbols.get_mut(symbol).map(|it| &mut it.item) {
        Some(Item::Function(Function::Defined(body))) => body.variables.push(variable),
        _ => return Err(p.error(start, format!("{symbol} has no body before this"))),
    }
    Ok(())
}

/// `ssN OFFSET`, then `deref OFFSET` as often as there is an address to follow, then `bytes FIRST END` for a part of the variable.
fn part(p: &mut Parser<'_>) -> Result<Part, ParseError> {
    let mut part = Part {
        slot: p.number_of("ss").map(StackSlot::from_u32)?,
        offset: p.u32()?,
        derefs: Vec::new(),
        bytes: None,
    };
    while p.optional("deref")? {
        part.derefs.push(p.u32()?);
    }
    if p.optional("bytes")? {
        part.bytes = Some(p.u32()?..p.u32()?);
    }
    Ok(part)
}

fn encoding(p: &mut Parser<'_>) -> Result<Encoding, ParseError> {
    for encoding in Encoding::ALL {
        if p.optional(encoding.name())? {
            return Ok(encoding);
        }
    }
    let names = Encoding::ALL.map(|it| format!("`{}`", it.name()));
    Err(p.unexpected(&format!("one of {}", names.join(", "))))
}

fn shape(p: &mut Parser<'_>, shared: bool) -> Result<Shape, ParseError> {
    let name = p.name()?;
    let size = p.u32()?;
    p.word("align")?;
    let align = p.u32()?;
    Ok(Shape {
        name,
        size,
        align,
        shared,
    })
}

/// A type's number, which may stand at the start of a line.
fn id(p: &mut Parser<'_>) -> Result<TypeId, ParseError> {
    p.number_of("ty").map(TypeId::from_u32)
}

fn braces<T>(
    p: &mut Parser<'_>,
    mut one: impl FnMut(&mut Parser<'_>) -> Result<T, ParseError>,
) -> Result<Vec<T>, ParseError> {
    p.expect("{")?;
    let mut all = Vec::new();
    while !p.optional_mark("}")? {
        all.push(one(p)?);
    }
    Ok(all)
}

fn signed(it: Integer) -> i128 {
    it.wrapped() as i128
}

/// What [`ty`] reads, and the line's end.
pub(super) fn write_type(w: &mut String, ty: &Type) -> fmt::Result {
    match ty {
        Type::Base {
            name,
            encoding,
            size,
        } => writeln!(w, "base {} {} {size}", quoted(name), encoding.name()),
        Type::Pointer { name, target } => {
            write!(w, "pointer {}", quoted(name))?;
            if let Some(target) = target {
                write!(w, " {target}")?;
            }
            writeln!(w)
        }
        Type::Array { element, count } => writeln!(w, "array {element} {count}"),
        Type::Struct { shape, members } => {
            let kind = if shape.shared { "union" } else { "struct" };
            write_shape(w, kind, shape)?;
            write_braces(w, members, |w, it| {
                write!(w, "{} {} {}", quoted(&it.name), it.ty, it.offset)
            })
        }
        Type::Enum {
            shape,
            tag,
            variants,
        } => {
            write_shape(w, "enum", shape)?;
            if let Some(tag) = tag {
                write!(w, " tag {} {}", tag.ty, tag.offset)?;
            }
            write_braces(w, variants, |w, it| {
                if let Some(value) = it.value {
                    write!(w, "{value} ")?;
                }
                write!(w, "{} {}", quoted(&it.name), it.ty)
            })
        }
        Type::Enumeration { name, repr, values } => {
            write!(w, "enumeration {} {repr}", quoted(name))?;
            write_braces(w, values, |w, (name, value)| {
                write!(w, "{} {value}", quoted(name))
            })
        }
    }
}

/// What [`variable`] reads, and the line's end.
pub(super) fn write_variable(w: &mut String, symbol: SymbolId, it: &Variable) -> fmt::Result {
    write!(
        w,
        "variable {symbol} {} {} {}",
        quoted(&it.name),
        it.ty,
        it.declared
    )?;
    if let Some(number) = it.parameter {
        write!(w, " parameter {number}")?;
    }
    write_braces(w, &it.parts, |w, part| {
        write!(w, "{} {}", part.slot, part.offset)?;
        for offset in &part.derefs {
            write!(w, " deref {offset}")?;
        }
        match &part.bytes {
            Some(bytes) => write!(w, " bytes {} {}", bytes.start, bytes.end),
            None => Ok(()),
        }
    })
}

fn write_shape(w: &mut String, kind: &str, shape: &Shape) -> fmt::Result {
    let name = quoted(&shape.name);
    write!(w, "{kind} {name} {} align {}", shape.size, shape.align)
}

/// Nothing, one on the same line, or several on lines of their own; and the line's end.
fn write_braces<T>(
    w: &mut String,
    all: &[T],
    one: impl Fn(&mut String, &T) -> fmt::Result,
) -> fmt::Result {
    match all {
        [] => writeln!(w, " {{ }}"),
        [it] => {
            write!(w, " {{ ")?;
            one(w, it)?;
            writeln!(w, " }}")
        }
        many => {
            writeln!(w, " {{")?;
            for it in many {
                write!(w, "    ")?;
                one(w, it)?;
                writeln!(w)?;
            }
            writeln!(w, "}}")
        }
    }
}

fn quoted(text: &str) -> Quoted<'_> {
    Quoted(text.as_bytes())
}
