//! By atomic operations.
#[wasm::region(intent = "shared")]
static BINS: [u32; 4];

fn main() {
    assert_eq!(BINS.atomic().len(), 4);
}
