//! `new_mut` is for those that change what they captured.
use wasm::Closure;

fn main() {
    let mut sum = 0;
    let add = Closure::<extern "C" fn(u32) -> u32>::new_mut(move |n| {
        sum += n;
        sum
    });
    assert_eq!(add.typed().call((2,)), Ok(2));
}
