//! They are a field.
#[derive(Clone, Copy, wasm::Pod)]
#[repr(C)]
struct Entry {
    key: u32,
    value: u8,
    _padding: [u8; 3],
}

fn main() {
    let entry: Entry = wasm::bytemuck::Zeroable::zeroed();
    assert_eq!(entry.key + u32::from(entry.value), 0);
}
