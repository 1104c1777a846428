//! The twin: what the message says to write.
#[wasm::export]
pub fn unwrap(value: Option<u32>) -> u32 {
    value.unwrap_or_default()
}

fn main() {
    assert_eq!(unwrap(None), 0);
}
