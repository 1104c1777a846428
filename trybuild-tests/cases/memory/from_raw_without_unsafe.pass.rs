//! Who vouches for it says so.
use wasm::memory::View;

fn main() {
    let values = [1u8, 2];
    let at = values.as_ptr().expose_provenance();
    // SAFETY: `values` lives longer and is not written to.
    let view = unsafe { View::<u8>::from_raw(at, 2) }.unwrap();
    assert_eq!(*view, [1, 2]);
}
