//! For one after the other.
use std::sync::atomic::Ordering::Relaxed;
use wasm::SharedSliceMut;

fn main() {
    let mut bins = [0u32; 4];
    let mut exclusive = SharedSliceMut::from(&mut bins);
    let atomic = exclusive.reborrow().atomic();
    atomic.store(0, 1, Relaxed);
    let shared = exclusive.reborrow().downgrade();
    assert_eq!(shared.get(0), Some(1));
}
