//! A handle that became a number is moved.
use wasm::Handle;

fn main() {
    let handle = Handle::new(5_u8);
    let raw = handle.into_raw();
    assert_eq!(handle.as_raw(), raw);
}
