//! A table is written.
#[wasm::region(intent = "read-only")]
static TABLE: [u8; 3] = [1, 2, 3];

fn main() {
    assert_eq!(TABLE.try_borrow().unwrap().len(), 3);
}
