//! The fields fill it.
#[derive(Clone, Copy, wasm::Pod)]
#[repr(C, align(16))]
struct Lane([f32; 4]);

fn main() {
    let lane: Lane = wasm::bytemuck::Zeroable::zeroed();
    assert_eq!(lane.0[0], 0.0);
}
