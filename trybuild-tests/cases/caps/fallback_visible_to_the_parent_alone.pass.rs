//! Both are seen in the whole crate, though the words for it differ.

mod image {
    pub mod bins {
        #[wasm::requires(threads)]
        pub(crate) fn histogram(pixels: &[u8]) -> usize {
            pixels.len()
        }

        #[wasm::fallback(for = histogram)]
        pub(in crate) fn histogram_single(pixels: &[u8]) -> usize {
            pixels.len()
        }
    }
}

fn main() {
    assert_eq!(image::bins::histogram(&[1, 2]), 2);
}
