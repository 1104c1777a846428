//! What a typed call costs through an instance of `wasm-runtime`, against wasmtime's own `TypedFunc` with the settings that make it fastest (no
//! epochs, no concurrency): nanoseconds and ratio for scalars, strings and lists, medians of rounds that take turns.
//!
//! `cargo run --release -p wasm-runtime --example call_cost`: one line for each, `NAME OURS RAW RATIO`.

use std::hint::black_box;
use std::io::Write as _;
use std::time::Instant;

use wasm_runtime::component::{Grants, Instance, Limits, Runtime, RuntimeOptions};
use wasmtime::component::{Component, Linker};
use wasmtime::{Config, Engine, OptLevel, Store};

/// Short rounds, so that few are interrupted by what else the machine does.
const ROUNDS: usize = 401;
const CALLS: u32 = 2000;

/// `add` for scalars, `length` for strings, `double` for lists in and out.
const GUEST: &str = r#"(component
    (core module $m (memory (export "memory") 2)
        (func (export "realloc") (param i32 i32 i32 i32) (result i32) (i32.const 1024))
        (func (export "add") (param i32 i32) (result i32) (i32.add (local.get 0) (local.get 1)))
        (func (export "length") (param i32 i32) (result i32) (local.get 1))
        (func (export "same") (param i32 i32) (result i32)
            (i32.store (i32.const 0) (local.get 0)) (i32.store (i32.const 4) (local.get 1)) (i32.const 0)))
    (core instance $i (instantiate $m))
    (func (export "add") (param "a" u32) (param "b" u32) (result u32) (canon lift (core func $i "add")))
    (func (export "length") (param "text" string) (result u32)
        (canon lift (core func $i "length") (memory (core memory $i "memory")) (realloc (core func $i "realloc"))))
    (func (export "same") (param "bytes" (list u8)) (result (list u8))
        (canon lift (core func $i "same") (memory (core memory $i "memory")) (realloc (core func $i "realloc")))))"#;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let bytes = wat::parse_str(GUEST)?;
    let runtime = Runtime::new(RuntimeOptions::default())?;
    let component = runtime.load("guest", &bytes)?;
    let mut ours = runtime.instantiate(&component, &Grants::default(), &Limits::default())?;

    let mut config = Config::new();
    config.cranelift_opt_level(OptLevel::Speed);
    config
        .wasm_component_model_async(false)
        .concurrency_support(false);
    let engine = Engine::new(&config)?;
    let mut store = Store::new(&engine, ());
    let raw = Linker::new(&engine).instantiate(&mut store, &Component::new(&engine, &bytes)?)?;

    let add = ours.func::<(u32, u32), (u32,)>("add")?;
    let raw_add = raw.get_typed_func::<(u32, u32), (u32,)>(&mut store, "add")?;
    let result = compare(
        &mut ours,
        &mut store,
        |ours| drop(black_box(add.call(ours, black_box((2, 3))))),
        |store| drop(black_box(raw_add.call(store, black_box((2, 3))))),
    );
    report("scalars", result)?;

    let text = "a string of forty characters, more or less";
    let length = ours.func::<(&str,), (u32,)>("length")?;
    let raw_length = raw.get_typed_func::<(&str,), (u32,)>(&mut store, "length")?;
    let result = compare(
        &mut ours,
        &mut store,
        |ours| drop(black_box(length.call(ours, (black_box(text),)))),
        |store| drop(black_box(raw_length.call(store, (black_box(text),)))),
    );
    report("strings", result)?;

    let list = vec![7_u8; 1000];
    let same = ours.func::<(&[u8],), (Vec<u8>,)>("same")?;
    let raw_same = raw.get_typed_func::<(&[u8],), (Vec<u8>,)>(&mut store, "same")?;
    let result = compare(
        &mut ours,
        &mut store,
        |ours| drop(black_box(same.call(ours, (black_box(&list),)))),
        |store| drop(black_box(raw_same.call(store, (black_box(&list),)))),
    );
    report("lists", result)?;
    Ok(())
}

/// Nanoseconds of one call, ours and raw: medians.
fn compare(
    instance: &mut Instance,
    store: &mut Store<()>,
    ours: impl Fn(&mut Instance),
    raw: impl Fn(&mut Store<()>),
) -> (f64, f64) {
    let mut times = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let start = Instant::now();
        (0..CALLS).for_each(|_| ours(instance));
        times.0.push(start.elapsed());
        let start = Instant::now();
        (0..CALLS).for_each(|_| raw(store));
        times.1.push(start.elapsed());
    }
    let median = |mut times: Vec<std::time::Duration>| {
        times.sort();
        times[ROUNDS / 2].as_nanos() as f64 / f64::from(CALLS)
    };
    (median(times.0), median(times.1))
}

fn report(name: &str, (ours, raw): (f64, f64)) -> std::io::Result<()> {
    writeln!(
        std::io::stdout(),
        "{name} {ours:.1} {raw:.1} {:.2}",
        ours / raw
    )
}
