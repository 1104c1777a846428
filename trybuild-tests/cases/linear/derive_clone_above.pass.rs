//! Nothing is derived that copies a value.

#[derive(Debug)]
#[wasm::linear]
struct Canvas(u32);

fn main() {
    let canvas = Canvas::acquire(7);
    assert_eq!(canvas.consume(), (7,));
}
