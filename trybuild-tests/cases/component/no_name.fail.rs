//! A component has no name.
#[wasm::component(version = "1.0.0")]
mod a {
    #[wasm::export]
    pub fn f() {}
}

fn main() {}
