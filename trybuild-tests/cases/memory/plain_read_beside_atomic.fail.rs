//! Memory is read plainly while others may write to it.
use std::sync::atomic::Ordering::Relaxed;
use wasm::SharedSliceMut;

fn main() {
    let mut bins = [0u32; 4];
    let atomic = SharedSliceMut::from(&mut bins).atomic();
    assert_eq!(bins[0], 0);
    atomic.fetch_add(0, 1, Relaxed);
}
