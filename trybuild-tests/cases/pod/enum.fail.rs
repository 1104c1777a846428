//! An enum is derived, and not all numbers are variants.
#[derive(Clone, Copy, wasm::Pod)]
#[repr(u8)]
#[allow(dead_code)]
enum Kind {
    Solid,
    Dashed,
}

fn main() {
    assert_eq!(size_of::<Kind>(), 1);
}
