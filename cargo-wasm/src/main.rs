//! `cargo wasm`: build, run, test and measure Rust as WebAssembly.

fn main() {}
