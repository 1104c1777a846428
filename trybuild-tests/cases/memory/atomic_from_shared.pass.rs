//! The exclusive slice has.
use std::sync::atomic::Ordering::Relaxed;
use wasm::SharedSliceMut;

fn main() {
    let mut bins = [0u32; 4];
    let exclusive = SharedSliceMut::from(&mut bins);
    let atomic = exclusive.atomic();
    atomic.store(0, 1, Relaxed);
    assert_eq!(bins[0], 1);
}
