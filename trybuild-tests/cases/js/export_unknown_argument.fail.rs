//! A setting of another macro.
#[wasm::export(js_name = "drawLine")]
pub fn line() {}

fn main() {}
