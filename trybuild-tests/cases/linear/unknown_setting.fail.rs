//! A setting that `#[linear]` does not have, and one in a form that it does not take.

#[wasm::linear(closed_by(close), consumed_by = "into_bitmap")]
struct Canvas(u32);

fn main() {
    let canvas = Canvas::acquire(7);
    assert_eq!(canvas.consume(), (7,));
}
