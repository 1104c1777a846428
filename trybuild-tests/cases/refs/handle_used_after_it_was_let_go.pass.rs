//! `as_raw` only looks at the number.
use wasm::Handle;

fn main() {
    let handle = Handle::new(5_u8);
    let raw = handle.as_raw();
    assert_eq!(handle.as_raw(), raw);
}
