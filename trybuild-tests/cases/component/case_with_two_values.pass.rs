//! The twin: what the message says to write.
#[wasm::component(name = "a")]
mod a {
    pub enum Shape {
        Rectangle((u32, u32)),
        Circle(u32),
    }
    #[wasm::export]
    pub fn f(it: Shape) -> u32 {
        match it {
            Shape::Rectangle((a, b)) => a * b,
            Shape::Circle(r) => r,
        }
    }
}

fn main() {}
