//! What is wrong with a module, and where.

use std::fmt;

use cranelift_codegen::ir;

use crate::{Module, SymbolId};

/// Everything that is wrong with a module.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct VerifyErrors(pub Vec<VerifyError>);

impl VerifyErrors {
    pub(super) fn from_list(errors: Vec<VerifyError>) -> Result<(), Self> {
        if errors.is_empty() {
            Ok(())
        } else {
            Err(VerifyErrors(errors))
        }
    }
}

impl fmt::Display for VerifyErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, error) in self.0.iter().enumerate() {
            if index > 0 {
                writeln!(f)?;
            }
            write!(f, "{error}")?;
        }
        Ok(())
    }
}

/// Something that is wrong with a module. Shown as the place and the message.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{place}: {message}")]
pub struct VerifyError {
    /// Where.
    pub place: Place,
    /// Of what kind it is.
    pub kind: VerifyErrorKind,
    /// What is wrong, and what would be right.
    pub message: String,
}

/// Of what kind something wrong is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VerifyErrorKind {
    /// The module contradicts itself: a bug of whoever made it.
    Invalid,
    /// It asks for what WasmIR does not have.
    NotSupported,
}

/// A place in a module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// The module as a whole.
    Module,
    /// A symbol, by number and name.
    Symbol(SymbolId, String),
    /// An instruction or declaration in the body of a symbol, as text.
    Body(SymbolId, String, String),
}

impl Place {
    pub(super) fn symbol(module: &Module, id: SymbolId) -> Self {
        Place::Symbol(id, module.symbols[id].name.clone())
    }

    pub(super) fn body(module: &Module, id: SymbolId, what: impl fmt::Display) -> Self {
        Place::Body(id, module.symbols[id].name.clone(), what.to_string())
    }

    pub(super) fn inst(module: &Module, id: SymbolId, ir: &ir::Function, inst: ir::Inst) -> Self {
        let text = ir.dfg.display_inst(inst).to_string();
        // Cranelift's text ends with constants among the operands, as a comment.
        let text = text
            .split("  ; ")
            .next()
            .unwrap_or_default()
            .trim()
            .to_owned();
        let block = ir.layout.inst_block(inst);
        let block = block.map_or_else(String::new, |block| format!("{block}: "));
        Place::body(module, id, format!("{block}`{text}`"))
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Place::Module => write!(f, "module"),
            Place::Symbol(id, name) => write!(f, "{id} `{name}`"),
            Place::Body(id, name, what) => write!(f, "{id} `{name}`: {what}"),
        }
    }
}
