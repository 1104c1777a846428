//! They are written afterwards.
use wasm::memory::View;

fn main() {
    let mut values = vec![1u8, 2, 3];
    let view = View::from(&values);
    assert_eq!(view[0], 1);
    values[0] = 9;
    assert_eq!(values[0], 9);
}
