//! A view of what is not plain data.
use wasm::memory::View;

fn set(flags: Option<View<bool>>) -> bool {
    flags.is_some()
}

fn main() {
    assert!(!set(None));
}
