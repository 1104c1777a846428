//! Step 0: Cranelift's e-graph pass, with the ISA `pulley32` standing in: nothing is emitted for it.

use std::sync::LazyLock;

use cranelift_codegen::control::ControlPlane;
use cranelift_codegen::isa::OwnedTargetIsa;
use cranelift_codegen::settings::{self, Configurable};
use cranelift_codegen::{Context, ir};

use crate::Error;

/// The ISA that gives pointers 32 bits and has every rewrite of the middle end.
static ISA: LazyLock<Result<OwnedTargetIsa, String>> = LazyLock::new(|| {
    let mut flags = settings::builder();
    let set = |flags: &mut settings::Builder, name: &str, value: &str| {
        flags
            .set(name, value)
            .map_err(|error| format!("setting {name}: {error}"))
    };
    set(&mut flags, "opt_level", "speed")?;
    set(&mut flags, "enable_verifier", "false")?;
    // Its own alias analysis is part of the pass.
    let isa = cranelift_codegen::isa::lookup_by_name("pulley32").map_err(|it| it.to_string())?;
    isa.finish(settings::Flags::new(flags))
        .map_err(|it| it.to_string())
});

/// Optimises a copy of `func` in `context`.
///
/// # Errors
/// [`Error::Internal`]: the pass refused the function.
pub fn optimize(func: &ir::Function, context: &mut Context) -> Result<(), Error> {
    let isa = match &*ISA {
        Ok(isa) => isa,
        Err(error) => {
            return Err(Error::Internal {
                function: String::new(),
                what: error.clone(),
            });
        }
    };
    context.clear();
    context.func = func.clone();
    let result = context.optimize(&**isa, &mut ControlPlane::default());
    result.map_err(|error| Error::Internal {
        function: func.name.to_string(),
        what: error.to_string(),
    })
}
