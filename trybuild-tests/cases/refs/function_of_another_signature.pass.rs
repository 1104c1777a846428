//! The reference says so.
use wasm::TypedFuncRef;

extern "C" fn half(n: f64) -> f64 {
    n / 2.0
}

fn main() {
    let half = TypedFuncRef::<extern "C" fn(f64) -> f64>::from_fn(half);
    assert!(half.call((Default::default(),)).is_ok());
}
