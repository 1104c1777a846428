//! The package keeps the name.
#[wasm::export]
pub fn alloc(size: usize) -> usize {
    size
}

fn main() {}
