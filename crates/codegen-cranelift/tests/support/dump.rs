//! An object in words: its sections, symbols, relocations and code.

use std::fmt::Write;

use wasmparser::{KnownCustom, Linking, Parser, Payload, RelocationEntry, SymbolInfo, TypeRef};

/// Everything that the linker and the engine see of an object.
pub fn object(bytes: &[u8]) -> String {
    let mut out = String::new();
    for payload in Parser::new(0).parse_all(bytes) {
        let payload = payload.unwrap_or_else(|error| panic!("{error}"));
        section(&mut out, payload);
    }
    out
}

fn section(out: &mut String, payload: Payload<'_>) {
    match payload {
        Payload::TypeSection(types) => {
            for (at, ty) in types.into_iter_err_on_gc_types().enumerate() {
                let ty = ty.expect("a type");
                let _ = writeln!(out, "type {at}: {:?} -> {:?}", ty.params(), ty.results());
            }
        }
        Payload::ImportSection(imports) => {
            for import in imports.into_imports() {
                let import = import.expect("an import");
                let ty = match import.ty {
                    TypeRef::Func(ty) => format!("function of type {ty}"),
                    TypeRef::Table(ty) => {
                        format!("table of {:?} from {}", ty.element_type, ty.initial)
                    }
                    TypeRef::Memory(ty) => format!("memory from {}", ty.initial),
                    TypeRef::Global(ty) => {
                        format!("global {:?}, mutable {}", ty.content_type, ty.mutable)
                    }
                    other => format!("{other:?}"),
                };
                let _ = writeln!(out, "import {}.{}: {ty}", import.module, import.name);
            }
        }
        Payload::FunctionSection(functions) => {
            for ty in functions {
                let _ = writeln!(out, "function of type {}", ty.expect("a type"));
            }
        }
        Payload::GlobalSection(globals) => {
            for global in globals {
                let ty = global.expect("a global").ty;
                let _ = writeln!(out, "global {:?}, mutable {}", ty.content_type, ty.mutable);
            }
        }
        Payload::TableSection(tables) => {
            for table in tables {
                let ty = table.expect("a table").ty;
                let _ = writeln!(out, "table of {:?} from {}", ty.element_type, ty.initial);
            }
        }
        Payload::ExportSection(exports) => {
            for export in exports {
                let export = export.expect("an export");
                let _ = writeln!(
                    out,
                    "export {}: {:?} {}",
                    export.name, export.kind, export.index
                );
            }
        }
        Payload::CodeSectionEntry(body) => {
            let _ = writeln!(out, "code");
            for local in body.get_locals_reader().expect("locals") {
                let (count, ty) = local.expect("locals");
                let _ = writeln!(out, "  locals {count} x {ty:?}");
            }
            for operator in body.get_operators_reader().expect("operators") {
                let _ = writeln!(out, "  {:?}", operator.expect("an operator"));
            }
        }
        Payload::DataSection(segments) => {
            for segment in segments {
                let _ = writeln!(out, "data {:02x?}", segment.expect("a segment").data);
            }
        }
        Payload::CustomSection(custom) => match custom.as_known() {
            KnownCustom::Linking(linking) => {
                for part in linking.subsections() {
                    subsection(out, part.expect("a subsection"));
                }
            }
            KnownCustom::Reloc(relocs) => {
                let _ = writeln!(
                    out,
                    "{} of section {}",
                    custom.name(),
                    relocs.section_index()
                );
                for entry in relocs.entries() {
                    let RelocationEntry {
                        ty,
                        offset,
                        index,
                        addend,
                    } = entry.expect("a relocation");
                    let _ = writeln!(out, "  {ty:?} at {offset} of {index} {addend:+}");
                }
            }
            _ => {
                let text = String::from_utf8_lossy(custom.data());
                let _ = writeln!(out, "custom {}: {}", custom.name(), text.escape_default());
            }
        },
        _ => {}
    }
}

fn subsection(out: &mut String, part: Linking<'_>) {
    match part {
        Linking::SymbolTable(symbols) => {
            for (at, symbol) in symbols.into_iter().enumerate() {
                let text = match symbol.expect("a symbol") {
                    SymbolInfo::Func { flags, index, name } => {
                        format!("function {index} {name:?} {flags:?}")
                    }
                    SymbolInfo::Data {
                        flags,
                        name,
                        symbol,
                    } => {
                        let place = symbol.map(|it| (it.index, it.offset, it.size));
                        format!("data {name:?} {place:?} {flags:?}")
                    }
                    SymbolInfo::Global { flags, index, name } => {
                        format!("global {index} {name:?} {flags:?}")
                    }
                    SymbolInfo::Section { flags, section } => {
                        format!("section {section} {flags:?}")
                    }
                    SymbolInfo::Event { flags, index, name } => {
                        format!("event {index} {name:?} {flags:?}")
                    }
                    SymbolInfo::Table { flags, index, name } => {
                        format!("table {index} {name:?} {flags:?}")
                    }
                };
                let _ = writeln!(out, "symbol {at}: {text}");
            }
        }
        Linking::SegmentInfo(segments) => {
            for segment in segments {
                let segment = segment.expect("a segment");
                let _ = writeln!(
                    out,
                    "segment {} align 2^{} {:?}",
                    segment.name, segment.alignment, segment.flags
                );
            }
        }
        Linking::InitFuncs(functions) => {
            for function in functions {
                let function = function.expect("a constructor");
                let _ = writeln!(
                    out,
                    "constructor {} of priority {}",
                    function.symbol_index, function.priority
                );
            }
        }
        other => {
            let _ = writeln!(out, "{other:?}");
        }
    }
}
