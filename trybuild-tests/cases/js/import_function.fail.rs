//! A function is no block.
#[wasm::import("gfx")]
fn draw(x: f32) {}

fn main() {}
