//! Passes over a linked WebAssembly module: bytes in, bytes out.
