//! A generic type is a parameter.
#[wasm::component(name = "a")]
mod a {
    pub struct Point<T> {
        x: T,
    }
    #[wasm::export]
    pub fn f(it: Point<u32>) -> u32 {
        it.x
    }
}

fn main() {}
