//! The twin: what the message says to write.
#[wasm::export(name = "remove")]
pub fn delete(index: u32) -> u32 {
    index
}

fn main() {
    assert_eq!(delete(1), 1);
}
