//! Components.

#[doc(no_inline)]
pub use wit_bindgen::{FutureReader, FutureWriter, StreamReader, StreamResult, StreamWriter};

/// What an imported function does where there is no component.
#[doc(hidden)]
#[cold]
#[track_caller]
pub fn not_a_component(function: &str, interface: &str) -> ! {
    panic!("`{function}` is imported from `{interface}`, which only a component has")
}

/// Expands to the first block in a component, and else to the second.
#[cfg(any(
    wasm_host = "component",
    all(
        target_arch = "wasm32",
        target_os = "wasi",
        not(any(wasm_host = "wasi", wasm_host = "js", wasm_host = "standalone"))
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
    all(
        target_arch = "wasm32",
        target_os = "wasi",
        not(any(wasm_host = "wasi", wasm_host = "js", wasm_host = "standalone"))
    )
)))]
#[doc(hidden)]
#[macro_export]
macro_rules! __component {
    ({ $($component:tt)* } { $($plain:tt)* }) => { $($plain)* };
}
