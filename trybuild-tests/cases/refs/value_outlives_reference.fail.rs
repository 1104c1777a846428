//! What is looked at ends with the reference.
use wasm::ExternRef;

fn main() {
    let text = ExternRef::new(String::from("text"));
    let value = text.get().unwrap();
    drop(text);
    assert_eq!(*value, *"text");
}
