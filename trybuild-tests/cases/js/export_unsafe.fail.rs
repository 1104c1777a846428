//! A function with promises to keep.
#[wasm::export]
pub unsafe fn read(address: usize) -> u8 {
    unsafe { *std::ptr::with_exposed_provenance(address) }
}

fn main() {}
