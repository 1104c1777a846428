//! A type of another module is a parameter.
#[wasm::component(name = "a")]
mod a {
    #[wasm::export]
    pub fn f(it: super::Point) -> u32 {
        it.x
    }
}

fn main() {}
