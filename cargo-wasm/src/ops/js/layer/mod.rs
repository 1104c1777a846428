//! The layer: JavaScript and declarations for what crosses by `wasm::export` and `wasm::import` without wasm-bindgen.
//!
//! A module says in its section `wasmrust.js` what it has; [`api`] reads it, [`script`] writes functions that call the pieces of
//! [`parts`], and [`declarations`] what TypeScript is told. A function that needs no conversion is the module's export itself.

mod api;
mod call;
mod declarations;
mod imports;
mod names;
mod parts;
mod script;
mod structs;

use super::Layer;
use crate::error::Failure;
use api::Api;

/// The module that these imports are from.
const MODULE: &str = "js";

/// The layer for a linked module called `name`; nothing when it needs none. `bound` are wasm-bindgen's declarations, if there are any. With `checks`, numbers are checked before they are converted.
///
/// # Errors
/// The module's section is broken or newer than this program, or two things have one name in JavaScript.
pub fn write(wasm: &[u8], name: &str, bound: &str, checks: bool) -> Result<Option<Layer>, Failure> {
    let Some(api) = Api::read(wasm)? else {
        return Ok(None);
    };
    let script = script::write(&api, &format!("./{name}_bg.js"), checks);
    let wrapped = api.wrapped.iter().map(|function| &function.name);
    let exported = api.exports.iter().map(|export| &export.name);
    let functions = exported.chain(wrapped.clone()).cloned();
    let classes = api.structs.keys().cloned();
    let names = functions
        .chain(classes)
        .chain(script.names.iter().map(|name| (*name).to_owned()));
    let symbols = api.exports.iter().map(|export| export.symbol.clone());
    Ok(Some(Layer {
        file: "layer",
        files: Vec::new(),
        types: declarations::write(&api, &script.names, bound),
        js: script.text,
        // Within the file the user's names stand back behind ours.
        names: names.map(|name| (names::local(&name), name)).collect(),
        replaces: wrapped.cloned().collect(),
        provides: vec![MODULE.to_owned()],
        exports: symbols
            .chain(script.uses.iter().map(|name| (*name).to_owned()))
            .collect(),
    }))
}
