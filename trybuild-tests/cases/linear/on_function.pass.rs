//! The attribute stands above the struct.

#[wasm::linear]
struct Canvas(u32);

fn open() -> Canvas {
    Canvas::acquire(7)
}

fn main() {
    assert_eq!(open().consume().0, 7);
}
