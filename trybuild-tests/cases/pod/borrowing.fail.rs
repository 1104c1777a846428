//! A struct with a lifetime.
#[derive(Clone, Copy, wasm::Pod)]
#[repr(C)]
struct Name<'a> {
    text: &'a u8,
}

fn main() {
    assert_eq!(size_of::<Name>() % 4, 0);
}
