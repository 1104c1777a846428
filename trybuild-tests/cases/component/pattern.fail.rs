//! A parameter is a pattern.
#[wasm::component(name = "a")]
mod a {
    #[wasm::export]
    pub fn f((a, b): (u32, u32)) -> u32 {
        a + b
    }
}

fn main() {}
