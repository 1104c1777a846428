//! A view of the region outlives the borrow.
#[wasm::region(intent = "scratch")]
static FRAME: [u32; 4];

fn main() {
    let mut frame = FRAME.try_borrow().unwrap();
    let view = frame.as_view_mut();
    drop(frame);
    assert_eq!(view.len(), 4);
}
