//! Validation: the gate every pass goes through on its way out.

use crate::Error;
use wasmparser::{Validator, WasmFeatures};

/// What a Rust toolchain may emit today, on top of wasmparser's defaults (everything in phase 4 and later).
///
/// rustc's unwinding still lowers to the legacy exception instructions unless told otherwise, custom page sizes come with
/// small-memory builds, and the rest are the asynchronous component built-ins that wasip3 bindings use.
fn features() -> WasmFeatures {
    WasmFeatures::default()
        | WasmFeatures::LEGACY_EXCEPTIONS
        | WasmFeatures::CUSTOM_PAGE_SIZES
        | WasmFeatures::CM_ASYNC_STACKFUL
        | WasmFeatures::CM_MORE_ASYNC_BUILTINS
        | WasmFeatures::CM_ERROR_CONTEXT
        | WasmFeatures::CM_THREADING
        | WasmFeatures::CM_FIXED_LENGTH_LISTS
}

/// Checks a module or component by the rules of the core spec's chapter 3 and the component model.
///
/// # Errors
/// [`Error::Malformed`] with the offset of the first violation. A proposal younger than the features above reads as one too.
pub fn validate(wasm: &[u8]) -> Result<(), Error> {
    Validator::new_with_features(features()).validate_all(wasm)?;
    Ok(())
}

/// Lets `output` through when both it and the `input` of `pass` validate, and puts the blame where it belongs: an invalid input
/// is the caller's, an invalid output of a valid input is ours.
///
/// The input is checked too, because a pass may drop the very part that is wrong, and a module that no engine accepts must not
/// come back as one that runs.
pub(crate) fn checked(pass: &'static str, input: &[u8], output: Vec<u8>) -> Result<Vec<u8>, Error> {
    validate(input)?;
    if output != input {
        validate(&output).map_err(|broken| Error::Bug {
            pass,
            what: format!("its output does not validate: {broken}"),
        })?;
    }
    Ok(output)
}
