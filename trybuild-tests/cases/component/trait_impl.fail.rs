//! An `impl` of a trait is exported.
#[wasm::component(name = "a")]
mod a {
    pub struct C {
        x: u32,
    }
    #[wasm::export]
    impl Drop for C {
        fn drop(&mut self) {}
    }
    #[wasm::export]
    pub fn f() {}
}

fn main() {}
