//! Memory that crosses a boundary: ranges that the host may touch, scopes that free together, regions that a module
//! declares.

pub mod align;
mod arena;
#[cfg(not(wasm_loom))]
// loom's atomics are not for statics; what a region needs of them, `Turns`, is checked apart.
mod guard;
#[cfg(not(wasm_loom))]
mod region;
mod view;
mod view_mut;

pub use arena::{Arena, ArenaFull, Boxed};
#[cfg(not(wasm_loom))]
pub use guard::{Reader, ScratchGuard, Writer};
#[cfg(not(wasm_loom))]
pub use region::{
    ReadOnly, Region, RegionBusy, RegionData, RegionIntent, Scratch, Shared, Streaming,
};
pub use view::{View, ViewError};
pub use view_mut::ViewMut;
