//! A reference that nobody keeps ends its entry at once.
#![deny(unused_must_use)]

use wasm::ExternRef;

fn main() {
    ExternRef::new(5);
    assert_ne!(wasm::host::table::live(), 2);
}
