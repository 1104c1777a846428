//! Its number.
#[allow(dead_code)]
#[derive(Clone, Copy)]
#[repr(u32)]
enum Kind {
    Solid,
    Dashed,
}

#[derive(Clone, Copy, wasm::Pod)]
#[repr(C)]
struct Line {
    kind: u32,
    width: f32,
}

fn main() {
    let line: Line = wasm::bytemuck::Zeroable::zeroed();
    assert_eq!(line.kind as u32, Kind::Solid as u32);
    assert_eq!(line.width, 0.0);
}
