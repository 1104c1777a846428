//! The methods are named in parentheses.

#[wasm::linear(consumed_by(close, into_bitmap))]
struct Canvas(u32);

fn main() {
    let canvas = Canvas::acquire(7);
    assert_eq!(canvas.consume(), (7,));
}
