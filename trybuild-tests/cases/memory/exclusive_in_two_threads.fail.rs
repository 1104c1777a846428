//! Two threads have the exclusive slice.
use std::thread;
use wasm::SharedSliceMut;

fn main() {
    let mut values = [1u32, 2];
    let whole = SharedSliceMut::from(&mut values);
    let (mut a, mut b) = (whole, whole);
    thread::scope(|threads| {
        threads.spawn(move || a.set(0, 3));
        threads.spawn(move || b.set(0, 4));
    });
    assert_eq!(values, [3, 4]);
}
