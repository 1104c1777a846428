//! The twin: what the message says to write.
#[wasm::import("gfx")]
extern "wasm" {
    fn draw(x: f32);
}

fn main() {
    draw::mock(|_| {});
    draw(1.0);
}
