//! A number is taken up if it was let go of.
use wasm::{ExternRef, Handle};

fn main() {
    let raw = Handle::new(5_u8).into_raw();
    let reference: ExternRef<u8> = ExternRef::from_raw(raw).unwrap();
    assert_eq!(*reference.get().unwrap(), 5);
}
