//! One field has none.
#[derive(Clone, Copy, wasm::Pod)]
#[repr(transparent)]
struct Pair<T> {
    both: [T; 2],
}

fn main() {
    let pair: Pair<u16> = wasm::bytemuck::Zeroable::zeroed();
    assert_eq!(pair.both, [0, 0]);
}
