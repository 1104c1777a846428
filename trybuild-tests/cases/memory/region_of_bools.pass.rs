//! Of bytes.
#[wasm::region(intent = "scratch")]
static FLAGS: [u8; 4];

fn main() {
    assert_eq!(FLAGS.try_borrow().unwrap().len(), 4);
}
