//! No such attribute is there.

#[derive(Clone, Copy, wasm::Pod)]
#[repr(C)]
struct Sample {
    value: u32,
}

fn main() {
    let Sample { value } = Sample { value: 1 };
    assert_eq!(value, 1);
}
