//! The calls that a filetest's directives ask for.

use wasmir::ValType;
use wasmir::filetest::{Call, Outcome};
use wasmtime::Val;

use super::host::{self, Running};

/// A value of these bits.
fn value(ty: ValType, bits: u128) -> Val {
    match ty {
        ValType::I32 => Val::I32(bits as i32),
        ValType::I64 => Val::I64(bits as i64),
        ValType::F32 => Val::F32(bits as u32),
        ValType::F64 => Val::F64(bits as u64),
        ValType::V128 => Val::V128(bits.into()),
        ValType::FuncRef | ValType::ExternRef => panic!("no references in directives"),
    }
}

/// Types of WasmIR's for those of wasmtime's.
fn val_type(ty: &wasmtime::ValType) -> ValType {
    match ty {
        wasmtime::ValType::I32 => ValType::I32,
        wasmtime::ValType::I64 => ValType::I64,
        wasmtime::ValType::F32 => ValType::F32,
        wasmtime::ValType::F64 => ValType::F64,
        wasmtime::ValType::V128 => ValType::V128,
        wasmtime::ValType::Ref(_) => ValType::FuncRef,
    }
}

/// Makes a call, and looks at what comes of it.
///
/// # Errors
/// It is something else than the directive says.
pub fn check(running: &mut Running, call: &Call) -> Result<(), String> {
    outcome(running, call).map_err(|error| format!("line {}: {error}", call.line))
}

fn outcome(running: &mut Running, call: &Call) -> Result<(), String> {
    let function = running
        .instance
        .get_func(&mut running.store, &call.function);
    let function = function.ok_or_else(|| format!("no function %{}", call.function))?;
    let ty = function.ty(&running.store);
    if ty.params().len() != call.arguments.len() {
        return Err(format!(
            "%{} takes {} arguments",
            call.function,
            ty.params().len()
        ));
    }
    let mut args = Vec::new();
    for (param, literal) in ty.params().zip(&call.arguments) {
        let ty = val_type(&param);
        args.push(value(ty, literal.bits(ty)?));
    }
    let result = host::call(&mut running.store, function, &args);
    match (&call.outcome, result) {
        (Outcome::Traps, Err(_)) | (Outcome::Returns(None), Ok(None)) => Ok(()),
        (Outcome::Returns(Some(expected)), Ok(Some(actual))) => {
            let result = ty.results().next().ok_or("no result")?;
            if expected.matches(val_type(&result), host::bits(&actual))? {
                Ok(())
            } else {
                Err(format!("expected {expected:?}, and got {actual:?}"))
            }
        }
        (expected, actual) => Err(format!("expected {expected:?}, and got {actual:?}")),
    }
}
