//! It has that ABI.
use wasm::TypedFuncRef;

type Unary = extern "C" fn(i32) -> i32;

extern "C" fn half(n: i32) -> i32 {
    n / 2
}

fn main() {
    let half = TypedFuncRef::from_fn(half as Unary);
    assert_eq!(half.call((4,)), Ok(2));
}
