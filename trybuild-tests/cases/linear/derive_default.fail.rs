//! `Default` is derived: it would make a value without a resource.

#[wasm::linear]
#[derive(Default)]
struct Canvas(u32);

fn main() {
    let canvas = Canvas::acquire(7);
    assert_eq!(canvas.consume(), (7,));
}
