//! A component that sharpens grey pictures; the convolution is somebody else's, whatever language that is written in.

#[wasm::component(name = "image-filter", version = "1.0.0")]
pub mod filter {
    use wasm::memory::View;

    #[wasm::import("gfx@2.1")]
    extern "wasm" {
        /// Each pixel becomes the sum of its neighbourhood, weighted with the kernel row by row. The picture is square;
        /// outside of it is what is nearest inside.
        fn convolve_3x3(pixels: View<u8>, kernel: [f32; 9]) -> Vec<u8>;
    }

    /// Makes edges stand out.
    #[wasm::export]
    pub fn sharpen(pixels: View<u8>, width: u32, height: u32) -> Vec<u8> {
        assert_eq!(
            pixels.len(),
            width as usize * height as usize,
            "as many pixels as that"
        );
        let kernel = [0.0, -1.0, 0.0, -1.0, 5.0, -1.0, 0.0, -1.0, 0.0];
        convolve_3x3(pixels, kernel)
    }
}
