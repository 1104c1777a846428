//! `cargo wasm inspect sections`: the custom sections of a module or component, and what ours record.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use serde::Serialize;
use wasm::section::js::{self, JsRecord};
use wasm::section::{SectionError, VERSION, capabilities, lifecycle, regions};
use wasmparser::{MemoryType, Parser, Payload, TypeRef};

use crate::error::Failure;
use crate::ops::component::link;
use crate::shell::{self, grouped};

/// What sections of ours have in front of their names.
const OURS: &str = "wasmrust.";

/// A custom section.
#[derive(Debug, Serialize)]
pub struct Section {
    pub name: String,
    /// Where its content begins in the file.
    pub offset: u64,
    /// Bytes of its content.
    pub bytes: u64,
    /// In a component: which of its modules and components it is in, counted from 0 in the file's order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub module: Option<usize>,
    /// What it records, when it is one of ours.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub records: Option<Vec<Record>>,
}

/// A record of one of our sections.
#[derive(Debug, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Record {
    Requires {
        item: String,
        capabilities: Vec<String>,
    },
    Fallback {
        item: String,
        #[serde(rename = "for")]
        target: String,
        capabilities: Vec<String>,
    },
    Start(Hook),
    Stop(Hook),
    Region {
        name: String,
        intent: String,
        /// In bytes, both.
        size: u64,
        align: u32,
    },
    /// A function that JavaScript may call, as it calls it.
    JsExport {
        name: String,
    },
    /// A function of JavaScript's, and where it is from.
    JsImport {
        name: String,
        from: String,
    },
    /// A struct that JavaScript may read and write in place.
    JsStruct {
        name: String,
        /// In bytes.
        size: u32,
    },
    /// A component that this one was linked from.
    Part {
        name: String,
        sha256: String,
    },
    /// An import of a part, and the export of another that meets it.
    Wire {
        to: String,
        import: String,
        from: String,
        export: String,
    },
}

#[derive(Debug, Serialize)]
pub struct Hook {
    order: i32,
    function: String,
    line: u32,
}

/// A module's memory and the regions that it declares in it.
#[derive(Default)]
struct Memory {
    /// Bytes at the start.
    initial: u64,
    shared: bool,
    regions: Vec<regions::RegionRecord>,
}

impl Memory {
    fn add(&mut self, memory: &MemoryType) {
        let page = memory.page_size_log2.unwrap_or(16).min(16);
        self.initial = self.initial.max(memory.initial.saturating_mul(1 << page));
        self.shared |= memory.shared;
    }
}

/// Finds every custom section in the file at `path` and reads ours; warns of regions that a host would refuse, or that work
/// less well than they were meant to.
///
/// # Errors
/// The file cannot be read, is no WebAssembly, or has a section of ours that is broken or newer than this program.
pub fn read(path: &Path) -> anyhow::Result<Vec<Section>> {
    let file = path.display();
    let bytes = std::fs::read(path)
        .map_err(|error| Failure::user(format!("cannot read `{file}`: {error}")))?;
    let mut sections = Vec::new();
    let (mut open, mut nested) = (Vec::new(), 0);
    let mut memories: BTreeMap<Option<usize>, Memory> = BTreeMap::new();
    let invalid = |error: wasmparser::BinaryReaderError| {
        // The parser goes on to list bytes, over several lines.
        let message = error.message().split(':').next().unwrap_or_default();
        Failure::user(format!(
            "`{file}`: malformed WebAssembly at byte {:#x}: {message}",
            error.offset()
        ))
    };
    for payload in Parser::new(0).parse_all(&bytes) {
        let payload = payload.map_err(invalid)?;
        let memory = memories.entry(open.last().copied()).or_default();
        match payload {
            Payload::MemorySection(section) => {
                for found in section {
                    memory.add(&found.map_err(invalid)?);
                }
            }
            Payload::ImportSection(section) => {
                for import in section.into_imports() {
                    if let TypeRef::Memory(found) = import.map_err(invalid)?.ty {
                        memory.add(&found);
                    }
                }
            }
            Payload::ModuleSection { .. } | Payload::ComponentSection { .. } => {
                open.push(nested);
                nested += 1;
            }
            Payload::End(_) => {
                open.pop();
            }
            Payload::CustomSection(section) => {
                let offset = section.data_offset();
                let records = records(section.name(), section.data())
                    .map_err(|error| broken(path, section.name(), offset, &error))?;
                if section.name() == regions::NAME {
                    memory
                        .regions
                        .extend(regions::read(section.data()).into_iter().flatten());
                }
                sections.push(Section {
                    name: section.name().to_owned(),
                    offset,
                    bytes: section.data().len() as u64,
                    module: open.last().copied(),
                    records,
                });
            }
            _ => {}
        }
    }
    for memory in memories.values() {
        let problems = regions::problems(&memory.regions, memory.initial, memory.shared);
        problems.iter().for_each(shell::warn);
    }
    Ok(sections)
}

/// What a section of ours records, in the order in which a reader wants it.
fn records(name: &str, data: &[u8]) -> Result<Option<Vec<Record>>, SectionError> {
    Ok(match name {
        capabilities::NAME => {
            let mut records = capabilities::read(data)?;
            records.sort_by(|a, b| a.item.cmp(&b.item));
            Some(records.into_iter().map(capability).collect())
        }
        lifecycle::NAME => {
            let mut records = lifecycle::read(data)?;
            let key = |r: &lifecycle::LifecycleRecord| {
                (r.order, r.module.clone(), r.line, r.function.clone())
            };
            records.sort_by_key(key);
            Some(records.into_iter().map(hook).collect())
        }
        regions::NAME => {
            let mut records = regions::read(data)?;
            records.sort_by(|a, b| a.name.cmp(&b.name));
            Some(records.into_iter().map(region).collect())
        }
        js::NAME => Some(js::read(data)?.into_iter().filter_map(js_record).collect()),
        link::SECTION => link::Record::parse(data).map(|record| linked(&record)),
        _ => None,
    })
}

/// A kind of declaration that is newer than this program is none of its business.
fn js_record(record: JsRecord) -> Option<Record> {
    match record {
        JsRecord::Export(function) | JsRecord::Wrapped(function) => Some(Record::JsExport {
            name: function.name,
        }),
        JsRecord::Import(function) => Some(Record::JsImport {
            name: function.name,
            from: function.text,
        }),
        JsRecord::Struct(found) => Some(Record::JsStruct {
            name: found.name,
            size: found.size,
        }),
        _ => None,
    }
}

fn linked(record: &link::Record) -> Vec<Record> {
    let parts = record.parts().map(|(name, sha256)| Record::Part {
        name: name.to_owned(),
        sha256: sha256.to_owned(),
    });
    let wires = record.wires().map(|wire| {
        let [to, import, from, export] = wire.map(str::to_owned);
        Record::Wire {
            to,
            import,
            from,
            export,
        }
    });
    parts.chain(wires).collect()
}

fn capability(record: capabilities::CapabilityRecord) -> Record {
    let (item, capabilities) = (record.item, record.capabilities);
    match record.kind {
        capabilities::Kind::Requires => Record::Requires { item, capabilities },
        capabilities::Kind::Fallback => Record::Fallback {
            item,
            target: record.target.unwrap_or_default(),
            capabilities,
        },
    }
}

fn hook(record: lifecycle::LifecycleRecord) -> Record {
    let hook = Hook {
        order: record.order,
        function: format!("{}::{}", record.module, record.function),
        line: record.line,
    };
    match record.phase {
        lifecycle::Phase::Start => Record::Start(hook),
        lifecycle::Phase::Stop => Record::Stop(hook),
    }
}

fn region(record: regions::RegionRecord) -> Record {
    Record::Region {
        name: record.name,
        intent: record.intent.to_string(),
        size: record.size,
        align: record.align,
    }
}

fn broken(path: &Path, name: &str, offset: u64, error: &SectionError) -> Failure {
    let failure = Failure::user(format!("`{}`: section `{name}`: {error}", path.display())).note(
        format!("the section's content begins at byte {offset} of the file"),
    );
    match error {
        SectionError::Version { .. } => failure.help(format!(
            "this cargo-wasm reads version {VERSION}: use the cargo-wasm that built the module, or a newer one"
        )),
        _ => failure.help("build the module again: a tool has changed the section"),
    }
}

/// Prints the sections for a person.
pub fn print(path: &Path, sections: &[Section]) {
    if sections.is_empty() {
        shell::out(format!("{}: no custom sections", path.display()));
        return;
    }
    let width = sections
        .iter()
        .map(|section| grouped(section.bytes).len())
        .max()
        .unwrap_or(0)
        .max(5);
    let mut text = format!("{}\n\n{:>width$}  section", path.display(), "bytes");
    for section in sections {
        let _ = write!(
            text,
            "\n{:>width$}  {}",
            grouped(section.bytes),
            section.name
        );
        if let Some(module) = section.module {
            let _ = write!(text, " (nested module {module})");
        }
        if section.records.is_none() && section.name.starts_with(OURS) {
            let _ = write!(text, " (this cargo-wasm has no reader for it)");
        }
        for record in section.records.iter().flatten() {
            let _ = write!(text, "\n{:width$}    {}", "", line(record));
        }
    }
    shell::out(text);
}

fn line(record: &Record) -> String {
    match record {
        Record::Requires { item, capabilities } => {
            format!("{item} requires {}", capabilities.join(", "))
        }
        Record::Fallback {
            item,
            target,
            capabilities,
        } => format!(
            "{item} stands in for {target} without {}",
            capabilities.join(", ")
        ),
        Record::Start(hook) => place("start", hook),
        Record::Stop(hook) => place("stop", hook),
        Record::Region {
            name,
            intent,
            size,
            align,
        } => format!(
            "{name}: {intent}, {} bytes, aligned to {align}",
            grouped(*size)
        ),
        Record::JsExport { name } => format!("JavaScript may call {name}"),
        Record::JsImport { name, from } => format!("{name} is JavaScript's: {from}"),
        Record::JsStruct { name, size } => format!("JavaScript may read {name}, {size} bytes"),
        Record::Part { name, sha256 } => {
            format!("part {name} ({})", sha256.get(..12).unwrap_or(sha256))
        }
        Record::Wire {
            to,
            import,
            from,
            export,
        } if import == export => format!("{to} ← {import} ← {from}"),
        Record::Wire {
            to,
            import,
            from,
            export,
        } => format!("{to} ← {import} ← {export} ← {from}"),
    }
}

fn place(phase: &str, hook: &Hook) -> String {
    let (order, function, line) = (hook.order, &hook.function, hook.line);
    format!("{phase:<5} {order:>4}  {function} (line {line})")
}
