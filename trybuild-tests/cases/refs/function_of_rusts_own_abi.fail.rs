//! The table holds functions of the C ABI.
use wasm::TypedFuncRef;

type Unary = fn(i32) -> i32;

fn half(n: i32) -> i32 {
    n / 2
}

fn main() {
    let half = TypedFuncRef::from_fn(half as Unary);
    assert_eq!(half.call((4,)), Ok(2));
}
