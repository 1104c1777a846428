//! An arena is one thread's.
use std::thread;
use wasm::memory::Arena;

fn main() {
    Arena::scope(|arena| {
        let one = *arena.alloc(1);
        let two = thread::scope(|threads| {
            let job = || *arena.alloc(2);
            threads.spawn(job).join().unwrap()
        });
        assert_eq!(one + two, 3);
    });
}
