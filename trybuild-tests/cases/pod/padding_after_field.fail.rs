//! Three bytes that nobody writes lie between two fields.
#[derive(Clone, Copy, wasm::Pod)]
#[repr(C)]
struct Entry {
    a: u32,
    b: u8,
    c: u32,
}

fn main() {
    let entry: Entry = wasm::bytemuck::Zeroable::zeroed();
    assert_eq!(entry.a + u32::from(entry.b) + entry.c, 0);
}
