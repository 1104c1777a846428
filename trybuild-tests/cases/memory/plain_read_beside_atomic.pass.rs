//! It is read afterwards.
use std::sync::atomic::Ordering::Relaxed;
use wasm::SharedSliceMut;

fn main() {
    let mut bins = [0u32; 4];
    let atomic = SharedSliceMut::from(&mut bins).atomic();
    atomic.fetch_add(0, 1, Relaxed);
    assert_eq!(bins[0], 1);
}
