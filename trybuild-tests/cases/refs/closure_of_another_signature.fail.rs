//! The closure returns a text.
use wasm::Closure;

fn main() {
    let double = Closure::<extern "C" fn(u32) -> u32>::new(|n| format!("{}", n + n));
    assert_eq!(double.typed().call((2,)), Ok(4));
}
