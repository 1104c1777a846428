//! There are no atomic operations on floats.
use std::sync::atomic::Ordering::Relaxed;
use wasm::SharedSliceMut;

fn main() {
    let mut sums = [0.0f32; 4];
    let atomic = SharedSliceMut::from(&mut sums).atomic();
    atomic.store(0, 1.0, Relaxed);
    assert_eq!(sums[0], 1.0);
}
