//! The size report's shape, and the proof that it adds up.

use crate::Error;
use serde::{Deserialize, Serialize};

/// The version of the report's JSON shape. Fields may be added under the same number; a renamed or reinterpreted one raises it.
pub const SCHEMA: u32 = 1;

/// Where the bytes of a binary are.
///
/// As JSON the fields have the names given here (`crate_name` is `crate`), enumerations are lower-case strings, absent values are
/// `null`, and all sizes and offsets are bytes. [`SizeReport::check`] proves these sums, exactly:
///
/// - `total` = `preamble` + every section's `header` + `payload`
/// - code section's `payload` = its `count_bytes` + every function's `bytes`; the data section's likewise
/// - `total` = `rest` + all functions + all data segments + all nested modules' `total`
/// - all crates' `bytes` = all functions' `bytes`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SizeReport {
    /// [`SCHEMA`].
    pub schema: u32,
    /// What the bytes are.
    pub kind: Kind,
    /// Where this binary starts in the outermost file; 0 unless nested.
    pub offset: u64,
    /// Length of the binary.
    pub total: u64,
    /// The magic and version in front of the sections: 8.
    pub preamble: u64,
    /// What belongs to no function, data segment or nested module: headers, types, tables, custom sections and the like.
    pub rest: u64,
    /// In file order.
    pub sections: Vec<SectionSize>,
    /// Functions with bodies, by index. Empty for a component: see `modules`.
    pub functions: Vec<FunctionSize>,
    /// Functions grouped by crate, biggest first.
    pub crates: Vec<CrateSize>,
    /// Generic functions with at least two instances, biggest first.
    pub generics: Vec<GenericSize>,
    /// Data segments, by index.
    pub data: Vec<DataSize>,
    /// In file order.
    pub imports: Vec<Import>,
    /// In file order.
    pub exports: Vec<Export>,
    /// Core modules and components inside a component, in file order, each with its own report.
    pub modules: Vec<SizeReport>,
}

/// What a binary is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A core module.
    Module,
    /// A component.
    Component,
}

/// One section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SectionSize {
    /// `type`, `code`, …, `custom "name"`; `core module`, `alias`, … in components.
    pub name: String,
    /// The id byte.
    pub id: u8,
    /// Where the id byte is in the outermost file.
    pub offset: u64,
    /// Bytes of the id and the LEB128 length, as written.
    pub header: u64,
    /// Bytes after the length.
    pub payload: u64,
    /// How many entries the section's vector has; `null` where it is no vector.
    pub items: Option<u32>,
    /// Bytes of that number, as written; 0 where there is none.
    pub count_bytes: u64,
}

/// One function with a body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FunctionSize {
    /// In the function index space, imports counted.
    pub index: u32,
    /// Where its size prefix is in the outermost file.
    pub offset: u64,
    /// Bytes of the LEB128 size prefix and the body.
    pub bytes: u64,
    /// The raw name: from the `name` section, else an export's.
    pub name: Option<String>,
    /// Readable; `func[12]` without a name.
    pub demangled: String,
    /// The crate, or a group in brackets: see [`symbol`](crate::symbol).
    #[serde(rename = "crate")]
    pub crate_name: String,
    /// `demangled` without type arguments, when it has any.
    pub origin: Option<String>,
}

/// The functions of one crate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CrateSize {
    /// The crate, or a group in brackets.
    pub name: String,
    /// Sum of the functions' `bytes`.
    pub bytes: u64,
    /// How many.
    pub functions: u32,
}

/// The instances of one generic function.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GenericSize {
    /// The functions' common `origin`.
    pub origin: String,
    /// Sum of the instances' `bytes`.
    pub bytes: u64,
    /// How many, at least 2.
    pub instances: u32,
}

/// One data segment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DataSize {
    /// In the data index space.
    pub index: u32,
    /// From the `name` section, such as `.rodata`.
    pub name: Option<String>,
    /// Where the segment starts in the outermost file.
    pub offset: u64,
    /// Bytes of the whole entry: mode, address, length and content.
    pub bytes: u64,
    /// Bytes of the content.
    pub content: u64,
    /// How many bytes of the content are zero.
    pub zeros: u64,
    /// The memory an active segment is copied into; `null` for a passive one.
    pub memory: Option<u32>,
    /// The address it is copied to, where that is a constant.
    pub address: Option<u64>,
}

/// One import.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Import {
    /// The module it comes from; empty in components, whose names have one part.
    pub module: String,
    /// Its name.
    pub name: String,
    /// `func`, `table`, `memory`, `global`, `tag`; in components `instance`, `type` and so on.
    pub kind: String,
}

/// One export.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Export {
    /// Its name.
    pub name: String,
    /// As for [`Import`].
    pub kind: String,
    /// In the index space of its kind.
    pub index: u32,
}

impl SectionSize {
    /// All bytes of the section.
    pub fn bytes(&self) -> u64 {
        self.header + self.payload
    }
}

impl SizeReport {
    /// Proves the sums listed on the type, here and in nested modules. [`analyze`](crate::analyze) has done so already; it is for
    /// reports that came another way.
    ///
    /// # Errors
    /// [`Error::Bug`] naming the sum that is off.
    pub fn check(&self) -> Result<(), Error> {
        let equal = |what: &str, left: u64, right: u64| {
            if left == right {
                return Ok(());
            }
            Err(Error::Bug {
                pass: "analyze",
                what: format!("{what}: {left} bytes against {right}"),
            })
        };
        let functions = sum(self.functions.iter().map(|function| function.bytes));
        let data = sum(self.data.iter().map(|segment| segment.bytes));
        let nested = sum(self.modules.iter().map(|module| module.total));
        let sections = sum(self.sections.iter().map(SectionSize::bytes));
        equal(
            "the preamble and sections against the file",
            self.preamble.saturating_add(sections),
            self.total,
        )?;
        equal(
            "functions, data, modules and the rest against the file",
            sum([functions, data, nested, self.rest].into_iter()),
            self.total,
        )?;
        equal(
            "crates against functions",
            sum(self.crates.iter().map(|group| group.bytes)),
            functions,
        )?;

        let mut end = self.offset.saturating_add(self.preamble);
        for section in &self.sections {
            equal(
                "a section's offset against the end of the one before",
                section.offset,
                end,
            )?;
            end = end.saturating_add(section.bytes());
        }
        for (name, rows) in [("code", functions), ("data", data)] {
            let section = self
                .sections
                .iter()
                .find(|section| self.kind == Kind::Module && section.name == name);
            let payload = section.map_or(0, |section| {
                section.payload.saturating_sub(section.count_bytes)
            });
            equal(name, rows, payload)?;
        }
        let mut nests = self
            .sections
            .iter()
            .filter(|section| matches!(section.name.as_str(), "core module" | "component"));
        for module in &self.modules {
            let Some(section) = nests.next() else {
                return Err(Error::Bug {
                    pass: "analyze",
                    what: "a nested module without a section".to_owned(),
                });
            };
            equal(
                "a nested module against its section",
                module.total,
                section.payload,
            )?;
            equal(
                "a nested module's offset",
                module.offset,
                section.offset.saturating_add(section.header),
            )?;
            module.check()?;
        }
        if nests.next().is_some() {
            return Err(Error::Bug {
                pass: "analyze",
                what: "a section of a nested module without its report".to_owned(),
            });
        }
        Ok(())
    }
}

/// A sum that a report with absurd numbers cannot overflow.
fn sum(values: impl Iterator<Item = u64>) -> u64 {
    values.fold(0, u64::saturating_add)
}
