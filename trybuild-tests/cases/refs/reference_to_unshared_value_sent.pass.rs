//! An `Arc` is `Send` and `Sync`, and so are its references.
use std::sync::Arc as Shared;

use wasm::ExternRef;

fn main() {
    let reference = ExternRef::new(Shared::new(5));
    let thread = std::thread::spawn(move || **reference.get().unwrap());
    assert_eq!(thread.join().unwrap(), 5);
}
