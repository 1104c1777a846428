//! JavaScript as the host: what `#[wasm::export]` and `#[wasm::import]` mean there, and the vocabulary of it.
//!
//! ```
//! use wasm::memory::{View, ViewMut};
//!
//! #[wasm::import(global = "console")]
//! extern "wasm" {
//!     fn log(text: &str);
//! }
//!
//! /// Doubles all values, in place.
//! #[wasm::export]
//! pub fn double_all(mut values: ViewMut<f32>) {
//!     log(&format!("{} values", values.len()));
//!     values.iter_mut().for_each(|value| *value *= 2.0);
//! }
//!
//! // Natively exports are functions, and a test answers for imports.
//! log::mock(|text| assert_eq!(text, "2 values"));
//! let mut values = [1.0, 2.0];
//! double_all(ViewMut::from(&mut values));
//! assert_eq!(values, [2.0, 4.0]);
//! ```
//!
//! ```text
//! import { alloc, doubleAll } from "package";
//! const values = alloc(Float32Array, 2); // In memory of the module.
//! values.array.set([1, 2]);
//! doubleAll(values);                     // Nothing is copied.
//! values.array;                          // Float32Array [2, 4]
//! values.free();                         // Or `using values = …`, or leave it to the garbage collector.
//! ```
//!
//! `cargo wasm build --host browser`, `node` or `bundler` makes the package, with declarations for TypeScript. Names are in
//! camelCase there, as they are when a component of the same crate is used from JavaScript: `double_all` is `doubleAll`.
//!
//! # Two roads
//!
//! A signature that is written with nothing but the types below crosses by itself: the module has no wasm-bindgen in it for
//! that, and a function of numbers is the module's own export.
//!
//! | Rust | JavaScript |
//! |---|---|
//! | `i8` … `u32`, `isize`, `usize`, `f32`, `f64` | `number` |
//! | `i64`, `u64` | `bigint` |
//! | `bool` | `boolean` |
//! | `char` | `string` of one character |
//! | `&str`, `String` | `string`; half a character becomes U+FFFD |
//! | `View<T>`, `&[T]` | a `WasmArray`, in place; or a typed array or list, which is copied in |
//! | `ViewMut<T>`, `&mut [T]` | the same, and what was copied in is copied back |
//! | `Vec<T>`, `[T; N]` | a typed array, copied |
//! | `Option<T>` | `T` or `undefined` |
//! | `Result<T, E>`, as a result | `T`, or an `Error` is thrown, with `E`'s sources as its `cause`s |
//!
//! `E` is an error, a box of one, or something with `Display`. The elements `T` of arrays are numbers; those of a `View` or
//! `ViewMut` may be a struct with `#[derive(wasm::Pod)]`, too, for which the package has a class: `alloc(Vertex, 100).at(3).place`.
//!
//! Every other signature goes through wasm-bindgen, with its rules, but for views in functions, which stay what they are; so do structs, enums without values and the public
//! methods of an `impl`; it composes with js-sys, web-sys and everything else that knows wasm-bindgen. This needs the feature
//! `js` of this crate. `new` is the constructor; `#[wasm(getter)]`, `#[wasm(setter)]`, `#[wasm(name = "…")]` above a
//! method or an imported function and `#[wasm(readonly)]`, `#[wasm(skip)]` above a field say what they say.
//!
//! In a block with `#[wasm::import]`, `type Name;` is a class of JavaScript's, a parameter called `this` makes a method of a
//! function, and `#[wasm_bindgen(…)]` above a declaration is passed on.
//!
//! Where the host is JavaScript, `ExternRef<js::Js<T>>` is a reference to an object of a type `T` of js-sys, web-sys or an import,
//! and converts to and from it; it may stand in signatures in its place. `js::Closure` owns a closure that JavaScript may call: with
//! the owner the closure is dropped, and a call is refused from then on.
//!
//! # Imports
//!
//! An imported function gets texts, and arrays over the module's memory for views and slices: they are good for as long as the call
//! lasts. What it throws passes through Rust without running destructors, unless it is declared with a `Result<T, E>` where `E`
//! is made from [`Error`].
//!
//! # Mistakes in JavaScript
//!
//! Texts and arrays are always checked: an error names function and parameter. A `WasmArray` that was freed, is passed twice where
//! one of both is written to, or is in use by a call that is under way, is refused. Numbers are checked in dev builds; in release
//! builds they are converted as WebAssembly does it, `"7"` to 7 and 256 to the `u8` 0.
//!
//! # Other hosts
//!
//! Under the hosts `wasi` and `standalone`, functions of numbers are exported and imported under the names that they have in Rust, and
//! everything else is plain Rust: no JavaScript is there to convert. Natively and in components, outside of their modules, all is plain
//! Rust; an imported `name` calls what `name::mock(…)` was given on the same thread, and panics without.

use alloc::boxed::Box;
use alloc::string::String;
use core::fmt;

#[cfg(all(
    feature = "js",
    target_family = "wasm",
    not(target_os = "wasi"),
    not(any(wasm_host = "wasi", wasm_host = "component", wasm_host = "standalone"))
))]
mod object;

#[cfg(all(
    feature = "js",
    target_family = "wasm",
    not(target_os = "wasi"),
    not(any(wasm_host = "wasi", wasm_host = "component", wasm_host = "standalone"))
))]
pub use {object::Js, wasm_bindgen::closure::Closure};

/// What JavaScript threw, as an imported function returns it that is declared with `Result<T, E>`, where `E` is made of it.
///
/// ```
/// let error = wasm::js::Error::new("no network");
/// assert_eq!(error.to_string(), "no network");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    message: String,
    cause: Option<Box<Error>>,
}

impl Error {
    /// An error without cause, as a mock returns it.
    pub fn new(message: impl Into<String>) -> Self {
        Error {
            message: message.into(),
            cause: None,
        }
    }

    /// From messages with NUL between them, the outermost first.
    pub(crate) fn from_chain(messages: &str) -> Self {
        let (message, rest) = match messages.split_once('\0') {
            Some((message, rest)) => (message, Some(rest)),
            None => (messages, None),
        };
        Error {
            message: message.into(),
            cause: rest.map(|rest| Box::new(Error::from_chain(rest))),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl core::error::Error for Error {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        self.cause.as_deref().map(|cause| cause as _)
    }
}

impl From<Error> for String {
    fn from(error: Error) -> Self {
        error.message
    }
}

/// Expands to the first block where the host is JavaScript, to the second in other modules that are no components, and else to
/// the third.
#[cfg(all(
    target_family = "wasm",
    any(
        wasm_host = "js",
        all(
            not(target_os = "wasi"),
            not(any(wasm_host = "wasi", wasm_host = "component", wasm_host = "standalone"))
        )
    )
))]
#[doc(hidden)]
#[macro_export]
macro_rules! __js_host {
    ({ $($js:tt)* } { $($raw:tt)* } { $($plain:tt)* }) => { $($js)* };
}

/// Expands to the first block where the host is JavaScript, to the second in other modules that are no components, and else to
/// the third.
#[cfg(all(
    target_family = "wasm",
    any(wasm_host = "wasi", wasm_host = "standalone")
))]
#[doc(hidden)]
#[macro_export]
macro_rules! __js_host {
    ({ $($js:tt)* } { $($raw:tt)* } { $($plain:tt)* }) => { $($raw)* };
}

/// Expands to the first block where the host is JavaScript, to the second in other modules that are no components, and else to
/// the third.
#[cfg(not(any(
    all(
        target_family = "wasm",
        any(
            wasm_host = "js",
            all(
                not(target_os = "wasi"),
                not(any(wasm_host = "wasi", wasm_host = "component", wasm_host = "standalone"))
            )
        )
    ),
    all(
        target_family = "wasm",
        any(wasm_host = "wasi", wasm_host = "standalone")
    )
)))]
#[doc(hidden)]
#[macro_export]
macro_rules! __js_host {
    ({ $($js:tt)* } { $($raw:tt)* } { $($plain:tt)* }) => { $($plain)* };
}
