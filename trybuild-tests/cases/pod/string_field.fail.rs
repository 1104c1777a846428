//! A text that is elsewhere.
#[derive(Clone, Copy, wasm::Pod)]
#[repr(C)]
struct Record {
    count: u32,
    field: String,
}

fn main() {
    let record: Record = wasm::bytemuck::Zeroable::zeroed();
    let size = size_of_val(&record.field);
    assert_eq!(record.count as usize + size_of::<Record>(), 4 + size);
}
