//! A type and a function have one name in WIT.
#[wasm::component(name = "a")]
mod a {
    pub struct Pair {
        x: u32,
    }
    #[wasm::export]
    pub fn pair() -> Pair {
        Pair { x: 1 }
    }
}

fn main() {}
