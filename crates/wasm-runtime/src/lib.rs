//! The host side: run WebAssembly modules in wasmtime and explain how they ended.
