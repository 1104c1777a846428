//! JavaScript keeps the name.
#[wasm::export]
pub fn delete(index: u32) -> u32 {
    index
}

fn main() {}
