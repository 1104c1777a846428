//! A capability is misspelt.

#[wasm::requires(clock, thread)]
fn histogram(pixels: &[u8]) -> usize {
    pixels.len()
}

fn main() {
    assert_eq!(histogram(&[1, 2]), 2);
}
