//! What JavaScript returns is nobody's.
#[wasm::import(global)]
extern "wasm" {
    fn title() -> &'static str;
}

fn main() {}
