//! There are on their bits.
use std::sync::atomic::Ordering::Relaxed;
use wasm::SharedSliceMut;

fn main() {
    let mut sums = [0u32; 4];
    let atomic = SharedSliceMut::from(&mut sums).atomic();
    atomic.store(0, 1.0f32.to_bits(), Relaxed);
    assert_eq!(sums[0], 1.0f32.to_bits());
}
