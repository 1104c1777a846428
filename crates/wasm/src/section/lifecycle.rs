//! The section `wasmrust.lifecycle`: which functions run when a program starts and stops.
//!
//! The payload of a record, as [`section`](super) explains:
//!
//! | field | type | what |
//! |---|---|---|
//! | phase | `u8` | 0: start, 1: stop |
//! | order | `i32` | `order = …`, else 0 |
//! | module | text | path of the function's module |
//! | function | text | its name |
//! | line | `u32` | where it is, counted from 1 |

use alloc::string::String;
use alloc::vec::Vec;

use super::{SectionError, payloads};

/// The section's name.
pub const NAME: &str = "wasmrust.lifecycle";

/// When a hook runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Phase {
    /// `#[wasm::on_start]`
    Start = 0,
    /// `#[wasm::on_stop]`
    Stop = 1,
}

/// A hook.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct LifecycleRecord {
    /// When it runs.
    pub phase: Phase,
    /// What the order among hooks begins with.
    pub order: i32,
    /// Path of its module, such as `app::db`.
    pub module: String,
    /// Its name.
    pub function: String,
    /// Its line, counted from 1.
    pub line: u32,
}

/// Reads the section's content. The records are in the linker's order, not in that of the hooks.
///
/// ```
/// let records = wasm::section::lifecycle::read(&[])?;
/// assert!(records.is_empty());
/// # Ok::<(), wasm::section::SectionError>(())
/// ```
///
/// # Errors
/// The bytes are not of this form, or of a version of it that is not known.
pub fn read(section: &[u8]) -> Result<Vec<LifecycleRecord>, SectionError> {
    let record = |payload: Result<super::Payload<'_>, _>| {
        let mut payload = payload?;
        let offset = payload.offset();
        let phase = match payload.u8()? {
            0 => Phase::Start,
            1 => Phase::Stop,
            other => {
                return Err(SectionError::Value {
                    field: "the phase of a hook",
                    found: other.into(),
                    offset,
                });
            }
        };
        Ok(LifecycleRecord {
            phase,
            order: payload.i32()?,
            module: payload.text()?.into(),
            function: payload.text()?.into(),
            line: payload.u32()?,
        })
    };
    payloads(section).map(record).collect()
}
