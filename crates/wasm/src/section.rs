//! The custom sections in which a module records what it was declared to need, and their binary form.
//!
//! A section is a sequence of records, since a linker joins what the object files have for it. A record is
//!
//! | bytes | what |
//! |---|---|
//! | 1 | version of the record's form, [`VERSION`] |
//! | 4 | length of the payload in bytes, little-endian |
//! | … | the payload |
//!
//! and a payload is made of `u8`, `i32`, `u32` and `u64`, little-endian, and of texts: four bytes of length, then UTF-8.
//! A reader refuses a version that it does not know; within a version it ignores what follows the fields that it knows.

use core::fmt;

pub mod capabilities;
pub mod js;
pub mod lifecycle;
pub mod regions;

/// The form of records that this crate writes, and the only one that it reads.
pub const VERSION: u8 = 1;

/// Bytes of a record besides its payload.
pub const HEADER: usize = 5;

/// Bytes of a text in a payload besides the text.
pub const TEXT: usize = 4;

/// Builds one record while compiling.
///
/// `N` is the size of the whole record. `finish` fails to compile when the fields do not fill it.
///
/// ```
/// use wasm::section::{HEADER, Record, TEXT, payloads};
///
/// const NAME: &str = "frame";
/// static RECORD: [u8; HEADER + 1 + TEXT + NAME.len()] = Record::new().u8(2).text(NAME).finish();
///
/// let mut payload = payloads(&RECORD).next().unwrap()?;
/// assert_eq!((payload.u8()?, payload.text()?), (2, "frame"));
/// # Ok::<(), wasm::section::SectionError>(())
/// ```
#[derive(Debug)]
pub struct Record<const N: usize> {
    bytes: [u8; N],
    at: usize,
}

impl<const N: usize> Record<N> {
    /// A record with its header.
    #[allow(clippy::new_without_default)] // A half-built record is no default value.
    pub const fn new() -> Self {
        let record = Record {
            bytes: [0; N],
            at: 0,
        };
        record.u8(VERSION).u32((N - HEADER) as u32)
    }

    /// Appends a byte.
    #[must_use]
    pub const fn u8(self, value: u8) -> Self {
        self.raw(&[value])
    }

    /// Appends four bytes.
    #[must_use]
    pub const fn u32(self, value: u32) -> Self {
        self.raw(&value.to_le_bytes())
    }

    /// Appends four bytes.
    #[must_use]
    pub const fn i32(self, value: i32) -> Self {
        self.raw(&value.to_le_bytes())
    }

    /// Appends eight bytes.
    #[must_use]
    pub const fn u64(self, value: u64) -> Self {
        self.raw(&value.to_le_bytes())
    }

    /// Appends a length and a text.
    #[must_use]
    pub const fn text(self, text: &str) -> Self {
        self.u32(text.len() as u32).raw(text.as_bytes())
    }

    const fn raw(mut self, bytes: &[u8]) -> Self {
        let mut i = 0;
        while i < bytes.len() {
            self.bytes[self.at] = bytes[i];
            self.at += 1;
            i += 1;
        }
        self
    }

    /// The record.
    ///
    /// # Panics
    /// The fields are shorter than `N`.
    pub const fn finish(self) -> [u8; N] {
        assert!(self.at == N, "the record's fields do not fill it");
        self.bytes
    }
}

/// Why a section cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum SectionError {
    /// The record at this offset has another version than [`VERSION`].
    Version {
        /// The version found.
        found: u8,
        /// Bytes from the section's start.
        offset: usize,
    },
    /// The section or a payload ends within a field at this offset.
    Truncated {
        /// Bytes from the section's start.
        offset: usize,
    },
    /// A text at this offset is not UTF-8.
    NotUtf8 {
        /// Bytes from the section's start.
        offset: usize,
    },
    /// A field at this offset has a value that its type does not have.
    Value {
        /// What the field is.
        field: &'static str,
        /// The value found.
        found: u64,
        /// Bytes from the section's start.
        offset: usize,
    },
}

impl fmt::Display for SectionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SectionError::Version { found, offset } => write!(
                f,
                "the record at byte {offset} has version {found}, and only {VERSION} is known: a newer toolchain wrote it"
            ),
            SectionError::Truncated { offset } => {
                write!(f, "the section ends within the field at byte {offset}")
            }
            SectionError::NotUtf8 { offset } => write!(f, "the text at byte {offset} is not UTF-8"),
            SectionError::Value {
                field,
                found,
                offset,
            } => {
                write!(f, "{field} at byte {offset} cannot be {found}")
            }
        }
    }
}

impl core::error::Error for SectionError {}

/// The payloads of a section's records, in order. After an error there is nothing more.
pub fn payloads(section: &[u8]) -> impl Iterator<Item = Result<Payload<'_>, SectionError>> {
    let mut rest = Payload {
        bytes: section,
        at: 0,
        end: section.len(),
    };
    core::iter::from_fn(move || {
        if rest.at == rest.end {
            return None;
        }
        let record = rest.record();
        if record.is_err() {
            rest.at = rest.end;
        }
        Some(record)
    })
}

/// Reads the fields of a record in order.
#[derive(Debug, Clone)]
pub struct Payload<'a> {
    /// The whole section, so that offsets in errors are from its start.
    bytes: &'a [u8],
    at: usize,
    end: usize,
}

impl<'a> Payload<'a> {
    fn record(&mut self) -> Result<Payload<'a>, SectionError> {
        let offset = self.at;
        let found = self.u8()?;
        if found != VERSION {
            return Err(SectionError::Version { found, offset });
        }
        let length = self.u32()? as usize;
        let at = self.at;
        self.take(length)?;
        Ok(Payload {
            bytes: self.bytes,
            at,
            end: self.at,
        })
    }

    fn take(&mut self, count: usize) -> Result<&'a [u8], SectionError> {
        let offset = self.at;
        match offset.checked_add(count) {
            Some(end) if end <= self.end => {
                self.at = end;
                Ok(&self.bytes[offset..end])
            }
            _ => Err(SectionError::Truncated { offset }),
        }
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], SectionError> {
        let mut array = [0; N];
        array.copy_from_slice(self.take(N)?);
        Ok(array)
    }

    /// Where the next field is, in bytes from the section's start.
    pub fn offset(&self) -> usize {
        self.at
    }

    /// The next byte.
    ///
    /// # Errors
    /// The payload is at its end, as with all that follow.
    pub fn u8(&mut self) -> Result<u8, SectionError> {
        Ok(self.array::<1>()?[0])
    }

    /// The next four bytes.
    ///
    /// # Errors
    /// See [`Payload::u8`].
    pub fn u32(&mut self) -> Result<u32, SectionError> {
        self.array().map(u32::from_le_bytes)
    }

    /// The next four bytes.
    ///
    /// # Errors
    /// See [`Payload::u8`].
    pub fn i32(&mut self) -> Result<i32, SectionError> {
        self.array().map(i32::from_le_bytes)
    }

    /// The next eight bytes.
    ///
    /// # Errors
    /// See [`Payload::u8`].
    pub fn u64(&mut self) -> Result<u64, SectionError> {
        self.array().map(u64::from_le_bytes)
    }

    /// The next text.
    ///
    /// # Errors
    /// See [`Payload::u8`]; or it is not UTF-8.
    pub fn text(&mut self) -> Result<&'a str, SectionError> {
        let length = self.u32()? as usize;
        let offset = self.at;
        core::str::from_utf8(self.take(length)?).map_err(|_| SectionError::NotUtf8 { offset })
    }
}
