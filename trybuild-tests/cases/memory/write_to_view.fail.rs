//! The host and the module only read it.
use wasm::memory::{View, ViewMut};

fn main() {
    let mut values = [1u8, 2];
    let mut view = View::from(&mut values);
    view[0] = 3;
    assert_eq!(values[0], 3);
    assert!(View::from(&values).len() == ViewMut::from(&mut [0u8; 2]).len());
}
