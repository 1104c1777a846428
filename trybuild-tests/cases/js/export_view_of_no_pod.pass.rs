//! The twin: what the message says to write.
use wasm::memory::View;

#[wasm::export]
pub fn count(flags: View<u8>) -> usize {
    flags.len()
}

fn main() {
    assert_eq!(count(View::from(&[1])), 1);
}
