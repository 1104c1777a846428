//! Items of the text form: symbols and what they are.

use cranelift_codegen::ir::{AbiParam, Signature, Type};

use super::ParseError;
use super::lex::Token;
use super::parse::Parser;
use crate::data::{Contents, Data, Relocation, RelocationKind, Segment};
use crate::module::CALL_CONV;
use crate::subset::Types;
use crate::{
    Binding, Function, Global, Import, Item, Symbol, SymbolId, Table, ValType, Visibility,
};

/// A symbol, and whether a body follows.
pub(super) struct Parsed {
    pub(super) symbol: Symbol,
    /// The function's subprogram, if there is to be a body.
    pub(super) body: Option<Option<crate::SubprogramId>>,
}

const KINDS: &str = "`function`, `alias`, `data`, `table` or `global`";

/// What stands behind `symN =`.
pub(super) fn symbol(p: &mut Parser<'_>) -> Result<Parsed, ParseError> {
    let binding = if p.optional("weak")? {
        Binding::Weak
    } else if p.optional("local")? {
        Binding::Local
    } else {
        Binding::Strong
    };
    let visibility = if p.optional("hidden")? {
        Visibility::Hidden
    } else {
        Visibility::Default
    };
    let retain = p.optional("retain")?;
    let export = if p.optional("export")? {
        Some(p.name()?)
    } else {
        None
    };
    let undefined = p.optional("undefined")?;
    let start = p.start();
    let kind = match p.advance()? {
        Token::Word(kind) if ["function", "alias", "data", "table", "global"].contains(&kind) => {
            kind
        }
        other => {
            let message = format!("expected {KINDS}, and not {}", other.describe());
            return Err(p.error(start, message));
        }
    };
    let name = p.name()?;
    let mut body = None;
    let item: Item = match (kind, undefined) {
        ("function", true) => {
            let signature = signature(p)?;
            let import = import(p)?;
            Function::Undefined { signature, import }.into()
        }
        ("function", false) => {
            body = Some(p.optional_id("sp")?);
            // It takes this place when its body has been read.
            Function::Alias {
                target: SymbolId::from_u32(0),
            }
            .into()
        }
        ("alias", false) => Function::Alias {
            target: p.id("sym")?,
        }
        .into(),
        ("data", true) => Data::Undefined {
            tls: p.optional("tls")?,
        }
        .into(),
        ("data", false) => Data::Defined(segment(p)?).into(),
        ("table", _) => table(p, !undefined)?.into(),
        ("global", _) => global(p, !undefined)?.into(),
        _ => return Err(p.error(start, "an alias is defined; leave out `undefined`")),
    };
    let symbol = Symbol {
        name,
        binding,
        visibility,
        retain,
        export,
        item,
    };
    Ok(Parsed { symbol, body })
}

/// `from "module" "name"`, if it is there.
fn import(p: &mut Parser<'_>) -> Result<Option<Import>, ParseError> {
    if !p.optional("from")? {
        return Ok(None);
    }
    Ok(Some(Import {
        module: p.name()?,
        name: p.name()?,
    }))
}

/// `(i32, i64 sext) -> i32 fast`, as Cranelift writes it, with or without the calling convention.
pub(super) fn signature(p: &mut Parser<'_>) -> Result<Signature, ParseError> {
    let mut signature = Signature::new(CALL_CONV);
    p.expect("(")?;
    if *p.peek() != Token::Punctuation(")") {
        signature.params.push(parameter(p)?);
        while p.optional_mark(",")? {
            signature.params.push(parameter(p)?);
        }
    }
    p.expect(")")?;
    if p.optional_mark("->")? {
        signature.returns.push(parameter(p)?);
        while p.optional_mark(",")? {
            signature.returns.push(parameter(p)?);
        }
    }
    p.optional("fast")?;
    Ok(signature)
}

fn parameter(p: &mut Parser<'_>) -> Result<AbiParam, ParseError> {
    let start = p.start();
    let word = p.advance()?;
    let ty = match word {
        Token::Word(word) => clif_type(word),
        _ => None,
    };
    let Some(ty) = ty else {
        let message = format!(
            "expected a type such as `i32` or `i32x4`, and not {}",
            word.describe()
        );
        return Err(p.error(start, message));
    };
    let param = AbiParam::new(ty);
    let start = p.start();
    let (uext, sext) = (p.optional("uext")?, p.optional("sext")?);
    match (uext || sext, ty.is_int(), uext && sext) {
        (true, false, _) => Err(p.error(
            start,
            format!("`{ty}` cannot be extended; only integers can"),
        )),
        (_, _, true) => Err(p.error(start, "expected `uext` or `sext`, and not both")),
        _ if uext => Ok(param.uext()),
        _ if sext => Ok(param.sext()),
        _ => Ok(param),
    }
}

/// Cranelift's types that WasmIR has in signatures.
fn clif_type(name: &str) -> Option<Type> {
    Types::ALL.into_iter().find(|ty| ty.to_string() == name)
}

/// `"section" [strings] align N`, and either contents in braces or `zeroed N`.
fn segment(p: &mut Parser<'_>) -> Result<Segment, ParseError> {
    let section = p.name()?;
    let strings = p.optional("strings")?;
    p.word("align")?;
    let align = p.u32()?;
    let mut segment = Segment::new(section, align, Contents::Zeros(0));
    segment.strings = strings;
    if p.optional("zeroed")? {
        segment.contents = Contents::Zeros(p.u32()?);
        return Ok(segment);
    }
    if *p.peek() != Token::Punctuation("{") {
        let message = format!(
            "expected the contents in `{{ }}` or `zeroed` and a count, and not {}",
            p.peek().describe()
        );
        return Err(p.error(p.start(), message));
    }
    p.expect("{")?;
    let mut bytes = Vec::new();
    loop {
        let start = p.start();
        match p.advance()? {
            Token::String(string) => bytes.extend(string),
            Token::Word("zeros") => {
                let count = p.u32()? as usize;
                // A text of a few characters shall not take all memory.
                if bytes.len() + count > MAX_BYTES {
                    let message =
                        format!("more than {MAX_BYTES} bytes; use `zeroed` for large zeros");
                    return Err(p.error(start, message));
                }
                bytes.resize(bytes.len() + count, 0);
            }
            Token::Word("address") => {
                let target = p.id("sym")?;
                let addend = p.optional_i32()?.unwrap_or(0);
                relocate(
                    &mut segment,
                    &mut bytes,
                    RelocationKind::Address,
                    target,
                    addend,
                );
            }
            Token::Word("table_index") => {
                let target = p.id("sym")?;
                relocate(
                    &mut segment,
                    &mut bytes,
                    RelocationKind::TableIndex,
                    target,
                    0,
                );
            }
            Token::Punctuation("}") => break,
            other => {
                let message = format!(
                    "expected a string, `zeros`, `address`, `table_index` or `}}`, and not {}",
                    other.describe()
                );
                return Err(p.error(start, message));
            }
        }
    }
    segment.contents = Contents::Bytes(bytes);
    Ok(segment)
}

/// How many bytes a segment written byte by byte may have.
const MAX_BYTES: usize = 1 << 28;

fn relocate(
    segment: &mut Segment,
    bytes: &mut Vec<u8>,
    kind: RelocationKind,
    target: SymbolId,
    addend: i32,
) {
    segment.relocations.push(Relocation {
        offset: u32::try_from(bytes.len()).expect("a segment is checked to be smaller"),
        kind,
        target,
        addend,
    });
    bytes.extend([0; Relocation::SIZE as usize]);
}

fn val_type(p: &mut Parser<'_>) -> Result<ValType, ParseError> {
    let start = p.start();
    let word = p.advance()?;
    let found = match word {
        Token::Word(word) => ValType::ALL.into_iter().find(|ty| ty.name() == word),
        _ => None,
    };
    found.ok_or_else(|| {
        let names = ValType::ALL.map(|ty| format!("`{}`", ty.name())).join(", ");
        p.error(
            start,
            format!("expected one of {names}, and not {}", word.describe()),
        )
    })
}

/// `funcref 0 64`: the type, the least number of elements and, perhaps, the greatest.
fn table(p: &mut Parser<'_>, defined: bool) -> Result<Table, ParseError> {
    let start = p.start();
    let element = val_type(p)?;
    if !element.is_ref() {
        let message = format!(
            "a table is of `funcref` or `externref`, and not `{}`",
            element.name()
        );
        return Err(p.error(start, message));
    }
    Ok(Table {
        element,
        min: p.u32()?,
        max: p.optional_u32()?,
        defined,
        import: import(p)?,
    })
}

/// `i32 mut 0`: the type, whether it can be set, and the value at the start if it is defined.
fn global(p: &mut Parser<'_>, defined: bool) -> Result<Global, ParseError> {
    let ty = val_type(p)?;
    let mutable = p.optional("mut")?;
    let init = match (defined, ty.is_ref()) {
        (false, _) => None,
        (true, true) => {
            p.word("null")?;
            Some(0)
        }
        (true, false) => Some(bits(p, ty)?),
    };
    Ok(Global {
        ty,
        mutable,
        init,
        import: import(p)?,
    })
}

/// A number as the bits of a value of the type `ty`; those of floats are written in hexadecimal.
fn bits(p: &mut Parser<'_>, ty: ValType) -> Result<u128, ParseError> {
    let width = match ty {
        ValType::I32 | ValType::F32 => 32,
        ValType::I64 | ValType::F64 => 64,
        _ => 128,
    };
    let start = p.start();
    let value = p.integer()?;
    let fits = match value {
        Integer {
            negative: false,
            magnitude,
        } => width == 128 || magnitude >> width == 0,
        Integer {
            negative: true,
            magnitude,
        } => magnitude <= 1 << (width - 1),
    };
    if !fits {
        return Err(p.error(
            start,
            format!("the number does not fit into `{}`", ty.name()),
        ));
    }
    let mask = if width == 128 {
        u128::MAX
    } else {
        (1 << width) - 1
    };
    Ok(value.wrapped() & mask)
}

/// A number as it is written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Integer {
    pub(super) negative: bool,
    pub(super) magnitude: u128,
}

impl Integer {
    pub(super) fn wrapped(self) -> u128 {
        if self.negative {
            self.magnitude.wrapping_neg()
        } else {
            self.magnitude
        }
    }
}
