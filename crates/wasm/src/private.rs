//! What the macros' expansions call. Not for people: it changes without notice.

#[path = "private/capability.rs"]
pub mod capability;
#[cfg(feature = "component")]
#[path = "private/component.rs"]
pub mod component;
#[path = "private/life.rs"]
pub mod life;
#[path = "private/pod.rs"]
pub mod pod;
#[path = "private/region.rs"]
pub mod region;

pub use alloc::boxed::Box;
