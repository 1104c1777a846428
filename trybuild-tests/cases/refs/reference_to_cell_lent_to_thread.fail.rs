//! A `Cell` is no `Sync`, so a reference to one is not lent to another thread.
use std::cell::Cell as Lock;
use wasm::ExternRef;

#[derive(wasm::Object)]
struct Count(Lock<i32>);

fn main() {
    let count = ExternRef::new(Count(Lock::new(5)));
    std::thread::scope(|scope| {
        scope.spawn(|| assert!(count.get().is_ok()));
    });
    let Count(lock) = &*count.get().unwrap();
    assert_eq!(std::mem::size_of_val(lock), size_of::<Lock<i32>>());
}
