//! A region of what is not plain data.
#[wasm::region(intent = "scratch")]
static FLAGS: [bool; 4];

fn main() {
    assert_eq!(FLAGS.try_borrow().unwrap().len(), 4);
}
