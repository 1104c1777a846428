//! None is made.
#[derive(Clone, Copy, wasm::Pod)]
#[repr(C)]
struct Sprite {
    visible: u32,
    letter: u32,
}

fn main() {
    let sprite: Sprite = wasm::bytemuck::Zeroable::zeroed();
    assert_eq!(sprite.visible as u32 + sprite.letter as u32, 0);
}
