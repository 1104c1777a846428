//! Leaving out of the data section what memory holds anyway.

use crate::layout::{self, Stretch};
use crate::raw::{self, Binary, Section, id};
use crate::{Error, operators, validate};
use std::collections::{HashMap, HashSet};
use wasmparser::{
    BinaryReader, ConstExpr, DataKind, DataSectionReader, ImportSectionReader, MemorySectionReader,
    MemoryType, NameMap, Operator, TypeRef,
};

/// Makes active data segments smaller, so that memory looks the same once the module is instantiated.
///
/// Memory 0 starts zeroed unless it is imported, so its segments need not write zeros: leading and trailing ones go, a segment
/// is split at a run of them where a new header costs less, neighbours join where their gap costs less, and a segment without
/// content goes. A data count section goes when no instruction needs it; names of segments follow the content.
///
/// What is left alone, because it could be observed:
/// - everything, when memory 0 is imported or one of its segments has an address that is not a constant;
/// - segments that overlap others (a later one's zeros overwrite), or reach out of memory (they trap);
/// - passive segments, and those for other memories;
/// - the index of each segment that `memory.init`, `data.drop` or `array.*_data` names, and of those before it: these are only
///   trimmed in place.
///
/// The input comes back unchanged when that saves nothing. Counted are raw bytes; a compressor sees zeros for almost nothing, so
/// a compressed module may gain less. File offsets after the section shift, and with a data count section gone those of code too,
/// which makes a source map stale (DWARF counts from the code section).
///
/// # Errors
/// [`Error::Malformed`] for an invalid input; [`Error::NotSupported`] for a component or a module with relocations.
pub fn trim_data(wasm: &[u8]) -> Result<Vec<u8>, Error> {
    let binary = Binary::parse_module(wasm, "trim_data")?;
    if binary.is_relocatable() {
        return Err(Error::not_supported(
            "trimming data in a relocatable module: its relocations name places in segments",
        ));
    }
    let trimmed = rewrite(&binary)?.filter(|out| out.len() < wasm.len());
    validate::checked("trim_data", wasm, trimmed.unwrap_or_else(|| wasm.to_vec()))
}

/// The address of an active segment, where its expression is one constant.
pub(crate) fn constant_address(expr: &ConstExpr<'_>) -> Option<u64> {
    let mut ops = expr.get_operators_reader();
    let address = match ops.read().ok()? {
        // Addresses are unsigned (core spec 4.5.4, "Active data segments").
        Operator::I32Const { value } => u64::from(value.cast_unsigned()),
        Operator::I64Const { value } => value.cast_unsigned(),
        _ => return None,
    };
    matches!(ops.read(), Ok(Operator::End)).then_some(address)
}

/// One entry of the data section.
struct Segment<'a> {
    entry: &'a [u8],
    content: &'a [u8],
    /// Where it goes in memory 0; `None` for passive segments and other memories.
    address: Option<u64>,
    /// Whether it may change: it goes to memory 0, in bounds, and overlaps no other.
    free: bool,
}

impl Segment<'_> {
    fn end(&self) -> Option<u64> {
        self.address?.checked_add(self.content.len() as u64)
    }
}

/// The module with a new data section; `None` when there is nothing to do.
fn rewrite(binary: &Binary<'_>) -> Result<Option<Vec<u8>>, Error> {
    let (Some(section), Some(memory)) = (binary.section(id::DATA), own_memory(binary)?) else {
        return Ok(None);
    };
    let Some(mut segments) = read_segments(section)? else {
        return Ok(None);
    };
    mark_free(&mut segments, memory);

    let pinned = pinned(binary)?;
    let Some(pieces) = layout::lay_out(&stretches(&segments, pinned), memory.memory64) else {
        return Ok(None);
    };

    let mut entries = Vec::with_capacity(section.payload.len());
    // The segment each new one comes from.
    let mut sources = Vec::new();
    for (index, segment) in (0u32..).zip(&segments) {
        match segment.address {
            Some(address) if segment.free && index < pinned => {
                let (skipped, content) = layout::trim(segment.content);
                layout::write_active(
                    &mut entries,
                    address + skipped as u64,
                    content,
                    memory.memory64,
                );
            }
            Some(_) if segment.free => continue,
            _ => entries.extend_from_slice(segment.entry),
        }
        sources.push(index);
    }
    for piece in &pieces {
        layout::write_active(&mut entries, piece.address, &piece.bytes, memory.memory64);
        sources.push(piece.source);
    }
    Ok(Some(assemble(binary, &entries, &sources, pinned > 0)))
}

/// The type of memory 0, unless there is none or it comes from outside.
fn own_memory(binary: &Binary<'_>) -> Result<Option<MemoryType>, Error> {
    if let Some(section) = binary.section(id::IMPORT) {
        for import in ImportSectionReader::new(section.reader())?.into_imports() {
            if let TypeRef::Memory(_) = import?.ty {
                return Ok(None);
            }
        }
    }
    let Some(section) = binary.section(id::MEMORY) else {
        return Ok(None);
    };
    Ok(MemorySectionReader::new(section.reader())?
        .into_iter()
        .next()
        .transpose()?)
}

/// `None` when a segment goes to memory 0 at an address known only at run time: it may overlap any other.
fn read_segments<'a>(section: &Section<'a>) -> Result<Option<Vec<Segment<'a>>>, Error> {
    let mut segments = Vec::new();
    for segment in DataSectionReader::new(section.reader())? {
        let segment = segment?;
        let base = section.payload_offset();
        let entry = &section.payload
            [(segment.range.start - base) as usize..(segment.range.end - base) as usize];
        let address = match &segment.kind {
            DataKind::Active {
                memory_index: 0,
                offset_expr,
            } => match constant_address(offset_expr) {
                Some(address) => Some(address),
                None => return Ok(None),
            },
            _ => None,
        };
        segments.push(Segment {
            entry,
            content: segment.data,
            address,
            free: false,
        });
    }
    Ok(Some(segments))
}

/// Marks segments that lie in memory as it starts and overlap no other.
fn mark_free(segments: &mut [Segment<'_>], memory: MemoryType) {
    let page = 1u64
        .checked_shl(memory.page_size_log2.unwrap_or(16))
        .unwrap_or(0);
    let limit = memory.initial.saturating_mul(page);
    for segment in segments.iter_mut() {
        segment.free = segment.end().is_some_and(|end| end <= limit);
    }
    // From low to high, a segment overlaps one before it if and only if it begins before the furthest end so far. Marking it and
    // the one that reaches furthest marks all: one overlapped that reaches less far overlaps the furthest too.
    let mut furthest: Option<(u64, usize)> = None;
    for at in by_address(segments) {
        let Some(start) = segments[at].address else {
            continue;
        };
        let end = segments[at].end().unwrap_or(u64::MAX);
        if let Some((reach, holder)) = furthest
            && start < reach
        {
            segments[at].free = false;
            segments[holder].free = false;
        }
        if furthest.is_none_or(|(reach, _)| end > reach) {
            furthest = Some((end, at));
        }
    }
}

/// Indices of the segments of memory 0 that have content, in order of address.
fn by_address(segments: &[Segment<'_>]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..segments.len())
        .filter(|&at| segments[at].address.is_some() && !segments[at].content.is_empty())
        .collect();
    order.sort_by_key(|&at| segments[at].address);
    order
}

fn stretches<'a>(segments: &[Segment<'a>], pinned: u32) -> Vec<Stretch<'a>> {
    let stretch = |at: usize| {
        let segment = &segments[at];
        match segment.address {
            Some(address) if segment.free && at >= pinned as usize => Stretch::Free {
                address,
                bytes: segment.content,
                source: at as u32,
            },
            _ => Stretch::Barrier,
        }
    };
    by_address(segments).into_iter().map(stretch).collect()
}

/// How many segments, from the first, keep their index: up to the last that an instruction names.
fn pinned(binary: &Binary<'_>) -> Result<u32, Error> {
    let mut pinned = 0;
    // Instructions may name segments only in the presence of a data count section (core spec 5.5.16).
    if binary.section(id::DATA_COUNT).is_some() {
        operators::for_each_in_code(binary, |op| {
            if let Operator::MemoryInit { data_index, .. }
            | Operator::DataDrop { data_index }
            | Operator::ArrayNewData {
                array_data_index: data_index,
                ..
            }
            | Operator::ArrayInitData {
                array_data_index: data_index,
                ..
            } = op
            {
                pinned = pinned.max(data_index.saturating_add(1));
            }
        })?;
    }
    Ok(pinned)
}

/// Puts the module together around the new data entries, of which the `n`-th comes from segment `sources[n]`.
fn assemble(binary: &Binary<'_>, entries: &[u8], sources: &[u32], keep_count: bool) -> Vec<u8> {
    let mut out = Vec::with_capacity(binary.bytes.len());
    let mut payload = Vec::with_capacity(entries.len() + 5);
    raw::write_uleb(&mut payload, sources.len() as u64);
    out.extend_from_slice(binary.preamble());
    for section in &binary.sections {
        match (section.id, section.name) {
            (id::DATA_COUNT, _) if keep_count => {
                raw::write_section(&mut out, id::DATA_COUNT, &payload)
            }
            (id::DATA_COUNT, _) => {}
            (id::DATA, _) if sources.is_empty() => {}
            (id::DATA, _) => {
                let whole = [payload.as_slice(), entries].concat();
                raw::write_section(&mut out, id::DATA, &whole);
            }
            (id::CUSTOM, Some("name")) => match rename(section, sources) {
                Some(names) => raw::write_section(&mut out, id::CUSTOM, &names),
                None => out.extend_from_slice(section.bytes),
            },
            _ => out.extend_from_slice(section.bytes),
        }
    }
    out
}

/// A `name` section whose data names follow their segments; of the pieces of one segment, the first has the name.
///
/// `None` when there are no data names, or the section does not parse and so says nothing anyway.
fn rename(section: &Section<'_>, sources: &[u32]) -> Option<Vec<u8>> {
    /// Appendix 7.4.1, extended-name-section proposal.
    const DATA_NAMES: u8 = 9;

    raw::rewrite_names(section, DATA_NAMES, |bytes| {
        let mut names = HashMap::new();
        for naming in NameMap::new(BinaryReader::new(bytes, 0)).ok()? {
            let naming = naming.ok()?;
            names.insert(naming.index, naming.name);
        }
        let mut used = HashSet::new();
        let renamed: Vec<(u64, &str)> = (0u64..)
            .zip(sources)
            .filter(|(_, source)| used.insert(**source))
            .filter_map(|(index, source)| names.get(source).map(|name| (index, *name)))
            .collect();
        let mut map = Vec::new();
        if !renamed.is_empty() {
            raw::write_uleb(&mut map, renamed.len() as u64);
        }
        for (index, name) in renamed {
            raw::write_naming(&mut map, index, name);
        }
        Some(map)
    })
}
