//! A scoped thread ends before.
use std::thread;
use wasm::SharedSlice;

fn main() {
    let values = vec![1u32, 2];
    let shared = SharedSlice::from(&values);
    let sum: u32 = thread::scope(|threads| threads.spawn(move || shared.iter().sum()).join().unwrap());
    assert_eq!(sum, 3);
}
