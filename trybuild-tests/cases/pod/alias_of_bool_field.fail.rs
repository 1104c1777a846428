//! A `bool` behind another name.
type Flag = bool;

#[derive(Clone, Copy, wasm::Pod)]
#[repr(C)]
struct Record {
    flags: [u8; 3],
    last: Flag,
}

fn main() {
    let record: Record = wasm::bytemuck::Zeroable::zeroed();
    assert_eq!(record.flags.len() + size_of_val(&record.last), 4);
}
