//! A value is shared with every clone of the reference, so it is not changed.
use std::cell::RefCell;
use wasm::ExternRef;

fn main() {
    let list = ExternRef::new(RefCell::new(vec![1]));
    list.get().unwrap().get_mut().push(2);
    assert_eq!(*list.get().unwrap().borrow(), [1, 2]);
}
