//! A word that means nothing here.
#[wasm::import(globals = "console")]
extern "wasm" {
    fn log(text: &str);
}

fn main() {}
