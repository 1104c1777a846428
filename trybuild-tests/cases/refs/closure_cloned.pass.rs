//! Its references are copied.
use wasm::Closure;

fn main() {
    let closure = Closure::<extern "C" fn(u32) -> u32>::new(|n| n + n);
    let double = closure.func_ref();
    assert_eq!(
        double
            .typed::<extern "C" fn(u32) -> u32>()
            .unwrap()
            .call((2,)),
        Ok(4)
    );
}
