//! Another ABI.
#[wasm::import("gfx")]
extern "C" {
    fn draw(x: f32);
}

fn main() {}
