//! Components that are cut off or damaged: loading, linking and calling them never panics, and is never called a bug of ours.
//!
//! The damage is that of the crate `damage`, and every length that a sample can be cut to. `cargo xtask fuzz components` runs more.

mod common;

use std::time::Duration;

use common::{adapted, quiet, wat};
use damage::{Random, Target};
use wasm_runtime::component::{CallError, Grants, Limits, Member, Runtime, RuntimeOptions};
use wasm_runtime::{Error, Host, run};

/// Components of files in `tests/sets`, a program, and one that answers requests.
fn samples() -> Vec<Vec<u8>> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/sets");
    let mut files: Vec<_> = ["resources", "strings", "granted", "trap", "asynchronous"]
        .iter()
        .map(|name| std::fs::read_to_string(format!("{folder}/{name}.wat")).unwrap())
        .flat_map(|text| {
            text.split(";;; ")
                .filter_map(|part| Some(part.split_once('\n')?.1.to_owned()))
                .filter(|part| part.starts_with("(component"))
                .map(|part| wat(&part))
                .collect::<Vec<_>>()
        })
        .collect();
    files.push(adapted(&wat(
        r#"(module (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32))) (memory (export "memory") 1)
            (func (export "_start") (call $exit (i32.const 3))))"#,
    )));
    files.push(common::component(
        include_str!("fixtures/http.wat"),
        include_str!("fixtures/http.wit"),
    ));
    assert!(files.len() > 8);
    files
}

fn is_ours(error: &Error) -> bool {
    matches!(error, Error::Internal(_))
}

/// Does all that can be done with it; true when it came as far as running.
fn survives(runtime: &Runtime, bytes: &[u8]) -> bool {
    let limits = Limits {
        time: Some(Duration::from_millis(50)),
        memory: Some(16 << 20),
        ..Limits::default()
    };
    let component = match runtime.load("mutant", bytes) {
        Ok(component) => component,
        Err(error) => {
            assert!(!is_ours(&error), "{error}");
            return false;
        }
    };
    drop(format!("{component:?}"));
    let member = Member {
        grants: Grants::harmless(),
        limits: limits.clone(),
        ..Member::new("mutant", bytes)
    };
    if let Err(error) = runtime.set().with(member).link() {
        assert!(!is_ours(&error), "{error}");
    }
    match runtime.instantiate(&component, &Grants::harmless(), &limits) {
        Err(error) => {
            assert!(!is_ours(&error), "{error}");
            false
        }
        Ok(mut instance) => {
            for export in component.exports() {
                for function in &export.functions {
                    match instance.call(&function.name, &[]) {
                        Err(CallError::Refused(error)) => assert!(!is_ours(&error), "{error}"),
                        Err(error) => drop(error.to_string()),
                        Ok(_) => {}
                    }
                }
            }
            true
        }
    }
}

/// Where inputs are kept that failed.
const REGRESSIONS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/regressions");

#[test]
fn damaged_components_never_panic() {
    let runtime = Runtime::new(RuntimeOptions {
        time_limits: true,
        ..RuntimeOptions::default()
    })
    .unwrap();
    let samples: Vec<_> = samples().into_iter().map(|it| ("component", it)).collect();
    let mut ran = 0;
    let target = Target {
        regressions: REGRESSIONS,
        usual: 6000,
    };
    let inputs = target.run(&samples, |_, bytes| {
        ran += usize::from(survives(&runtime, bytes));
    });
    // If none came through, the samples were damaged beyond what tells anything of instances.
    assert!(ran > inputs / 100, "{ran}");
    println!("{inputs} damaged components, of which {ran} were run");
}

#[test]
fn components_that_are_cut_off_never_panic() {
    let runtime = Runtime::new(RuntimeOptions {
        time_limits: true,
        ..RuntimeOptions::default()
    })
    .unwrap();
    for sample in samples().into_iter().filter(|sample| sample.len() < 3000) {
        for length in 0..sample.len() {
            let Err(error) = runtime.load("cut", &sample[..length]) else {
                // What is cut between two sections can be whole.
                continue;
            };
            assert!(matches!(error, Error::User(_)), "{length}: {error}");
        }
    }
}

#[test]
fn damaged_programs_never_panic() {
    let sample = adapted(&wat(
        r#"(module (memory (export "memory") 1) (func (export "_start") unreachable))"#,
    ));
    let mut random = Random::new(1);
    for _ in 0..600 {
        let bytes = random.damage(&sample);
        let (mut options, ..) = quiet(Host::Wasi);
        options.timeout = Some(Duration::from_millis(300));
        if let Err(error) = run(&bytes, "mutant", &options) {
            assert!(!is_ours(&error), "{error}");
        }
    }
}
