//! An enum with values.
#[wasm::export]
pub enum Shape {
    Point,
    Circle(f32),
}

fn main() {
    let _ = [Shape::Point, Shape::Circle(1.0)];
}
