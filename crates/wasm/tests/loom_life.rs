//! Life cycle under every interleaving of two threads, each of which starts and one of which stops.
//!
//! Run by `RUSTFLAGS="--cfg wasm_loom" cargo test -p wasm --release --test loom_life`. The bound: two threads besides the main one,
//! one hook of each kind, at most three forced preemptions; it takes seconds.
#![cfg(wasm_loom)]

use std::sync::atomic::{AtomicU32, Ordering};

use loom::sync::Arc;
use loom::thread;
use wasm::__private::life::{Hook, Machine, Phase};
use wasm::life::Error;

// Not loom's: they only count, and loom runs one interleaving at a time.
static STARTED: AtomicU32 = AtomicU32::new(0);
static STOPPED: AtomicU32 = AtomicU32::new(0);

fn hooks() -> Vec<Hook> {
    let hook = |phase, call| Hook {
        phase,
        order: 0,
        module: "m",
        line: 1,
        function: "f",
        call,
    };
    let start = || {
        STARTED.fetch_add(1, Ordering::Relaxed);
        thread::yield_now();
        Ok(())
    };
    let stop = || {
        STOPPED.fetch_add(1, Ordering::Relaxed);
        Ok(())
    };
    vec![hook(Phase::Start, start), hook(Phase::Stop, stop)]
}

#[test]
fn once_each_and_nobody_is_early() {
    let mut model = loom::model::Builder::new();
    model.preemption_bound = Some(3);
    model.check(|| {
        STARTED.store(0, Ordering::Relaxed);
        STOPPED.store(0, Ordering::Relaxed);
        let machine = Arc::new(Machine::new());
        let other = Arc::clone(&machine);
        let stopper = thread::spawn(move || {
            other.start(hooks).unwrap();
            other.stop(hooks).unwrap();
            assert_eq!(STOPPED.load(Ordering::Relaxed), 1);
        });
        let other = Arc::clone(&machine);
        let starter = thread::spawn(move || match other.start(hooks) {
            Ok(()) => assert_eq!(STARTED.load(Ordering::Relaxed), 1),
            Err(Error::Stopped) => assert_eq!(STOPPED.load(Ordering::Relaxed), 1),
            Err(error) => panic!("{error}"),
        });
        stopper.join().unwrap();
        starter.join().unwrap();
        assert_eq!(STARTED.load(Ordering::Relaxed), 1);
        assert_eq!(STOPPED.load(Ordering::Relaxed), 1);
    });
}
