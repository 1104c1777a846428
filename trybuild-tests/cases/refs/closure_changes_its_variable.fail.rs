//! `new` is for closures that can be called again while they run.
use wasm::Closure;

fn main() {
    let mut sum = 0;
    let add = Closure::<extern "C" fn(u32) -> u32>::new(move |n| {
        sum += n;
        sum
    });
    assert_eq!(add.typed().call((2,)), Ok(2));
}
