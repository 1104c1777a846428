//! Nothing is derived that copies a value.

#[wasm::linear]
#[derive(Debug)]
struct Canvas(u32);

fn main() {
    let canvas = Canvas::acquire(7);
    assert_eq!(canvas.consume(), (7,));
}
