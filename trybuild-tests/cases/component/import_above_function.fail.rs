//! `#[wasm::import]` is above a function.
#[wasm::component(name = "a")]
mod a {
    #[wasm::import("gfx@2.1")]
    pub fn f() {}
    #[wasm::export]
    pub fn g() {}
}

fn main() {}
