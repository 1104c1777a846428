//! A reference to it has.
use wasm::{Closure, ExternRef};

fn main() {
    let length =
        Closure::<extern "C" fn(ExternRef<String>) -> u32>::new(|text: ExternRef<String>| {
            text.get().unwrap().len() as u32
        });
    assert_eq!(
        length.typed().call((ExternRef::new(String::from("four")),)),
        Ok(4)
    );
}
