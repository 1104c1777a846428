//! Two threads write to one slice.
use std::thread;
use wasm::SharedSliceMut;

fn main() {
    let mut values = [1u32, 2];
    let mut whole = SharedSliceMut::from(&mut values);
    thread::scope(|threads| {
        threads.spawn(|| whole.set(0, 3));
        threads.spawn(|| whole.set(0, 4));
    });
    assert_eq!(values[0], 3);
}
