//! Differential fuzzing: random functions run by Cranelift's interpreter and, after our encoding, in wasmtime.

pub mod generate;
pub mod graph;
pub mod oracle;
pub mod rng;
