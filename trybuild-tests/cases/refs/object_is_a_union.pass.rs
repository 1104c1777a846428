//! A struct has all of them.
use wasm::ExternRef;

#[derive(wasm::Object)]
struct Number {
    int: u32,
}

fn main() {
    let number = ExternRef::new(Number { int: 5 });
    assert!(number.get().is_ok());
}
