//! The twin: what the message says to write.
#[wasm::export]
pub fn find(key: u32) -> Result<Option<u32>, String> {
    Ok((key > 0).then_some(key))
}

fn main() {
    assert_eq!(find(0), Ok(None));
}
