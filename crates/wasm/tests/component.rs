//! A component's module, natively: its exports are functions, and a test answers for what it imports.
#![cfg(feature = "component")]
#![allow(unreachable_pub)]

#[wasm::component(name = "image-filter", version = "1.0.0")]
mod filter {
    use wasm::memory::View;

    #[wasm::import("gfx@2.1")]
    extern "wasm" {
        pub fn convolve_3x3(pixels: View<u8>, kernel: [f32; 9]) -> Vec<u8>;
        pub type Canvas;
        pub async fn load(name: &str) -> Option<Canvas>;
    }

    #[wasm::import("gfx@2.1")]
    impl Canvas {
        pub fn new(width: u32) -> Self;
        pub fn width(&self) -> u32;
    }

    #[wasm::export]
    pub fn sharpen(pixels: View<u8>, _width: u32) -> Vec<u8> {
        convolve_3x3(pixels, [0.0, -1.0, 0.0, -1.0, 5.0, -1.0, 0.0, -1.0, 0.0])
    }

    #[wasm::export]
    pub fn width_of_new(width: u32) -> u32 {
        Canvas::new(width).width()
    }
}

#[test]
fn a_test_answers_for_imports() {
    filter::convolve_3x3::mock(|pixels, kernel| {
        pixels.iter().map(|pixel| pixel * kernel[4] as u8).collect()
    });
    assert_eq!(filter::sharpen((&[1, 2, 3]).into(), 3), [5, 10, 15]);

    filter::canvas::new::mock(filter::Canvas);
    filter::canvas::width::mock(|canvas| canvas.0 * 2);
    assert_eq!(filter::width_of_new(4), 8);
}

// On wasm panics do not unwind, and all tests have one thread, with its mocks.
#[cfg(panic = "unwind")]
#[test]
fn what_nobody_answers_panics() {
    let result = std::panic::catch_unwind(|| filter::sharpen((&[1]).into(), 1));
    let message = *result.unwrap_err().downcast::<String>().unwrap();
    assert!(
        message.contains("`convolve_3x3` is imported from `local:gfx/gfx@2.1.0`"),
        "{message}"
    );
}
