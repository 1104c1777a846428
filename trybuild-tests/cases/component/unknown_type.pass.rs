//! The twin: what the message says to write.
#[wasm::component(name = "a")]
mod a {
    pub struct Point {
        x: u32,
    }
    #[wasm::export]
    pub fn f(it: Point) -> u32 {
        it.x
    }
}

fn main() {}
