//! The type is linear.

#[wasm::linear]
struct Canvas(u32);

fn main() {
    let slot = wasm::linear::LinOpt::some(Canvas::acquire(7));
    assert!(slot.is_some());
    slot.finish(|canvas| canvas.consume().0);
}
