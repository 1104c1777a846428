//! `Copy` and `Clone` are derived below `#[linear]`.

#[wasm::linear]
#[derive(Debug, Clone, Copy)]
struct Canvas(u32);

fn main() {
    let canvas = Canvas::acquire(7);
    assert_eq!(canvas.consume(), (7,));
}
