//! The function requires something.

#[wasm::requires(threads)]
fn histogram(pixels: &[u8]) -> usize {
    pixels.len()
}

#[wasm::fallback(for = histogram)]
fn histogram_single(pixels: &[u8]) -> usize {
    pixels.len()
}

fn main() {
    assert_eq!(histogram(&[1, 2]), histogram_single(&[1, 2]));
}
