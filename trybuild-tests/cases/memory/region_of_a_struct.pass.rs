//! An array of one.
#[wasm::region(intent = "scratch")]
static STATE: [u32; 1];

fn main() {
    assert_eq!(STATE.try_borrow().unwrap().len(), 1);
}
