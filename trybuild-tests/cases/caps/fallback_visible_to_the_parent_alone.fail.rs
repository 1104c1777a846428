//! A fallback is seen by the parent module, and what it stands in for in the whole crate.

mod image {
    pub mod bins {
        #[wasm::requires(threads)]
        pub(crate) fn histogram(pixels: &[u8]) -> usize {
            pixels.len()
        }

        #[wasm::fallback(for = histogram)]
        pub(super) fn histogram_single(pixels: &[u8]) -> usize {
            pixels.len()
        }
    }
}

fn main() {
    assert_eq!(image::bins::histogram(&[1, 2]), 2);
}
