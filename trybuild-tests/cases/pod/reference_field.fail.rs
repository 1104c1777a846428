//! An address that the host could forge.
#[derive(Clone, Copy, wasm::Pod)]
#[repr(C)]
struct Record {
    count: u32,
    field: &'static [u8],
}

fn main() {
    let record: Record = wasm::bytemuck::Zeroable::zeroed();
    let size = size_of_val(&record.field);
    assert_eq!(record.count as usize + size_of::<Record>(), 4 + size);
}
