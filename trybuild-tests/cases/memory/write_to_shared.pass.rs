//! The exclusive slice is written before.
use wasm::SharedSliceMut;

fn main() {
    let mut values = [1u32, 2];
    let mut exclusive = SharedSliceMut::from(&mut values);
    exclusive.set(0, 5);
    let mut shared = exclusive.downgrade();
    assert_eq!(std::mem::take(&mut shared).get(0), Some(5));
}
