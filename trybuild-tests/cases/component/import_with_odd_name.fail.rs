//! An interface's name is no name in WIT.
#[wasm::component(name = "a")]
mod a {
    #[wasm::import("Gfx_2@x")]
    extern "wasm" {
        fn f();
    }
    #[wasm::export]
    pub fn g() {}
}

fn main() {}
