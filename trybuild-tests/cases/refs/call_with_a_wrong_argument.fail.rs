//! The function takes numbers.
use wasm::TypedFuncRef;

type Binary = extern "C" fn(i32, i32) -> i32;

extern "C" fn add(a: i32, b: i32) -> i32 {
    a + b
}

fn main() {
    let add = TypedFuncRef::from_fn(add as Binary);
    assert_eq!(add.call((1, "2")), Ok(3));
}
