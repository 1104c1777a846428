//! `AtomicSlice` and the turns of regions under loom: `RUSTFLAGS="--cfg wasm_loom" cargo test -p wasm --release --test loom_memory`.
//!
//! Bound: two threads (three for turns), two or three operations each, every interleaving and every value that the memory
//! model lets a load see; no bound on preemptions.
#![cfg(wasm_loom)]

use std::sync::Arc;
use std::sync::atomic::Ordering::{Acquire, Relaxed, Release};

use loom::cell::UnsafeCell;
use loom::sync::atomic::{AtomicU32, AtomicUsize};
use wasm::__private::region::Turns;
use wasm::AtomicSlice;

fn atomics(len: usize) -> Arc<Vec<AtomicU32>> {
    Arc::new((0..len).map(|_| AtomicU32::new(0)).collect())
}

#[test]
fn a_shared_histogram_loses_nothing() {
    loom::model(|| {
        let bins = atomics(2);
        let count = |samples: [usize; 2]| {
            let bins = Arc::clone(&bins);
            move || {
                let bins = AtomicSlice::<u32>::from_atomics(&bins);
                for sample in samples {
                    bins.fetch_add(sample, 1, Relaxed);
                }
            }
        };
        let other = loom::thread::spawn(count([0, 1]));
        count([1, 1])();
        other.join().unwrap();
        let bins = AtomicSlice::<u32>::from_atomics(&bins);
        assert_eq!((bins.load(0, Relaxed), bins.load(1, Relaxed)), (1, 3));
    });
}

#[test]
fn a_message_is_seen_with_its_flag() {
    loom::model(|| {
        let words = atomics(2);
        let sender = loom::thread::spawn({
            let words = Arc::clone(&words);
            move || {
                let (message, flag) = AtomicSlice::<u32>::from_atomics(&words).split_at(1);
                message.store(0, 42, Relaxed);
                flag.store(0, 1, Release);
            }
        });
        let (message, flag) = AtomicSlice::<u32>::from_atomics(&words).split_at(1);
        if flag.load(0, Acquire) == 1 {
            assert_eq!(message.load(0, Relaxed), 42);
        }
        sender.join().unwrap();
    });
}

/// Data that loom watches: an access beside a write fails the model.
struct Watched {
    turns: Turns,
    data: UnsafeCell<u32>,
}

fn watched() -> Arc<Watched> {
    Arc::new(Watched {
        turns: Turns::new(),
        data: UnsafeCell::new(0),
    })
}

#[test]
fn one_writer_at_a_time() {
    loom::model(|| {
        let region = watched();
        let write = |region: Arc<Watched>| {
            move || {
                let turn = region.turns.try_write();
                if turn {
                    // SAFETY: it is this thread's turn, which is what loom checks.
                    region.data.with_mut(|data| unsafe { *data += 1 });
                    region.turns.end_write();
                }
                u32::from(turn)
            }
        };
        let other = loom::thread::spawn(write(Arc::clone(&region)));
        let written = write(Arc::clone(&region))() + other.join().unwrap();
        // SAFETY: the other thread has ended.
        region
            .data
            .with(|data| assert_eq!(unsafe { *data }, written));
        assert!(written >= 1);
    });
}

#[test]
fn a_writer_hands_over_to_readers_and_waits_for_them() {
    loom::model(|| {
        let region = watched();
        let read = |region: Arc<Watched>| {
            move || {
                if region.turns.try_read() {
                    // SAFETY: it is a reader's turn, which is what loom checks.
                    region.data.with(|data| assert_ne!(unsafe { *data }, 1));
                    region.turns.end_read();
                }
            }
        };
        let reader = loom::thread::spawn(read(Arc::clone(&region)));
        let writer = loom::thread::spawn({
            let region = Arc::clone(&region);
            move || {
                if region.turns.try_write() {
                    region.data.with_mut(|data| {
                        // SAFETY: it is the writer's turn, which is what loom checks.
                        unsafe { *data = 1 }
                        // SAFETY: as above.
                        unsafe { *data = 2 }
                    });
                    region.turns.write_to_read();
                    // SAFETY: it is a reader's turn.
                    region.data.with(|data| assert_eq!(unsafe { *data }, 2));
                    region.turns.end_read();
                }
            }
        });
        read(Arc::clone(&region))();
        reader.join().unwrap();
        writer.join().unwrap();
    });
}

/// What a streaming region is made of: turns, the elements, and how many of them are published. `Region` itself is no model,
/// as its state is made in a `const`, which loom's atomics cannot be; these are its steps and their orderings.
struct Stream {
    turns: Turns,
    filled: AtomicUsize,
    data: UnsafeCell<[u32; 2]>,
}

impl Stream {
    /// `Region::try_write`, a write, and `Writer::publish` with the reader's turn that it gives; or only the drop of a
    /// writer that does not publish.
    fn write(&self, value: u32, publish: Option<usize>) -> bool {
        if !self.turns.try_write() {
            return false;
        }
        self.filled.store(0, Relaxed);
        // SAFETY: it is the writer's turn, which is what loom checks.
        self.data.with_mut(|data| unsafe { *data = [value; 2] });
        let Some(len) = publish else {
            self.turns.end_write();
            return true;
        };
        self.filled.store(len, Relaxed);
        self.turns.write_to_read();
        // SAFETY: it is a reader's turn.
        self.data
            .with(|data| assert_eq!(unsafe { *data }, [value; 2]));
        self.turns.end_read();
        true
    }

    /// `Region::try_read`, and what is published then.
    fn read(&self) -> Option<Vec<u32>> {
        if !self.turns.try_read() {
            return None;
        }
        let len = self.filled.load(Relaxed);
        // SAFETY: it is a reader's turn, which is what loom checks.
        let seen = self.data.with(|data| unsafe { (&(*data))[..len].to_vec() });
        self.turns.end_read();
        Some(seen)
    }
}

fn stream() -> Arc<Stream> {
    Arc::new(Stream {
        turns: Turns::new(),
        filled: AtomicUsize::new(0),
        data: UnsafeCell::new([0; 2]),
    })
}

/// The length is `Relaxed`: that it is of the same turn as the elements is by `Turns` alone.
#[test]
fn a_published_length_is_seen_with_its_elements() {
    loom::model(|| {
        let region = stream();
        let writer = loom::thread::spawn({
            let region = Arc::clone(&region);
            move || {
                assert!(region.write(1, Some(1)) || region.read().is_some());
                region.write(2, Some(2));
            }
        });
        for _ in 0..2 {
            let seen = region.read();
            assert!(
                matches!(seen.as_deref(), None | Some([] | [1] | [2, 2])),
                "{seen:?}"
            );
        }
        writer.join().unwrap();
    });
}

#[test]
fn what_was_published_is_gone_once_another_writes() {
    loom::model(|| {
        let region = stream();
        assert!(region.write(1, Some(2)));
        let writer = loom::thread::spawn({
            let region = Arc::clone(&region);
            move || region.write(2, None)
        });
        let seen = region.read();
        assert!(
            matches!(seen.as_deref(), None | Some([] | [1, 1])),
            "{seen:?}"
        );
        let written = writer.join().unwrap();
        let end = if written { vec![] } else { vec![1, 1] };
        assert_eq!(region.read(), Some(end));
    });
}
