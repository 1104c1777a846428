//! Debug information, DWARF 4 as LLVM writes it for wasm: line tables, functions with what was inlined into them, variables.
//!
//! Addresses are offsets in the code section (`R_WASM_FUNCTION_OFFSET_I32`), as in "DWARF for WebAssembly".

mod scopes;
mod variables;

use std::collections::HashMap;

use cranelift_codegen::entity::EntityRef;
use cranelift_codegen::ir::SourceLoc;
use gimli::write::{
    Address, AttributeValue, DwarfUnit, EndianVec, FileId, LineProgram, LineString, Range,
    RangeList, RelocateWriter, Relocation, RelocationTarget, Sections, UnitEntryId,
};
use gimli::{Encoding, Format, LineEncoding, LittleEndian, SectionId};
use wasmir::{Body, Debug, LocationId, Module, SubprogramId, SymbolId};

use crate::Error;
use crate::encode::{Chunk, FrameBase, RelocKind};
use scopes::{Kind, Scope, Scopes};

/// A section of debug information.
pub(super) struct Section {
    pub name: &'static str,
    pub bytes: Vec<u8>,
    pub relocs: Vec<Reloc>,
}

/// A place in it that the linker fills.
pub(super) struct Reloc {
    pub offset: u32,
    pub kind: RelocKind,
    pub target: Target,
    pub addend: i32,
}

/// What it is filled with the offset of.
pub(super) enum Target {
    Function(SymbolId),
    /// A debug section, by its number among these.
    Section(usize),
}

/// Collects bytes and relocations of a section.
#[derive(Clone)]
struct Writer {
    bytes: EndianVec<LittleEndian>,
    relocs: Vec<Relocation>,
}

impl RelocateWriter for Writer {
    type Writer = EndianVec<LittleEndian>;

    fn writer(&self) -> &Self::Writer {
        &self.bytes
    }

    fn writer_mut(&mut self) -> &mut Self::Writer {
        &mut self.bytes
    }

    fn relocate(&mut self, relocation: Relocation) {
        self.relocs.push(relocation);
    }
}

/// A function with code, and where in the source its pieces come from.
struct FunctionLines<'a> {
    symbol: SymbolId,
    name: &'a str,
    body: &'a Body,
    size: u32,
    /// From which byte of the function on there is code of which place.
    lines: Vec<(u32, Option<LocationId>)>,
    /// Where its stack slots are, if it has variables.
    frame: Option<&'a FrameBase>,
}

/// Writes all sections.
pub(super) fn write(
    module: &Module,
    bodies: &[(SymbolId, &Body)],
    chunks: &[Chunk],
) -> Result<Vec<Section>, Error> {
    let functions = functions(module, bodies, chunks);
    let mut writer = Information::new(&module.debug);
    for function in &functions {
        writer.line_table(function);
    }
    writer.types();
    for function in &functions {
        writer.subprogram(function);
    }
    writer.finish(&functions)
}

fn functions<'a>(
    module: &'a Module,
    bodies: &[(SymbolId, &'a Body)],
    chunks: &'a [Chunk],
) -> Vec<FunctionLines<'a>> {
    let known = |loc: u32| {
        let id = wasmir::body::location(SourceLoc::new(loc))?;
        module.debug.locations.is_valid(id).then_some(id)
    };
    bodies
        .iter()
        .zip(chunks.iter().flat_map(Chunk::finished))
        .map(|((symbol, body), it)| FunctionLines {
            symbol: *symbol,
            name: &module.symbols[*symbol].name,
            body,
            size: it.placed.end - it.placed.start,
            frame: it.frame,
            lines: it
                .lines
                .into_iter()
                .map(|(at, loc)| (at, known(loc)))
                .collect(),
        })
        .collect()
}

struct Information<'a> {
    debug: &'a Debug,
    unit: DwarfUnit,
    files: Vec<FileId>,
    /// Entries of what was inlined, which have no code of their own.
    abstract_entries: HashMap<SubprogramId, UnitEntryId>,
    /// Entries of types, by their numbers.
    types: Vec<UnitEntryId>,
    /// Entries of modules, by their paths.
    namespaces: HashMap<String, UnitEntryId>,
}

impl<'a> Information<'a> {
    fn new(debug: &'a Debug) -> Self {
        let encoding = Encoding {
            format: Format::Dwarf32,
            version: 4,
            address_size: 4,
        };
        let mut unit = DwarfUnit::new(encoding);
        let text = |it: &str| LineString::String(it.as_bytes().to_vec());
        let directory = debug
            .directory
            .as_deref()
            .filter(|it| !it.is_empty())
            .unwrap_or(".");
        let first = debug
            .files
            .values()
            .next()
            .map_or("unknown", |it| it.path.as_str());
        let mut lines = LineProgram::new(
            encoding,
            LineEncoding::default(),
            text(directory),
            None,
            text(first),
            None,
        );
        let files = debug
            .files
            .values()
            .map(|file| {
                let (folder, name) = match file.path.rsplit_once('/') {
                    Some((folder, name)) if !folder.is_empty() && !name.is_empty() => {
                        (folder, name)
                    }
                    _ => (directory, file.path.as_str()),
                };
                let folder = if folder == directory {
                    lines.default_directory()
                } else {
                    lines.add_directory(text(folder))
                };
                lines.add_file(
                    text(if name.is_empty() { "unknown" } else { name }),
                    folder,
                    None,
                )
            })
            .collect();
        unit.unit.line_program = lines;
        let producer = debug.producer.as_deref().unwrap_or("codegen-cranelift");
        let [producer, first, directory] =
            [producer, first, directory].map(|it| AttributeValue::StringRef(unit.strings.add(it)));
        let root = unit.unit.root();
        let root = unit.unit.get_mut(root);
        root.set(gimli::DW_AT_producer, producer);
        root.set(
            gimli::DW_AT_language,
            AttributeValue::Language(gimli::DW_LANG_Rust),
        );
        root.set(gimli::DW_AT_name, first);
        root.set(gimli::DW_AT_comp_dir, directory);
        Information {
            debug,
            unit,
            files,
            abstract_entries: HashMap::new(),
            types: Vec::new(),
            namespaces: HashMap::new(),
        }
    }

    fn address(function: &FunctionLines<'_>, offset: u32) -> Address {
        Address::Symbol {
            symbol: function.symbol.index(),
            addend: i64::from(offset),
        }
    }

    fn line_table(&mut self, function: &FunctionLines<'_>) {
        if function
            .lines
            .iter()
            .all(|(_, location)| location.is_none())
        {
            return;
        }
        let program = &mut self.unit.unit.line_program;
        program.begin_sequence(Some(Self::address(function, 0)));
        // The bytes before the first place belong to the function's declaration.
        if function.lines.first().is_none_or(|it| it.0 > 0)
            && let Some(subprogram) = function.body.subprogram
        {
            let subprogram = &self.debug.subprograms[subprogram];
            let row = program.row();
            row.address_offset = 0;
            row.file = self.files[subprogram.file.index()];
            row.line = subprogram.line.into();
            row.column = 0;
            program.generate_row();
        }
        for (at, location) in &function.lines {
            let row = program.row();
            row.address_offset = u64::from(*at);
            match location.map(|it| &self.debug.locations[it]) {
                Some(location) => {
                    row.file = self.files[location.file.index()];
                    row.line = location.line.into();
                    row.column = location.column.into();
                }
                // Code of no place in the source: line 0, as LLVM has it.
                None => (row.line, row.column) = (0, 0),
            }
            program.generate_row();
        }
        program.end_sequence(function.size.into());
    }

    fn string(&mut self, text: &str) -> AttributeValue {
        AttributeValue::StringRef(self.unit.strings.add(text))
    }

    fn file(&self, file: wasmir::FileId) -> AttributeValue {
        AttributeValue::FileIndex(Some(self.files[file.index()]))
    }

    fn subprogram(&mut self, function: &FunctionLines<'_>) {
        let root = self.unit.unit.root();
        let entry = self.unit.unit.add(root, gimli::DW_TAG_subprogram);
        let linkage_name = self.string(function.name);
        let mut attributes = vec![
            (
                gimli::DW_AT_low_pc,
                AttributeValue::Address(Self::address(function, 0)),
            ),
            (
                gimli::DW_AT_high_pc,
                AttributeValue::Udata(function.size.into()),
            ),
            (gimli::DW_AT_linkage_name, linkage_name),
        ];
        match function
            .body
            .subprogram
            .map(|it| &self.debug.subprograms[it])
        {
            Some(subprogram) => {
                attributes.push((gimli::DW_AT_name, self.string(&subprogram.name)));
                attributes.push((gimli::DW_AT_decl_file, self.file(subprogram.file)));
                attributes.push((
                    gimli::DW_AT_decl_line,
                    AttributeValue::Udata(subprogram.line.into()),
                ));
            }
            None => attributes.push((gimli::DW_AT_name, self.string(function.name))),
        }
        self.set(entry, attributes);
        let scopes = Scopes::find(self.debug, &function.lines, function.size);
        let mut entries: Vec<UnitEntryId> = Vec::with_capacity(scopes.all.len());
        for scope in &scopes.all {
            let parent = scope.parent.map_or(entry, |it| entries[it]);
            entries.push(self.scope(function, parent, scope));
        }
        self.variables(function, entry, &scopes, &entries);
    }

    fn set(&mut self, entry: UnitEntryId, attributes: Vec<(gimli::DwAt, AttributeValue)>) {
        let entry = self.unit.unit.get_mut(entry);
        for (name, value) in attributes {
            entry.set(name, value);
        }
    }

    /// A function in a function, or a block.
    fn scope(
        &mut self,
        function: &FunctionLines<'_>,
        parent: UnitEntryId,
        scope: &Scope,
    ) -> UnitEntryId {
        let (entry, mut attributes) = match scope.kind {
            Kind::Inlined(subprogram, call) => {
                let origin = self.abstract_entry(subprogram);
                let call = &self.debug.locations[call];
                let attributes = vec![
                    (
                        gimli::DW_AT_abstract_origin,
                        AttributeValue::UnitRef(origin),
                    ),
                    (gimli::DW_AT_call_file, self.file(call.file)),
                    (
                        gimli::DW_AT_call_line,
                        AttributeValue::Udata(call.line.into()),
                    ),
                    (
                        gimli::DW_AT_call_column,
                        AttributeValue::Udata(call.column.into()),
                    ),
                ];
                let entry = self.unit.unit.add(parent, gimli::DW_TAG_inlined_subroutine);
                (entry, attributes)
            }
            Kind::Block(_) => {
                let entry = self.unit.unit.add(parent, gimli::DW_TAG_lexical_block);
                (entry, Vec::new())
            }
        };
        if let [(start, end)] = scope.ranges[..] {
            attributes.push((
                gimli::DW_AT_low_pc,
                AttributeValue::Address(Self::address(function, start)),
            ));
            attributes.push((
                gimli::DW_AT_high_pc,
                AttributeValue::Udata((end - start).into()),
            ));
        } else {
            let ranges = scope.ranges.iter().map(|(start, end)| Range::StartLength {
                begin: Self::address(function, *start),
                length: u64::from(end - start),
            });
            let list = self.unit.unit.ranges.add(RangeList(ranges.collect()));
            attributes.push((gimli::DW_AT_ranges, AttributeValue::RangeListRef(list)));
        }
        self.set(entry, attributes);
        entry
    }

    fn abstract_entry(&mut self, id: SubprogramId) -> UnitEntryId {
        if let Some(entry) = self.abstract_entries.get(&id) {
            return *entry;
        }
        let root = self.unit.unit.root();
        let entry = self.unit.unit.add(root, gimli::DW_TAG_subprogram);
        let subprogram = &self.debug.subprograms[id];
        let attributes = vec![
            (gimli::DW_AT_name, self.string(&subprogram.name)),
            (gimli::DW_AT_decl_file, self.file(subprogram.file)),
            (
                gimli::DW_AT_decl_line,
                AttributeValue::Udata(subprogram.line.into()),
            ),
            (
                gimli::DW_AT_inline,
                AttributeValue::Inline(gimli::DW_INL_inlined),
            ),
        ];
        self.set(entry, attributes);
        self.abstract_entries.insert(id, entry);
        entry
    }

    fn finish(mut self, functions: &[FunctionLines<'_>]) -> Result<Vec<Section>, Error> {
        let ranges = functions.iter().map(|function| Range::StartLength {
            begin: Self::address(function, 0),
            length: function.size.into(),
        });
        let list = self.unit.unit.ranges.add(RangeList(ranges.collect()));
        let root = self.unit.unit.root();
        let root = self.unit.unit.get_mut(root);
        // A base address of zero for the ranges.
        root.set(
            gimli::DW_AT_low_pc,
            AttributeValue::Address(Address::Constant(0)),
        );
        root.set(gimli::DW_AT_ranges, AttributeValue::RangeListRef(list));
        let empty = Writer {
            bytes: EndianVec::new(LittleEndian),
            relocs: Vec::new(),
        };
        let mut sections = Sections::new(empty);
        self.unit
            .write(&mut sections)
            .map_err(|error| Error::Internal {
                function: String::new(),
                what: format!("writing debug information: {error}"),
            })?;
        let mut written = Vec::new();
        let _ = sections.for_each_mut(|id, section| {
            if !section.bytes.slice().is_empty() {
                let relocs = std::mem::take(&mut section.relocs);
                written.push((id, section.bytes.take(), relocs));
            }
            Ok::<(), std::convert::Infallible>(())
        });
        let numbers: Vec<SectionId> = written.iter().map(|it| it.0).collect();
        Ok(written
            .into_iter()
            .map(|it| section(it, &numbers))
            .collect())
    }
}

/// A section with its relocations as the object has them.
fn section(
    (id, mut bytes, relocs): (SectionId, Vec<u8>, Vec<Relocation>),
    all: &[SectionId],
) -> Section {
    let mut found: Vec<Reloc> = relocs
        .into_iter()
        .map(|reloc| {
            let addend = reloc.addend as i32;
            let (kind, target) = match reloc.target {
                RelocationTarget::Symbol(symbol) => (
                    RelocKind::FunctionOffsetI32,
                    Target::Function(SymbolId::new(symbol)),
                ),
                RelocationTarget::Section(id) => {
                    let number = all.iter().position(|it| *it == id).unwrap_or_default();
                    // Right in this object already.
                    bytes[reloc.offset..reloc.offset + 4].copy_from_slice(&addend.to_le_bytes());
                    (RelocKind::SectionOffsetI32, Target::Section(number))
                }
            };
            Reloc {
                offset: reloc.offset as u32,
                kind,
                target,
                addend,
            }
        })
        .collect();
    found.sort_by_key(|it| it.offset);
    Section {
        name: id.name(),
        bytes,
        relocs: found,
    }
}
