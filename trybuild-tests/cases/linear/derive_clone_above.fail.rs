//! `Clone` is derived above `#[linear]`, where the macro cannot see it.

#[derive(Debug, Clone)]
#[wasm::linear]
struct Canvas(u32);

fn main() {
    let canvas = Canvas::acquire(7);
    assert_eq!(canvas.consume(), (7,));
}
