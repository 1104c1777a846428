//! The other thread has its own.
use std::thread;
use wasm::memory::Arena;

fn main() {
    Arena::scope(|arena| {
        let one = *arena.alloc(1);
        let two = thread::scope(|threads| {
            let job = || Arena::scope(|arena| *arena.alloc(2));
            threads.spawn(job).join().unwrap()
        });
        assert_eq!(one + two, 3);
    });
}
