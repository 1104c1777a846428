//! What is refused before any of it runs, and that nothing makes the runtime panic.

mod common;

use std::time::Duration;

use common::{mistake, quiet, run_wat, unsupported, wat};
use proptest::prelude::*;
use wasm_runtime::{Error, Host, run};

#[test]
fn every_import_without_a_provider_is_listed() {
    let error = mistake(run_wat(
        r#"(module
            (import "env" "foo" (func (param i32) (result i64)))
            (import "wasi_snapshot_preview1" "fd_write" (func (param i32 i32 i32 i32) (result i32)))
            (import "wasi_snapshot_preview1" "proc_exit" (func (param i64)))
            (import "__wbindgen_placeholder__" "__wbindgen_throw" (func (param i32 i32)))
            (import "env" "memory" (memory 1))
            (import "game" "score" (global (mut i32)))
            (func (export "_start")))"#,
        Host::Wasi,
    ));
    for part in [
        "imports 5 things",
        "`env.foo`: func (i32) -> i64",
        "extern \"C\"",
        "`wasi_snapshot_preview1.proc_exit`: func (i64) -> ()",
        "the host has it as func (i32) -> ()",
        "--host browser",
        "`env.memory`: memory",
        "`game.score`: global mut i32",
    ] {
        assert!(error.contains(part), "{part}: {error}");
    }
    assert!(!error.contains("fd_write"), "{error}");
}

#[test]
fn the_hosts_point_to_each_other() {
    let wasi = r#"(module (import "wasi_snapshot_preview1" "proc_exit" (func (param i32))) (func (export "_start")))"#;
    assert!(mistake(run_wat(wasi, Host::Standalone)).contains("--host wasi"));
    let log = r#"(module (import "env" "log" (func (param i32 i32))) (func (export "_start")))"#;
    assert!(mistake(run_wat(log, Host::Wasi)).contains("--host standalone"));
}

#[test]
fn threads_are_refused_before_work_starts() {
    for text in [
        r#"(module (import "env" "memory" (memory 1 2 shared)) (func (export "_start")))"#,
        r#"(module (memory 1 2 shared) (func (export "_start")))"#,
        r#"(module (import "wasi" "thread-spawn" (func (param i32) (result i32))) (func (export "_start")))"#,
    ] {
        for host in [Host::Wasi, Host::Standalone] {
            let error = unsupported(run_wat(text, host));
            assert!(
                error.contains("needs threads") && error.contains(&host.to_string()),
                "{error}"
            );
        }
    }
}

#[test]
fn a_proposal_the_engine_lacks_is_not_the_users_mistake() {
    let legacy = wat(r#"(module (func (export "_start") try nop catch_all nop end))"#);
    let error = unsupported(run(&legacy, "old.wasm", &quiet(Host::Wasi).0));
    assert!(
        error.contains("old.wasm") && error.contains("exceptions"),
        "{error}"
    );
}

#[test]
fn garbage_is_named() {
    let (options, ..) = quiet(Host::Wasi);
    assert!(mistake(run(b"\x89PNG\r\n\x1a\n", "picture.png", &options)).contains("picture.png"));
    assert!(mistake(run(b"", "empty.wasm", &options)).contains("empty"));
    assert!(mistake(run(b"(module)", "m.wat", &options)).contains("assembled first"));
}

#[test]
fn an_invalid_module_is_told_with_its_offset() {
    let (options, ..) = quiet(Host::Wasi);
    // A function that leaves nothing where its type wants an i32.
    let wasm = b"\0asm\x01\0\0\0\x01\x05\x01\x60\0\x01\x7f\x03\x02\x01\0\x0a\x04\x01\x02\0\x0b";
    let error = mistake(run(wasm, "bad.wasm", &options));
    assert!(
        error.contains("bad.wasm")
            && error.contains("at offset 0x18")
            && error.contains("type mismatch"),
        "{error}"
    );
    let cut = &wat(r#"(module (func (export "_start")))"#)[..20];
    assert!(mistake(run(cut, "cut.wasm", &options)).contains("at offset"));
}

#[test]
fn initial_sizes_are_checked() {
    let (mut options, ..) = quiet(Host::Wasi);
    options.max_memory = Some(1 << 20);
    let error = mistake(run(
        &wat(r#"(module (memory 17) (func (export "_start")))"#),
        "big.wasm",
        &options,
    ));
    assert!(
        error.contains("1.1 MiB") && error.contains("1 MiB (`--max-memory`)"),
        "{error}"
    );
    let error = unsupported(run_wat(
        r#"(module (table 4000000000 funcref) (func (export "_start")))"#,
        Host::Wasi,
    ));
    assert!(error.contains("4000000000"), "{error}");
}

/// A module with something of everything, to be damaged.
fn sample() -> Vec<u8> {
    wat(r#"(module
        (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
        (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
        (type $v (func)) (memory (export "memory") 1 4) (table 3 funcref) (elem (i32.const 0) $a $b)
        (global $g (mut i32) (i32.const 1000)) (data (i32.const 8) "\10\00\00\00\05\00\00\00hello")
        (func $a (drop (call $write (i32.const 1) (i32.const 8) (i32.const 1) (i32.const 4))))
        (func $b (local $n i32) (loop $l (br_if $l (i32.lt_s (local.tee $n (i32.add (local.get $n) (i32.const 1))) (i32.const 50)))))
        (func (export "_start") (call_indirect (type $v) (i32.const 0)) (call_indirect (type $v) (i32.const 1))
            (drop (memory.grow (i32.const 1))) (call $exit (global.get $g)))
        (@custom ".debug_line" "x") (@producers (language "Rust" "2024")))"#)
}

fn survives(wasm: &[u8]) -> Result<(), TestCaseError> {
    for host in [Host::Wasi, Host::Standalone] {
        let (mut options, ..) = quiet(host);
        options.timeout = Some(Duration::from_millis(300));
        options.max_memory = Some(16 << 20);
        let outcome = run(wasm, "fuzz.wasm", &options);
        prop_assert!(!matches!(outcome, Err(Error::Internal(_))), "{outcome:?}");
        match outcome {
            Ok(outcome) => drop(format!("{outcome:?}")),
            Err(error) => drop(error.to_string()),
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..200), header in any::<bool>()) {
        let mut wasm = if header { b"\0asm\x01\0\0\0".to_vec() } else { Vec::new() };
        wasm.extend(bytes);
        survives(&wasm)?;
    }

    #[test]
    fn damaged_modules_never_panic(edits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6), cut in prop::option::of(any::<prop::sample::Index>())) {
        let mut wasm = sample();
        for (at, byte) in edits {
            let at = at.index(wasm.len());
            wasm[at] = byte;
        }
        if let Some(cut) = cut {
            wasm.truncate(cut.index(wasm.len()));
        }
        survives(&wasm)?;
    }
}
