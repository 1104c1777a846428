//! Walking every instruction of a module, in function bodies and in constant expressions.

use crate::Error;
use crate::raw::Binary;
use wasmparser::{CodeSectionReader, DataKind, Parser};
use wasmparser::{
    ConstExpr, ElementItems, ElementKind, FunctionBody, Operator, Payload, TableInit,
};

/// Something that constant parts of a module mention.
pub(crate) enum Outside<'a> {
    /// An instruction of a constant expression.
    Operator(Operator<'a>),
    /// A function index in an element segment.
    Function(u32),
}

/// Calls `visit` for every function body.
pub(crate) fn for_each_body<'a>(
    binary: &Binary<'a>,
    mut visit: impl FnMut(FunctionBody<'a>) -> Result<(), Error>,
) -> Result<(), Error> {
    if let Some(section) = binary.section(crate::raw::id::CODE) {
        for body in CodeSectionReader::new(section.reader())? {
            visit(body?)?;
        }
    }
    Ok(())
}

/// Calls `visit` for every instruction of every function body.
pub(crate) fn for_each_in_code<'a>(
    binary: &Binary<'a>,
    mut visit: impl FnMut(&Operator<'a>),
) -> Result<(), Error> {
    for_each_body(binary, |body| {
        for op in body.get_operators_reader()? {
            visit(&op?);
        }
        Ok(())
    })
}

/// Calls `visit` for what globals, tables, element and data segments mention.
pub(crate) fn for_each_outside_code<'a>(
    binary: &Binary<'a>,
    mut visit: impl FnMut(Outside<'a>),
) -> Result<(), Error> {
    let mut walk = |expr: ConstExpr<'a>| -> Result<(), Error> {
        for op in expr.get_operators_reader() {
            visit(Outside::Operator(op?));
        }
        Ok(())
    };
    let mut functions = Vec::new();
    for payload in Parser::new(0).parse_all(binary.bytes) {
        match payload? {
            Payload::GlobalSection(globals) => {
                for global in globals {
                    walk(global?.init_expr)?;
                }
            }
            Payload::TableSection(tables) => {
                for table in tables {
                    if let TableInit::Expr(expr) = table?.init {
                        walk(expr)?;
                    }
                }
            }
            Payload::ElementSection(elements) => {
                for element in elements {
                    let element = element?;
                    if let ElementKind::Active { offset_expr, .. } = element.kind {
                        walk(offset_expr)?;
                    }
                    match element.items {
                        ElementItems::Functions(items) => {
                            for item in items {
                                functions.push(item?);
                            }
                        }
                        ElementItems::Expressions(_, items) => {
                            for item in items {
                                walk(item?)?;
                            }
                        }
                    }
                }
            }
            Payload::DataSection(segments) => {
                for segment in segments {
                    if let DataKind::Active { offset_expr, .. } = segment?.kind {
                        walk(offset_expr)?;
                    }
                }
            }
            _ => {}
        }
    }
    functions
        .into_iter()
        .for_each(|function| visit(Outside::Function(function)));
    Ok(())
}

macro_rules! proposal_of {
    ($( @$proposal:ident $op:ident $({ $($arg:ident: $argty:ty),* })? => $visit:ident ($($ann:tt)*))*) => {
        /// The proposal that brought `op` in, in wasmparser's words; `mvp` for what was always there.
        pub(crate) fn proposal(op: &Operator<'_>) -> &'static str {
            match op {
                $( Operator::$op { .. } => stringify!($proposal), )*
                _ => "mvp",
            }
        }
    };
}
wasmparser::for_each_operator!(proposal_of);
