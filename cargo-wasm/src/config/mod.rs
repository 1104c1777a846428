//! What a build is asked to do: hosts, the manifest's tables, and how they and the flags add up.

pub mod cargo;
pub mod host;
pub mod schema;
pub mod settings;
pub mod spec;
pub mod workspace;

pub use host::Host;
pub use settings::{Backend, Flags, Opt, Panic, Settings, TrapGuard};
pub use workspace::{Package, Workspace};
