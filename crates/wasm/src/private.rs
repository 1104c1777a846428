//! What the macros' expansions call. Not for people: it changes without notice.

#[cfg(all(
    feature = "js",
    target_family = "wasm",
    not(target_os = "wasi"),
    not(any(wasm_host = "wasi", wasm_host = "component", wasm_host = "standalone"))
))]
#[path = "private/bindgen.rs"]
pub mod bindgen;
#[path = "private/capability.rs"]
pub mod capability;
#[cfg(feature = "component")]
#[path = "private/component.rs"]
pub mod component;
#[path = "private/js.rs"]
pub mod js;
#[path = "private/life.rs"]
pub mod life;
#[path = "private/mock.rs"]
pub mod mock;
#[path = "private/pod.rs"]
pub mod pod;
#[path = "private/region.rs"]
pub mod region;

pub use alloc::boxed::Box;
