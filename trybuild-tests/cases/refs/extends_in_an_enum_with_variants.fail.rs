//! An enum with variants has no place for a super type.
use wasm::ExternRef;

#[derive(wasm::Object)]
#[wasm(extends = String)]
enum Shape {
    Circle(#[wasm(extends)] String),
}

fn main() {
    let shape = ExternRef::new(Shape::Circle("sun".into()));
    assert!(shape.get().is_ok());
}
