//! Components: loaded and checked, linked with each other, and called, with nothing granted that was not asked for and allowed.
//!
//! A [`Runtime`] [loads](Runtime::load) the bytes of a [`Component`]. Alone it becomes an [`Instance`] by [`Runtime::instantiate`]; several that use each
//! other become a [`Set`] by [`Runtime::set`]; one that answers HTTP requests becomes a [`Server`] by [`Runtime::serve`]. For each of them [`Grants`] say
//! what it may have and [`Limits`] how much it may take. What goes wrong before anything runs is an [`Error`](crate::Error), what goes wrong in a call is
//! a [`CallError`], and what was made good is an [`Event`].

mod call;
pub(crate) mod command;
mod error;
mod event;
mod forward;
mod grants;
mod host;
mod instance;
mod interface;
mod invoke;
mod limits;
mod link;
mod load;
mod lookup;
mod profile;
mod report;
mod runtime;
mod serve;
mod set;
mod types;
mod values;

pub use error::{CallError, ComponentError, Trapped};
pub use event::{Event, EventLog, Observer};
pub use grants::{Because, Grant, Grants, Need, Verdict};
pub use host::HostState;
pub use instance::{Func, Instance};
pub use interface::InterfaceName;
pub use limits::Limits;
pub use link::Link;
pub use load::{Component, Function, Interface};
pub use profile::Profile;
pub use report::{MemberReport, Report};
pub use runtime::{Runtime, RuntimeOptions, Verifier};
pub use serve::{ServeOptions, ServeStats, Server};
pub use set::{Member, Set, SetBuilder};
pub use wasm::host::Capability;
pub use wasmtime::component::Val;

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
