//! Once.
#[wasm::region(intent = "scratch", align = 16)]
static FRAME: [u32; 4];

fn main() {
    let mut frame = FRAME.try_borrow().unwrap();
    frame[0] = 1;
    assert_eq!(frame[..2], [1, 0]);
}
