//! A case has two values.
#[wasm::component(name = "a")]
mod a {
    pub enum Shape {
        Rectangle(u32, u32),
        Circle(u32),
    }
    #[wasm::export]
    pub fn f(_it: Shape) {}
}

fn main() {}
