//! What functions call that go through wasm-bindgen.

pub use js_sys;
pub use wasm_bindgen as wasm_bindgen_crate;
pub use wasm_bindgen::JsValue;
pub use wasm_bindgen::prelude::wasm_bindgen;
pub use wasm_bindgen_futures;

/// An `Error` of JavaScript's with its causes, from messages with NUL between them.
pub fn error(messages: &str) -> JsValue {
    let mut cause = JsValue::UNDEFINED;
    for message in messages.rsplit('\0') {
        let error = js_sys::Error::new(message);
        if !cause.is_undefined() {
            error.set_cause(&cause);
        }
        cause = error.into();
    }
    cause
}
