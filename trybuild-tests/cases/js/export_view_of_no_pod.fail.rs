//! Elements that JavaScript cannot see in place.
use wasm::memory::View;

#[wasm::export]
pub fn count(flags: View<bool>) -> usize {
    flags.len()
}

fn main() {}
