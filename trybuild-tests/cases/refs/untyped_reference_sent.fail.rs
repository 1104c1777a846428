//! An `externref` can stand for anything, so it stays on its thread.
use wasm::{ExternRef, externref};

fn main() {
    let text = ExternRef::new(String::from("text"));
    let sent: externref = text.upcast();
    let thread = std::thread::spawn(move || sent.as_raw());
    assert_ne!(thread.join().unwrap(), 0);
    let _: fn(externref) = drop;
}
