//! A region of one value.
#[wasm::region(intent = "scratch")]
static STATE: u32;

fn main() {
    assert_eq!(STATE.try_borrow().unwrap().len(), 1);
}
