//! Two ways of there being nothing.
#[wasm::export]
pub fn find(key: Option<Option<u32>>) -> Option<Option<u32>> {
    key
}

fn main() {}
