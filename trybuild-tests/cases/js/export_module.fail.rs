//! A module is exported.
#[wasm::export]
pub mod shapes {
    pub fn area() {}
}

fn main() {}
