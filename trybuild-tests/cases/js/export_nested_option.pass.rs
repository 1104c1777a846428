//! The twin: what the message says to write.
#[wasm::export]
pub fn find(key: Option<u32>) -> Option<u32> {
    key
}

fn main() {
    assert_eq!(find(None), None);
}
