//! An `Rc` is no `Send`, so its references stay on their thread.
use std::rc::Rc as Shared;

use wasm::ExternRef;

fn main() {
    let reference = ExternRef::new(Shared::new(5));
    let thread = std::thread::spawn(move || **reference.get().unwrap());
    assert_eq!(thread.join().unwrap(), 5);
}
