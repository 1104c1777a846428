//! A handle is not made out of thin air.
use wasm::{ExternRef, Handle};

fn main() {
    let raw = Handle::new(5_u8).into_raw();
    let reference: ExternRef<u8> = ExternRef {
        handle: raw.try_into().unwrap(),
        object: Default::default(),
    };
    assert_eq!(*reference.get().unwrap(), 5);
}
