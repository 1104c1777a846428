//! The section `wasmrust.js`: what a module exports to JavaScript, imports from it, and which structs both know.
//!
//! It is what cargo-wasm writes JavaScript and TypeScript declarations from. The payload of a record, as [`section`](super)
//! explains, begins with its kind, a `u8`:
//!
//! | kind | fields |
//! |---|---|
//! | 0, an export | name in JavaScript, name of the module's export, documentation, parameters, result |
//! | 1, an import | name in JavaScript, name of the module's import, where it is from, parameters, result |
//! | 3, an export of wasm-bindgen's that takes views | as 0, and types that are not views are `js` |
//! | 2, a struct of plain data | name, documentation, size and alignment (`u32`, bytes), fields |
//!
//! Names and documentation are texts. Where an import is from is `global`, `global PATH` or `module SPECIFIER`. Parameters are a
//! `u32` that counts them, and for each its name and type. Fields are a count, and for each name, documentation, offset and size
//! in bytes (`u32`), 1 for an array and else 0 (`u8`), and its element.
//!
//! A type is a `u32` that counts its words, and these as texts, outermost first:
//!
//! | words | is | as parameters and results of WebAssembly |
//! |---|---|---|
//! | `unit` | nothing | nothing |
//! | `bool`, `char`, `i8` … `u64`, `isize`, `usize`, `f32`, `f64` | itself | one number |
//! | `str` | borrowed text | address, length |
//! | `string` | owned text | address, length, capacity |
//! | `view E`, `view-mut E` | borrowed elements | address, length |
//! | `vec E` | owned elements | address, length; as a result capacity, too |
//! | `array N E` | `N` elements | address; as a result as `vec E` |
//! | `option T` | `T` or nothing | 1 or 0, then `T` |
//! | `result T` | `T` or a chain of errors, only as a result | 0 or 1, then `T` or a `string` of messages, NUL between them |
//!
//! A result of one number is the function's. Every other is written to slots of eight bytes, whose address is the function's last
//! parameter.

use alloc::string::String;
use alloc::vec::Vec;

use super::{HEADER, Payload, Record, SectionError, TEXT, payloads};

/// The section's name.
pub const NAME: &str = "wasmrust.js";

/// A field of a record, for [`record`].
#[derive(Debug, Clone, Copy)]
pub enum Field<'a> {
    /// A byte.
    U8(u8),
    /// Four bytes.
    U32(usize),
    /// A text.
    Text(&'a str),
    /// A number as a text, in decimal.
    Decimal(usize),
}

const fn digits(mut number: usize) -> usize {
    let mut count = 1;
    while number >= 10 {
        number /= 10;
        count += 1;
    }
    count
}

/// Bytes of the record with these fields.
pub const fn record_size(fields: &[Field<'_>]) -> usize {
    let (mut size, mut i) = (HEADER, 0);
    while i < fields.len() {
        size += match fields[i] {
            Field::U8(_) => 1,
            Field::U32(_) => 4,
            Field::Text(text) => TEXT + text.len(),
            Field::Decimal(number) => TEXT + digits(number),
        };
        i += 1;
    }
    size
}

/// The record with these fields. `N` is its [`record_size`].
///
/// # Panics
/// `N` is another, or a number passes `u32`.
pub const fn record<const N: usize>(fields: &[Field<'_>]) -> [u8; N] {
    let (mut record, mut i) = (Record::new(), 0);
    while i < fields.len() {
        record = match fields[i] {
            Field::U8(byte) => record.u8(byte),
            Field::U32(number) => {
                assert!(number <= u32::MAX as usize);
                record.u32(number as u32)
            }
            Field::Text(text) => record.text(text),
            Field::Decimal(number) => {
                let mut text = record.u32(digits(number) as u32);
                let mut place = digits(number);
                while place > 0 {
                    place -= 1;
                    text = text.u8(b'0' + (number / 10usize.pow(place as u32) % 10) as u8);
                }
                text
            }
        };
        i += 1;
    }
    record.finish()
}

/// A record.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum JsRecord {
    /// A function that JavaScript may call.
    Export(Function),
    /// A function of JavaScript's.
    Import(Function),
    /// A function that wasm-bindgen exports, which takes addresses and lengths in place of views.
    Wrapped(Function),
    /// A struct that JavaScript may read and write in place.
    Struct(Struct),
}

/// A function that crosses the boundary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Function {
    /// In JavaScript.
    pub name: String,
    /// The name of the module's export or import.
    pub symbol: String,
    /// Of an export: its documentation. Of an import: where it is from, as the section's documentation has it.
    pub text: String,
    /// Names and types.
    pub params: Vec<(String, Vec<String>)>,
    /// The words of its result's type.
    pub result: Vec<String>,
}

/// A struct of plain data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Struct {
    /// In Rust and in JavaScript.
    pub name: String,
    /// Its documentation.
    pub docs: String,
    /// In bytes.
    pub size: u32,
    /// In bytes.
    pub align: u32,
    /// In the order of their offsets.
    pub fields: Vec<StructField>,
}

/// A field of a struct of plain data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StructField {
    /// In JavaScript.
    pub name: String,
    /// Its documentation.
    pub docs: String,
    /// In bytes, from the struct's start.
    pub offset: u32,
    /// In bytes, of all elements.
    pub size: u32,
    /// Whether it is an array of its element.
    pub array: bool,
    /// A number's type, or the name of a struct.
    pub element: String,
}

/// Reads the section's content, in the order in which it was linked.
///
/// # Errors
/// The bytes are not of this form, or of a version of it that is not known.
///
/// ```
/// use wasm::section::js::{self, Field, JsRecord};
///
/// const FIELDS: &[Field<'_>] = &[
///     Field::U8(0), Field::Text("add"), Field::Text("js:add"), Field::Text("Adds."),
///     Field::U32(1), Field::Text("a"), Field::U32(1), Field::Text("u32"),
///     Field::U32(3), Field::Text("array"), Field::Decimal(120), Field::Text("u32"),
/// ];
/// const SECTION: [u8; js::record_size(FIELDS)] = js::record(FIELDS);
///
/// let JsRecord::Export(add) = &js::read(&SECTION)?[0] else { panic!() };
/// assert_eq!((add.params[0].0.as_str(), &add.result[..]), ("a", &["array", "120", "u32"].map(String::from)[..]));
/// # Ok::<(), wasm::section::SectionError>(())
/// ```
pub fn read(section: &[u8]) -> Result<Vec<JsRecord>, SectionError> {
    let record = |payload: Result<Payload<'_>, _>| {
        let mut payload = payload?;
        let offset = payload.offset();
        match payload.u8()? {
            0 => function(&mut payload).map(JsRecord::Export),
            1 => function(&mut payload).map(JsRecord::Import),
            2 => structure(&mut payload).map(JsRecord::Struct),
            3 => function(&mut payload).map(JsRecord::Wrapped),
            found => Err(SectionError::Value {
                field: "the kind of a declaration",
                found: found.into(),
                offset,
            }),
        }
    };
    payloads(section).map(record).collect()
}

fn function(payload: &mut Payload<'_>) -> Result<Function, SectionError> {
    let [name, symbol, text] = [payload.text()?, payload.text()?, payload.text()?];
    let params = list(payload, |payload| {
        Ok((payload.text()?.into(), words(payload)?))
    })?;
    Ok(Function {
        name: name.into(),
        symbol: symbol.into(),
        text: text.into(),
        params,
        result: words(payload)?,
    })
}

fn structure(payload: &mut Payload<'_>) -> Result<Struct, SectionError> {
    Ok(Struct {
        name: payload.text()?.into(),
        docs: payload.text()?.into(),
        size: payload.u32()?,
        align: payload.u32()?,
        fields: list(payload, |payload| {
            Ok(StructField {
                name: payload.text()?.into(),
                docs: payload.text()?.into(),
                offset: payload.u32()?,
                size: payload.u32()?,
                array: payload.u8()? != 0,
                element: payload.text()?.into(),
            })
        })?,
    })
}

fn words(payload: &mut Payload<'_>) -> Result<Vec<String>, SectionError> {
    list(payload, |payload| payload.text().map(Into::into))
}

/// A count and as many of what `read` reads.
fn list<T>(
    payload: &mut Payload<'_>,
    read: impl Fn(&mut Payload<'_>) -> Result<T, SectionError>,
) -> Result<Vec<T>, SectionError> {
    let count = payload.u32()?;
    // Nothing is set aside for `count`, which may be anything.
    let mut items = Vec::new();
    for _ in 0..count {
        items.push(read(payload)?);
    }
    Ok(items)
}
