//! The WASI host: exit codes, arguments, environment, streams, directories.

mod common;

use std::time::{Duration, Instant};

use common::{code, mistake, quiet, run_wat, trap, values, wat};
use wasm_runtime::{Capture, Host, Input, Options, Output, Preopen, TrapKind, run};

const P1: &str = "wasi_snapshot_preview1";

#[test]
fn exit_codes_pass_through_also_beyond_what_wasi_names() {
    for expected in [0, 1, 42, 101, 125, 126, 255, -1] {
        let text = format!(
            r#"(module (import "{P1}" "proc_exit" (func $exit (param i32))) (func (export "_start") (call $exit (i32.const {expected}))))"#
        );
        assert_eq!(code(run_wat(&text, Host::Wasi)), expected);
    }
    assert_eq!(
        code(run_wat(r#"(module (func (export "_start")))"#, Host::Wasi)),
        0
    );
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

#[test]
fn arguments_arrive_in_order_and_whole() {
    let (mut options, stdout, _) = quiet(Host::Wasi);
    options.args = vec!["app".into(), "--flag".into(), "ü b".into(), String::new()];
    assert_eq!(
        code(run(&printer("args_sizes_get", "args_get"), "m", &options)),
        0
    );
    assert_eq!(stdout.text(), "app\0--flag\0ü b\0\0");
}

#[test]
fn the_environment_is_what_options_say() {
    let module = printer("environ_sizes_get", "environ_get");
    let (options, stdout, _) = quiet(Host::Wasi);
    code(run(&module, "m", &options));
    assert_eq!(stdout.text(), "", "nothing unless given");

    let (mut options, stdout, _) = quiet(Host::Wasi);
    options.env = vec![
        ("A".into(), "1".into()),
        ("B".into(), "x=y".into()),
        ("A".into(), "2".into()),
    ];
    code(run(&module, "m", &options));
    assert_eq!(stdout.text(), "B=x=y\0A=2\0");

    let (mut options, stdout, _) = quiet(Host::Wasi);
    options.inherit_env = true;
    options.env = vec![("PATH".into(), "mine".into())];
    code(run(&module, "m", &options));
    assert!(
        stdout.text().contains("CARGO_MANIFEST_DIR=") && stdout.text().contains("PATH=mine\0"),
        "{}",
        stdout.text()
    );
}

#[test]
fn what_wasi_cannot_pass_on_is_refused() {
    let module = wat(r#"(module (func (export "_start")))"#);
    let refused = |change: fn(&mut Options)| {
        let (mut options, ..) = quiet(Host::Wasi);
        change(&mut options);
        mistake(run(&module, "m", &options))
    };
    assert!(refused(|options| options.args.push("a\0b".into())).contains("NUL"));
    assert!(
        refused(|options| options.env.push(("A=B".into(), "c".into()))).contains("without `=`")
    );
    assert!(refused(|options| options.max_wasm_stack = Some(0)).contains("--max-wasm-stack"));
    let gone = refused(|options| {
        options.dirs.push(Preopen {
            host: "no/such/dir".into(),
            guest: "/".into(),
            read_only: false,
        })
    });
    assert!(gone.contains("no/such/dir"), "{gone}");
}

/// Copies stdin to stdout through a buffer of 64 KiB.
fn cat() -> Vec<u8> {
    wat(&format!(
        r#"(module
            (import "{P1}" "fd_read" (func $read (param i32 i32 i32 i32) (result i32)))
            (import "{P1}" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
            (import "{P1}" "proc_exit" (func $exit (param i32)))
            (memory (export "memory") 2)
            (func (export "_start") (local $n i32)
                (i32.store (i32.const 0) (i32.const 65536))
                (loop $more
                    (i32.store (i32.const 4) (i32.const 65536))
                    (if (call $read (i32.const 0) (i32.const 0) (i32.const 1) (i32.const 8)) (then (call $exit (i32.const 1))))
                    (local.set $n (i32.load (i32.const 8)))
                    (if (i32.eqz (local.get $n)) (then (return)))
                    (i32.store (i32.const 4) (local.get $n))
                    (if (call $write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8)) (then (call $exit (i32.const 2))))
                    (if (i32.ne (i32.load (i32.const 8)) (local.get $n)) (then (call $exit (i32.const 3))))
                    (br $more))))"#
    ))
}

#[test]
fn streams_are_binary_safe_and_quick() {
    let bytes: Vec<u8> = (0..100u32 << 18)
        .flat_map(|n| n.wrapping_mul(2_654_435_761).to_le_bytes())
        .collect();
    assert_eq!(bytes.len(), 100 << 20);
    let (mut options, stdout, _) = quiet(Host::Wasi);
    options.stdin = Input::Bytes(bytes.clone());
    let start = Instant::now();
    assert_eq!(code(run(&cat(), "cat", &options)), 0);
    assert!(stdout.bytes() == bytes, "what went in came out");
    assert!(
        start.elapsed() < Duration::from_secs(15),
        "{:?}",
        start.elapsed()
    );
}

#[test]
fn a_single_write_may_be_larger_than_the_engines_default() {
    let text = format!(
        r#"(module
            (import "{P1}" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
            (import "{P1}" "proc_exit" (func $exit (param i32)))
            (memory (export "memory") 2200)
            (func (export "_start")
                (i32.store (i32.const 4) (i32.const 140000000))
                (call $exit (call $write (i32.const 2) (i32.const 0) (i32.const 1) (i32.const 8)))))"#
    );
    let (mut options, _, stderr) = quiet(Host::Wasi);
    options.stdout = Output::Discard;
    assert_eq!(code(run(&wat(&text), "m", &options)), 0);
    assert_eq!(stderr.bytes().len(), 140_000_000);
}

#[test]
fn stdin_that_is_empty_ends_at_once() {
    let (options, stdout, _) = quiet(Host::Wasi);
    assert_eq!(code(run(&cat(), "cat", &options)), 0);
    assert_eq!(stdout.bytes(), b"");
}

/// Opens `name` in the first directory and exits with 10 + errno, or reads or writes it and exits with errno.
fn opener(name: &str, write: bool) -> Vec<u8> {
    let (flags, rights, call) = if write {
        (1, 64, "fd_write")
    } else {
        (0, 2, "fd_read")
    };
    wat(&format!(
        r#"(module
            (import "{P1}" "path_open" (func $open (param i32 i32 i32 i32 i32 i64 i64 i32 i32) (result i32)))
            (import "{P1}" "{call}" (func $io (param i32 i32 i32 i32) (result i32)))
            (import "{P1}" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
            (import "{P1}" "proc_exit" (func $exit (param i32)))
            (memory (export "memory") 1)
            (data (i32.const 1000) "{name}")
            (data (i32.const 2000) "written")
            (func (export "_start") (local $e i32)
                (local.set $e (call $open (i32.const 3) (i32.const 0) (i32.const 1000) (i32.const {len}) (i32.const {flags}) (i64.const {rights}) (i64.const 0) (i32.const 0) (i32.const 16)))
                (if (local.get $e) (then (call $exit (i32.add (i32.const 10) (local.get $e)))))
                (i32.store (i32.const 0) (i32.const 2000))
                (i32.store (i32.const 4) (i32.const 7))
                (local.set $e (call $io (i32.load (i32.const 16)) (i32.const 0) (i32.const 1) (i32.const 8)))
                (if (local.get $e) (then (call $exit (local.get $e))))
                (i32.store (i32.const 4) (i32.load (i32.const 8)))
                (drop (call $write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8)))))"#,
        len = name.len()
    ))
}

#[test]
fn directories_are_open_as_far_as_allowed() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("in.txt"), "content").unwrap();
    std::fs::create_dir(dir.path().join("sub")).unwrap();
    let go = |module: Vec<u8>, path: &std::path::Path, read_only: bool| {
        let (mut options, stdout, _) = quiet(Host::Wasi);
        options.dirs = vec![Preopen {
            host: path.into(),
            guest: "/data".into(),
            read_only,
        }];
        (code(run(&module, "m", &options)), stdout.text())
    };
    assert_eq!(
        go(opener("in.txt", false), dir.path(), true),
        (0, "content".into())
    );
    assert_eq!(
        go(opener("out.txt", true), dir.path(), false),
        (0, "written".into())
    );
    assert_eq!(
        std::fs::read_to_string(dir.path().join("out.txt")).unwrap(),
        "written"
    );

    let (refused, _) = go(opener("no.txt", true), dir.path(), true);
    assert_ne!(refused, 0, "a read-only directory takes no file");
    assert!(!dir.path().join("no.txt").exists());
    let (refused, _) = go(opener("in.txt", true), dir.path(), true);
    assert_ne!(refused, 0);
    assert_eq!(
        std::fs::read_to_string(dir.path().join("in.txt")).unwrap(),
        "content"
    );

    let (outside, text) = go(opener("../in.txt", false), &dir.path().join("sub"), false);
    assert_ne!(outside, 0, "`..` does not lead out: {text}");
    let (options, ..) = quiet(Host::Wasi);
    assert_ne!(
        code(run(&opener("in.txt", false), "m", &options)),
        0,
        "no directory unless given"
    );
}

#[test]
fn a_library_is_initialised_once_and_invoked() {
    let text = r#"(module
        (global $n (mut i32) (i32.const 0))
        (func (export "_initialize") (global.set $n (i32.add (global.get $n) (i32.const 7))))
        (func (export "get") (result i32) (global.get $n)))"#;
    let (mut options, ..) = quiet(Host::Wasi);
    options.invoke = Some(("get".into(), vec![]));
    assert_eq!(values(run(&wat(text), "lib", &options)), ["7"]);
    options.invoke = Some(("_initialize".into(), vec![]));
    assert_eq!(values(run(&wat(text), "lib", &options)), [""; 0]);
    let none = mistake(run_wat(text, Host::Wasi));
    assert!(
        none.contains("--invoke") && none.contains("`get`"),
        "{none}"
    );
}

#[test]
fn a_program_that_sleeps_is_left_when_its_time_is_over() {
    // One relative subscription to the monotonic clock, for an hour.
    let text = format!(
        r#"(module
            (import "{P1}" "poll_oneoff" (func $poll (param i32 i32 i32 i32) (result i32)))
            (memory (export "memory") 1)
            (func (export "_start")
                (i32.store (i32.const 16) (i32.const 1))
                (i64.store (i32.const 24) (i64.const 3600000000000))
                (drop (call $poll (i32.const 0) (i32.const 100) (i32.const 1) (i32.const 200)))))"#
    );
    let (mut options, ..) = quiet(Host::Wasi);
    options.timeout = Some(Duration::from_millis(100));
    let start = Instant::now();
    let trap = trap(run(&wat(&text), "m", &options));
    assert_eq!(
        trap.kind,
        TrapKind::Timeout {
            after: Duration::from_millis(100)
        }
    );
    assert!(trap.meaning.contains("waiting"), "{trap}");
    assert!(start.elapsed() < Duration::from_secs(10));
}

#[test]
fn the_panic_in_a_captured_stderr_is_told() {
    let message = r"\nthread 'main' (1) panicked at src/main.rs:3:5:\nno luck\nnote: run with `RUST_BACKTRACE=1` environment variable\n";
    let text = format!(
        r#"(module
            (import "{P1}" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
            (memory (export "memory") 1)
            (data (i32.const 100) "{message}")
            (func (export "_start")
                (i32.store (i32.const 0) (i32.const 100))
                (i32.store (i32.const 4) (i32.const 110))
                (drop (call $write (i32.const 2) (i32.const 0) (i32.const 1) (i32.const 8)))
                unreachable))"#
    );
    let trap = trap(run_wat(&text, Host::Wasi));
    let panic = trap.panic.clone().expect("a panic");
    assert_eq!(
        (panic.location.as_str(), panic.message.as_str()),
        ("src/main.rs:3:5", "no luck")
    );
    assert!(trap.meaning.contains("no luck"), "{trap}");
}

#[test]
fn sockets_can_be_named_and_not_used() {
    let text = format!(
        r#"(module
            (import "{P1}" "sock_shutdown" (func $down (param i32 i32) (result i32)))
            (import "{P1}" "proc_exit" (func $exit (param i32)))
            (memory (export "memory") 1)
            (func (export "_start") (call $exit (call $down (i32.const 3) (i32.const 0)))))"#
    );
    assert_ne!(code(run_wat(&text, Host::Wasi)), 0);
}

#[test]
fn compiled_code_is_kept_where_told() {
    let dir = tempfile::tempdir().unwrap();
    let (mut options, ..) = quiet(Host::Wasi);
    options.cache_dir = Some(dir.path().join("cache"));
    for _ in 0..2 {
        assert_eq!(code(run(&cat(), "cat", &options)), 0);
    }
    assert!(
        std::fs::read_dir(dir.path().join("cache"))
            .unwrap()
            .next()
            .is_some()
    );
    // A cache that cannot be is no reason not to run.
    std::fs::write(dir.path().join("file"), "").unwrap();
    options.cache_dir = Some(dir.path().join("file"));
    options.stdout = Output::Capture(Capture::new());
    assert_eq!(code(run(&cat(), "cat", &options)), 0);
}
