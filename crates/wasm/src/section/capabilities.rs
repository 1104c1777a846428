//! The section `wasmrust.capabilities`: what functions and modules were declared to need.
//!
//! The payload of a record, as [`section`](super) explains:
//!
//! | field | type | what |
//! |---|---|---|
//! | kind | `u8` | 0: requires, 1: fallback |
//! | item | text | path of the function, module or type |
//! | target | text | name of the function that a fallback is for, in the same module; else empty |
//! | count | `u32` | how many names follow |
//! | name | text, count times | a capability, such as `file-system` |

//! # What is recorded
//! A record is in the object file of the module that its item is in, and a linker takes in whole object files: of the
//! program's own crate all of them, of a dependency those from which it needs a function or a static. So
//!
//! - what is recorded need not be called: the object file of a function that is may hold others, and their records;
//! - of a dependency from which the linker needs nothing, as when all that is used of it is generic or inlined, records are
//!   missing, unless LTO takes in whole crates, as in optimised builds of cargo-wasm. What has to be recorded in every build
//!   is annotated in the program's own crate; or the dependency makes the annotated function `#[inline(never)]`, and not
//!   generic, so that a call of it brings its record along.
//!
//! The section says what was declared. What a module needs in fact, its imports and instructions say.

use alloc::string::String;
use alloc::vec::Vec;

use super::{SectionError, payloads};

/// The section's name.
pub const NAME: &str = "wasmrust.capabilities";

/// What a record says of its item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Kind {
    /// It needs the capabilities: `#[wasm::requires]`.
    Requires = 0,
    /// It is used where they are lacking: `#[wasm::fallback]`.
    Fallback = 1,
}

/// A declaration.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct CapabilityRecord {
    /// What was declared.
    pub kind: Kind,
    /// Path of the item, such as `app::image::histogram`. Methods have the path of their module, or of their type where the
    /// whole `impl` was annotated.
    pub item: String,
    /// Of a fallback: name of the function whose place it takes, in the same module.
    pub target: Option<String>,
    /// Names of the capabilities; a newer `wasm` may know more than this one.
    pub capabilities: Vec<String>,
}

/// Reads the section's content.
///
/// ```
/// let section = [1, 19, 0, 0, 0, 0, 1, 0, 0, 0, b'f', 0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, b'x'];
/// let records = wasm::section::capabilities::read(&section)?;
/// assert_eq!((&*records[0].item, &*records[0].capabilities[0]), ("f", "x"));
/// # Ok::<(), wasm::section::SectionError>(())
/// ```
///
/// # Errors
/// The bytes are not of this form, or of a version of it that is not known.
pub fn read(section: &[u8]) -> Result<Vec<CapabilityRecord>, SectionError> {
    let record = |payload: Result<super::Payload<'_>, _>| {
        let mut payload = payload?;
        let offset = payload.offset();
        let kind = match payload.u8()? {
            0 => Kind::Requires,
            1 => Kind::Fallback,
            other => {
                return Err(SectionError::Value {
                    field: "the kind of a declaration",
                    found: other.into(),
                    offset,
                });
            }
        };
        let item = payload.text()?.into();
        let target = payload.text()?;
        let count = payload.u32()?;
        // Nothing is set aside for `count`, which may be anything: the texts themselves must be there.
        let mut capabilities = Vec::new();
        for _ in 0..count {
            capabilities.push(payload.text()?.into());
        }
        Ok(CapabilityRecord {
            kind,
            item,
            target: (!target.is_empty()).then(|| target.into()),
            capabilities,
        })
    };
    payloads(section).map(record).collect()
}
