//! Passes over whole modules: valid modules in, a valid module out.
//!
//! | pass | what it does |
//! |---|---|
//! | [`dead`] | removes what cannot be reached |
//! | [`dedup`] | functions and constants that are equal are there once |
//! | [`inline`] | calls of small functions become their bodies |
//! | [`merge`] | makes one module of several |
//!
//! None of them is needed; each makes less work for those behind it.

pub mod dead;
pub mod dedup;
mod fold;
pub mod inline;
pub mod merge;
mod references;

pub use references::{references, rename, rename_body};

/// Symbols that the linker or the encoder refers to without a body's saying so.
pub const IMPLIED: [&str; 5] = [
    "__stack_pointer",
    "__indirect_function_table",
    "__memory_base",
    "__table_base",
    "__tls_base",
];
