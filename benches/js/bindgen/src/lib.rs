//! What `benches/js/measure.mjs` measures, by `#[wasm_bindgen]`.

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
pub fn add(a: i32, b: i32) -> i32 {
    a.wrapping_add(b)
}

#[wasm_bindgen(js_name = addUnsigned)]
pub fn add_unsigned(a: u32, b: u32) -> u32 {
    a.wrapping_add(b)
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = bench)]
    fn tick(n: i32) -> i32;
    #[wasm_bindgen(js_namespace = bench, js_name = tickText)]
    fn tick_text(text: &str) -> i32;
    #[wasm_bindgen(js_namespace = bench, js_name = same)]
    fn tick_object(object: JsValue) -> JsValue;
}

#[wasm_bindgen(js_name = importCalls)]
pub fn import_calls(count: i32) -> i32 {
    (0..count).fold(0, |sum, n| sum.wrapping_add(tick(n)))
}

#[wasm_bindgen(js_name = importTexts)]
pub fn import_texts(text: &str, count: i32) -> i32 {
    (0..count).fold(0, |sum, _| sum.wrapping_add(tick_text(text)))
}

#[wasm_bindgen(js_name = importSame)]
pub fn import_same(object: JsValue, count: i32) -> JsValue {
    (0..count).fold(object, |object, _| tick_object(object))
}

#[wasm_bindgen(js_name = refIn)]
pub fn ref_in(object: JsValue) -> bool {
    !object.is_undefined()
}

#[wasm_bindgen]
pub fn same(object: JsValue) -> JsValue {
    object
}

#[wasm_bindgen(js_name = textIn)]
pub fn text_in(text: &str) -> usize {
    text.len()
}

#[wasm_bindgen(js_name = textOut)]
pub fn text_out(length: usize) -> String {
    "x".repeat(length)
}

#[wasm_bindgen(js_name = sliceIn)]
pub fn slice_in(values: &[f32]) -> f32 {
    values.first().copied().unwrap_or_default()
}

#[wasm_bindgen(js_name = vecIn)]
pub fn vec_in(values: Vec<f32>) -> f32 {
    values.first().copied().unwrap_or_default()
}

#[wasm_bindgen(js_name = vecOut)]
pub fn vec_out(length: usize) -> Vec<f32> {
    vec![0.0; length]
}
