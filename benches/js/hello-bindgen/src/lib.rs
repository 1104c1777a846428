//! The smallest program that does something, by `#[wasm_bindgen]`.

use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = console)]
    fn log(text: &str);
}

/// Says hello.
#[wasm_bindgen]
pub fn hello() {
    log("Hello, world!");
}
