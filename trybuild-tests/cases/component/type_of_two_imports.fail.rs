//! Two imports mention a type that is in neither.
#[wasm::component(name = "a")]
mod a {
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
