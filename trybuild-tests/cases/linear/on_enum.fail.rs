//! An enum is to be linear.

#[wasm::linear]
enum Canvas {
    Blank,
    Drawn(u32),
}

fn main() {
    let states = [Canvas::Blank, Canvas::Drawn(7)];
    assert!(matches!(states, [Canvas::Blank, Canvas::Drawn(7)]));
}
