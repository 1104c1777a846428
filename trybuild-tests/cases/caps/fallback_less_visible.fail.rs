//! A fallback is private, and what it stands in for is public.

mod image {
    #[wasm::requires(threads)]
    pub fn histogram(pixels: &[u8]) -> usize {
        pixels.len()
    }

    #[wasm::fallback(for = histogram)]
    fn histogram_single(pixels: &[u8]) -> usize {
        pixels.len()
    }
}

fn main() {
    assert_eq!(image::histogram(&[1, 2]), 2);
}
