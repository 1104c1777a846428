//! Nothing says which field of a union has the value.
use wasm::ExternRef;

#[derive(wasm::Object)]
union Number {
    int: u32,
}

fn main() {
    let number = ExternRef::new(Number { int: 5 });
    assert!(number.get().is_ok());
}
