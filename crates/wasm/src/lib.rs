//! Types that make WebAssembly safe: managed references, linear resources, race-free shared memory, plain data that the
//! host may touch.
//!
//! Everything works on stable Rust with plain cargo, on wasm32 and natively, where the host is emulated behind the same
//! API. The crate is `no_std` and needs `alloc`; the feature `std`, which is on by default, adds what needs threads, and a
//! module with threads does not compile without it.
//!
//! The macros write `::wasm`, so the dependency has that name: `wasm = …` in `[dependencies]`, not `other = { package =
//! "wasm", … }`.
//!
//! | to | use |
//! |---|---|
//! | hold an object of the host, or give one to it | [`ExternRef`], [`Handle`], [`externref`]; see [`mod@reference`] |
//! | hold a function that the host calls, or one of its own | [`FuncRef`], [`TypedFuncRef`], [`Closure`]; see [`funcref`] |
//! | make sure that a resource is ended, once | [`#[wasm::linear]`](macro@linear); see [`mod@linear`] |
//! | let the host read or write memory in place | [`Pod`], [`memory::View`], [`memory::ViewMut`] |
//! | share memory between threads without a data race | [`SharedSlice`], [`SharedSliceMut`], [`AtomicSlice`]; see [`shared`] |
//! | allocate for a while and free at once | [`memory::Arena`] |
//! | declare what a piece of memory is for | [`#[wasm::region]`](macro@region); see [`memory::Region`] |
//! | say what code needs of its host, and what to do without | [`#[wasm::requires]`](macro@requires), [`#[wasm::fallback]`](macro@fallback), [`host::has`] |
//! | be a component, in Rust or in WIT | `#[wasm::component]`, `wasm::wit!`; see `wasm::component`, with the feature `component` |
//! | call JavaScript, and be called | [`#[wasm::export]`](macro@export), [`#[wasm::import]`](macro@import); see [`js`] |
//! | run something first or last | [`#[wasm::on_start]`](macro@on_start), [`#[wasm::on_stop]`](macro@on_stop); see [`life`] |
//!
//! What a module declares to need is recorded in its custom sections, in the form that [`section`] describes.
#![cfg_attr(not(any(feature = "std", test)), no_std)]

extern crate alloc;
// The macros write `::wasm`, in this crate's own tests and examples too.
extern crate self as wasm;

#[doc(hidden)]
#[path = "private.rs"]
pub mod __private;
#[cfg(feature = "component")]
pub mod component;
pub mod funcref;
mod handle;
pub mod host;
pub mod js;
pub mod life;
pub mod linear;
pub mod memory;
mod pod;
pub mod reference;
pub mod section;
pub mod shared;

pub use bytemuck;
pub use funcref::{Closure, FuncError, FuncRef, Signature, TypedFuncRef};
pub use handle::{Handle, HandleError};
pub use pod::Pod;
pub use reference::{Borrowed, CastError, ExternRef, Object, Upcast, externref};
pub use shared::{AtomicSlice, SharedSlice, SharedSliceMut};
pub use wasm_macros::{Object, Pod};
#[cfg(feature = "component")]
#[doc(inline)]
pub use wasm_macros::{component, flags, wit};
#[doc(inline)]
pub use wasm_macros::{export, fallback, import, linear, on_start, on_stop, region, requires};
#[doc(no_inline)]
pub use wide::{
    f32x4, f32x8, f64x2, f64x4, i8x16, i8x32, i16x8, i16x16, i32x4, i32x8, i64x2, i64x4, u8x16,
    u8x32, u16x8, u16x16, u32x4, u32x8, u64x2, u64x4,
};
