//! Two views may write to one range.
use wasm::memory::ViewMut;

fn main() {
    let mut values = [1u8, 2];
    let whole = ViewMut::from(&mut values);
    let (mut a, mut b) = (whole.subview(..1).unwrap(), whole.subview(1..).unwrap());
    (a[0], b[0]) = (3, 4);
    assert_eq!(values, [3, 4]);
}
