//! It is kept.
#![deny(unused_must_use)]

use wasm::ExternRef;

fn main() {
    let _five = ExternRef::new(5);
    assert_ne!(wasm::host::table::live(), 2);
}
