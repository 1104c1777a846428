//! There are no atomic operations on floats.
#[wasm::region(intent = "shared")]
static SUMS: [f32; 4];

fn main() {
    assert_eq!(SUMS.atomic().len(), 4);
}
