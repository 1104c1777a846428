//! A reference is cloned: each has an entry of its own.
use wasm::{ExternRef, Handle};

fn main() {
    let first = ExternRef::new(5_u8);
    let second = first.clone();
    assert_ne!(first.as_raw(), second.as_raw());
    drop(Handle::from(ExternRef::new(6_u8)));
}
