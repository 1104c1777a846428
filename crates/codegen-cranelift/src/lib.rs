//! WasmIR to relocatable WebAssembly objects.
//!
//! ```text
//! Module ─ per function ─► optimize   Cranelift's e-graph pass, if wanted
//!                          legalize   wasm operators in SSA form
//!                          structure  nested blocks, loops and ifs
//!                          stackify   operand trees
//!                          locals     what is left
//!                          encode     bytes and relocations
//!        ─ together ─────► object     sections, symbols, relocations, DWARF
//! ```
//!
//! [`compile`] does all of it. Objects follow the tool conventions' `Linking.md`, version 2, so that `wasm-ld` links them with
//! those that LLVM makes. The same module gives the same bytes, whatever the number of threads.

#![forbid(unsafe_code)]

pub mod builtin;
pub mod encode;
mod error;
pub mod legalize;
pub mod listing;
pub mod locals;
mod object;
pub mod op;
mod optimize;
mod pipeline;
pub mod ssa;
pub mod stackify;
pub mod structure;

pub use error::Error;
pub use pipeline::{Compiler, FunctionPlaces, Options, compile, compile_with_places, optimized};
