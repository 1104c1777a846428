//! The twin: what the message says to write.
pub mod shapes {
    #[wasm::export]
    pub fn area() {}
}

fn main() {
    shapes::area();
}
