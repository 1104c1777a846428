//! Many may read it, so nobody writes.
use wasm::SharedSliceMut;

fn main() {
    let mut values = [1u32, 2];
    let mut exclusive = SharedSliceMut::from(&mut values);
    let mut shared = exclusive.downgrade();
    shared.set(0, 5);
    assert_eq!(std::mem::take(&mut shared).get(0), Some(5));
}
