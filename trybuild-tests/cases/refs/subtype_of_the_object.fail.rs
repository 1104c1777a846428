//! A reference is used as one to a supertype of its object, which at run time is another type.

use wasm::ExternRef;

#[derive(wasm::Object)]
struct Callback<F>(F);

fn call(callback: &ExternRef<Callback<fn(&'static str) -> usize>>) -> usize {
    let callback = callback.get().unwrap();
    callback.0("four")
}

fn main() {
    let length: for<'a> fn(&'a str) -> usize = str::len;
    let callback = ExternRef::new(Callback(length));
    assert_eq!(call(&callback), 4);
}
