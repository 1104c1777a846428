//! References to shapes go to other threads, so circles must not be `local`.
use wasm::ExternRef;

#[derive(wasm::Object)]
struct Shape(u8);

#[derive(wasm::Object)]
#[wasm(local)]
struct Circle(#[wasm(extends)] Shape);

fn main() {
    let circle = ExternRef::new(Circle(Shape(5)));
    assert_eq!(circle.get().unwrap().0.0, 5);
}
