//! The verifier: everything that encoding relies on, all that is wrong at once.
//!
//! Bodies must pass Cranelift's own verifier for `pulley32`, stay within the [`subset`](crate::subset), and agree with the
//! symbols that they name. Types of calls are compared with declarations, since the linker would refuse a module or make a
//! trap of a call where they differ.

mod body;
mod error;
mod module;
mod variables;

use cranelift_codegen::isa::OwnedTargetIsa;
use cranelift_codegen::settings::{self, Configurable};

pub use error::{Place, VerifyError, VerifyErrorKind, VerifyErrors};

use crate::{Module, SymbolId};

/// Verifies a module.
///
/// # Errors
/// Everything that is wrong, in the order of symbols.
pub fn verify(module: &Module) -> Result<(), VerifyErrors> {
    let isa = isa();
    let mut errors = Vec::new();
    module::check(module, &mut errors);
    for id in module.symbols.keys() {
        module::check_symbol(module, id, &mut errors);
        if let Some(body) = module.body(id) {
            body::check(module, id, body, &*isa, &mut errors);
        }
    }
    VerifyErrors::from_list(errors)
}

/// Verifies one symbol, in a module whose other symbols need not be finished.
///
/// # Errors
/// Everything that is wrong with it.
///
/// # Panics
/// The module has no such symbol.
pub fn verify_symbol(module: &Module, id: SymbolId) -> Result<(), VerifyErrors> {
    let mut errors = Vec::new();
    module::check_symbol(module, id, &mut errors);
    if let Some(body) = module.body(id) {
        body::check(module, id, body, &*isa(), &mut errors);
    }
    VerifyErrors::from_list(errors)
}

/// The machine that stands in for WebAssembly: one with 32-bit pointers.
///
/// # Panics
/// Cranelift was built without `pulley`, which the workspace's manifest asks for.
#[must_use]
pub fn isa() -> OwnedTargetIsa {
    let mut flags = settings::builder();
    flags
        .enable("enable_llvm_abi_extensions")
        .expect("a setting of Cranelift's");
    let builder =
        cranelift_codegen::isa::lookup_by_name("pulley32").expect("the feature `pulley` is on");
    builder
        .finish(settings::Flags::new(flags))
        .expect("the settings are valid")
}
