//! What is in the inner scope is stored in the outer.
use std::cell::Cell;
use wasm::memory::Arena;

fn main() {
    Arena::scope(|outer| {
        let last = outer.alloc(Cell::new(None));
        outer.nested(|inner| {
            let value = &*inner.alloc(5);
            last.set(Some(value));
            assert_eq!(inner.allocated_bytes() % 8, 0);
        });
        assert_eq!(last.get(), Some(&5));
    });
}
