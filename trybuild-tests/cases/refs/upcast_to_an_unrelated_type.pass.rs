//! A circle is a shape, as a square is.
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

    let other = circle.upcast::<Shape>();
    assert_eq!(other.ptr_eq(&square), Ok(false));
}
