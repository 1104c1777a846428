//! The padding of a generic struct is unknown.
#[derive(Clone, Copy, wasm::Pod)]
#[repr(C)]
struct Pair<T> {
    both: [T; 2],
}

fn main() {
    let pair: Pair<u16> = wasm::bytemuck::Zeroable::zeroed();
    assert_eq!(pair.both, [0, 0]);
}
