//! It is.
#![forbid(unsafe_code)]
#![deny(warnings, missing_docs)]

use wasm::ExternRef;

#[derive(wasm::Object)]
struct Shape(u8);

#[derive(wasm::Object)]
struct Circle {
    #[wasm(extends)]
    shape: Shape,
}

fn main() {
    let circle = ExternRef::new(Circle { shape: Shape(5) });
    assert_eq!(circle.get().unwrap().shape.0, 5);
}
