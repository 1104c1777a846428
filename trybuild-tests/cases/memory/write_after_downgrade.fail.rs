//! What was given up for reading is written.
use wasm::SharedSliceMut;

fn main() {
    let mut values = [1u32, 2];
    let mut exclusive = SharedSliceMut::from(&mut values);
    let shared = exclusive.downgrade();
    assert_eq!(shared.get(0), Some(1));
    exclusive.set(0, 5);
    assert_eq!(values, [5, 2]);
}
