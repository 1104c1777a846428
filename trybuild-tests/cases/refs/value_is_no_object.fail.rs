//! A type has to say that references can stand for it.
use wasm::ExternRef;

struct Shape(u8);

fn main() {
    let shape = ExternRef::new(Shape(5));
    assert_eq!(shape.get().unwrap().0, 5);
}
