//! They live longer.
use wasm::memory::View;

fn main() {
    let view;
    let values = vec![1u8, 2, 3];
    view = View::from(&values);
    assert_eq!(view.len(), 3);
}
