//! It is for a byte.
#[derive(Clone, Copy, wasm::Pod)]
#[repr(transparent)]
struct Meters<T>(T);

fn plain<T: wasm::Pod>(value: T) -> usize {
    size_of_val(&value)
}

fn main() {
    assert_eq!(plain(Meters(1u8)), 1);
}
