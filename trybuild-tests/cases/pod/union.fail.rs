//! A union is derived, and may have bytes that were never written.
#[derive(Clone, Copy, wasm::Pod)]
#[repr(C)]
#[allow(dead_code)]
union Word {
    int: u32,
    bytes: [u8; 4],
}

fn main() {
    let word: Word = wasm::bytemuck::Zeroable::zeroed();
    assert_eq!(size_of_val(&word), 4);
}
