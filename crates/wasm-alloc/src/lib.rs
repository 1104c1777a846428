//! The heap that the size and speed sysroots put in place of dlmalloc.
//!
//! [`heap`] is one file that needs nothing but `core`. Sysroots get it in two ways, both as text: for `wasm32-wasip1` and its kin [`HEAP_SOURCE`] is compiled on its
//! own with `--cfg heap_c_api` and replaces `dlmalloc.o` in a copy of wasi-libc's `libc.a`; for `wasm32-unknown-unknown` [`STD_SYSTEM_SOURCE`] replaces
//! `library/std/src/sys/alloc/wasm.rs` in an overlay of the standard library's sources, with [`HEAP_SOURCE`] as `heap.rs` beside it.
//!
//! Further flags: `--cfg heap_speed` (quick lists), `--cfg heap_threads` (a lock, where a stable compiler does not tell that the target has threads).
//!
//! The object for `libc.a` is best compiled with `--crate-type cdylib --emit obj`, which keeps all but the C names out of sight of the linker and the whole
//! within sight of the optimiser.

mod check;
#[allow(unsafe_code)]
pub mod heap;

pub use check::{Broken, Census};

/// The text of [`heap`], to be compiled for wasm32.
pub const HEAP_SOURCE: &str = include_str!("heap.rs");

/// The text that becomes std's `sys/alloc/wasm.rs`.
pub const STD_SYSTEM_SOURCE: &str = include_str!("std_system.rs");
