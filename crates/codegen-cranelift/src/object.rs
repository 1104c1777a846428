//! The object file: sections, symbols and relocations around the code (`Linking.md`, version 2).

mod dwarf;
mod index;
mod linking;

use std::borrow::Cow;

use wasm_encoder::{
    ConstExpr, CustomSection, Encode, ExportKind, ExportSection, FunctionSection, GlobalSection,
    GlobalType, ImportSection, MemoryType, Module as Wasm, RawSection, RefType, SectionId,
    TableSection, TableType, TypeSection,
};
use wasmir::{Body, Data, Module, RelocationKind, SymbolId, ValType};

use crate::Error;
use crate::encode::{Chunk, RelocKind, uleb};
use crate::op::Type;
use crate::pipeline::Options;
use crate::ssa::Signature;
use index::{Index, Resolved};

/// Sections in the order in which they are written, and the number of the next one.
#[derive(Default)]
struct Sections {
    wasm: Wasm,
    count: u32,
}

impl Sections {
    /// Appends a section; gives its number.
    fn push(&mut self, section: &impl wasm_encoder::Section) -> u32 {
        self.wasm.section(section);
        self.count += 1;
        self.count - 1
    }

    fn custom(&mut self, name: &str, data: &[u8]) -> u32 {
        self.push(&CustomSection {
            name: name.into(),
            data: Cow::Borrowed(data),
        })
    }
}

/// A relocation of a section, by numbers of the object.
#[derive(Clone, Copy, Debug)]
struct SectionReloc {
    offset: u32,
    kind: RelocKind,
    /// The symbol's number in the table of symbols, or that of a type.
    symbol: u32,
    addend: i32,
}

/// Writes the object.
pub fn write(
    module: &Module,
    bodies: &[(SymbolId, &Body)],
    chunks: &[Chunk],
    options: Options,
) -> Result<Vec<u8>, Error> {
    let mut index = Index::new(module, bodies, chunks)?;
    let mut sections = Sections::default();
    let code = code(module, chunks, &mut index);
    let data = data(module, &index);
    sections.push(&types(&index.types));
    sections.push(&imports(module, &index));
    if !bodies.is_empty() {
        let mut functions = FunctionSection::new();
        for ty in &index.function_types {
            functions.function(*ty);
        }
        sections.push(&functions);
    }
    write_tables(module, &index, &mut sections);
    write_globals(module, &index, &mut sections)?;
    write_exports(module, &index, &mut sections);
    let mut code_section = None;
    if !bodies.is_empty() {
        let raw = RawSection {
            id: SectionId::Code.into(),
            data: &code.bytes,
        };
        code_section = Some(sections.push(&raw));
    }
    let mut data_section = None;
    if !data.segments.is_empty() {
        let mut bytes = Vec::new();
        uleb(&mut bytes, data.segments.len() as u32);
        bytes.extend_from_slice(&data.bytes);
        data_section = Some(sections.push(&RawSection {
            id: SectionId::Data.into(),
            data: &bytes,
        }));
    }
    for custom in &module.custom_sections {
        sections.custom(&custom.name, &custom.bytes);
    }
    let mut debug = Vec::new();
    if options.debug && !module.debug.locations.is_empty() {
        debug = dwarf::write(module, bodies, chunks)?;
    }
    let first = sections.count;
    let named: Vec<(&str, u32)> = debug
        .iter()
        .enumerate()
        .map(|(at, it)| (it.name, first + at as u32))
        .collect();
    for section in &debug {
        sections.custom(section.name, &section.bytes);
    }
    sections.custom("linking", &linking::linking(module, &index, &data, &named));
    for (name, number, relocs) in [
        ("reloc.CODE", code_section, &code.relocs),
        ("reloc.DATA", data_section, &data.relocs),
    ] {
        if let Some(number) = number.filter(|_| !relocs.is_empty()) {
            sections.custom(name, &linking::relocs(number, relocs));
        }
    }
    for (at, section) in debug.iter().enumerate() {
        if !section.relocs.is_empty() {
            let relocs: Vec<SectionReloc> = section
                .relocs
                .iter()
                .map(|reloc| SectionReloc {
                    offset: reloc.offset,
                    kind: reloc.kind,
                    symbol: match reloc.target {
                        dwarf::Target::Function(symbol) => index.symbol(symbol.as_u32()),
                        dwarf::Target::Section(number) => index.section_symbol(number),
                    },
                    addend: reloc.addend,
                })
                .collect();
            let name = format!("reloc.{}", section.name);
            sections.custom(&name, &linking::relocs(first + at as u32, &relocs));
        }
    }
    if !module.features.0.is_empty() {
        sections.custom("target_features", &linking::features(&module.features));
    }
    Ok(sections.wasm.finish())
}

fn value_type(ty: Type) -> wasm_encoder::ValType {
    match ty {
        Type::Void => unreachable!("no value has this type"),
        Type::I32 => wasm_encoder::ValType::I32,
        Type::I64 => wasm_encoder::ValType::I64,
        Type::F32 => wasm_encoder::ValType::F32,
        Type::F64 => wasm_encoder::ValType::F64,
        Type::V128 => wasm_encoder::ValType::V128,
        Type::FuncRef => wasm_encoder::ValType::FUNCREF,
        Type::ExternRef => wasm_encoder::ValType::EXTERNREF,
    }
}

fn module_type(ty: ValType) -> wasm_encoder::ValType {
    match ty {
        ValType::I32 => wasm_encoder::ValType::I32,
        ValType::I64 => wasm_encoder::ValType::I64,
        ValType::F32 => wasm_encoder::ValType::F32,
        ValType::F64 => wasm_encoder::ValType::F64,
        ValType::V128 => wasm_encoder::ValType::V128,
        ValType::FuncRef => wasm_encoder::ValType::FUNCREF,
        ValType::ExternRef => wasm_encoder::ValType::EXTERNREF,
    }
}

fn types(signatures: &[Signature]) -> TypeSection {
    let mut section = TypeSection::new();
    for signature in signatures {
        let params = signature.params.iter().map(|it| value_type(*it));
        section
            .ty()
            .function(params, signature.result.map(value_type));
    }
    section
}

fn table_type(table: &wasmir::Table) -> TableType {
    TableType {
        element_type: match table.element {
            ValType::ExternRef => RefType::EXTERNREF,
            _ => RefType::FUNCREF,
        },
        minimum: table.min.into(),
        maximum: table.max.map(Into::into),
        table64: false,
        shared: false,
    }
}

fn imports(module: &Module, index: &Index) -> ImportSection {
    let mut section = ImportSection::new();
    let memory = MemoryType {
        minimum: 0,
        maximum: None,
        memory64: false,
        shared: false,
        page_size_log2: None,
    };
    section.import("env", "__linear_memory", memory);
    for import in &index.imports {
        let ty = match import.what {
            Resolved::Function(ty) => wasm_encoder::EntityType::Function(ty),
            Resolved::Global(ty, mutable) => {
                let val_type = module_type(ty);
                wasm_encoder::EntityType::Global(GlobalType {
                    val_type,
                    mutable,
                    shared: false,
                })
            }
            Resolved::Table(symbol) => match symbol.map(|it| &module.symbols[it].item) {
                Some(wasmir::Item::Table(table)) => {
                    wasm_encoder::EntityType::Table(table_type(table))
                }
                _ => wasm_encoder::EntityType::Table(TableType {
                    element_type: RefType::FUNCREF,
                    minimum: 0,
                    maximum: None,
                    table64: false,
                    shared: false,
                }),
            },
        };
        section.import(&import.module, &import.name, ty);
    }
    section
}

fn write_tables(module: &Module, index: &Index, sections: &mut Sections) {
    if index.defined_tables.is_empty() {
        return;
    }
    let mut section = TableSection::new();
    for symbol in &index.defined_tables {
        if let wasmir::Item::Table(table) = &module.symbols[*symbol].item {
            section.table(table_type(table));
        }
    }
    sections.push(&section);
}

fn write_globals(module: &Module, index: &Index, sections: &mut Sections) -> Result<(), Error> {
    if index.defined_globals.is_empty() {
        return Ok(());
    }
    let mut section = GlobalSection::new();
    for symbol in &index.defined_globals {
        let wasmir::Item::Global(global) = &module.symbols[*symbol].item else {
            continue;
        };
        let bits = global.init.unwrap_or_default();
        let init = match global.ty {
            ValType::I32 => ConstExpr::i32_const(bits as i32),
            ValType::I64 => ConstExpr::i64_const(bits as i64),
            ValType::F32 => ConstExpr::f32_const(wasm_encoder::Ieee32::new(bits as u32)),
            ValType::F64 => ConstExpr::f64_const(wasm_encoder::Ieee64::new(bits as u64)),
            ValType::V128 => ConstExpr::v128_const(bits as i128),
            ValType::FuncRef => ConstExpr::ref_null(wasm_encoder::HeapType::FUNC),
            ValType::ExternRef => ConstExpr::ref_null(wasm_encoder::HeapType::EXTERN),
        };
        let ty = GlobalType {
            val_type: module_type(global.ty),
            mutable: global.mutable,
            shared: false,
        };
        section.global(ty, &init);
    }
    sections.push(&section);
    Ok(())
}

fn write_exports(module: &Module, index: &Index, sections: &mut Sections) {
    let mut section = ExportSection::new();
    for (id, symbol) in &module.symbols {
        if let Some(name) = &symbol.export
            && let Some(function) = index.function_index(id)
        {
            section.export(name, ExportKind::Func, function);
        }
    }
    if !section.is_empty() {
        sections.push(&section);
    }
}

/// A section's bytes and its relocations.
struct Content {
    bytes: Vec<u8>,
    relocs: Vec<SectionReloc>,
}

/// The code section, with each relocated number as it is in this object.
fn code(module: &Module, chunks: &[Chunk], index: &mut Index) -> Content {
    let count: usize = chunks.iter().map(|it| it.functions.len()).sum();
    let size: usize = chunks.iter().map(|it| it.bytes.len()).sum();
    let mut bytes = Vec::with_capacity(size + 5 * count + 5);
    let mut relocs = Vec::with_capacity(chunks.iter().map(|it| it.relocs.len()).sum());
    uleb(&mut bytes, count as u32);
    for (chunk, types) in chunks.iter().zip(&index.chunk_types) {
        let mut next = 0;
        for function in &chunk.functions {
            uleb(&mut bytes, function.end - function.start);
            let shift = bytes.len() as u32 - function.start;
            bytes.extend_from_slice(&chunk.bytes[function.start as usize..function.end as usize]);
            while next < function.relocs {
                let reloc = chunk.relocs[next as usize];
                next += 1;
                let offset = reloc.offset + shift;
                let (symbol, value) = match reloc.kind {
                    RelocKind::TypeIndexLeb => {
                        let ty = types[reloc.target as usize];
                        (ty, ty)
                    }
                    _ => (
                        index.symbol(reloc.target),
                        index.value(module, reloc.target),
                    ),
                };
                fill(
                    &mut bytes[offset as usize..][..5],
                    value.wrapping_add(reloc.addend as u32),
                    reloc.kind,
                );
                // Without relocations for tables there is one table, number 0, and no symbol of it.
                relocs.push(SectionReloc {
                    offset,
                    kind: reloc.kind,
                    symbol,
                    addend: reloc.addend,
                });
            }
        }
    }
    Content { bytes, relocs }
}

/// Writes a number into five bytes.
fn fill(place: &mut [u8], value: u32, kind: RelocKind) {
    let signed = matches!(
        kind,
        RelocKind::TableIndexSleb | RelocKind::MemoryAddrSleb | RelocKind::MemoryAddrTlsSleb
    );
    let mut rest = if signed {
        i64::from(value as i32)
    } else {
        i64::from(value)
    };
    for (at, byte) in place.iter_mut().enumerate() {
        *byte = rest as u8 & 0x7f | if at < 4 { 0x80 } else { 0 };
        rest >>= 7;
    }
}

/// The segments of data, one for each symbol that defines data.
struct DataContent {
    bytes: Vec<u8>,
    relocs: Vec<SectionReloc>,
    segments: Vec<SymbolId>,
}

fn data(module: &Module, index: &Index) -> DataContent {
    let mut content = DataContent {
        bytes: Vec::new(),
        relocs: Vec::new(),
        segments: Vec::new(),
    };
    let count = index.segments.len() as u32;
    let mut length = Vec::new();
    uleb(&mut length, count);
    for &(symbol, address) in &index.segments {
        let Some(Data::Defined(segment)) = module.data(symbol) else {
            continue;
        };
        content.segments.push(symbol);
        // Active, memory 0, at an address that the linker ignores.
        content.bytes.push(0);
        ConstExpr::i32_const(address as i32).encode(&mut content.bytes);
        let size = segment.contents.len();
        uleb(&mut content.bytes, size as u32);
        let start = content.bytes.len();
        match &segment.contents {
            wasmir::Contents::Bytes(bytes) => content.bytes.extend_from_slice(bytes),
            wasmir::Contents::Zeros(_) => content.bytes.resize(start + size, 0),
        }
        for reloc in &segment.relocations {
            let (kind, value) = match reloc.kind {
                RelocationKind::Address => {
                    let value = index.value(module, reloc.target.as_u32());
                    (
                        RelocKind::MemoryAddrI32,
                        value.wrapping_add(reloc.addend as u32),
                    )
                }
                RelocationKind::TableIndex => (RelocKind::TableIndexI32, 0),
            };
            let at = start + reloc.offset as usize;
            content.bytes[at..at + 4].copy_from_slice(&value.to_le_bytes());
            content.relocs.push(SectionReloc {
                offset: (at + length.len()) as u32,
                kind,
                symbol: index.symbol(reloc.target.as_u32()),
                addend: reloc.addend,
            });
        }
    }
    content
}
