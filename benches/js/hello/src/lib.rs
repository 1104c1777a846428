//! The smallest program that does something, by `#[wasm::export]`.

#[wasm::import(global = "console")]
extern "wasm" {
    fn log(text: &str);
}

/// Says hello.
#[wasm::export]
pub fn hello() {
    log("Hello, world!");
}
