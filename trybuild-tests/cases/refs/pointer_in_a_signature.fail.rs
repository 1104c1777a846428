//! A pointer says neither how long nor whose the memory is.
use wasm::{ExternRef, TypedFuncRef};

extern "C" fn ignore(_: *const u8) {}

fn main() {
    let ignore = TypedFuncRef::from_fn(ignore as extern "C" fn(*const u8));
    assert!(ignore.call((&5,)).is_ok());
    assert!(ExternRef::new(5_u8).get().is_ok());
}
