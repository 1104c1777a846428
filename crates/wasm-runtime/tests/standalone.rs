//! The standalone host: `env.log`, entries, invoked exports.

mod common;

use common::{code, invoke, mistake, quiet, run_wat, trap, values, wat};
use wasm_runtime::{Host, TrapKind, run};

fn logger(body: &str) -> String {
    format!(
        r#"(module
            (import "env" "log" (func $log (param i32 i32)))
            (memory (export "memory") 1)
            (data (i32.const 8) "gr\c3\bc\c3\9fe\ff\00!")
            (func (export "main") {body}))"#
    )
}

#[test]
fn log_prints_lines() {
    let (options, stdout, _) = quiet(Host::Standalone);
    let text = logger(
        "(call $log (i32.const 8) (i32.const 7)) (call $log (i32.const 0) (i32.const 0)) (call $log (i32.const 8) (i32.const 10))",
    );
    assert_eq!(code(run(&wat(&text), "m", &options)), 0);
    assert_eq!(stdout.text(), "grüße\n\ngrüße\u{fffd}\0!\n");
}

#[test]
fn log_stays_within_memory() {
    for args in [
        "(i32.const 65536) (i32.const 1)",
        "(i32.const -1) (i32.const -1)",
        "(i32.const 65530) (i32.const 7)",
    ] {
        let trap = trap(run_wat(
            &logger(&format!("(call $log {args})")),
            Host::Standalone,
        ));
        assert_eq!(trap.kind, TrapKind::Host);
        assert!(
            trap.what.contains("outside of a memory of 65536 bytes"),
            "{trap}"
        );
    }
    let hidden =
        logger("(call $log (i32.const 8) (i32.const 1))").replace(r#"(export "memory")"#, "");
    assert!(
        trap(run_wat(&hidden, Host::Standalone))
            .what
            .contains("not exported")
    );
}

#[test]
fn entries_are_what_rust_and_others_make_them() {
    for (text, expected) in [
        (r#"(module (func (export "main")))"#, 0),
        (
            r#"(module (func (export "main") (result i32) (i32.const 3)))"#,
            3,
        ),
        (
            r#"(module (func (export "main") (param i32 i32) (result i32) (i32.add (i32.const 4) (i32.or (local.get 0) (local.get 1)))))"#,
            4,
        ),
        (
            r#"(module (func (export "_start")) (func (export "main") (result i32) (i32.const 3)))"#,
            0,
        ),
        (
            r#"(module (global $g (mut i32) (i32.const 0)) (func (export "_initialize") (global.set $g (i32.const 5)))
                (func (export "main") (result i32) (global.get $g)))"#,
            5,
        ),
    ] {
        assert_eq!(code(run_wat(text, Host::Standalone)), expected, "{text}");
    }
}

#[test]
fn a_module_without_an_entry_says_what_it_has() {
    let none = mistake(run_wat(
        r#"(module (func (export "area")) (memory (export "memory") 1))"#,
        Host::Standalone,
    ));
    assert!(
        none.contains("`area`") && !none.contains("`memory`") && none.contains("--invoke"),
        "{none}"
    );
    assert!(mistake(run_wat("(module)", Host::Wasi)).contains("no functions"));
    let odd = mistake(run_wat(
        r#"(module (func (export "main") (param f64)))"#,
        Host::Standalone,
    ));
    assert!(odd.contains("(f64) -> ()"), "{odd}");
    let other = mistake(run_wat(r#"(module (func (export "main")))"#, Host::Wasi));
    assert!(other.contains("--host standalone"), "{other}");
    let odd = mistake(run_wat(
        r#"(module (func (export "_start") (result i32) (i32.const 1)))"#,
        Host::Wasi,
    ));
    assert!(odd.contains("() -> i32"), "{odd}");
}

const MATHS: &str = r#"(module
    (func (export "add") (param i32 i32) (result i32) (i32.add (local.get 0) (local.get 1)))
    (func (export "wide") (param i64) (result i64 i32) (local.get 0) (i32.const -1))
    (func (export "half") (param f64) (result f64) (f64.div (local.get 0) (f64.const 2)))
    (func (export "single") (param f32) (result f32) (local.get 0))
    (func (export "nothing"))
    (func (export "reference") (param externref) (result externref) (local.get 0))
    (func (export "vector") (result v128) (v128.const i32x4 1 0 0 0)))"#;

#[test]
fn exports_are_invoked_with_typed_arguments() {
    for (export, args, expected) in [
        ("add", &["40", "2"][..], &["42"][..]),
        ("add", &["0xffffffff", "-1"], &["-2"]),
        ("wide", &["-9_000_000_000"], &["-9000000000", "-1"]),
        ("half", &["5"], &["2.5"]),
        ("half", &["-inf"], &["-inf"]),
        ("single", &["1e3"], &["1000.0"]),
        ("nothing", &[], &[]),
        ("vector", &[], &["0x00000000000000000000000000000001"]),
    ] {
        assert_eq!(
            values(invoke(MATHS, export, args)),
            expected,
            "{export} {args:?}"
        );
    }
}

#[test]
fn arguments_that_do_not_fit_name_the_signature() {
    for (export, args, expected) in [
        ("add", &["1"][..], "takes 2 arguments, and 1 was given"),
        (
            "add",
            &["1", "x"],
            "argument 2 is `x`, which is not a 32-bit integer",
        ),
        ("add", &["4294967296", "0"], "32-bit integer"),
        ("half", &["two"], "not a number"),
        ("reference", &["1"], "externref"),
    ] {
        let error = mistake(invoke(MATHS, export, args));
        assert!(
            error.contains(expected) && error.contains(") -> "),
            "{error}"
        );
    }
}

#[test]
fn a_missing_export_lists_the_nearest_first() {
    let error = mistake(invoke(MATHS, "ad", &[]));
    assert!(
        error.contains("no function `ad`") && error.contains("the functions `add`, "),
        "{error}"
    );
}
