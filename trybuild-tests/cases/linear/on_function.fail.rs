//! The attribute stands above a function.

struct Canvas(u32);

#[wasm::linear]
fn open() -> Canvas {
    Canvas(7)
}

fn main() {
    assert_eq!(open().0, 7);
}
