//! `wasmrust.regions`: what memory a module declares to what end, and whether a host can give it.
//!
//! A payload is the intent (`u8`: 0 read-only, 1 shared, 2 streaming, 3 scratch), the size in bytes (`u64`), the alignment
//! in bytes (`u32`), and the name with the path of its module (a text).

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use super::{HEADER, Record, SectionError, TEXT, payloads};

/// The section's name.
pub const NAME: &str = "wasmrust.regions";

/// What a region is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Intent {
    /// A table that nobody writes.
    ReadOnly,
    /// Integers that all threads use by atomic operations.
    Shared,
    /// One writer fills it and hands it to readers, in turns.
    Streaming,
    /// Working space that one at a time borrows.
    Scratch,
}

impl fmt::Display for Intent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Intent::ReadOnly => "read-only",
            Intent::Shared => "shared",
            Intent::Streaming => "streaming",
            Intent::Scratch => "scratch",
        })
    }
}

/// A region that a module declares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegionRecord {
    /// With the path of its module.
    pub name: String,
    /// In bytes.
    pub size: u64,
    /// In bytes.
    pub align: u32,
    /// What it is for.
    pub intent: Intent,
}

/// Bytes of the record of a region.
pub const fn record_size(name: &str) -> usize {
    HEADER + 1 + 8 + 4 + TEXT + name.len()
}

/// The record of a region. `N` is its [`record_size`].
///
/// # Panics
/// `N` is another; or the alignment passes `u32`.
pub const fn record<const N: usize>(
    name: &str,
    size: usize,
    align: usize,
    intent: Intent,
) -> [u8; N] {
    assert!(align <= u32::MAX as usize);
    let record = Record::new().u8(intent as u8);
    record
        .u64(size as u64)
        .u32(align as u32)
        .text(name)
        .finish()
}

/// The regions that a section records, in the order in which they were linked.
///
/// # Errors
/// A record is of another version, is cut off, or has an intent that is unknown.
///
/// ```
/// use wasm::section::regions::{self, Intent, record, record_size};
///
/// const SECTION: [u8; record_size("app::FRAME")] = record("app::FRAME", 4096, 64, Intent::Scratch);
///
/// let records = regions::read(&SECTION)?;
/// assert_eq!((records[0].name.as_str(), records[0].size), ("app::FRAME", 4096));
/// # Ok::<(), wasm::section::SectionError>(())
/// ```
pub fn read(section: &[u8]) -> Result<Vec<RegionRecord>, SectionError> {
    let read = payloads(section).map(|payload| {
        let mut payload = payload?;
        let offset = payload.offset();
        let intent = match payload.u8()? {
            0 => Intent::ReadOnly,
            1 => Intent::Shared,
            2 => Intent::Streaming,
            3 => Intent::Scratch,
            found => {
                return Err(SectionError::Value {
                    field: "the intent of a region",
                    found: found.into(),
                    offset,
                });
            }
        };
        Ok(RegionRecord {
            intent,
            size: payload.u64()?,
            align: payload.u32()?,
            name: payload.text()?.into(),
        })
    });
    read.collect()
}

/// Why a host cannot give a module the regions that it declares.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum RegionError {
    /// A region is larger than memory.
    TooLarge {
        /// Of the region.
        name: String,
        /// Of the region, in bytes.
        size: u64,
        /// Bytes that memory has.
        memory: u64,
    },
    /// All regions together are larger than memory.
    SumTooLarge {
        /// In bytes; `u64::MAX` if there are more.
        sum: u64,
        /// Bytes that memory has.
        memory: u64,
    },
    /// An alignment is no power of two.
    Alignment {
        /// Of the region.
        name: String,
        /// In bytes.
        align: u32,
    },
    /// Two regions have one name, as regions of two functions of a module may. Reports cannot tell them apart, and nothing
    /// else minds: see [`RegionError::is_warning`].
    Duplicate {
        /// Of both.
        name: String,
    },
    /// A region is for sharing, and memory is not shared. The module works, on one thread: see
    /// [`RegionError::is_warning`].
    NotShared {
        /// Of the region.
        name: String,
    },
}

impl RegionError {
    /// Whether the module would work all the same.
    pub fn is_warning(&self) -> bool {
        matches!(
            self,
            RegionError::Duplicate { .. } | RegionError::NotShared { .. }
        )
    }
}

impl fmt::Display for RegionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RegionError::TooLarge { name, size, memory } => write!(
                f,
                "region `{name}` has {size} bytes, and memory has {memory}"
            ),
            RegionError::SumTooLarge { sum, memory } => {
                write!(f, "the regions have {sum} bytes, and memory has {memory}")
            }
            RegionError::Alignment { name, align } => write!(
                f,
                "region `{name}` is aligned to {align} bytes, which is no power of two"
            ),
            RegionError::Duplicate { name } => {
                write!(f, "two regions are called `{name}`")
            }
            RegionError::NotShared { name } => write!(
                f,
                "region `{name}` is to be shared between threads, and memory is not shared: only one thread can use it"
            ),
        }
    }
}

impl core::error::Error for RegionError {}

/// What a host must know before it instantiates a module: whether memory can hold the regions.
///
/// `memory` is in bytes.
///
/// # Errors
/// The first of [`problems`], one that is only a warning after all others.
///
/// ```
/// use wasm::section::regions::{Intent, RegionError, RegionRecord, validate};
///
/// let bins = RegionRecord { name: "app::BINS".into(), size: 1024, align: 64, intent: Intent::Shared };
/// assert_eq!(validate(&[bins.clone()], 65_536, true), Ok(()));
/// assert!(matches!(validate(&[bins.clone()], 512, true), Err(RegionError::TooLarge { .. })));
/// assert!(validate(&[bins], 65_536, false).unwrap_err().is_warning());
/// ```
pub fn validate(
    records: &[RegionRecord],
    memory: u64,
    shared_memory: bool,
) -> Result<(), RegionError> {
    let mut problems = problems(records, memory, shared_memory);
    problems.sort_by_key(RegionError::is_warning);
    problems.into_iter().next().map_or(Ok(()), Err)
}

/// All that is wrong with the regions of a module, in their order.
pub fn problems(records: &[RegionRecord], memory: u64, shared_memory: bool) -> Vec<RegionError> {
    let mut problems = Vec::new();
    let mut sum = 0u64;
    let mut names = alloc::collections::BTreeSet::new();
    for RegionRecord {
        name,
        size,
        align,
        intent,
    } in records
    {
        let (name, size, align) = (name.clone(), *size, *align);
        sum = sum.saturating_add(size);
        if size > memory {
            problems.push(RegionError::TooLarge {
                name: name.clone(),
                size,
                memory,
            });
        }
        if !align.is_power_of_two() {
            problems.push(RegionError::Alignment {
                name: name.clone(),
                align,
            });
        }
        if *intent == Intent::Shared && !shared_memory {
            problems.push(RegionError::NotShared { name: name.clone() });
        }
        if !names.insert(name.clone()) {
            problems.push(RegionError::Duplicate { name });
        }
    }
    let one_too_large = problems
        .iter()
        .any(|problem| matches!(problem, RegionError::TooLarge { .. }));
    if sum > memory && !one_too_large {
        problems.push(RegionError::SumTooLarge { sum, memory });
    }
    problems
}
