//! The twin: what the message says to write.
#[wasm::export(name = "drawLine")]
pub fn line() {}

fn main() {
    line();
}
