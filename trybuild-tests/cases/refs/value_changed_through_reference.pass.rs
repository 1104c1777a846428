//! A `RefCell` is changed while it is shared.
use std::cell::RefCell;
use wasm::ExternRef;

fn main() {
    let list = ExternRef::new(RefCell::new(vec![1]));
    list.get().unwrap().borrow_mut().push(2);
    assert_eq!(*list.get().unwrap().borrow(), [1, 2]);
}
