//! What the tests share: a module as text, and memory as instantiation leaves it.

#![allow(dead_code)] // Each test binary uses its own part.

use std::collections::BTreeMap;
use std::fmt::Write;
use wasmparser::{DataKind, KnownCustom, MemoryType, Operator, Parser, Payload, TypeRef};

/// A linked hello world for WASI (size-optimised std, `panic = "trap"`) with its `name`, `producers` and `target_features`
/// sections, as wasm-ld 22 wrote it: names mangled, LEB128s padded.
pub(crate) const HELLO: &[u8] = include_bytes!("../data/hello.wasm");

/// Sections, exports and data segments of `after`, and how much shorter it is than `before`.
pub(crate) fn dump(before: &[u8], after: &[u8]) -> String {
    let mut out = String::new();
    let report = postlink::analyze(after).unwrap();
    writeln!(out, "bytes {} -> {}", before.len(), after.len()).unwrap();
    dump_report(&mut out, &report, after, "");
    out
}

fn dump_report(out: &mut String, report: &postlink::SizeReport, wasm: &[u8], indent: &str) {
    for section in &report.sections {
        writeln!(out, "{indent}section {} {}", section.name, section.bytes()).unwrap();
    }
    for export in &report.exports {
        writeln!(
            out,
            "{indent}export {} {} {}",
            export.kind, export.index, export.name
        )
        .unwrap();
    }
    for segment in &report.data {
        let end = segment.offset + segment.bytes;
        let content = &wasm[(end - segment.content) as usize..end as usize];
        let place = match (segment.memory, segment.address) {
            (Some(memory), Some(address)) => format!("memory {memory} at {address}"),
            (Some(memory), None) => format!("memory {memory} at an expression"),
            (None, _) => "passive".to_owned(),
        };
        let name = segment.name.as_deref().unwrap_or("-");
        writeln!(
            out,
            "{indent}data {} {name} {place}: \"{}\"",
            segment.index,
            content.escape_ascii()
        )
        .unwrap();
    }
    for module in &report.modules {
        writeln!(out, "{indent}{:?} of {} bytes", module.kind, module.total).unwrap();
        dump_report(out, module, wasm, &format!("{indent}  "));
    }
}

/// Names of functions, then the instructions of each body.
pub(crate) fn code(wasm: &[u8]) -> String {
    let mut out = String::new();
    let mut bodies = 0;
    for payload in Parser::new(0).parse_all(wasm) {
        match payload.unwrap() {
            Payload::CodeSectionEntry(body) => {
                writeln!(out, "body {bodies}").unwrap();
                bodies += 1;
                for op in body.get_operators_reader().unwrap() {
                    writeln!(out, "  {:?}", op.unwrap()).unwrap();
                }
            }
            Payload::CustomSection(section) => {
                let KnownCustom::Name(names) = section.as_known() else {
                    continue;
                };
                for name in names {
                    let wasmparser::Name::Function(map) = name.unwrap() else {
                        continue;
                    };
                    for naming in map {
                        let naming = naming.unwrap();
                        writeln!(out, "function {} is {}", naming.index, naming.name).unwrap();
                    }
                }
            }
            _ => {}
        }
    }
    out
}

/// What instantiation does to memory.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Image {
    /// Every memory, then the passive segments in order.
    Memories {
        memories: Vec<Memory>,
        passive: Vec<Vec<u8>>,
    },
    Traps,
}

/// One memory, sparse, as its size can be anything.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Memory {
    size: u128,
    imported: bool,
    /// Bytes that are not what they were: not zero, or, in an imported memory whose bytes are unknown, written at all.
    bytes: BTreeMap<u64, u8>,
}

impl Memory {
    fn new(ty: MemoryType, imported: bool) -> Self {
        Self {
            size: u128::from(ty.initial) << ty.page_size_log2.unwrap_or(16),
            imported,
            bytes: BTreeMap::new(),
        }
    }
}

/// Computes [`Image`] by the core spec's rules (4.5.4): segments are copied in order, each is checked against the bounds first.
/// An address that is no constant counts as 4. A component has no memory of its own.
pub(crate) fn memory_image(wasm: &[u8]) -> Image {
    let mut memories = Vec::new();
    let mut passive = Vec::new();
    if !wasm.starts_with(b"\0asm\x01") {
        return Image::Memories { memories, passive };
    }
    for payload in Parser::new(0).parse_all(wasm) {
        match payload.unwrap() {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    if let TypeRef::Memory(ty) = import.unwrap().ty {
                        memories.push(Memory::new(ty, true));
                    }
                }
            }
            Payload::MemorySection(section) => memories.extend(
                section
                    .into_iter()
                    .map(|ty| Memory::new(ty.unwrap(), false)),
            ),
            Payload::DataSection(segments) => {
                for segment in segments {
                    let segment = segment.unwrap();
                    let DataKind::Active {
                        memory_index,
                        offset_expr,
                    } = segment.kind
                    else {
                        passive.push(segment.data.to_vec());
                        continue;
                    };
                    let address = match offset_expr.get_operators_reader().read().unwrap() {
                        Operator::I32Const { value } => u64::from(value.cast_unsigned()),
                        Operator::I64Const { value } => value.cast_unsigned(),
                        _ => 4,
                    };
                    let memory = &mut memories[memory_index as usize];
                    if u128::from(address) + segment.data.len() as u128 > memory.size {
                        return Image::Traps;
                    }
                    for (at, &byte) in (address..).zip(segment.data) {
                        if byte == 0 && !memory.imported {
                            memory.bytes.remove(&at);
                        } else {
                            memory.bytes.insert(at, byte);
                        }
                    }
                }
            }
            _ => {}
        }
    }
    Image::Memories { memories, passive }
}
