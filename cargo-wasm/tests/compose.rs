//! What `cargo wasm component link` and `replace` make, run in wasmtime: the parts here compute something.

use std::path::Path;
use std::process::Command;

use wasmparser::{Parser, Payload};
use wasmtime::component::{Component, Linker};
use wasmtime::{Engine, Store};

/// Calls `op` of an interface with 40 and 2.
const APP: &str = r#"(component
  (import "local:math/op@1.0.0" (instance $op
    (export "op" (func (param "a" u32) (param "b" u32) (result u32)))))
  (core func $lowered (canon lower (func $op "op")))
  (core module $m
    (import "" "op" (func $op (param i32 i32) (result i32)))
    (func (export "run") (result i32) (call $op (i32.const 40) (i32.const 2))))
  (core instance $i (instantiate $m (with "" (instance (export "op" (func $lowered))))))
  (func $run (result u32) (canon lift (core func $i "run")))
  (export "run" (func $run)))"#;

/// Gives that interface, with the instruction in the place of `OP` and the version in that of `VERSION`.
const OPERATION: &str = r#"(component
  (core module $m
    (func (export "op") (param i32 i32) (result i32) (OP (local.get 0) (local.get 1))))
  (core instance $i (instantiate $m))
  (func $op (param "a" u32) (param "b" u32) (result u32) (canon lift (core func $i "op")))
  (instance $e (export "op" (func $op)))
  (export "local:math/op@VERSION" (instance $e)))"#;

/// Counts its calls.
const COUNTER: &str = r#"(component
  (core module $m
    (global $n (mut i32) (i32.const 0))
    (func (export "next") (result i32)
      (global.set $n (i32.add (global.get $n) (i32.const 1)))
      (global.get $n)))
  (core instance $i (instantiate $m))
  (func $next (result u32) (canon lift (core func $i "next")))
  (instance $e (export "next" (func $next)))
  (export "local:count/counter" (instance $e)))"#;

/// Hands the calls of `local:count/second` on to `local:count/counter`.
const FORWARD: &str = r#"(component
  (import "local:count/counter" (instance $counter (export "next" (func (result u32)))))
  (alias export $counter "next" (func $next))
  (instance $e (export "next" (func $next)))
  (export "local:count/second" (instance $e)))"#;

/// Counts with two counters, and returns 10 times the one and the other.
const BOTH: &str = r#"(component
  (import "local:count/counter" (instance $a (export "next" (func (result u32)))))
  (import "local:count/second" (instance $b (export "next" (func (result u32)))))
  (core func $a' (canon lower (func $a "next")))
  (core func $b' (canon lower (func $b "next")))
  (core module $m
    (import "" "a" (func $a (result i32)))
    (import "" "b" (func $b (result i32)))
    (func (export "run") (result i32)
      (i32.add (i32.mul (call $a) (i32.const 10)) (call $b))))
  (core instance $i (instantiate $m (with "" (instance
    (export "a" (func $a'))
    (export "b" (func $b'))))))
  (func $run (result u32) (canon lift (core func $i "run")))
  (export "run" (func $run)))"#;

struct Folder(tempfile::TempDir);

impl Folder {
    fn new(files: &[(&str, &str)]) -> Folder {
        let dir = tempfile::tempdir().expect("a temporary folder can be made");
        for (name, text) in files {
            let bytes = if name.ends_with(".wasm") {
                wat::parse_str(text).expect("the component is right")
            } else {
                text.as_bytes().to_vec()
            };
            std::fs::write(dir.path().join(name), bytes).expect("the folder can be written");
        }
        Folder(dir)
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        self.0.path().join(name)
    }

    fn component(&self, line: &str) {
        let output = Command::new(env!("CARGO_BIN_EXE_cargo-wasm"))
            .args(["wasm", "component"])
            .args(line.split(' '))
            .current_dir(self.0.path())
            .output()
            .expect("the program was built");
        let err = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{line}: {err}");
    }
}

/// Instantiates a component and calls `run`.
fn run(path: &Path) -> u32 {
    let engine = Engine::default();
    let component = Component::from_file(&engine, path).expect("wasmtime takes the component");
    let mut store = Store::new(&engine, ());
    let linker = Linker::new(&engine);
    let instance = linker
        .instantiate(&mut store, &component)
        .expect("nothing is imported");
    let run = instance
        .get_typed_func::<(), (u32,)>(&mut store, "run")
        .expect("`run` is exported");
    run.call(&mut store, ()).expect("`run` returns").0
}

/// How many components are right inside of one.
fn nested(path: &Path) -> usize {
    let bytes = std::fs::read(path).expect("the component was written");
    let payloads = Parser::new(0)
        .parse_all(&bytes)
        .map(|payload| payload.expect("it is valid"));
    payloads
        .filter(|payload| matches!(payload, Payload::ComponentSection { .. }))
        .count()
}

fn operation(op: &str, version: &str) -> String {
    OPERATION.replace("OP", op).replace("VERSION", version)
}

#[test]
fn a_linked_part_is_called_and_a_replaced_one_no_more() {
    let folder = Folder::new(&[
        ("app.wasm", APP),
        ("add.wasm", &operation("i32.add", "1.0.0")),
        ("mul.wasm", &operation("i32.mul", "1.2.0")),
    ]);
    folder.component("link app.wasm --plug add.wasm -o linked.wasm");
    assert_eq!(run(&folder.path("linked.wasm")), 42);
    folder.component("replace linked.wasm add mul.wasm -o replaced.wasm");
    assert_eq!(run(&folder.path("replaced.wasm")), 80);
    assert_eq!(nested(&folder.path("replaced.wasm")), 2);
}

#[test]
fn what_two_parts_want_is_one_instance() {
    let folder = Folder::new(&[
        ("both.wasm", BOTH),
        ("counter.wasm", COUNTER),
        ("forward.wasm", FORWARD),
    ]);
    folder.component("link both.wasm --plug counter.wasm --plug forward.wasm -o linked.wasm");
    // The second call finds what the first one left.
    assert_eq!(run(&folder.path("linked.wasm")), 12);
}

#[test]
fn a_component_of_two_parts_is_there_once_and_lives_twice() {
    let links = r#"
        output = "linked.wasm"
        [components]
        both = "both.wasm"
        one = "counter.wasm"
        two = "counter.wasm"
        [[wires]]
        to = "both"
        import = "local:count/counter"
        from = "one"
        [[wires]]
        to = "both"
        import = "local:count/second"
        from = "two"
        export = "local:count/counter"
    "#;
    let folder = Folder::new(&[
        ("both.wasm", BOTH),
        ("counter.wasm", COUNTER),
        ("link.toml", links),
    ]);
    folder.component("link link.toml");
    // Each counts for itself.
    assert_eq!(run(&folder.path("linked.wasm")), 11);
    assert_eq!(nested(&folder.path("linked.wasm")), 2);
}
