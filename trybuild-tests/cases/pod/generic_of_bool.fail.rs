//! A generic struct is plain data for what is.
#[derive(Clone, Copy, wasm::Pod)]
#[repr(transparent)]
struct Meters<T>(T);

fn plain<T: wasm::Pod>(value: T) -> usize {
    size_of_val(&value)
}

fn main() {
    assert_eq!(plain(Meters(true)), 1);
}
