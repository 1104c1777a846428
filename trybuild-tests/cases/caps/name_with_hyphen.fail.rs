//! A capability is written as texts and sections have it.

#[wasm::requires(file-system)]
fn histogram(pixels: &[u8]) -> usize {
    pixels.len()
}

fn main() {
    assert_eq!(histogram(&[1, 2]), 2);
}
