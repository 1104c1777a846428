//! The macros of the crate `wasm`: each is parse → check → expand in a file of its own.
//!
//! Use them through `wasm`, which documents them and re-exports them; the code they write names `::wasm`.

mod capability;
mod fallback;
mod life;
mod linear;
mod object;
mod pod;
mod region;
mod requires;

use proc_macro::TokenStream;

/// Makes a struct linear: each value must be consumed exactly once, and a path that loses one does not compile.
///
/// The struct keeps its fields and gets a hidden one without size, no `Drop`, and `#[must_use]`. Two functions come with it,
/// private to the module:
///
/// - `Self::acquire(fields…) -> Self` makes a value;
/// - `self.consume() -> (fields…,)` takes it apart. A method that takes `self` and calls it is a consuming method.
///
/// `#[wasm::linear(consumed_by(into_bitmap, close))]` names the consuming methods, so that the report of a lost value can. The
/// module `wasm::linear` has examples, and a table of what is refused where.
///
/// # Errors
/// Enums, unions and everything else that is no struct; `Clone`, `Copy`, `Default` and `Drop` for the type; `#[cfg]` on a
/// field.
#[proc_macro_attribute]
pub fn linear(args: TokenStream, item: TokenStream) -> TokenStream {
    linear::expand(args.into(), item.into()).into()
}

/// See `wasm::Object`.
#[proc_macro_derive(Object, attributes(wasm))]
pub fn object(input: TokenStream) -> TokenStream {
    object::derive(input.into())
        .unwrap_or_else(|error| error.to_compile_error())
        .into()
}

/// Makes a struct plain data: implements `bytemuck::Pod` and with it `wasm::Pod`, and refuses padding, pointers and types
/// with bit patterns that are no value.
///
/// The struct is `Clone`, `Copy` and `#[repr(C)]` or `#[repr(transparent)]`; a generic one is `#[repr(transparent)]`, since
/// only then its layout is known. All fields are plain data, and there is no padding between or after them.
///
/// The expansion has an `unsafe impl`, whose conditions it checks. `deny(unsafe_code)` lets it pass;
/// `forbid(unsafe_code)` does not.
#[proc_macro_derive(Pod)]
pub fn pod(item: TokenStream) -> TokenStream {
    pod::expand(item.into()).into()
}

/// Declares a region: static memory with an intent, which is recorded in the module.
///
/// `#[wasm::region(intent = "scratch", align = 64, size = 4096)] static FRAME: [f32; 1024];` Alignment and size are in bytes
/// and may be left out. The static becomes a `wasm::memory::Region`, where the intents are documented.
#[proc_macro_attribute]
pub fn region(args: TokenStream, item: TokenStream) -> TokenStream {
    region::expand(args.into(), item.into()).into()
}

/// Says that a function, a module or the functions of an `impl` need something that not every host has.
///
/// ```
/// #[wasm::requires(threads, simd)]
/// fn histogram(pixels: &[u8]) -> usize {
///     pixels.len()
/// }
///
/// assert_eq!(histogram(&[1, 2, 3]), 3);
/// ```
///
/// The capabilities are `threads`, `simd`, `relaxed_simd`, `bulk_memory`, `reference_types`, `exception_handling`, `clock`,
/// `random`, `file_system`, `network`, `environment` and `stdio`; `wasm::host` has a table of which host has what.
///
/// Under a host that lacks one, each use is a warning that names the capability and the setting to change. It is the lint
/// `deprecated`: `#![deny(deprecated)]` makes it an error, and `#[allow(deprecated)]` silences one use, such as one behind
/// `if wasm::host::has(…)`, or all in a function that requires the same. Within an annotated module nothing is warned of that
/// the module itself requires. Where all is there, nothing is different.
///
/// The custom section `wasmrust.capabilities` records each item: see `wasm::section::capabilities`.
///
/// # Where it goes
/// On free functions, methods, inline modules, and inherent `impl` blocks, which means each of their functions. An associated
/// function that mentions neither `self` nor `Self` looks like a free one: annotate an `impl` block around it. Functions
/// within functions cannot be annotated for a host that lacks something.
///
/// A free function is, under a host that lacks something, imported into its own module by a glob. Only `use name as other;`
/// in that module notices, and rustc says to write `use self::name as other;`.
#[proc_macro_attribute]
pub fn requires(args: TokenStream, item: TokenStream) -> TokenStream {
    requires::expand(args.into(), item.into()).into()
}

/// Takes the place of a function that `#[wasm::requires]`, under hosts that lack what it needs.
///
/// ```
/// #[wasm::requires(threads)]
/// pub fn histogram(pixels: &[u8]) -> usize {
///     pixels.len()
/// }
///
/// #[wasm::fallback(for = histogram)]
/// pub fn histogram_single(pixels: &[u8]) -> usize {
///     pixels.len()
/// }
///
/// // Under a host without threads this calls `histogram_single`, and nothing is warned of.
/// assert_eq!(histogram(&[1, 2, 3]), 3);
/// ```
///
/// Both are in one module, in any order, of the same signature, and the fallback is at least as visible; that is checked
/// under every host. Generic, `async`, `const` and `unsafe` functions are welcome; methods are not, and can branch on
/// `wasm::host::has` instead.
#[proc_macro_attribute]
pub fn fallback(args: TokenStream, item: TokenStream) -> TokenStream {
    fallback::expand(args.into(), item.into()).into()
}

/// Has a function run when the program starts, which is when `wasm::life::start` or `wasm::life::run` is called.
///
/// ```
/// use std::sync::OnceLock;
///
/// static TABLE: OnceLock<Vec<u32>> = OnceLock::new();
///
/// #[wasm::on_start(order = -1)]
/// fn load() -> Result<(), &'static str> {
///     TABLE.set(vec![1, 2, 3]).map_err(|_| "loaded twice")
/// }
///
/// let sum: u32 = wasm::life::run(|| TABLE.get().unwrap().iter().sum())?;
/// assert_eq!(sum, 6);
/// # Ok::<(), wasm::life::Error>(())
/// ```
///
/// A hook is a free function without parameters that returns nothing or a `Result<(), E>`, where `E` is an error or a text.
/// `order`, an `i32`, is 0 when it is not given: `wasm::life` says in which order hooks run.
#[proc_macro_attribute]
pub fn on_start(args: TokenStream, item: TokenStream) -> TokenStream {
    life::expand("Start", args.into(), item.into()).into()
}

/// Has a function run when the program stops, in the reverse of the order in which `#[wasm::on_start]`'s ran.
///
/// ```
/// #[wasm::on_stop]
/// fn flush() {}
/// # wasm::life::run(|| ()).unwrap();
/// ```
#[proc_macro_attribute]
pub fn on_stop(args: TokenStream, item: TokenStream) -> TokenStream {
    life::expand("Stop", args.into(), item.into()).into()
}

#[doc(hidden)]
#[proc_macro]
pub fn __lacking(input: TokenStream) -> TokenStream {
    requires::lacking(input.into()).into()
}

#[doc(hidden)]
#[proc_macro]
pub fn __join(input: TokenStream) -> TokenStream {
    fallback::join(input.into()).into()
}
