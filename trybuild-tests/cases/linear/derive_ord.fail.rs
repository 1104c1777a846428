//! `Ord` is derived: its `max` and `min` lose one of two values.

#[wasm::linear]
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Canvas(u32);

fn main() {
    let canvas = Canvas::acquire(7);
    assert_eq!(canvas.consume(), (7,));
}
