//! A struct has.
use wasm::ExternRef;

#[derive(wasm::Object)]
struct Shape(#[wasm(extends)] String);

fn main() {
    let shape = ExternRef::new(Shape("sun".into()));
    assert!(shape.get().is_ok());
}
