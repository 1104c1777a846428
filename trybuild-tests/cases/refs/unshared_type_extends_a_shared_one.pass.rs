//! Shapes stay on their thread.
use std::rc::Rc;
use wasm::ExternRef;

#[derive(wasm::Object)]
#[wasm(local)]
struct Shape(u8);

#[derive(wasm::Object)]
struct Circle {
    #[wasm(extends)]
    shape: Shape,
    style: Option<Rc<str>>,
}

fn main() {
    let circle = ExternRef::new(Circle {
        shape: Shape(5),
        style: None,
    });
    assert!(circle.get().unwrap().style.is_none());
    assert_eq!(circle.get().unwrap().shape.0, 5);
}
