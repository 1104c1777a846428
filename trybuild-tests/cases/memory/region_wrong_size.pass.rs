//! The same.
#[wasm::region(intent = "scratch", size = 16)]
static FRAME: [u32; 4];

fn main() {
    let mut frame = FRAME.try_borrow().unwrap();
    frame[0] = 1;
    assert_eq!(frame[..2], [1, 0]);
}
