//! What it refers to is.
use wasm::memory::Arena;

fn main() {
    let mut lengths = Vec::new();
    Arena::scope(|arena| {
        let text = &*arena.alloc_str("frame");
        lengths.push(text.len());
    });
    assert_eq!(lengths.len(), 1);
}
