//! JavaScript would write.
use wasm::memory::ViewMut;

#[wasm::import("gfx")]
extern "wasm" {
    fn blur(pixels: ViewMut<u8>);
}

fn main() {}
