//! Where the bytes are: every byte of a module or component attributed to one row.

mod model;

pub use model::{
    CrateSize, DataSize, Export, FunctionSize, GenericSize, Import, Kind, SCHEMA, SectionSize,
    SizeReport,
};

use crate::raw::{self, Binary, Layer, PREAMBLE, Section, id};
use crate::symbol::{self, Symbol};
use crate::{Error, data};
use std::collections::{HashMap, HashSet};
use wasmparser::{
    BinaryReader, ComponentExportSectionReader, ComponentImportSectionReader, DataKind,
    DataSectionReader, ExportSectionReader, ExternalKind, ImportSectionReader, Name,
    NameSectionReader, TypeRef,
};

/// Takes `wasm`, a module or component, apart by section, function, crate and data segment.
///
/// The input need not validate: only what is measured is decoded. A `name` section that does not parse counts as absent from
/// its first bad entry on, as the core spec asks for custom sections.
///
/// # Errors
/// [`Error::Malformed`] at the first byte that does not decode, [`Error::NotSupported`] for a binary version other than module 1
/// or component 13, and for components nested out of reason.
pub fn analyze(wasm: &[u8]) -> Result<SizeReport, Error> {
    let report = analyze_at(&Binary::parse(wasm, 0)?, 0, 0)?;
    report.check()?;
    Ok(report)
}

fn analyze_at(binary: &Binary<'_>, base: u64, depth: u32) -> Result<SizeReport, Error> {
    raw::check_depth(depth)?;
    let mut report = SizeReport {
        schema: SCHEMA,
        kind: if binary.layer == Layer::Module {
            Kind::Module
        } else {
            Kind::Component
        },
        offset: base,
        total: binary.bytes.len() as u64,
        preamble: PREAMBLE as u64,
        rest: 0,
        sections: Vec::with_capacity(binary.sections.len()),
        functions: Vec::new(),
        crates: Vec::new(),
        generics: Vec::new(),
        data: Vec::new(),
        imports: Vec::new(),
        exports: Vec::new(),
        modules: Vec::new(),
    };
    for section in &binary.sections {
        report.sections.push(measure(section, binary.layer)?);
    }
    match binary.layer {
        Layer::Module => module(binary, &mut report)?,
        Layer::Component => component(binary, &mut report, depth)?,
    }
    let functions: u64 = report.functions.iter().map(|function| function.bytes).sum();
    let data: u64 = report.data.iter().map(|segment| segment.bytes).sum();
    let nested: u64 = report.modules.iter().map(|module| module.total).sum();
    report.rest = report.total - functions - data - nested;
    Ok(report)
}

fn measure(section: &Section<'_>, layer: Layer) -> Result<SectionSize, Error> {
    let is_vector = match layer {
        Layer::Module => !matches!(section.id, id::CUSTOM | id::START | id::DATA_COUNT),
        Layer::Component => !matches!(
            section.id,
            id::CUSTOM
                | id::CORE_MODULE
                | id::COMPONENT
                | id::COMPONENT_START
                | id::COMPONENT_VALUE
        ),
    };
    let mut reader = section.reader();
    let items = if is_vector {
        Some(reader.read_var_u32()?)
    } else {
        None
    };
    Ok(SectionSize {
        name: section_name(section, layer),
        id: section.id,
        offset: section.offset,
        header: section.header(),
        payload: section.payload.len() as u64,
        items,
        count_bytes: reader.original_position() - section.payload_offset(),
    })
}

fn section_name(section: &Section<'_>, layer: Layer) -> String {
    const MODULE: [&str; 14] = [
        "custom",
        "type",
        "import",
        "function",
        "table",
        "memory",
        "global",
        "export",
        "start",
        "element",
        "code",
        "data",
        "data count",
        "tag",
    ];
    const COMPONENT: [&str; 13] = [
        "custom",
        "core module",
        "core instance",
        "core type",
        "component",
        "instance",
        "alias",
        "type",
        "canonical function",
        "start",
        "import",
        "export",
        "value",
    ];
    if let Some(name) = section.name {
        return format!("custom {name:?}");
    }
    let names: &[&str] = if layer == Layer::Module {
        &MODULE
    } else {
        &COMPONENT
    };
    // `Binary::parse` let no other id through.
    names
        .get(usize::from(section.id))
        .copied()
        .unwrap_or("unknown")
        .to_owned()
}

fn component(binary: &Binary<'_>, report: &mut SizeReport, depth: u32) -> Result<(), Error> {
    for section in &binary.sections {
        match section.id {
            id::CORE_MODULE | id::COMPONENT => {
                let nested = Binary::parse(section.payload, section.payload_offset())?;
                let expected = if section.id == id::COMPONENT {
                    Layer::Component
                } else {
                    Layer::Module
                };
                if nested.layer != expected {
                    return Err(Error::malformed(
                        section.payload_offset(),
                        format!("expected a {expected:?} in this section"),
                    ));
                }
                report
                    .modules
                    .push(analyze_at(&nested, section.payload_offset(), depth + 1)?);
            }
            id::COMPONENT_IMPORT => {
                for import in ComponentImportSectionReader::new(section.reader())? {
                    let import = import?;
                    let kind = import.ty.kind().desc().to_owned();
                    report.imports.push(Import {
                        module: String::new(),
                        name: import.name.name.to_owned(),
                        kind,
                    });
                }
            }
            id::COMPONENT_EXPORT => {
                for export in ComponentExportSectionReader::new(section.reader())? {
                    let export = export?;
                    let (name, kind) = (export.name.name.to_owned(), export.kind.desc().to_owned());
                    report.exports.push(Export {
                        name,
                        kind,
                        index: export.index,
                    });
                }
            }
            _ => {}
        }
    }
    Ok(())
}

fn module(binary: &Binary<'_>, report: &mut SizeReport) -> Result<(), Error> {
    let mut imported = 0u32;
    if let Some(section) = binary.section(id::IMPORT) {
        for import in ImportSectionReader::new(section.reader())?.into_imports() {
            let import = import?;
            let kind = import_kind(import.ty);
            imported += u32::from(kind == "func");
            report.imports.push(Import {
                module: import.module.to_owned(),
                name: import.name.to_owned(),
                kind: kind.to_owned(),
            });
        }
    }
    if let Some(section) = binary.section(id::EXPORT) {
        for export in ExportSectionReader::new(section.reader())? {
            let export = export?;
            report.exports.push(Export {
                name: export.name.to_owned(),
                kind: export_kind(export.kind).to_owned(),
                index: export.index,
            });
        }
    }
    let names = Names::read(binary);
    if let Some(section) = binary.section(id::CODE) {
        functions(section, imported, &names, report)?;
    }
    if let Some(section) = binary.section(id::DATA) {
        segments(section, &names, report)?;
    }
    group(report);
    Ok(())
}

fn functions(
    section: &Section<'_>,
    imported: u32,
    names: &Names<'_>,
    report: &mut SizeReport,
) -> Result<(), Error> {
    let exported: Vec<_> = report
        .exports
        .iter()
        .filter(|export| export.kind == "func")
        .collect();
    let exported_names: HashSet<&str> =
        exported.iter().map(|export| export.name.as_str()).collect();
    let mut exported_as = HashMap::new();
    for export in &exported {
        exported_as
            .entry(export.index)
            .or_insert(export.name.as_str());
    }

    let mut reader = section.reader();
    let count = reader.read_var_u32()?;
    let mut functions = Vec::new();
    for nth in 0..count {
        let offset = reader.original_position();
        reader.read_reader()?;
        let index = imported.checked_add(nth).ok_or_else(|| {
            Error::malformed(offset, "more functions than an index can tell apart")
        })?;
        let export = exported_as.get(&index).copied();
        let name = names.functions.get(&index).copied().or(export);
        let Symbol {
            demangled,
            crate_name,
            origin,
        } = match name {
            Some(name) => symbol::describe(
                name,
                export.is_some() || exported_names.contains(symbol::base_name(name)),
            ),
            None => Symbol {
                demangled: format!("func[{index}]"),
                crate_name: symbol::UNNAMED.to_owned(),
                origin: None,
            },
        };
        let bytes = reader.original_position() - offset;
        functions.push(FunctionSize {
            index,
            offset,
            bytes,
            name: name.map(str::to_owned),
            demangled,
            crate_name,
            origin,
        });
    }
    expect_end(&reader)?;
    report.functions = functions;
    Ok(())
}

fn segments(
    section: &Section<'_>,
    names: &Names<'_>,
    report: &mut SizeReport,
) -> Result<(), Error> {
    // The reader's iterator refuses bytes after the last entry, so the entries fill the payload.
    for (index, segment) in (0u32..).zip(DataSectionReader::new(section.reader())?) {
        let segment = segment?;
        let (memory, address) = match segment.kind {
            DataKind::Passive => (None, None),
            DataKind::Active {
                memory_index,
                offset_expr,
            } => (Some(memory_index), data::constant_address(&offset_expr)),
        };
        report.data.push(DataSize {
            index,
            name: names.data.get(&index).map(|name| (*name).to_owned()),
            offset: segment.range.start,
            bytes: segment.range.end - segment.range.start,
            content: segment.data.len() as u64,
            zeros: segment.data.iter().filter(|&&byte| byte == 0).count() as u64,
            memory,
            address,
        });
    }
    Ok(())
}

fn expect_end(reader: &BinaryReader<'_>) -> Result<(), Error> {
    if reader.eof() {
        return Ok(());
    }
    Err(Error::malformed(
        reader.original_position(),
        "bytes after the last entry of the section",
    ))
}

impl SizeReport {
    /// Takes the functions' names from `named`, a report of the same module before its names were stripped, and groups anew.
    ///
    /// A function is given a name only when the other report has one of its size at its index: a name that may be
    /// wrong is worse than none.
    pub fn adopt_names(&mut self, named: &SizeReport) {
        let known: HashMap<u32, &FunctionSize> = named
            .functions
            .iter()
            .map(|function| (function.index, function))
            .collect();
        for function in &mut self.functions {
            if let Some(other) = known.get(&function.index)
                && other.bytes == function.bytes
                && other.name.is_some()
            {
                function.name.clone_from(&other.name);
                function.demangled.clone_from(&other.demangled);
                function.crate_name.clone_from(&other.crate_name);
                function.origin.clone_from(&other.origin);
            }
        }
        group(self);
        // Nothing is added to a component or taken from it by stripping: what is nested stays in its order.
        for (module, named) in self.modules.iter_mut().zip(&named.modules) {
            module.adopt_names(named);
        }
    }

    /// Functions of this module and of all that are nested in it.
    pub fn all_functions(&self) -> Vec<&FunctionSize> {
        let nested = self.modules.iter().flat_map(SizeReport::all_functions);
        self.functions.iter().chain(nested).collect()
    }
}

fn group(report: &mut SizeReport) {
    let mut crates: HashMap<&str, (u64, u32)> = HashMap::new();
    let mut generics: HashMap<&str, (u64, u32)> = HashMap::new();
    for function in &report.functions {
        let origin = function
            .origin
            .as_deref()
            .map(|origin| generics.entry(origin).or_default());
        for (bytes, count) in [
            Some(crates.entry(&function.crate_name).or_default()),
            origin,
        ]
        .into_iter()
        .flatten()
        {
            *bytes += function.bytes;
            *count += 1;
        }
    }
    let mut crates: Vec<_> = crates
        .into_iter()
        .map(|(name, (bytes, functions))| CrateSize {
            name: name.to_owned(),
            bytes,
            functions,
        })
        .collect();
    crates.sort_by(|a, b| b.bytes.cmp(&a.bytes).then_with(|| a.name.cmp(&b.name)));
    let mut generics: Vec<_> = generics
        .into_iter()
        .filter(|(_, (_, instances))| *instances > 1)
        .map(|(origin, (bytes, instances))| GenericSize {
            origin: origin.to_owned(),
            bytes,
            instances,
        })
        .collect();
    generics.sort_by(|a, b| b.bytes.cmp(&a.bytes).then_with(|| a.origin.cmp(&b.origin)));
    (report.crates, report.generics) = (crates, generics);
}

/// What the `name` section says; core spec, appendix 7.4.1.
#[derive(Default)]
struct Names<'a> {
    functions: HashMap<u32, &'a str>,
    data: HashMap<u32, &'a str>,
}

impl<'a> Names<'a> {
    /// A section that breaks off gives the names up to there.
    fn read(binary: &Binary<'a>) -> Self {
        let mut names = Self::default();
        let Some(Ok(reader)) = binary.custom("name").map(Section::custom_reader) else {
            return names;
        };
        for subsection in NameSectionReader::new(reader).map_while(Result::ok) {
            let (map, names) = match subsection {
                Name::Function(map) => (map, &mut names.functions),
                Name::Data(map) => (map, &mut names.data),
                _ => continue,
            };
            names.extend(
                map.into_iter()
                    .map_while(Result::ok)
                    .map(|naming| (naming.index, naming.name)),
            );
        }
        names
    }
}

fn import_kind(ty: TypeRef) -> &'static str {
    match ty {
        TypeRef::Func(_) | TypeRef::FuncExact(_) => "func",
        TypeRef::Table(_) => "table",
        TypeRef::Memory(_) => "memory",
        TypeRef::Global(_) => "global",
        TypeRef::Tag(_) => "tag",
    }
}

fn export_kind(kind: ExternalKind) -> &'static str {
    match kind {
        ExternalKind::Func | ExternalKind::FuncExact => "func",
        ExternalKind::Table => "table",
        ExternalKind::Memory => "memory",
        ExternalKind::Global => "global",
        ExternalKind::Tag => "tag",
    }
}
