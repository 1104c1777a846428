//! A cast checks what the shape is.
use wasm::ExternRef;

#[derive(wasm::Object)]
struct Shape(u8);

#[derive(wasm::Object)]
struct Circle(#[wasm(extends)] Shape);

#[derive(wasm::Object)]
struct Square(#[wasm(extends)] Shape);

fn main() {
    let circle = ExternRef::new(Circle(Shape(5)));
    let square = ExternRef::new(Square(Shape(6)));

    let shape: ExternRef<Shape> = circle.upcast();
    let circle = shape.cast::<Circle>().unwrap();
    assert_eq!(
        (circle.get().unwrap().0.0, square.get().unwrap().0.0),
        (5, 6)
    );
}
