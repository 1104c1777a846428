//! A capability is named twice.

#[wasm::requires(threads, clock, threads)]
fn histogram(pixels: &[u8]) -> usize {
    pixels.len()
}

fn main() {
    assert_eq!(histogram(&[1, 2]), 2);
}
