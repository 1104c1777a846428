//! That a circle is a shape is proved by what it extends.
use wasm::ExternRef;
use wasm::reference::{Ancestor, Auto, Object, Upcast};

#[derive(wasm::Object)]
struct Shape(u8);

#[derive(wasm::Object)]
struct Square(#[wasm(extends)] Shape);

struct Circle(Shape);

impl Object for Circle {
    type Super = Shape;
    type Threads = Auto;

    fn super_ref(&self) -> Option<&Shape> {
        Some(&self.0)
    }
}

impl Upcast<Shape> for Circle {
    const WAY: Ancestor<Self, Shape> = Ancestor::through_super();
}

fn main() {
    let circle = ExternRef::new(Circle(Shape(5)));
    assert!(circle.upcast::<Shape>().get().is_ok());
    assert_eq!(ExternRef::new(Square(Shape(6))).get().unwrap().0.0, 6);
}
