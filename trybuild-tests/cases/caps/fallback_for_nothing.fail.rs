//! A fallback does not say what it is for.

#[wasm::requires(threads)]
fn histogram(pixels: &[u8]) -> usize {
    pixels.len()
}

#[wasm::fallback]
fn histogram_single(pixels: &[u8]) -> usize {
    pixels.len()
}

fn main() {
    assert_eq!(histogram(&[1, 2]), histogram_single(&[1, 2]));
}
