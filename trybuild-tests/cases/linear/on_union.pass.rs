//! A linear struct owns the union.

union RawCanvas {
    id: u32,
    bytes: [u8; 4],
}

#[wasm::linear]
struct Canvas(RawCanvas);

fn main() {
    let (canvas,) = Canvas::acquire(RawCanvas { id: 7 }).consume();
    assert_eq!(size_of_val(&canvas), 4);
}
