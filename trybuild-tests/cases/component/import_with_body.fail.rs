//! An imported function has a body.
#[wasm::component(name = "a")]
mod a {
    #[wasm::import("gfx@2.1")]
    extern "wasm" {
        fn f() {}
    }
}

fn main() {}
