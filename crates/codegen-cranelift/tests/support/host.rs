//! The surroundings of an object that runs: memory, stack, and compiler-builtins by way of Rust's own arithmetic.

use wasmtime::{
    Caller, Engine, Extern, Func, Global, GlobalType, Instance, Linker, Memory, MemoryType, Module,
    Mutability, Ref, RefType, Store, Table, TableType, Val, ValType,
};

/// Pages of memory.
const PAGES: u32 = 32;

/// Makes what objects and modules with undefined symbols import.
fn linker(engine: &Engine, store: &mut Store<()>) -> wasmtime::Result<Linker<()>> {
    let mut linker = Linker::new(engine);
    linker.allow_shadowing(true);
    let memory = Memory::new(&mut *store, MemoryType::new(PAGES, None))?;
    linker.define(&mut *store, "env", "__linear_memory", memory)?;
    let top = (PAGES * 65536 - 4096) as i32;
    let mut global = |name: &str, value: i32| -> wasmtime::Result<()> {
        let ty = GlobalType::new(ValType::I32, Mutability::Var);
        let global = Global::new(&mut *store, ty, Val::I32(value))?;
        linker.define(&mut *store, "env", name, global)?;
        Ok(())
    };
    global("__stack_pointer", top)?;
    global("__tls_base", 0)?;
    let table = Table::new(
        &mut *store,
        TableType::new(RefType::FUNCREF, 0, None),
        Ref::Func(None),
    )?;
    linker.define(&mut *store, "env", "__indirect_function_table", table)?;
    arithmetic(&mut linker, memory)?;
    Ok(linker)
}

fn wide(lo: i64, hi: i64) -> i128 {
    i128::from(hi) << 64 | i128::from(lo as u64)
}

fn put(caller: &mut Caller<'_, ()>, memory: Memory, at: i32, value: u128) -> wasmtime::Result<()> {
    // A linked module has its own memory.
    let memory = caller
        .get_export("memory")
        .and_then(Extern::into_memory)
        .unwrap_or(memory);
    memory.write(caller, at as u32 as usize, &value.to_le_bytes())?;
    Ok(())
}

/// Functions that take two wide numbers and write one.
fn arithmetic(linker: &mut Linker<()>, memory: Memory) -> wasmtime::Result<()> {
    type Binary = fn(i128, i128) -> u128;
    let binary: [(&str, Binary); 5] = [
        ("__multi3", |a, b| a.wrapping_mul(b) as u128),
        ("__divti3", |a, b| a.wrapping_div(b) as u128),
        ("__udivti3", |a, b| (a as u128) / (b as u128)),
        ("__modti3", |a, b| a.wrapping_rem(b) as u128),
        ("__umodti3", |a, b| (a as u128) % (b as u128)),
    ];
    for (name, function) in binary {
        linker.func_wrap(
            "env",
            name,
            move |mut caller: Caller<'_, ()>, at: i32, al: i64, ah: i64, bl: i64, bh: i64| {
                put(
                    &mut caller,
                    memory,
                    at,
                    function(wide(al, ah), wide(bl, bh)),
                )
            },
        )?;
    }
    type Overflowing = fn(i128, i128) -> (u128, bool);
    let overflowing: [(&str, Overflowing); 2] = [
        ("__muloti4", |a, b| {
            let (product, overflow) = a.overflowing_mul(b);
            (product as u128, overflow)
        }),
        ("__rust_u128_mulo", |a, b| {
            (a as u128).overflowing_mul(b as u128)
        }),
    ];
    for (name, function) in overflowing {
        linker.func_wrap(
            "env",
            name,
            move |mut caller: Caller<'_, ()>,
                  at: i32,
                  al: i64,
                  ah: i64,
                  bl: i64,
                  bh: i64,
                  flag: i32| {
                let (product, overflow) = function(wide(al, ah), wide(bl, bh));
                put(&mut caller, memory, at, product)?;
                // An `i32`, and nothing beside it.
                let memory = caller
                    .get_export("memory")
                    .and_then(Extern::into_memory)
                    .unwrap_or(memory);
                memory.write(
                    &mut caller,
                    flag as u32 as usize,
                    &u32::from(overflow).to_le_bytes(),
                )?;
                Ok(())
            },
        )?;
    }
    linker.func_wrap("env", "__floattisf", |lo: i64, hi: i64| wide(lo, hi) as f32)?;
    linker.func_wrap("env", "__floattidf", |lo: i64, hi: i64| wide(lo, hi) as f64)?;
    linker.func_wrap("env", "__floatuntisf", |lo: i64, hi: i64| {
        wide(lo, hi) as u128 as f32
    })?;
    linker.func_wrap("env", "__floatuntidf", |lo: i64, hi: i64| {
        wide(lo, hi) as u128 as f64
    })?;
    linker.func_wrap(
        "env",
        "__fixsfti",
        move |mut caller: Caller<'_, ()>, at: i32, x: f32| {
            put(&mut caller, memory, at, x as i128 as u128)
        },
    )?;
    linker.func_wrap(
        "env",
        "__fixdfti",
        move |mut caller: Caller<'_, ()>, at: i32, x: f64| {
            put(&mut caller, memory, at, x as i128 as u128)
        },
    )?;
    linker.func_wrap(
        "env",
        "__fixunssfti",
        move |mut caller: Caller<'_, ()>, at: i32, x: f32| put(&mut caller, memory, at, x as u128),
    )?;
    linker.func_wrap(
        "env",
        "__fixunsdfti",
        move |mut caller: Caller<'_, ()>, at: i32, x: f64| put(&mut caller, memory, at, x as u128),
    )?;
    linker.func_wrap("env", "fmaf", |x: f32, y: f32, z: f32| x.mul_add(y, z))?;
    linker.func_wrap("env", "fma", |x: f64, y: f64, z: f64| x.mul_add(y, z))?;
    Ok(())
}

/// An instance of an object or of a linked module.
pub struct Running {
    pub store: Store<()>,
    pub instance: Instance,
}

/// Starts a module.
pub fn start(module: &Module) -> wasmtime::Result<Running> {
    let engine = module.engine();
    let mut store = Store::new(engine, ());
    let linker = linker(engine, &mut store)?;
    let instance = linker.instantiate(&mut store, module)?;
    Ok(Running { store, instance })
}

/// An engine with every feature that the back end uses.
pub fn engine() -> Engine {
    let mut config = wasmtime::Config::new();
    config.wasm_relaxed_simd(true);
    config.wasm_tail_call(true);
    config.wasm_threads(true);
    config.cranelift_opt_level(wasmtime::OptLevel::None);
    Engine::new(&config).expect("these features exist")
}

/// Calls a function of at most one result.
///
/// # Errors
/// The trap.
pub fn call(store: &mut Store<()>, function: Func, args: &[Val]) -> Result<Option<Val>, String> {
    let results = function.ty(&mut *store).results().len();
    let mut out = vec![Val::I32(0); results];
    function
        .call(store, args, &mut out)
        .map_err(|error| format!("{error:#}"))?;
    Ok(out.into_iter().next())
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
