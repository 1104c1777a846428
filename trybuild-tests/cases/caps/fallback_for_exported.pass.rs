//! What is exported calls a function that has a fallback.

#[unsafe(no_mangle)]
pub extern "C" fn advance(x: u32) -> u32 {
    inner(x)
}

#[wasm::requires(threads)]
fn inner(x: u32) -> u32 {
    x + 1
}

#[wasm::fallback(for = inner)]
fn single(x: u32) -> u32 {
    x + 1
}

fn main() {
    assert_eq!(advance(1) + single(1), 4);
}
