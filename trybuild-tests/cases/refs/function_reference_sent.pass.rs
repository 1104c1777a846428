//! The number is sent, and checked there.
use wasm::{FuncRef, TypedFuncRef};

extern "C" fn half(n: i32) -> i32 {
    n / 2
}

fn main() {
    let half = TypedFuncRef::from_fn(half as extern "C" fn(i32) -> i32)
        .untyped()
        .as_raw();
    let thread = std::thread::spawn(move || {
        let half = FuncRef::from_raw(half)
            .typed::<extern "C" fn(i32) -> i32>()
            .unwrap();
        half.call((4,)).unwrap()
    });
    assert_eq!(thread.join().unwrap(), 2);
    assert!(FuncRef::null().is_null());
}
