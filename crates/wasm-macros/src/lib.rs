//! The macros of the crate `wasm`: each is parse → check → expand in a file of its own.
//!
//! Use them through `wasm`, which documents them and re-exports them; the code they write names `::wasm`.

mod capability;
#[cfg(feature = "component")]
mod component;
mod fallback;
mod js;
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
/// module `wasm::linear` has more examples, and a table of what is refused where.
///
/// ```
/// #[wasm::linear(consumed_by(close))]
/// struct File(u32);
///
/// impl File {
///     fn open(descriptor: u32) -> Self {
///         Self::acquire(descriptor)
///     }
///     fn close(self) -> u32 {
///         let (descriptor,) = self.consume();
///         descriptor
///     }
/// }
///
/// let file = File::open(3);
/// assert_eq!(file.close(), 3); // Without this line it does not compile, or panics where panics unwind.
/// ```
///
/// # Errors
/// It does not compile on enums, unions and everything else that is no struct; with `Clone`, `Copy`, `Default` or `Drop` for
/// the type; with `#[cfg]` on a field. Where panics abort, a path on which a value is lost does not compile.
///
/// # Panics
/// Where panics unwind, a value that is lost panics when it is dropped, and names its type and the consuming methods.
#[proc_macro_attribute]
pub fn linear(args: TokenStream, item: TokenStream) -> TokenStream {
    linear::expand(args.into(), item.into()).into()
}

/// Makes a type one that a `wasm::ExternRef` can stand for: implements `wasm::Object`, and `wasm::Upcast` to each type that it
/// extends.
///
/// A struct or enum with values is an object of this module; an enum without variants names a type of the host. One type
/// may be extended: by a field that embeds it, marked with `#[wasm(extends)]`, or by `#[wasm(extends = Super)]` above an enum
/// without variants. `#[wasm(local)]` above the type keeps references to it, and to what extends it, on their thread.
///
/// ```
/// use wasm::ExternRef;
///
/// #[derive(wasm::Object)]
/// struct Node {
///     name: &'static str,
/// }
///
/// #[derive(wasm::Object)]
/// struct Element {
///     #[wasm(extends)]
///     node: Node,
///     children: u32,
/// }
///
/// let element = ExternRef::new(Element { node: Node { name: "p" }, children: 2 });
/// let node: ExternRef<Node> = element.clone().upcast();
/// assert_eq!((node.get()?.name, element.get()?.children), ("p", 2));
/// assert!(node.cast::<Element>().is_ok());
/// # Ok::<(), wasm::HandleError>(())
/// ```
///
/// # Errors
/// It does not compile on a union; with a lifetime parameter; with two super types, with one that is a type parameter, or
/// that extends the type itself; where references to the super type may leave their thread and the type is not `Send` and
/// `Sync`.
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
/// ```
/// use wasm::memory::View;
///
/// #[derive(Clone, Copy, wasm::Pod)]
/// #[repr(C)]
/// struct Vertex {
///     place: [f32; 3],
///     colour: [u8; 4],
/// }
///
/// let vertices = [Vertex { place: [0.0; 3], colour: [255; 4] }; 2];
/// let bytes = View::from(&vertices).as_bytes();
/// assert_eq!((bytes.len(), bytes[12]), (32, 255));
/// ```
///
/// The expansion has an `unsafe impl`, whose conditions it checks; `forbid(unsafe_code)` lets it pass. An attribute that
/// changes the fields stands above the derive: below it, it does not compile.
///
/// # Errors
/// It does not compile on enums and unions; without `#[repr(C)]` or `#[repr(transparent)]`; with padding, which the error
/// counts and places; with a field that is not plain data, or a lifetime; generic with `#[repr(C)]`. Each error says what to
/// write.
#[proc_macro_derive(Pod)]
pub fn pod(item: TokenStream) -> TokenStream {
    pod::expand(item.into()).into()
}

/// Declares a region: static memory with an intent, which is recorded in the module.
///
/// ```
/// #[wasm::region(intent = "scratch", align = 64, size = 4096)]
/// static FRAME: [f32; 1024];
///
/// let mut frame = FRAME.try_borrow()?;
/// frame[0] = 1.5;
/// assert!(frame.as_ptr().addr().is_multiple_of(64));
/// # Ok::<(), wasm::memory::RegionBusy>(())
/// ```
///
/// The intents are `read-only`, `shared`, `streaming` and `scratch`. Alignment and size are in bytes and may be left out. The
/// static becomes a `wasm::memory::Region`, where the intents are documented.
///
/// # Errors
/// It does not compile on anything but a `static` that is not `mut`; without an intent, or with another; with an alignment
/// that is no power of two up to 65536; where `size` is not the type's; where the type is no array of plain data, of integers
/// with intent `shared`; `read-only` without a value, and `streaming` or `scratch` with one.
///
/// # Panics
/// The attribute and what it writes do not. `Region`'s functions return errors instead, but for `Writer::publish` of more than
/// there is.
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
/// The custom section `wasmrust.capabilities` records each item that is linked: see `wasm::section::capabilities`, which says
/// where records of a dependency may be missing.
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
///
/// # Errors
/// It does not compile on a method, `main`, a generic, `async` or `unsafe` function, one with parameters, or one that returns
/// something else. An error that the hook returns is that of `wasm::life::start`, and hooks behind it do not run.
///
/// # Panics
/// A hook's panic goes on to the caller of `wasm::life::start`, after the stop hooks that stand before it have run. The program
/// counts as one that could not start.
#[proc_macro_attribute]
pub fn on_start(args: TokenStream, item: TokenStream) -> TokenStream {
    life::expand("Start", args.into(), item.into()).into()
}

/// Has a function run when the program stops, in the reverse of the order in which `#[wasm::on_start]`'s ran.
///
/// ```
/// use std::sync::Mutex;
///
/// static LINES: Mutex<Vec<&str>> = Mutex::new(Vec::new());
///
/// #[wasm::on_stop]
/// fn flush() -> Result<(), &'static str> {
///     LINES.lock().map_err(|_| "a writer panicked")?.push("flushed");
///     Ok(())
/// }
///
/// wasm::life::run(|| LINES.lock().unwrap().push("work"))?;
/// assert_eq!(*LINES.lock().unwrap(), ["work", "flushed"]);
/// # Ok::<(), wasm::life::Error>(())
/// ```
///
/// The function is as for `#[wasm::on_start]`, and may be the same one.
///
/// # Errors
/// It does not compile where `#[wasm::on_start]` does not. An error that the hook returns is one of `wasm::life::stop`, which
/// runs the others all the same.
///
/// # Panics
/// A hook's panic goes on to the caller of `wasm::life::stop`, and the hooks in front of it do not run. The program counts as
/// stopped.
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

/// Makes a module a component: its imports, exports and types become a world in WIT, and the crate that it is in, built as a
/// `cdylib`, a component.
///
/// `wasm::component` documents what can stand in it.
#[cfg(feature = "component")]
#[proc_macro_attribute]
pub fn component(args: TokenStream, item: TokenStream) -> TokenStream {
    component::expand(args.into(), item.into()).into()
}

/// Exports a function, a struct, an enum or the methods of an `impl`: to JavaScript, or from a component.
///
/// ```
/// /// Greets.
/// #[wasm::export]
/// pub fn greet(name: &str) -> String {
///     format!("Hello, {name}!")
/// }
///
/// assert_eq!(greet("Ann"), "Hello, Ann!"); // It is a function of Rust's, too.
/// ```
///
/// In JavaScript the name is in camelCase: `#[wasm::export(name = "…")]` gives it another. `wasm::js` documents what crosses how,
/// and `wasm::component` what the attribute means inside of a module with `#[wasm::component]` above it.
///
/// # Errors
/// It does not compile on other items; on generic or `unsafe` functions; where JavaScript keeps the name for itself; with a
/// type that does not cross where it stands.
#[proc_macro_attribute]
pub fn export(args: TokenStream, item: TokenStream) -> TokenStream {
    js::export(args.into(), item.into()).into()
}

/// Imports the functions in an `extern "wasm"` block: from JavaScript, or into a component.
///
/// ```
/// #[wasm::import(global = "console")]
/// extern "wasm" {
///     fn log(text: &str);
/// }
///
/// // Natively a test answers.
/// log::mock(|text| assert_eq!(text, "Hello"));
/// log("Hello");
/// ```
///
/// | attribute | the functions are |
/// |---|---|
/// | `#[wasm::import("module")]` | exports of an ES module: a package's name, or a file of the crate with `/` or `./` in front |
/// | `#[wasm::import(global)]` | of `globalThis` |
/// | `#[wasm::import(global = "console")]` | of an object there |
///
/// In JavaScript the name is in camelCase; `#[wasm(name = "…")]` above a function gives it another. `wasm::js` documents
/// what crosses how, and `wasm::component` what the attribute means inside of a module with `#[wasm::component]` above it.
///
/// # Errors
/// It does not compile on anything but a block of functions and types; where it does not say where they are from; with a type
/// that does not cross where it stands.
///
/// # Panics
/// Where there is no JavaScript, an imported function panics unless a test has answered it by its `mock`.
#[proc_macro_attribute]
pub fn import(args: TokenStream, item: TokenStream) -> TokenStream {
    js::import(args.into(), item.into()).into()
}

/// Makes a struct of `bool`s a set of flags in WIT: inside of a module with `#[wasm::component]` above it.
#[cfg(feature = "component")]
#[proc_macro_attribute]
pub fn flags(_: TokenStream, item: TokenStream) -> TokenStream {
    component::outside("flags", &item.into()).into()
}

/// Bindings for a world that is written in WIT: functions for what it imports, traits to implement for what it exports.
///
/// `wasm::component` documents it.
#[cfg(feature = "component")]
#[proc_macro]
pub fn wit(input: TokenStream) -> TokenStream {
    component::expand_wit(input.into()).into()
}
