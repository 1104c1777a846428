//! References to shapes go to other threads, and not every `T` may.
use wasm::ExternRef;

#[derive(wasm::Object)]
struct Shape(u8);

#[derive(wasm::Object)]
struct Styled<T> {
    #[wasm(extends)]
    shape: Shape,
    style: T,
}

fn main() {
    let styled = ExternRef::new(Styled {
        shape: Shape(5),
        style: 'a',
    });
    assert_eq!(styled.get().unwrap().style, 'a');
    assert_eq!(styled.get().unwrap().shape.0, 5);
}
