//! An index in place of the reference.
#[derive(Clone, Copy, wasm::Pod)]
#[repr(C)]
struct Name {
    text: u32,
}

fn main() {
    assert_eq!(size_of::<Name>() % 4, 0);
}
