//! A name is another in Rust after it was in WIT.
#[wasm::component(name = "a")]
mod a {
    #[wasm::export]
    pub fn to__text() {}
}

fn main() {}
