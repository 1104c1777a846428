//! A view of bytes.
use wasm::memory::View;

fn set(flags: Option<View<u8>>) -> bool {
    flags.is_some()
}

fn main() {
    assert!(!set(None));
}
