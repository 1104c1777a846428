//! The twin: what the message says to write.
#[wasm::component(name = "a")]
mod a {
    #[wasm::import("b")]
    pub struct P {
        x: u32,
    }
    #[wasm::import("b")]
    extern "wasm" {
        fn f(p: P);
    }
    #[wasm::import("c")]
    extern "wasm" {
        fn g(p: P);
    }
}

fn main() {}
