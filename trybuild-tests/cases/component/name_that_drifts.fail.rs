//! A name is another in Rust after it was in WIT.
#[wasm::component(name = "a")]
mod a {
    #[wasm::export]
    pub fn convolve3_x3() {}
}

fn main() {}
