//! A reference does.
use wasm::{ExternRef, TypedFuncRef};

extern "C" fn ignore(_: ExternRef<u8>) {}

fn main() {
    let ignore = TypedFuncRef::from_fn(ignore as extern "C" fn(ExternRef<u8>));
    assert!(ignore.call((ExternRef::new(5),)).is_ok());
    assert!(ExternRef::new(5_u8).get().is_ok());
}
