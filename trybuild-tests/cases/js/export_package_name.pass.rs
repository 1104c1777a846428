//! The twin: what the message says to write.
#[wasm::export]
pub fn allocate(size: usize) -> usize {
    size
}

fn main() {
    assert_eq!(allocate(4), 4);
}
