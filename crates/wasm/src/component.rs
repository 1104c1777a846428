//! Components: `#[wasm::component]` from Rust, `wasm::wit!` from WIT.
//!
//! # From Rust
//!
//! A module with [`#[wasm::component]`](macro@crate::component) above it is a component: the functions and types that cross
//! its boundary become a world in WIT, and the rest stays as it is.
//!
//! ```
//! #[wasm::component(name = "image-filter", version = "1.0.0")]
//! mod filter {
//!     use wasm::memory::View;
//!
//!     #[wasm::import("gfx@2.1")]
//!     extern "wasm" {
//!         pub fn convolve_3x3(pixels: View<u8>, kernel: [f32; 9]) -> Vec<u8>;
//!     }
//!
//!     /// Sharpens a picture of one byte a pixel.
//!     #[wasm::export]
//!     pub fn sharpen(pixels: View<u8>) -> Vec<u8> {
//!         convolve_3x3(pixels, [0.0, -1.0, 0.0, -1.0, 5.0, -1.0, 0.0, -1.0, 0.0])
//!     }
//! }
//!
//! // Natively exports are functions, and a test answers for imports.
//! filter::convolve_3x3::mock(|pixels, _| pixels.iter().rev().copied().collect());
//! assert_eq!(filter::sharpen((&[1, 2, 3]).into()), [3, 2, 1]);
//! ```
//!
//! | Rust | WIT |
//! |---|---|
//! | `bool`, `u8` … `u64`, `i8` … `i64`, `f32`, `f64`, `char` | the same, `s8` … `s64` for the signed |
//! | `String`; `&str` as a parameter | `string` |
//! | `Vec<T>`; `&[T]` and, of numbers, `View<T>` as parameters | `list<T>` |
//! | `[T; N]` | `tuple` of `N` up to 16, beyond that a list whose length is checked |
//! | `Option<T>`, `Result<T, E>`, tuples | the same; `()` in a result is none |
//! | `struct` with named fields | `record` |
//! | `struct` of `bool`s with `#[wasm::flags]` above it | `flags` |
//! | `enum` without values; with at most one for each case | `enum`; `variant` |
//! | `type Name = …` | `type` |
//! | a type with `#[wasm::export]` above an `impl`, or a [linear](mod@crate::linear) one | `resource` |
//! | `pub fn new(…) -> Self`; `&self`, `&mut self`; `self`; none of them | constructor; method; static function of an owned `this`; static function |
//! | `T` of a resource; `&T`, `&mut T` | owned; borrowed |
//! | `async fn` | `async func` |
//! | [`StreamReader<T>`](StreamReader), [`FutureReader<T>`](FutureReader) | `stream<T>`, `future<T>` |
//!
//! Names are in kebab-case there: `convolve_3x3` is `convolve-3x3`. A name that would be another on its way back is refused.
//! `"gfx@2.1"` is `local:gfx/gfx@2.1.0`: `[namespace:]package[/interface][@version]`. Exports form one interface, of the
//! component's name; the world is called that with `-component` behind it, since WIT has one name for one thing.
//!
//! A type that an import mentions is at home in the import, and exports use it from there; `#[wasm::import("…")]` above it says
//! so where two imports do. An import's resource is `type Name;` in the `extern "wasm"` block; its methods stand, without
//! bodies, in an `impl` with the same attribute.
//!
//! A parameter that is a view or a slice reads the memory that the caller's data came in: it is not copied again. Values of
//! declared types are converted field by field.
//!
//! # Streams and futures
//!
//! [`stream()`] and [`future()`](future()) make both ends; the reader is a value like others, as parameter, result or part of one,
//! of any type that WIT has (but no stream of `char`, which hosts refuse for now). An `async fn` returns the reader and goes on to write in a task of [`spawn`]. Values are converted one
//! by one as they pass, and numbers are read and written in bulk, where they lie.
//!
//! ```
//! # #[wasm::component(name = "counter")]
//! # mod counter {
//! use wasm::component::{spawn, stream, StreamReader};
//!
//! # #[wasm::export]
//! pub async fn count(to: u32) -> StreamReader<u32> {
//!     let (mut writer, reader) = stream();
//!     spawn(async move {
//!         writer.write_all((0..to).collect()).await;
//!     });
//!     reader
//! }
//! # }
//! # let reader = wasm::component::block_on(counter::count(3));
//! # assert_eq!(wasm::component::block_on(reader.collect()), [0, 1, 2]);
//! ```
//!
//! The Component Model refuses to move values other than numbers between two ends in the same component: a component that is
//! given back a stream of its own reads it only if it is of numbers, else it traps.
//!
//! # Where there is no component
//!
//! The attribute writes a component's glue under `--cfg wasm_host="component"`, and on wasm32-wasip1 if no host is set. Under the
//! JavaScript hosts of `cargo wasm build` it writes the same, and the package that is built calls the module by the canonical ABI,
//! with JavaScript's values and names: `convolve_3x3` is `convolve3x3`, a resource a class, the error of a result an exception, an `async fn` a promise.
//! Everywhere else exports are plain functions. An imported `name` calls what `name::mock(…)` was given on the same thread, a
//! method `Type::name` what `type_::name::mock(…)` was, with the type's name in snake_case, and panics without. So the crate of a
//! module with imports has `std` there.
//!
//! # From WIT
//!
//! [`wit!`](macro@crate::wit) takes WIT between its braces, or settings:
//!
//! ```text
//! wasm::wit! {
//!     path = "wit",                    // a file, or a folder with `deps`; or `inline = "…"`; without both: "wit"
//!     world = "plugin",                // where there are several
//!     derive = [PartialEq],            // for every record, variant and enum
//!     export = Plugin,                 // the type that implements the traits of exports
//!     with = { "wasi:io/poll@0.2.0" = wasi::io::poll },
//!     features = ["fancy"],            // of `@unstable` items; without it: all
//! }
//! ```
//!
//! What is imported lies in a module for each interface, `namespace::package::interface`, what is exported in one below
//! `exports`, as a trait `Guest`. An interface that is both has one type for each of its types without resources.
//!
//! # The module's sections
//!
//! Both macros put the world into a section `component-type:…`, from which tools make a component. `#[wasm::component]` puts the
//! text with its documentation into `wasmrust.wit:PACKAGE`, if there is any.

// Natively, too, for tests; hosts that have no components have no streams between them.
#[cfg(not(any(wasm_host = "wasi", wasm_host = "standalone")))]
mod future;
#[cfg(not(any(wasm_host = "wasi", wasm_host = "standalone")))]
mod stream;
#[cfg(all(
    any(feature = "std", target_arch = "wasm32"),
    not(any(wasm_host = "wasi", wasm_host = "standalone"))
))]
mod task;
#[cfg(not(any(wasm_host = "wasi", wasm_host = "standalone")))]
pub use future::{FutureReader, FutureWriter, future};
#[cfg(not(any(wasm_host = "wasi", wasm_host = "standalone")))]
pub use stream::{StreamReader, StreamResult, StreamWriter, stream};
#[cfg(all(
    any(feature = "std", target_arch = "wasm32"),
    not(any(wasm_host = "wasi", wasm_host = "standalone"))
))]
pub use task::{block_on, spawn};

/// The ends of streams and futures in what [`wit!`](macro@crate::wit) writes, which has a `wit_stream::new` and a
/// `wit_future::new` for those of its world.
#[cfg(not(any(wasm_host = "wasi", wasm_host = "standalone")))]
pub mod bindings {
    #[doc(no_inline)]
    pub use wit_bindgen::{FutureReader, FutureWriter, StreamReader, StreamResult, StreamWriter};
}

/// Expands to the first block in a component, and else to the second.
#[cfg(any(
    wasm_host = "component",
    all(wasm_host = "js", target_arch = "wasm32"),
    all(
        target_arch = "wasm32",
        target_os = "wasi",
        not(any(wasm_host = "wasi", wasm_host = "standalone"))
    )
))]
#[doc(hidden)]
#[macro_export]
macro_rules! __component {
    ({ $($component:tt)* } { $($plain:tt)* }) => { $($component)* };
}

/// Expands to the first block in a component, and else to the second.
#[cfg(not(any(
    wasm_host = "component",
    all(wasm_host = "js", target_arch = "wasm32"),
    all(
        target_arch = "wasm32",
        target_os = "wasi",
        not(any(wasm_host = "wasi", wasm_host = "standalone"))
    )
)))]
#[doc(hidden)]
#[macro_export]
macro_rules! __component {
    ({ $($component:tt)* } { $($plain:tt)* }) => { $($plain)* };
}
