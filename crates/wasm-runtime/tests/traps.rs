//! Traps of every kind: which, what they say, and where they were.

mod common;

use std::time::{Duration, Instant};

use common::{code, quiet, run_wat, trap, wat};
use wasm_runtime::{Host, Origin, TrapKind, run};

fn of(body: &str, around: &str) -> wasm_runtime::Trap {
    trap(run_wat(
        &format!(r#"(module {around} (func $main (export "_start") {body}))"#),
        Host::Standalone,
    ))
}

#[test]
fn every_kind_is_told_apart_and_explained() {
    let table = "(type $v (func)) (type $i (func (param i32))) (table 2 funcref) (elem (i32.const 0) $f) (func $f)";
    for (kind, body, around, said) in [
        (TrapKind::Unreachable, "unreachable", "", "--panic message"),
        (
            TrapKind::MemoryOutOfBounds,
            "(drop (i32.load (i32.const 65536)))",
            "(memory 1)",
            "unsafe",
        ),
        (
            TrapKind::MemoryOutOfBounds,
            "(memory.fill (i32.const 65530) (i32.const 0) (i32.const 10))",
            "(memory 1)",
            "outside of its memory",
        ),
        (
            TrapKind::MemoryOutOfBounds,
            "(i32.store (i32.const -16) (i32.const 1))",
            "(memory 1)",
            "-zstack-size",
        ),
        (
            TrapKind::TableOutOfBounds,
            "(call_indirect (type $v) (i32.const 9))",
            table,
            "no function's",
        ),
        (
            TrapKind::IndirectCallToNull,
            "(call_indirect (type $v) (i32.const 1))",
            table,
            "no function's",
        ),
        (
            TrapKind::IndirectCallMismatch,
            "(call_indirect (type $i) (i32.const 1) (i32.const 0))",
            table,
            "of another type",
        ),
        (
            TrapKind::DivisionByZero,
            "(drop (i32.div_u (i32.const 1) (i32.const 0)))",
            "",
            "divided by zero",
        ),
        (
            TrapKind::IntegerOverflow,
            "(drop (i32.div_s (i32.const 0x80000000) (i32.const -1)))",
            "",
            "MIN / -1",
        ),
        (
            TrapKind::IntegerOverflow,
            "(drop (i32.trunc_f64_s (f64.const 1e20)))",
            "",
            "too large",
        ),
        (
            TrapKind::BadFloatConversion,
            "(drop (i32.trunc_f64_s (f64.const nan)))",
            "",
            "NaN",
        ),
        (
            TrapKind::StackOverflow,
            "(call $main)",
            "",
            "--max-wasm-stack",
        ),
        (
            TrapKind::UncaughtException,
            "(throw $e)",
            "(tag $e)",
            "nothing caught it",
        ),
        (
            TrapKind::NullReference,
            "(call_ref $v (ref.null $v))",
            "(type $v (func))",
            "null",
        ),
    ] {
        let trap = of(body, around);
        assert_eq!(trap.kind, kind, "{body}: {trap}");
        assert!(trap.meaning.contains(said), "{body}: {trap}");
        let text = trap.to_string();
        assert!(
            text.starts_with("error: the program trapped: ")
                && text.contains("\nstack backtrace:\n   0: main\n"),
            "{text}"
        );
    }
}

#[test]
fn the_address_of_a_bad_access_is_said() {
    let trap = of("(drop (i32.load (i32.const 0x12345678)))", "(memory 2)");
    assert_eq!(
        trap.what,
        "memory was accessed out of bounds, at address 0x12345678 of 128 KiB"
    );
}

#[test]
fn frames_have_the_names_of_the_name_section() {
    let trap = trap(run_wat(
        r#"(module
            (func $"_ZN4core9panicking9panic_fmt17h0123456789abcdefE" unreachable)
            (func $"_ZN3app5inner17h0123456789abcdefE" (call $"_ZN4core9panicking9panic_fmt17h0123456789abcdefE"))
            (func $"_RNvCs1234_3app4main" (call $"_ZN3app5inner17h0123456789abcdefE"))
            (func $start (export "_start") (call $"_RNvCs1234_3app4main")))"#,
        Host::Wasi,
    ));
    let named: Vec<_> = trap
        .frames
        .iter()
        .map(|frame| (frame.function.as_str(), frame.origin))
        .collect();
    assert_eq!(
        named,
        [
            ("core::panicking::panic_fmt", Origin::Runtime),
            ("app::inner", Origin::User),
            ("app::main", Origin::User),
            ("start", Origin::User)
        ]
    );
    assert!(
        trap.frames
            .iter()
            .all(|frame| frame.offset.is_some() && frame.file.is_none() && !frame.inlined)
    );
    assert!(
        trap.meaning.contains("panicked") && trap.meaning.contains("panic = \"trap\""),
        "{trap}"
    );
    let (short, full) = (trap.to_string(), format!("{trap:#}"));
    assert!(
        short.contains("   0: app::inner\n   1: app::main\n")
            && short.contains("note: 1 frame is hidden"),
        "{short}"
    );
    assert!(
        full.contains("   0: core::panicking::panic_fmt\n             at offset 0x")
            && !full.contains("hidden"),
        "{full}"
    );
    assert_eq!(full, trap.report(true).to_string());
}

#[test]
fn a_printed_panic_and_an_abort_are_told_apart() {
    let means = |name: &str, host| {
        let text = format!(
            r#"(module (func ${name} unreachable) (func (export "_start") (call ${name})))"#
        );
        trap(run_wat(&text, host)).meaning
    };
    assert!(means("\"std::panicking::begin_panic_handler\"", Host::Wasi).contains("above"));
    assert!(
        means("\"std::panicking::begin_panic_handler\"", Host::Standalone).contains("panic hook")
    );
    assert!(
        means("\"core::panicking::panic_bounds_check\"", Host::Wasi).contains("panic = \"trap\"")
    );
    assert!(means("abort", Host::Wasi).contains("`abort`"));
    assert!(means("\"alloc::alloc::handle_alloc_error\"", Host::Wasi).contains("out of memory"));
}

/// std starts a program through `std::panicking::catch_unwind`, which is no sign of a panic.
#[test]
fn what_starts_the_program_is_not_taken_for_a_panic() {
    let trap = trap(run_wat(
        r#"(module
            (func $"std::process::abort" unreachable)
            (func $"app::main" (call $"std::process::abort"))
            (func $"std::panicking::catch_unwind" (call $"app::main"))
            (func $"_start" (export "_start") (call $"std::panicking::catch_unwind")))"#,
        Host::Wasi,
    ));
    assert_eq!(trap.meaning, "The program called `abort`.");
    assert!(
        trap.to_string()
            .contains("   0: app::main\nnote: 3 frames are hidden"),
        "{trap}"
    );
}

#[test]
fn a_stripped_module_has_numbers_and_a_hint() {
    let trap = trap(run_wat(
        r#"(module (func unreachable) (func (call 0)) (func (export "_start") (call 1)))"#,
        Host::Standalone,
    ));
    let text = trap.to_string();
    assert!(
        text.contains("   0: <wasm function 0>\n             at offset 0x")
            && text.contains("   1: <wasm function 1>\n"),
        "{text}"
    );
    assert_eq!(text.matches("--keep-names").count(), 1, "{text}");
}

#[test]
fn debug_information_that_is_broken_costs_lines_only() {
    let text = r#"(module
        (func $main (export "_start") unreachable)
        (@custom ".debug_info" "\ff\ff\ff\ff\00\01\02") (@custom ".debug_line" "nonsense") (@custom ".debug_abbrev" "\01"))"#;
    let trap = trap(run_wat(text, Host::Wasi));
    assert_eq!(
        (trap.kind, trap.frames[0].function.as_str()),
        (TrapKind::Unreachable, "main")
    );
}

#[test]
fn recursion_is_counted_and_cut() {
    let trap = of("(call $main)", "");
    assert!(trap.truncated && trap.frames.len() >= 256);
    let text = trap.to_string();
    assert!(
        text.contains("the same call 253 more times") && text.contains("more calls than the 256"),
        "{text}"
    );
}

#[test]
fn a_deeper_stack_holds_a_deeper_recursion() {
    let module = wat(r#"(module
            (func $down (param i32) (result i32)
                (if (result i32) (local.get 0) (then (i32.add (i32.const 1) (call $down (i32.sub (local.get 0) (i32.const 1))))) (else (i32.const 0))))
            (func (export "main") (result i32) (i32.ne (call $down (i32.const 400000)) (i32.const 400000))))"#);
    let (mut options, ..) = quiet(Host::Standalone);
    options.max_wasm_stack = Some(256 << 10);
    let shallow = trap(run(&module, "m", &options));
    assert!(
        shallow.kind == TrapKind::StackOverflow && shallow.meaning.contains("256 KiB"),
        "{shallow}"
    );
    options.max_wasm_stack = Some(256 << 20);
    assert_eq!(code(run(&module, "m", &options)), 0);
}

#[test]
fn an_endless_loop_is_stopped_when_its_time_is_over() {
    let after = Duration::from_millis(150);
    for text in [
        r#"(module (func $spin (export "_start") (loop $l (br $l))))"#,
        r#"(module (func $spin (loop $l (br $l))) (start $spin) (func (export "_start")))"#,
    ] {
        let (mut options, ..) = quiet(Host::Wasi);
        options.timeout = Some(after);
        let start = Instant::now();
        let trap = trap(run(&wat(text), "m", &options));
        assert_eq!(trap.kind, TrapKind::Timeout { after });
        assert!(start.elapsed() >= after && start.elapsed() < Duration::from_secs(10));
        let text = trap.to_string();
        assert!(
            text.starts_with("error: the program was stopped: it was still running after 150ms\n")
                && text.contains("0: spin"),
            "{text}"
        );
    }
}

#[test]
fn a_program_that_is_done_in_time_is_not_stopped() {
    let (mut options, ..) = quiet(Host::Wasi);
    options.timeout = Some(Duration::MAX);
    assert_eq!(
        code(run(
            &wat(r#"(module (func (export "_start")))"#),
            "m",
            &options
        )),
        0
    );
}

#[test]
fn growth_beyond_the_limit_fails_and_is_blamed() {
    let grow = |then: &str| {
        let text = format!(r#"(module (memory 1) (func (export "main") (result i32) {then}))"#);
        let (mut options, ..) = quiet(Host::Standalone);
        options.max_memory = Some(1 << 20);
        run(&wat(&text), "m", &options)
    };
    assert_eq!(
        code(grow("(memory.grow (i32.const 15))")),
        1,
        "up to the limit it grows"
    );
    assert_eq!(
        code(grow("(memory.grow (i32.const 16))")),
        -1,
        "and beyond it fails"
    );
    let trap = trap(grow("(drop (memory.grow (i32.const 100))) unreachable"));
    assert!(
        trap.meaning.contains("limit of 1 MiB (`--max-memory`)")
            && trap.meaning.contains("6.3 MiB"),
        "{trap}"
    );
}

#[test]
fn growth_beyond_the_modules_own_maximum_is_said() {
    let trap = of(
        "(drop (memory.grow (i32.const 5))) unreachable",
        "(memory 1 2)",
    );
    assert!(
        trap.meaning.contains("at most 128 KiB") && !trap.meaning.contains("--max-memory"),
        "{trap}"
    );
}

#[test]
fn a_trap_while_the_module_is_set_up_is_a_trap() {
    let segment = trap(run_wat(
        r#"(module (memory 1) (data (i32.const 65530) "too long") (func (export "_start")))"#,
        Host::Wasi,
    ));
    assert_eq!(segment.kind, TrapKind::MemoryOutOfBounds);
    let start = trap(run_wat(
        r#"(module (func $s unreachable) (start $s) (func (export "_start")))"#,
        Host::Wasi,
    ));
    assert_eq!(
        (start.kind, start.frames[0].function.as_str()),
        (TrapKind::Unreachable, "s")
    );
}

#[test]
fn debug_information_gives_lines_and_inlined_calls() {
    let (mut options, ..) = quiet(Host::Standalone);
    options.invoke = Some(("go".into(), vec!["1".into()]));
    let module = include_bytes!("fixtures/inlined.wasm");
    assert_eq!(common::values(run(module, "inlined.wasm", &options)), ["4"]);

    options.invoke = Some(("go".into(), vec!["2".into()]));
    let trap = trap(run(module, "inlined.wasm", &options));
    let frames: Vec<_> = trap
        .frames
        .iter()
        .map(|frame| {
            (
                frame.function.as_str(),
                frame.line,
                frame.inlined,
                frame.origin,
            )
        })
        .collect();
    assert_eq!(
        frames,
        [
            ("inlined::check", Some(12), true, Origin::User),
            ("inlined::work", Some(20), false, Origin::User),
            ("go", Some(25), false, Origin::User)
        ]
    );
    let text = trap.to_string();
    assert!(
        text.contains(
            "   0: inlined::check\n             at /app/inlined.rs:12:8\n   1: inlined::work\n"
        ),
        "{text}"
    );
}
