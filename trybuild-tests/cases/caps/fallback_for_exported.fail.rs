//! A fallback is to take over a name that other languages link to.

#[wasm::requires(threads)]
#[unsafe(no_mangle)]
pub extern "C" fn advance(x: u32) -> u32 {
    x + 1
}

#[wasm::fallback(for = advance)]
fn single(x: u32) -> u32 {
    x + 1
}

fn main() {
    assert_eq!(advance(1) + single(1), 4);
}
