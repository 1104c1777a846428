//! An error is passed in.
#[wasm::export]
pub fn unwrap(value: Result<u32, String>) -> u32 {
    value.unwrap_or_default()
}

fn main() {}
