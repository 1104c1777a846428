//! The twin: what the message says to write.
#[wasm::export]
pub enum Shape {
    Point,
    Circle,
}

fn main() {
    let _ = [(Shape::Point, None), (Shape::Circle, Some(1.0))];
}
