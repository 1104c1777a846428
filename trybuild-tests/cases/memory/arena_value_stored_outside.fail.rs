//! A reference into the arena is stored outside of its scope.
use wasm::memory::Arena;

fn main() {
    let mut lengths = Vec::new();
    Arena::scope(|arena| {
        let text = &*arena.alloc_str("frame");
        lengths.push(text);
    });
    assert_eq!(lengths.len(), 1);
}
