//! A vector that grows moves its elements from under the view.
use wasm::memory::ViewMut;

fn main() {
    let mut values = vec![1u8];
    let mut view = ViewMut::from(&mut values);
    values.push(3);
    view[0] = 2;
    assert_eq!(values, [2, 3]);
}
