//! A fallback is there for such hosts.
#![deny(deprecated)]

/// Not `deprecated`, not `no_mangle`, not `export_name`, and nothing for `wasm_bindgen`.
#[wasm::requires(exception_handling)]
fn caught(text: &str) -> usize {
    text.len()
}

#[wasm::fallback(for = caught)]
fn aborted(text: &str) -> usize {
    text.len() + 1
}

fn main() {
    assert_eq!(caught("abc"), 4);
}
