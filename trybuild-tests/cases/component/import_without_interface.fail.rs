//! An `extern "wasm"` block does not say of which interface it is.
#[wasm::component(name = "a")]
mod a {
    extern "wasm" {
        fn f();
    }
    #[wasm::export]
    pub fn g() {}
}

fn main() {}
