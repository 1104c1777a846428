//! It has eight.
use wasm::FuncRef;

type Many = extern "C" fn(u8, u8, u8, u8, u8, u8, u8, u8);

fn main() {
    assert!(FuncRef::null().typed::<Many>().is_err());
}
