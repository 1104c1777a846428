//! The field is always there, and its type depends on `cfg`.

#[wasm::linear]
struct Canvas {
    id: u32,
    name: &'static str,
}

fn main() {
    let canvas = Canvas::acquire(7, "main");
    assert_eq!(canvas.consume(), (7, "main"));
}
