//! The twin: what the message says to write.
#[wasm::export]
pub fn largest(values: Vec<u32>) -> Option<u32> {
    of(values)
}

fn of<T: Ord>(values: Vec<T>) -> Option<T> {
    values.into_iter().max()
}

fn main() {
    assert_eq!(largest(vec![1, 3, 2]), Some(3));
}
