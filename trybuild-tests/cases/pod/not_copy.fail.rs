//! Plain data that cannot be copied.
#[derive(wasm::Pod)]
#[repr(C)]
struct Point {
    x: f32,
    y: f32,
}

fn main() {
    let point: Point = wasm::bytemuck::Zeroable::zeroed();
    assert_eq!(point.x + point.y, 0.0);
}
