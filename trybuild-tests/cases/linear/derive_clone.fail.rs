//! `Clone` is derived below `#[linear]`.

#[wasm::linear]
#[derive(Debug, Clone)]
struct Canvas(u32);

fn main() {
    let canvas = Canvas::acquire(7);
    assert_eq!(canvas.consume(), (7,));
}
