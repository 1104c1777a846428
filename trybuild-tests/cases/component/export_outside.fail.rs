//! An export is in no component.
#[wasm::export]
pub fn f() {}

fn main() {}
