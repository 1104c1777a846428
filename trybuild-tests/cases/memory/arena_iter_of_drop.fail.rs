//! Strings allocated so would never be dropped.
use wasm::memory::Arena;

fn main() {
    Arena::scope(|arena| {
        let names = ["a", "bc"].iter().map(|name| name.to_string());
        assert_eq!(arena.alloc_iter(names)[1].len(), 2);
    });
}
