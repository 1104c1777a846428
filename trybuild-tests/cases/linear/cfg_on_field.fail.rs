//! A field of a linear struct depends on `cfg`.

#[wasm::linear]
struct Canvas {
    id: u32,
    #[cfg(debug_assertions)]
    name: &'static str,
}

fn main() {
    let canvas = Canvas::acquire(7, "main");
    assert_eq!(canvas.consume(), (7, "main"));
}
