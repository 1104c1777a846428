//! Passes over a linked WebAssembly module: bytes in, bytes out.
//!
//! | function | what it does |
//! |---|---|
//! | [`analyze`] | where the bytes are: sections, functions, crates, data; the rows add up to the file |
//! | [`strip`](fn@strip) | drops names, debug information and other custom sections |
//! | [`retain_exports`] | drops exports, such as those the linker makes for itself |
//! | [`trim_data`] | leaves out zeros that memory starts with anyway, and lays data segments out anew |
//! | [`short_copies`] | does short copies of memory in wasm |
//! | [`carry_lines`] | gives a rewritten module the line tables of the original |
//! | [`features_used`], [`wasm_opt_flags`] | what the module needs, in Binaryen's words |
//! | [`validate`](fn@validate) | the gate: each pass that rewrites validates what it made |
//!
//! No pass panics on any input, reads a file, or prints. Offsets in reports and errors count bytes from the start of the input.

mod copies;
mod data;
mod error;
mod exports;
mod features;
mod layout;
mod lines;
mod operators;
mod raw;
pub mod size;
mod strip;
pub mod symbol;
mod v0;
mod validate;

pub use copies::short_copies;
pub use data::trim_data;
pub use error::Error;
pub use exports::{is_toolchain_export, retain_exports, standalone, wasi_command};
pub use features::{Feature, detect_features, features_used, wasm_opt_flags};
pub use lines::{CODE_MAP, carry_lines};
pub use size::{SizeReport, analyze};
pub use strip::{StripOptions, strip};
pub use validate::validate;
pub use wasmparser::ExternalKind;
