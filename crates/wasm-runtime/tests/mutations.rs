//! Components that are cut off or damaged: loading, linking and calling them never panics, and is never called a bug of ours.
//!
//! The damage comes from a generator with a fixed seed: [`MUTATIONS`] of each sample, and every length it can be cut to.

mod common;

use std::time::Duration;

use common::{adapted, quiet, wat};
use wasm_runtime::component::{CallError, Grants, Limits, Member, Runtime, RuntimeOptions};
use wasm_runtime::{Error, Host, run};

/// Damaged copies of each sample.
const MUTATIONS: u32 = 600;

/// Numbers that look random and are the same each time (Marsaglia, Xorshift RNGs, 2003).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % bound as u64).unwrap()
    }
}

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

#[test]
fn damaged_components_never_panic() {
    let runtime = Runtime::new(RuntimeOptions::default()).unwrap();
    let mut numbers = Numbers(0x9e37_79b9_7f4a_7c15);
    let mut ran = 0;
    for sample in samples() {
        for _ in 0..MUTATIONS {
            let mut bytes = sample.clone();
            for _ in 0..=numbers.below(3) {
                let at = numbers.below(bytes.len());
                match numbers.below(4) {
                    0 => bytes[at] ^= 1 << numbers.below(8),
                    1 => bytes[at] = u8::try_from(numbers.below(256)).unwrap(),
                    2 => drop(bytes.remove(at)),
                    _ => bytes.insert(at, u8::try_from(numbers.below(256)).unwrap()),
                }
            }
            ran += u32::from(survives(&runtime, &bytes));
        }
    }
    // If none came through, the samples were damaged beyond what tells anything of instances.
    assert!(ran > 100, "{ran}");
}

#[test]
fn components_that_are_cut_off_never_panic() {
    let runtime = Runtime::new(RuntimeOptions::default()).unwrap();
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
    let mut numbers = Numbers(0xdead_beef_cafe_f00d);
    for _ in 0..MUTATIONS {
        let mut bytes = sample.clone();
        let at = numbers.below(bytes.len());
        bytes[at] ^= 1 << numbers.below(8);
        let (mut options, ..) = quiet(Host::Wasi);
        options.timeout = Some(Duration::from_millis(300));
        if let Err(error) = run(&bytes, "mutant", &options) {
            assert!(!is_ours(&error), "{error}");
        }
    }
}
