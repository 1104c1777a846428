//! Memory that all threads write is read plainly.
#[wasm::region(intent = "shared")]
static BINS: [u32; 4];

fn main() {
    assert_eq!(BINS.as_view().len(), 4);
}
