//! A capability is written as a string.

#[wasm::requires("threads")]
fn histogram(pixels: &[u8]) -> usize {
    pixels.len()
}

fn main() {
    assert_eq!(histogram(&[1, 2]), 2);
}
