//! A reference with its type is sent if the type is.
use wasm::{ExternRef, externref};

fn main() {
    let text = ExternRef::new(String::from("text"));
    let sent: ExternRef<String> = text;
    let thread = std::thread::spawn(move || sent.as_raw());
    assert_ne!(thread.join().unwrap(), 0);
    let _: fn(externref) = drop;
}
