//! The bounds are the same.

#[wasm::requires(threads)]
fn first<T: Clone>(items: &[T]) -> T {
    items[0].clone()
}

#[wasm::fallback(for = first)]
fn first_slowly<T: Clone>(items: &[T]) -> T {
    items.iter().next().unwrap().clone()
}

fn main() {
    assert_eq!(first(&[1, 2]), first_slowly(&[1, 2]));
}
