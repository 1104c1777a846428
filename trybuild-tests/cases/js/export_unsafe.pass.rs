//! The twin: what the message says to write.
#[wasm::export]
pub fn read(bytes: &[u8], index: usize) -> Option<u8> {
    bytes.get(index).copied()
}

fn main() {
    assert_eq!(read(&[7], 0), Some(7));
}
