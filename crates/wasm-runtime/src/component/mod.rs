//! Components: loaded and checked, linked with each other, and called, with nothing granted that was not asked for and allowed.

pub(crate) mod command;
mod host;
mod interface;
mod invoke;

pub use interface::InterfaceName;

/// Whether `bytes` begin as a component does. They may still be damaged.
///
/// ```
/// let component = wat::parse_str("(component)").unwrap();
/// assert!(wasm_runtime::is_component(&component));
/// let module = wat::parse_str("(module)").unwrap();
/// assert!(!wasm_runtime::is_component(&module));
/// ```
pub fn is_component(bytes: &[u8]) -> bool {
    wasmparser::Parser::is_component(bytes)
}
