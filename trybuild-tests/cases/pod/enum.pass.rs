//! A struct with the number.
#[derive(Clone, Copy, wasm::Pod)]
#[repr(transparent)]
struct Kind(u8);

fn main() {
    assert_eq!(size_of::<Kind>(), 1);
}
