//! The value does.
use wasm::memory::Arena;

fn main() {
    let number = Arena::scope(|arena| *arena.alloc(7));
    assert_eq!(number, 7);
}
