//! A `Handle` stays on its thread.
use wasm::{ExternRef, Handle};

fn main() {
    let handle = Handle::new(5_u8);
    let thread = std::thread::spawn(move || handle.as_raw());
    assert_ne!(thread.join().unwrap(), 0);
    assert_eq!(size_of::<Handle>(), size_of::<ExternRef<u8>>());
}
