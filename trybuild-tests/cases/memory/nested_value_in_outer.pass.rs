//! The outer scope allocates it.
use std::cell::Cell;
use wasm::memory::Arena;

fn main() {
    Arena::scope(|outer| {
        let last = outer.alloc(Cell::new(None));
        outer.nested(|inner| {
            let value = &*outer.alloc(5);
            last.set(Some(value));
            assert_eq!(inner.allocated_bytes() % 8, 0);
        });
        assert_eq!(last.get(), Some(&5));
    });
}
