//! An array of bytes.
#[derive(Clone, Copy, wasm::Pod)]
#[repr(C)]
struct Word {
    bytes: [u8; 4],
}

fn main() {
    let word: Word = wasm::bytemuck::Zeroable::zeroed();
    assert_eq!(size_of_val(&word), 4);
}
