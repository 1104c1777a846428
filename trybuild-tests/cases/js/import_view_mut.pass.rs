//! The twin: what the message says to write.
use wasm::memory::View;

#[wasm::import("gfx")]
extern "wasm" {
    fn blur(pixels: View<u8>) -> Vec<u8>;
}

fn main() {
    blur::mock(|pixels| pixels.to_vec());
    assert_eq!(blur(View::from(&[1])), [1]);
}
