//! The elements are written while the host may read them.
use wasm::memory::View;

fn main() {
    let mut values = vec![1u8, 2, 3];
    let view = View::from(&values);
    values[0] = 9;
    assert_eq!(view[0], 1);
    assert_eq!(values[0], 9);
}
