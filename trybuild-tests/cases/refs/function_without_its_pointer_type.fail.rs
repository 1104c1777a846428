//! A function item has a type of its own.
use wasm::TypedFuncRef;

extern "C" fn half(n: i32) -> i32 {
    n / 2
}

fn main() {
    let half = TypedFuncRef::from_fn(half);
    assert_eq!(half.call((4,)), Ok(2));
}
