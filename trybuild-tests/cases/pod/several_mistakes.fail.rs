//! Each mistake is reported.
#[derive(Clone, Copy, wasm::Pod)]
struct Sprite {
    visible: bool,
    letter: char,
}

fn main() {
    let sprite: Sprite = wasm::bytemuck::Zeroable::zeroed();
    assert_eq!(sprite.visible as u32 + sprite.letter as u32, 0);
}
