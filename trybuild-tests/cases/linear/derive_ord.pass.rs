//! Only a comparison that borrows is derived.

#[wasm::linear]
#[derive(PartialEq, Eq, PartialOrd)]
struct Canvas(u32);

fn main() {
    let canvas = Canvas::acquire(7);
    assert_eq!(canvas.consume(), (7,));
}
