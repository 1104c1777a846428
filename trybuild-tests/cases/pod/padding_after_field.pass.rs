//! They are a field.
#[derive(Clone, Copy, wasm::Pod)]
#[repr(C)]
struct Entry {
    a: u32,
    b: u8,
    _padding: [u8; 3],
    c: u32,
}

fn main() {
    let entry: Entry = wasm::bytemuck::Zeroable::zeroed();
    assert_eq!(entry.a + u32::from(entry.b) + entry.c, 0);
}
