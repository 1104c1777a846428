//! A lent reference ends with the one that it is lent from.
use wasm::ExternRef;

fn main() {
    let number = ExternRef::new(5);
    let lent = number.borrow();
    drop(number);
    assert_eq!(*lent.get().unwrap(), 5);
}
