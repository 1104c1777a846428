//! The owner lives longer.
use wasm::ExternRef;

fn main() {
    let number = ExternRef::new(5);
    let lent = number.borrow();
    assert_eq!(*lent.get().unwrap(), 5);
    drop(number);
}
