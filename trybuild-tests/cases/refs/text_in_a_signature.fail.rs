//! A text has no C ABI.
use wasm::{Closure, ExternRef};

fn main() {
    let length = Closure::<extern "C" fn(String) -> u32>::new(|text: String| text.len() as u32);
    assert_eq!(
        length
            .typed()
            .call((ExternRef::new(String::from("four")).get().unwrap().clone(),)),
        Ok(4)
    );
}
