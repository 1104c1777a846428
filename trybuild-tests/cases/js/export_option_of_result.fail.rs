//! The error is within.
#[wasm::export]
pub fn find(key: u32) -> Option<Result<u32, String>> {
    (key > 0).then_some(Ok(key))
}

fn main() {}
