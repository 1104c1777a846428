//! There are on their bits.
#[wasm::region(intent = "shared")]
static SUMS: [u32; 4];

fn main() {
    assert_eq!(SUMS.atomic().len(), 4);
}
