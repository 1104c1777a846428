//! With them.
#[wasm::region(intent = "read-only")]
static TABLE: [u8; 3] = [1, 2, 3];

fn main() {
    assert_eq!(TABLE.as_view().len(), 3);
}
