//! A struct without names for its fields is a parameter.
#[wasm::component(name = "a")]
mod a {
    pub struct Point(u32, u32);
    #[wasm::export]
    pub fn f(it: Point) -> u32 {
        it.0 + it.1
    }
}

fn main() {}
