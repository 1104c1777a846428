//! The attribute is above a function.
#[wasm::component(name = "a")]
pub fn f() {}

fn main() {}
