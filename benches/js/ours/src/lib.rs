//! What `benches/js/run.mjs` measures, by `#[wasm::export]` and raw.

use wasm::memory::{View, ViewMut};

/// The least that WebAssembly can do.
#[unsafe(no_mangle)]
pub extern "C" fn raw_add(a: i32, b: i32) -> i32 {
    a.wrapping_add(b)
}

#[wasm::export]
pub fn add(a: i32, b: i32) -> i32 {
    a.wrapping_add(b)
}

/// Unsigned, so that JavaScript has to convert it.
#[wasm::export]
pub fn add_unsigned(a: u32, b: u32) -> u32 {
    a.wrapping_add(b)
}


#[wasm::import(global = "bench")]
extern "wasm" {
    fn tick(n: i32) -> i32;
    fn tick_text(text: &str) -> i32;
}

#[wasm::export]
pub fn import_calls(count: i32) -> i32 {
    (0..count).fold(0, |sum, n| sum.wrapping_add(tick(n)))
}

#[wasm::export]
pub fn import_texts(text: &str, count: i32) -> i32 {
    (0..count).fold(0, |sum, _| sum.wrapping_add(tick_text(text)))
}

#[wasm::export]
pub fn text_in(text: &str) -> usize {
    text.len()
}

#[wasm::export]
pub fn text_out(length: usize) -> String {
    "x".repeat(length)
}

#[wasm::export]
pub fn first(values: View<f32>) -> f32 {
    values.first().copied().unwrap_or_default()
}

#[wasm::export]
pub fn touch(mut values: ViewMut<f32>) {
    if let Some(first) = values.first_mut() {
        *first += 1.0;
    }
}

#[wasm::export]
pub fn slice_in(values: &[f32]) -> f32 {
    values.first().copied().unwrap_or_default()
}

#[wasm::export]
pub fn vec_in(values: Vec<f32>) -> f32 {
    values.first().copied().unwrap_or_default()
}

#[wasm::export]
pub fn vec_out(length: usize) -> Vec<f32> {
    vec![0.0; length]
}
