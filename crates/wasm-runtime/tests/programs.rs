//! Components that are programs: the same module as it is and as a component must behave the same.

mod common;

use std::time::Duration;

use common::{adapted, code, mistake, quiet, trap, unsupported, wat};
use wasm_runtime::component::{Grants, Limits, Runtime, RuntimeOptions};
use wasm_runtime::{Host, Input, Options, Preopen, TrapKind, is_component, run};

const P1: &str = "wasi_snapshot_preview1";

/// Copies stdin to stdout and then writes "done" to stderr.
fn cat() -> Vec<u8> {
    wat(&format!(
        r#"(module
            (import "{P1}" "fd_read" (func $read (param i32 i32 i32 i32) (result i32)))
            (import "{P1}" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
            (memory (export "memory") 2)
            (data (i32.const 32) "\28\00\00\00\04\00\00\00done")
            (func (export "_start")
                (i32.store (i32.const 0) (i32.const 1024))
                (loop $more
                    (i32.store (i32.const 4) (i32.const 4096))
                    (drop (call $read (i32.const 0) (i32.const 0) (i32.const 1) (i32.const 8)))
                    (i32.store (i32.const 4) (i32.load (i32.const 8)))
                    (drop (call $write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 12)))
                    (br_if $more (i32.load (i32.const 8))))
                (drop (call $write (i32.const 2) (i32.const 32) (i32.const 1) (i32.const 12)))))"#
    ))
}

/// Writes what `sizes` and `get` deliver, NUL bytes and all.
fn printer(sizes: &str, get: &str) -> Vec<u8> {
    wat(&format!(
        r#"(module
            (import "{P1}" "{sizes}" (func $sizes (param i32 i32) (result i32)))
            (import "{P1}" "{get}" (func $get (param i32 i32) (result i32)))
            (import "{P1}" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
            (memory (export "memory") 2)
            (func (export "_start")
                (drop (call $sizes (i32.const 0) (i32.const 4)))
                (drop (call $get (i32.const 1024) (i32.const 65536)))
                (i32.store (i32.const 8) (i32.const 65536))
                (i32.store (i32.const 12) (i32.load (i32.const 4)))
                (drop (call $write (i32.const 1) (i32.const 8) (i32.const 1) (i32.const 16)))))"#
    ))
}

/// What a program wrote and how it exited, as a module and as a component.
fn both(module: &[u8], change: impl Fn(&mut Options)) -> (i32, String, String) {
    let run_one = |wasm: &[u8]| {
        let (mut options, stdout, stderr) = quiet(Host::Wasi);
        change(&mut options);
        let code = code(run(wasm, "test.wasm", &options));
        (code, stdout.text(), stderr.text())
    };
    let component = adapted(module);
    assert!(is_component(&component) && !is_component(module));
    let (as_module, as_component) = (run_one(module), run_one(&component));
    assert_eq!(as_module, as_component);
    as_component
}

#[test]
fn streams_arguments_and_environment_are_the_same() {
    let text = "line\n".repeat(5000);
    let stdin = text.clone();
    let (code, stdout, stderr) = both(&cat(), |options| {
        options.stdin = Input::Bytes(stdin.clone().into());
    });
    assert_eq!((code, stdout, stderr.as_str()), (0, text, "done"));

    let (_, stdout, _) = both(&printer("args_sizes_get", "args_get"), |options| {
        options.args = vec!["app".into(), "--flag".into(), "ü b".into()];
    });
    assert_eq!(stdout, "app\0--flag\0ü b\0");

    let environment = printer("environ_sizes_get", "environ_get");
    assert_eq!(both(&environment, |_| {}).1, "", "nothing unless given");
    let (_, stdout, _) = both(&environment, |options| {
        options.env = vec![("A".into(), "1".into())];
    });
    assert_eq!(stdout, "A=1\0");
}

#[test]
fn directories_are_those_of_the_options() {
    // Opens `note` in the first directory and exits with 0, or says that there is none.
    let opener = wat(&format!(
        r#"(module
            (import "{P1}" "path_open" (func $open (param i32 i32 i32 i32 i32 i64 i64 i32 i32) (result i32)))
            (import "{P1}" "proc_exit" (func $exit (param i32)))
            (memory (export "memory") 1)
            (data (i32.const 64) "note")
            (func (export "_start")
                (call $exit (i32.ne (i32.const 0)
                    (call $open (i32.const 3) (i32.const 0) (i32.const 64) (i32.const 4) (i32.const 0) (i64.const 2) (i64.const 0) (i32.const 0) (i32.const 0))))))"#
    ));
    assert_eq!(both(&opener, |_| {}).0, 1);
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("note"), "x").unwrap();
    let granted = |options: &mut Options| {
        options.dirs = vec![Preopen {
            host: folder.path().into(),
            guest: "/".into(),
            read_only: true,
        }]
    };
    assert_eq!(both(&opener, granted).0, 0);
}

#[test]
fn exit_codes_of_components_say_success_or_failure() {
    let exits = |code: i32| {
        adapted(&wat(&format!(
            r#"(module (import "{P1}" "proc_exit" (func $exit (param i32))) (memory (export "memory") 1) (func (export "_start") (call $exit (i32.const {code}))))"#
        )))
    };
    let (options, ..) = quiet(Host::Wasi);
    assert_eq!(code(run(&exits(0), "p", &options)), 0);
    // The adapter passes on no more than that.
    assert_eq!(code(run(&exits(42), "p", &options)), 1);
}

#[test]
fn traps_are_explained_with_a_backtrace() {
    let component = adapted(&wat(r#"(module (memory (export "memory") 1)
            (func $"_ZN3app5inner17h0123456789abcdefE" unreachable)
            (func $"_ZN3app4main17h0123456789abcdefE" (call $"_ZN3app5inner17h0123456789abcdefE"))
            (func (export "_start") (call $"_ZN3app4main17h0123456789abcdefE")))"#));
    let (options, ..) = quiet(Host::Wasi);
    let trap = trap(run(&component, "p", &options));
    assert_eq!(trap.kind, TrapKind::Unreachable);
    let text = trap.to_string();
    assert!(
        text.contains("   0: app::inner\n   1: app::main\n"),
        "{text}"
    );
}

#[test]
fn what_a_program_gets_can_be_explained() {
    let runtime = Runtime::new(RuntimeOptions::default()).unwrap();
    let component = runtime.load("cat", &adapted(&cat())).unwrap();
    let (options, ..) = quiet(Host::Wasi);
    let report = runtime
        .explain(&component, &Grants::from(&options), &Limits::default())
        .unwrap()
        .to_string();
    assert!(
        report.starts_with("cat\n")
            && report.contains("  file-system: granted, because it imports `wasi:filesystem/"),
        "{report}"
    );
    assert!(
        report.contains("  stdio: granted, because it imports `wasi:cli/"),
        "{report}"
    );
}

#[test]
fn limits_hold() {
    let spin = adapted(&wat(
        r#"(module (memory (export "memory") 1) (func $spin (export "_start") (loop $l (br $l))))"#,
    ));
    let (mut options, ..) = quiet(Host::Wasi);
    options.timeout = Some(Duration::from_millis(100));
    let stopped = trap(run(&spin, "p", &options));
    assert_eq!(
        stopped.kind,
        TrapKind::Timeout {
            after: Duration::from_millis(100)
        }
    );

    let grow = adapted(&wat(r#"(module (memory (export "memory") 1)
            (func (export "_start") (if (i32.eq (memory.grow (i32.const 100)) (i32.const -1)) (then unreachable))))"#));
    let (mut options, ..) = quiet(Host::Wasi);
    options.max_memory = Some(1 << 20);
    let refused = trap(run(&grow, "p", &options));
    assert!(refused.meaning.contains("limit of 1 MiB"), "{refused}");
    options.max_memory = Some(1 << 10);
    let error = mistake(run(&grow, "p", &options));
    assert!(error.contains("starts with 64 KiB of memory"), "{error}");
}

#[test]
fn what_is_no_program_is_said() {
    let (options, ..) = quiet(Host::Wasi);
    let error = mistake(run(&wat("(component)"), "lib.wasm", &options));
    assert!(
        error.contains("`lib.wasm` has no entry") && error.contains("`wasi:cli/run`"),
        "{error}"
    );
    let future = wat(r#"(component
        (instance $i) (export "wasi:cli/run@9.0.0" (instance $i)))"#);
    let error = unsupported(run(&future, "p", &options));
    assert!(error.contains("wasi:cli/run@9.0.0"), "{error}");

    let unmet = wat(r#"(component
        (import "local:gfx/gfx@2.1.0" (instance $gfx (export "blur" (func))))
        (instance $i) (export "wasi:cli/run@0.2.0" (instance $i)))"#);
    let error = mistake(run(&unmet, "p", &options));
    assert!(
        error.contains("`local:gfx/gfx@2.1.0` with `blur`"),
        "{error}"
    );

    let (options, ..) = quiet(Host::Standalone);
    let error = mistake(run(&wat("(component)"), "p", &options));
    assert!(error.contains("standalone"), "{error}");

    let (mut options, ..) = quiet(Host::Wasi);
    options.invoke = Some(("blur".into(), Vec::new()));
    let error = mistake(run(&wat("(component)"), "p", &options));
    assert!(error.contains("no function `blur`"), "{error}");
}
