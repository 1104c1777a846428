//! It takes the same type.

#[wasm::requires(threads)]
fn histogram(pixels: &[u8]) -> usize {
    pixels.len()
}

#[wasm::fallback(for = histogram)]
fn signature(pixels: &[u8]) -> usize {
    pixels.len()
}

fn main() {
    assert_eq!(histogram(&[1, 2]), signature(&[1, 2]));
}
