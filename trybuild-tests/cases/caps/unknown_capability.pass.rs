//! It has its name.

#[wasm::requires(clock, threads)]
fn histogram(pixels: &[u8]) -> usize {
    pixels.len()
}

fn main() {
    assert_eq!(histogram(&[1, 2]), 2);
}
