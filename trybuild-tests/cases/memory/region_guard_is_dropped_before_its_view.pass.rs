//! It does not.
#[wasm::region(intent = "scratch")]
static FRAME: [u32; 4];

fn main() {
    let mut frame = FRAME.try_borrow().unwrap();
    let view = frame.as_view_mut();
    assert_eq!(view.len(), 4);
    drop(frame);
}
