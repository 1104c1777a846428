//! A generic function is exported.
#[wasm::component(name = "a")]
mod a {
    #[wasm::export]
    pub fn f<T>(_it: Vec<u8>) -> u8 {
        1
    }
}

fn main() {}
