//! Texts are copied in.
use wasm::memory::Arena;

fn main() {
    Arena::scope(|arena| {
        let names = ["a", "bc"].iter().map(|name| &*arena.alloc_str(name));
        assert_eq!(arena.alloc_iter(names)[1].len(), 2);
    });
}
