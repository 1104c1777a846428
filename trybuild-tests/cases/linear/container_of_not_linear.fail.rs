//! `LinOpt` is for linear types only.

struct Canvas(u32);

fn main() {
    let slot = wasm::linear::LinOpt::some(Canvas(7));
    assert!(slot.is_some());
    slot.finish(|canvas| canvas.0);
}
