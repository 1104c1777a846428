//! What `benches/js/measure.mjs` measures, by `#[wasm::export]` and `#[wasm::import]`.

use js_sys::Object;
use wasm::ExternRef;
use wasm::js::Js;
use wasm::memory::{View, ViewMut};

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

#[wasm::import(global = "bench")]
extern "wasm" {
    #[wasm_bindgen(js_name = same)]
    fn tick_object(object: ExternRef<Js<Object>>) -> ExternRef<Js<Object>>;
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
pub fn import_same(object: ExternRef<Js<Object>>, count: i32) -> ExternRef<Js<Object>> {
    (0..count).fold(object, |object, _| tick_object(object))
}

#[wasm::export]
pub fn ref_in(object: ExternRef<Js<Object>>) -> bool {
    object.as_raw() != 0
}

#[wasm::export]
pub fn same(object: ExternRef<Js<Object>>) -> ExternRef<Js<Object>> {
    object
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

/// What `vec_out` returns, into memory of the caller's.
#[wasm::export]
pub fn fill(mut values: ViewMut<f32>) {
    values.fill(0.0);
}
