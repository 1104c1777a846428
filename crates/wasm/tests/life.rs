//! Life cycle: order, failures, once each, for machines of hooks made here.
#![allow(clippy::type_complexity)]

use std::cell::RefCell;

use wasm::__private::life::{Hook, Machine, Phase};
use wasm::life::Error;
use wasm::section::lifecycle::read;
use wasm::section::{HEADER, Record, SectionError, TEXT};

thread_local! {
    static LOG: RefCell<Vec<&'static str>> = const { RefCell::new(Vec::new()) };
}

type Call = fn() -> Result<(), Box<dyn std::error::Error + Send + Sync>>;

/// A function that notes its name, and fails if it says so.
macro_rules! call {
    ($name:literal) => {
        || {
            LOG.with(|log| log.borrow_mut().push($name));
            Ok(())
        }
    };
    ($name:literal fails) => {
        || {
            LOG.with(|log| log.borrow_mut().push($name));
            Err(concat!($name, " is broken").into())
        }
    };
}

fn hook(phase: Phase, order: i32, module: &'static str, line: u32, call: Call) -> Hook {
    Hook {
        phase,
        order,
        module,
        line,
        function: "f",
        call,
    }
}

fn log() -> Vec<&'static str> {
    LOG.with(RefCell::take)
}

fn four() -> Vec<Hook> {
    vec![
        hook(Phase::Start, 0, "b", 1, call!("start b")),
        hook(Phase::Stop, 0, "b", 2, call!("stop b")),
        hook(Phase::Stop, 0, "a", 20, call!("stop a20")),
        hook(Phase::Start, 0, "a", 3, call!("start a3")),
        hook(Phase::Start, 0, "a", 10, call!("start a10")),
        hook(Phase::Start, -5, "z", 1, call!("start z")),
        hook(Phase::Stop, 7, "a", 1, call!("stop late")),
    ]
}

#[test]
fn forward_and_backward_once() {
    let machine = Machine::new();
    machine.stop(four).unwrap();
    assert!(log().is_empty());
    machine.start(four).unwrap();
    machine.start(four).unwrap();
    assert_eq!(log(), ["start z", "start a3", "start a10", "start b"]);
    machine.stop(four).unwrap();
    machine.stop(four).unwrap();
    assert_eq!(log(), ["stop late", "stop b", "stop a20"]);
    assert!(matches!(machine.start(four), Err(Error::Stopped)));
    assert!(log().is_empty());
}

#[test]
fn a_failed_start_undoes_what_was_before_it() {
    let hooks = || {
        vec![
            hook(Phase::Start, 0, "a", 1, call!("start a")),
            hook(Phase::Stop, 0, "a", 2, call!("stop a" fails)),
            hook(Phase::Start, 0, "b", 1, call!("start b")),
            hook(Phase::Stop, 0, "b", 2, call!("stop b")),
            hook(Phase::Start, 0, "c", 1, call!("start c" fails)),
            hook(Phase::Stop, 0, "c", 2, call!("stop c")),
            hook(Phase::Start, 0, "d", 1, call!("start d")),
        ]
    };
    let machine = Machine::new();
    let error = machine.start(hooks).unwrap_err();
    assert_eq!(log(), ["start a", "start b", "start c", "stop b", "stop a"]);
    assert_eq!(
        error.to_string(),
        "the program could not start: `c::f` failed: start c is broken; then `a::f` failed: stop a is broken"
    );
    assert_eq!(
        std::error::Error::source(&error).unwrap().to_string(),
        "start c is broken"
    );
    let again = machine.start(hooks).unwrap_err();
    assert_eq!(again.to_string(), error.to_string());
    machine.stop(hooks).unwrap();
    assert!(log().is_empty());
}

#[test]
fn stopping_goes_on_after_a_failure() {
    let hooks = || {
        vec![
            hook(Phase::Stop, 0, "a", 1, call!("stop a" fails)),
            hook(Phase::Stop, 0, "b", 1, call!("stop b")),
            hook(Phase::Stop, 0, "c", 1, call!("stop c" fails)),
        ]
    };
    let machine = Machine::new();
    machine.start(hooks).unwrap();
    let error = machine.stop(hooks).unwrap_err();
    assert_eq!(log(), ["stop c", "stop b", "stop a"]);
    let Error::Stop(failure) = &error else {
        panic!("{error}")
    };
    assert_eq!((&*failure.first.hook, failure.others.len()), ("c::f", 1));
    assert!(matches!(machine.stop(hooks), Err(Error::Stop(_))));
    assert!(log().is_empty());
}

static REENTRANT: Machine = Machine::new();

#[test]
fn a_hook_cannot_start_or_stop() {
    let hooks = || {
        vec![hook(Phase::Start, 0, "a", 1, || {
            assert!(matches!(REENTRANT.stop(Vec::new), Err(Error::Reentrant)));
            Ok(REENTRANT.start(Vec::new)?)
        })]
    };
    let error = REENTRANT.start(hooks).unwrap_err();
    assert!(error.to_string().contains("under way"), "{error}");
}

// wasm32 has neither threads here nor panics that can be caught.
#[cfg(not(target_family = "wasm"))]
mod native {
    use std::panic::{AssertUnwindSafe, catch_unwind};
    use std::sync::atomic::{AtomicU32, Ordering};

    use super::*;

    #[test]
    fn a_panicking_hook_leaves_a_failed_start() {
        let hooks = || {
            vec![
                hook(Phase::Start, 0, "a", 1, call!("start a")),
                hook(Phase::Stop, 0, "a", 2, call!("stop a")),
                hook(Phase::Start, 0, "b", 1, || panic!("on purpose")),
            ]
        };
        let machine = Machine::new();
        let start = AssertUnwindSafe(|| machine.start(hooks));
        assert!(catch_unwind(start).is_err());
        assert_eq!(log(), ["start a", "stop a"]);
        let error = machine.start(hooks).unwrap_err();
        assert!(
            error.to_string().ends_with("`b::f` failed: it panicked"),
            "{error}"
        );
    }

    #[test]
    fn a_panicking_stop_hook_of_a_failed_start_is_the_last_to_run() {
        let hooks = || {
            vec![
                hook(Phase::Start, 0, "a", 1, call!("start a")),
                hook(Phase::Stop, 0, "a", 2, call!("stop a")),
                hook(Phase::Stop, 0, "b", 1, || panic!("on purpose")),
                hook(Phase::Stop, 0, "c", 1, call!("stop c")),
                hook(Phase::Start, 0, "d", 1, call!("start d" fails)),
            ]
        };
        let machine = Machine::new();
        let start = AssertUnwindSafe(|| machine.start(hooks));
        assert!(catch_unwind(start).is_err());
        assert_eq!(log(), ["start a", "start d", "stop c"]);
        let error = machine.start(hooks).unwrap_err();
        assert_eq!(
            error.to_string(),
            "the program could not start: `d::f` failed: start d is broken"
        );
        machine.stop(hooks).unwrap();
        assert!(log().is_empty());
    }

    #[test]
    fn a_panicking_stop_hook_leaves_it_stopped() {
        let hooks = || vec![hook(Phase::Stop, 0, "a", 1, || panic!("on purpose"))];
        let machine = Machine::new();
        machine.start(hooks).unwrap();
        let stop = AssertUnwindSafe(|| machine.stop(hooks));
        assert!(catch_unwind(stop).is_err());
        machine.stop(hooks).unwrap();
    }

    static COUNT: AtomicU32 = AtomicU32::new(0);

    #[test]
    fn threads_wait_for_the_one_that_starts() {
        let machine = Machine::new();
        let hooks = || {
            vec![hook(Phase::Start, 0, "a", 1, || {
                std::thread::sleep(std::time::Duration::from_millis(20));
                COUNT.fetch_add(1, Ordering::Relaxed);
                Ok(())
            })]
        };
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    machine.start(hooks).unwrap();
                    assert_eq!(COUNT.load(Ordering::Relaxed), 1);
                });
            }
        });
    }
}

const SIZE: usize = HEADER + 1 + 4 + TEXT + 4 + TEXT + 1 + 4;

fn record() -> [u8; SIZE] {
    let record = Record::new().u8(1).i32(-3).text("a::b");
    record.text("f").u32(12).finish()
}

#[test]
fn a_section_reads_back() {
    let read = read(&record()).unwrap();
    assert_eq!((read[0].phase, read[0].order), (Phase::Stop, -3));
    assert_eq!((&*read[0].module, &*read[0].function), ("a::b", "f"));
    assert_eq!((read.len(), read[0].line), (1, 12));
}

#[test]
fn a_broken_section_says_where() {
    let mut bytes = record();
    bytes[HEADER] = 2;
    let error = read(&bytes).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the phase of a hook at byte 5 cannot be 2"
    );
    let cut = read(&record()[..3]).unwrap_err();
    assert_eq!(cut, SectionError::Truncated { offset: 1 });
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig {
        cases: if cfg!(target_family = "wasm") { 64 } else { 4096 },
        failure_persistence: None,
        ..Default::default()
    })]

    #[test]
    fn no_bytes_make_the_reader_panic(bytes: Vec<u8>, at in 0..SIZE, byte: u8, cut in 0..SIZE) {
        let _ = read(&bytes);
        let mut changed = record();
        changed[at] = byte;
        let _ = read(&changed);
        let _ = read(&changed[..cut]);
    }
}
