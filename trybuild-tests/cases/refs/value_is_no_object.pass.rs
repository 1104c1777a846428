//! It does.
use wasm::ExternRef;

#[derive(wasm::Object)]
struct Shape(u8);

fn main() {
    let shape = ExternRef::new(Shape(5));
    assert_eq!(shape.get().unwrap().0, 5);
}
