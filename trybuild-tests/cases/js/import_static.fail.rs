//! A variable of JavaScript's.
#[wasm::import(global)]
extern "wasm" {
    static document: u32;
}

fn main() {}
