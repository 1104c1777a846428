//! What the tests share: objects are run as they are, or linked by `wasm-ld` first.

#![allow(dead_code, reason = "each test uses a part")]

pub mod dump;
pub mod host;
pub mod link;

use codegen_cranelift::{Options, compile};
use wasmir::{Module, ValType};
use wasmtime::{Func, Val};

/// Every way to compile that must give the same behaviour.
pub const OPTIONS: [Options; 2] = [
    Options {
        optimize: false,
        debug: true,
        threads: 1,
    },
    Options {
        optimize: true,
        debug: true,
        threads: 1,
    },
];

/// Compiles a module that must be right.
pub fn object(module: &Module, options: Options) -> Vec<u8> {
    wasmir::verify::verify(module).unwrap_or_else(|errors| panic!("{errors}"));
    compile(module, &options).unwrap_or_else(|error| panic!("{error}"))
}

/// The bits of a value.
pub fn bits(val: &Val) -> u128 {
    match val {
        Val::I32(it) => u128::from(*it as u32),
        Val::I64(it) => u128::from(*it as u64),
        Val::F32(it) => u128::from(*it),
        Val::F64(it) => u128::from(*it),
        Val::V128(it) => it.as_u128(),
        other => panic!("{other:?} has no bits"),
    }
}

/// A value of these bits.
pub fn value(ty: ValType, bits: u128) -> Val {
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
pub fn val_type(ty: &wasmtime::ValType) -> ValType {
    match ty {
        wasmtime::ValType::I32 => ValType::I32,
        wasmtime::ValType::I64 => ValType::I64,
        wasmtime::ValType::F32 => ValType::F32,
        wasmtime::ValType::F64 => ValType::F64,
        wasmtime::ValType::V128 => ValType::V128,
        wasmtime::ValType::Ref(_) => ValType::FuncRef,
    }
}

/// Calls a function with arguments of as many bits as it wants; gives the bits of the result, or the trap.
pub fn call(
    store: &mut wasmtime::Store<()>,
    function: Func,
    args: &[Val],
) -> Result<Option<Val>, String> {
    let results = function.ty(&mut *store).results().len();
    let mut out = vec![Val::I32(0); results];
    function
        .call(store, args, &mut out)
        .map_err(|error| format!("{error:#}"))?;
    Ok(out.into_iter().next())
}
