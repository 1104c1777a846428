//! The twin: what the message says to write.
#[wasm::component(name = "a")]
mod a {
    #[wasm::import("gfx@2.1")]
    extern "wasm" {
        fn f();
    }
    #[wasm::export]
    pub fn g() {}
}

fn main() {}
