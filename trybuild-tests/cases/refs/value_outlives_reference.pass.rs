//! A clone of the value is kept.
use wasm::ExternRef;

fn main() {
    let text = ExternRef::new(String::from("text"));
    let value = text.get().unwrap().clone();
    drop(text);
    assert_eq!(*value, *"text");
}
