//! It is written as an identifier.

#[wasm::requires(file_system)]
fn histogram(pixels: &[u8]) -> usize {
    pixels.len()
}

fn main() {
    assert_eq!(histogram(&[1, 2]), 2);
}
