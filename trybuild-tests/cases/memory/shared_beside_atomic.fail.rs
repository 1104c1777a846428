//! A slice is lent for reading and for atomic writing at once.
use std::sync::atomic::Ordering::Relaxed;
use wasm::SharedSliceMut;

fn main() {
    let mut bins = [0u32; 4];
    let mut exclusive = SharedSliceMut::from(&mut bins);
    let atomic = exclusive.reborrow().atomic();
    let shared = exclusive.reborrow().downgrade();
    atomic.store(0, 1, Relaxed);
    assert_eq!(shared.get(0), Some(1));
}
