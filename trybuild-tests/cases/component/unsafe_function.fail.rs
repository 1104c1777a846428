//! An `unsafe` function is exported.
#[wasm::component(name = "a")]
mod a {
    #[wasm::export]
    pub unsafe fn f() {}
}

fn main() {}
