//! A function that is generic.
#[wasm::export]
pub fn largest<T: Ord + Copy>(values: Vec<T>) -> Option<T> {
    values.into_iter().max()
}

fn main() {}
