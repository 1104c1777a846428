//! A function is used under a host that lacks what it needs. (Panics abort here.) The words in its documentation are only words.
#![deny(deprecated)]

/// Not `deprecated`, not `no_mangle`, not `export_name`, and nothing for `wasm_bindgen`.
#[wasm::requires(exception_handling)]
fn caught(text: &str) -> usize {
    text.len()
}

fn main() {
    assert_eq!(caught("abc"), 3);
}
