//! It becomes a pointer of its signature.
use wasm::TypedFuncRef;

extern "C" fn half(n: i32) -> i32 {
    n / 2
}

fn main() {
    let half = TypedFuncRef::from_fn(half as extern "C" fn(i32) -> i32);
    assert_eq!(half.call((4,)), Ok(2));
}
