//! The twin: what the message says to write.
use wasm::memory::ViewMut;

#[wasm::export]
pub fn pixels(mut pixels: ViewMut<u8>) {
    pixels.fill(0);
}

fn main() {
    pixels(ViewMut::new(&mut [1]));
}
