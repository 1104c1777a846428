//! It grows afterwards.
use wasm::memory::ViewMut;

fn main() {
    let mut values = vec![1u8];
    let mut view = ViewMut::from(&mut values);
    view[0] = 2;
    values.push(3);
    assert_eq!(values, [2, 3]);
}
