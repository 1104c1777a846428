//! An alignment makes the struct larger than its fields.
#[derive(Clone, Copy, wasm::Pod)]
#[repr(C, align(16))]
struct Lane([f32; 3]);

fn main() {
    let lane: Lane = wasm::bytemuck::Zeroable::zeroed();
    assert_eq!(lane.0[0], 0.0);
}
