//! It owns a share.
use std::cell::Cell;
use std::rc::Rc;
use wasm::Closure;

fn main() {
    let sum = Rc::new(Cell::new(0));
    let share = Rc::clone(&sum);
    let add = Closure::<extern "C" fn(u32)>::new(move |n| share.set(share.get() + n));
    assert_eq!(add.typed().call((2,)), Ok(()));
    assert_eq!(sum.get(), 2);
}
