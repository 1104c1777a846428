//! Every interleaving of two threads on the reference table's lock, with at most three preemptions in each.
//!
//! `RUSTFLAGS="--cfg wasm_loom" cargo test -p wasm --release --test loom_references`
#![cfg(wasm_loom)]

use loom::thread;
use wasm::host::table;
use wasm::{ExternRef, HandleError};

fn model(check: impl Fn() + Sync + Send + 'static) {
    let mut model = loom::model::Builder::new();
    model.preemption_bound = Some(3);
    model.check(check);
}

#[test]
fn entries_are_made_and_ended_by_two_threads() {
    model(|| {
        let other = thread::spawn(|| {
            let mine = ExternRef::new(1_i32);
            assert_eq!(*mine.get().unwrap(), 1);
        });
        let mine = ExternRef::new(2_i32);
        assert_eq!(*mine.get().unwrap(), 2);
        other.join().unwrap();
        assert_eq!(table::live(), 1);
    });
}

#[test]
fn an_object_is_dropped_by_whoever_is_last() {
    model(|| {
        let dropped = loom::sync::Arc::new(loom::sync::atomic::AtomicUsize::new(0));
        let shared = ExternRef::new(Noted(dropped.clone()));
        let clone = shared.clone();
        let other = thread::spawn(move || drop(clone));
        drop(shared);
        other.join().unwrap();
        assert_eq!(dropped.load(loom::sync::atomic::Ordering::Relaxed), 1);
        assert_eq!(table::live(), 0);
    });
}

#[derive(wasm::Object)]
struct Noted(loom::sync::Arc<loom::sync::atomic::AtomicUsize>);

impl Drop for Noted {
    fn drop(&mut self) {
        self.0.fetch_add(1, loom::sync::atomic::Ordering::Relaxed);
    }
}

#[test]
fn one_of_two_takes_up_a_handle() {
    model(|| {
        let raw = ExternRef::new(3_i32).into_raw();
        // Loom's threads are one thread of the system, so the table takes them for one.
        let other = thread::spawn(move || ExternRef::<i32>::from_raw(raw).map(std::mem::forget));
        let mine = ExternRef::<i32>::from_raw(raw).map(std::mem::forget);
        match (mine, other.join().unwrap()) {
            (Ok(()), Err(HandleError::Owned)) | (Err(HandleError::Owned), Ok(())) => {}
            both => panic!("{both:?}"),
        }
    });
}
