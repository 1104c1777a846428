//! It is not said where from.
#[wasm::import]
extern "wasm" {
    fn alert(text: &str);
}

fn main() {}
