//! Short copies done in wasm, because an engine's `memory.copy` is a call out of the code it makes.

use crate::raw::{self, Binary, Section, id};
use crate::{Error, operators, validate};
use wasm_encoder::{Encode, Function, InstructionSink, MemArg, ValType};
use wasmparser::{
    BinaryReader, CodeSectionReader, CompositeInnerType, ImportSectionReader, MemorySectionReader,
    MemoryType, Operator, TypeRef, TypeSectionReader,
};

/// What the added function is called in the `name` section.
const NAME: &str = "short_copy";

/// Sends each `memory.copy` of unknown length to one added function, which copies up to 32 bytes with loads and stores (64 in a
/// module that uses SIMD) and leaves longer ones to the instruction.
///
/// wasmtime and V8 compile `memory.copy` to a call of the host, some nanoseconds whatever the length; most copies of a program
/// are of a few bytes. Lengths that are constants stay: the compiler that left the instruction there saw them, and they are long.
///
/// Defined copies do what they did, overlapping ones too: everything is loaded before anything is stored. A copy that reaches out
/// of memory still traps, but may have written a part, and one of no bytes does not look at its addresses. Only memory 0 with
/// 32-bit addresses is looked at. Code moves, so debug information has to be gone or will be wrong; names are kept.
///
/// # Errors
/// [`Error::Malformed`] for an invalid input; [`Error::NotSupported`] for a component or a module with relocations.
pub fn short_copies(wasm: &[u8]) -> Result<Vec<u8>, Error> {
    let binary = Binary::parse_module(wasm, "short_copies")?;
    if binary.is_relocatable() {
        return Err(Error::not_supported(
            "rewriting code in a relocatable module: its relocations name places in it",
        ));
    }
    let out = rewrite(&binary)?;
    validate::checked("short_copies", wasm, out.unwrap_or_else(|| wasm.to_vec()))
}

/// The module with the function in it; `None` when nothing would call it.
fn rewrite(binary: &Binary<'_>) -> Result<Option<Vec<u8>>, Error> {
    let sections = [id::TYPE, id::FUNCTION, id::CODE].map(|id| binary.section(id));
    let [Some(types), Some(functions), Some(code)] = sections else {
        return Ok(None);
    };
    let (imported, memory) = imports(binary)?;
    if !memory.is_some_and(|memory| !memory.memory64 && !memory.shared) {
        return Ok(None);
    }
    let defined = functions.reader().read_var_u32()?;
    // Types are counted one by one; a recursion group holds several.
    let (mut ty, mut count, mut groups) = (None, 0u32, 0u32);
    for group in TypeSectionReader::new(types.reader())? {
        groups += 1;
        for sub in group?.into_types() {
            if let CompositeInnerType::Func(func) = &sub.composite_type.inner
                && sub.is_final
                && func.results().is_empty()
                && func.params() == [wasmparser::ValType::I32; 3]
            {
                ty = ty.or(Some(count));
            }
            count += 1;
        }
    }
    let helper = imported + defined;
    let mut simd = false;
    operators::for_each_in_code(binary, |op| simd |= operators::proposal(op) == "simd")?;
    let Some(bodies) = redirect(code, helper)? else {
        return Ok(None);
    };

    let grown = |section: &Section<'_>, count: u32, bytes: &[u8]| -> Result<Vec<u8>, Error> {
        let mut reader = section.reader();
        reader.read_var_u32()?;
        let old = reader.read_bytes(reader.bytes_remaining())?;
        let mut payload = Vec::new();
        raw::write_uleb(&mut payload, u64::from(count) + 1);
        payload.extend_from_slice(old);
        payload.extend_from_slice(bytes);
        Ok(payload)
    };
    let mut out = Vec::with_capacity(binary.bytes.len() + 300);
    out.extend_from_slice(binary.preamble());
    for section in &binary.sections {
        let payload = match (section.id, section.name) {
            // The form of a function type: three times i32, to nothing.
            (id::TYPE, _) if ty.is_none() => {
                grown(section, groups, &[0x60, 3, 0x7f, 0x7f, 0x7f, 0])?
            }
            (id::FUNCTION, _) => {
                let mut index = Vec::new();
                raw::write_uleb(&mut index, u64::from(ty.unwrap_or(count)));
                grown(section, defined, &index)?
            }
            (id::CODE, _) => {
                let mut payload = Vec::new();
                raw::write_uleb(&mut payload, u64::from(defined) + 1);
                payload.extend_from_slice(&bodies);
                short_copy(simd).encode(&mut payload);
                payload
            }
            (id::CUSTOM, Some("name")) => match with_name(section, helper) {
                Some(payload) => payload,
                None => section.payload.to_vec(),
            },
            _ => {
                out.extend_from_slice(section.bytes);
                continue;
            }
        };
        raw::write_section(&mut out, section.id, &payload);
    }
    Ok(Some(out))
}

/// How many functions are imported, and the type of memory 0.
pub(crate) fn imports(binary: &Binary<'_>) -> Result<(u32, Option<MemoryType>), Error> {
    let (mut functions, mut memory) = (0, None);
    if let Some(section) = binary.section(id::IMPORT) {
        for import in ImportSectionReader::new(section.reader())?.into_imports() {
            match import?.ty {
                TypeRef::Func(_) | TypeRef::FuncExact(_) => functions += 1,
                TypeRef::Memory(ty) => memory = memory.or(Some(ty)),
                _ => {}
            }
        }
    }
    if let (None, Some(section)) = (memory, binary.section(id::MEMORY)) {
        memory = MemorySectionReader::new(section.reader())?
            .into_iter()
            .next()
            .transpose()?;
    }
    Ok((functions, memory))
}

/// The bodies of the code section, with calls where copies were; `None` when there were none.
fn redirect(code: &Section<'_>, helper: u32) -> Result<Option<Vec<u8>>, Error> {
    let mut call = vec![0x10];
    raw::write_uleb(&mut call, u64::from(helper));
    let (mut out, mut found) = (Vec::with_capacity(code.payload.len()), false);
    for body in CodeSectionReader::new(code.reader())? {
        let body = body?;
        let range = body.range();
        let bytes = |from: u64, to: u64| {
            let base = code.payload_offset();
            &code.payload[(from - base) as usize..(to - base) as usize]
        };
        let (mut new, mut done) = (Vec::new(), range.start);
        let mut ops = body.get_operators_reader()?;
        let mut constant = false;
        while !ops.eof() {
            let (op, at) = ops.read_with_offset()?;
            if let Operator::MemoryCopy {
                dst_mem: 0,
                src_mem: 0,
            } = op
                && !constant
            {
                new.extend_from_slice(bytes(done, at));
                new.extend_from_slice(&call);
                done = ops.original_position();
                found = true;
            }
            // The length is what was computed last.
            constant = matches!(op, Operator::I32Const { .. });
        }
        new.extend_from_slice(bytes(done, range.end));
        raw::write_uleb(&mut out, new.len() as u64);
        out.extend_from_slice(&new);
    }
    Ok(found.then_some(out))
}

/// `(destination, source, length)`: two loads from either end, which may overlap, cover any length up to twice their width.
fn short_copy(simd: bool) -> Function {
    const TO: u32 = 0;
    const FROM: u32 = 1;
    const LEN: u32 = 2;
    const TO_END: u32 = 3;
    const FROM_END: u32 = 4;
    const WIDE: u32 = 7;
    let wide = if simd { ValType::V128 } else { ValType::I64 };
    let mut function = Function::new([(4, ValType::I32), (4, wide), (2, ValType::I64)]);
    let mut code = function.instructions();
    let at = |offset| MemArg {
        offset,
        align: 0,
        memory_index: 0,
    };
    for (start, end) in [(TO, TO_END), (FROM, FROM_END)] {
        code.local_get(start).local_get(LEN).i32_add();
        code.local_set(end);
    }
    // A piece of `width` bytes that begins at `start`, or ends at `end` less `back`.
    let load = |code: &mut InstructionSink<'_>, width: u32, back: Option<u32>, offset: u64| {
        match back {
            None => code.local_get(FROM),
            Some(back) => code.local_get(FROM_END).i32_const(back as i32).i32_sub(),
        };
        match width {
            1 => code.i32_load8_u(at(offset)),
            2 => code.i32_load16_u(at(offset)),
            4 => code.i32_load(at(offset)),
            8 => code.i64_load(at(offset)),
            _ => code.v128_load(at(offset)),
        };
    };
    let store =
        |code: &mut InstructionSink<'_>, local: u32, width: u32, back: Option<u32>, offset: u64| {
            match back {
                None => code.local_get(TO),
                Some(back) => code.local_get(TO_END).i32_const(back as i32).i32_sub(),
            };
            code.local_get(local);
            match width {
                1 => code.i32_store8(at(offset)),
                2 => code.i32_store16(at(offset)),
                4 => code.i32_store(at(offset)),
                8 => code.i64_store(at(offset)),
                _ => code.v128_store(at(offset)),
            };
        };
    let longer = |code: &mut InstructionSink<'_>, than: u32| {
        code.local_get(LEN).i32_const(than as i32).i32_gt_u();
    };
    // Pieces as `(local, back, offset)`: all loaded, then all stored.
    let pieces =
        |code: &mut InstructionSink<'_>, width: u32, pieces: &[(u32, Option<u32>, u64)]| {
            for &(local, back, offset) in pieces {
                load(code, width, back, offset);
                code.local_set(local);
            }
            for &(local, back, offset) in pieces {
                store(code, local, width, back, offset);
            }
        };

    let width: u32 = if simd { 16 } else { 8 };
    longer(&mut code, width);
    code.if_(wasm_encoder::BlockType::Empty);
    longer(&mut code, 4 * width);
    code.if_(wasm_encoder::BlockType::Empty);
    code.local_get(TO).local_get(FROM).local_get(LEN);
    code.memory_copy(0, 0).return_().end();
    longer(&mut code, 2 * width);
    code.if_(wasm_encoder::BlockType::Empty);
    let (first, last) = ((WIDE, None, 0), (WIDE + 1, Some(width), 0));
    pieces(
        &mut code,
        width,
        &[
            first,
            last,
            (WIDE + 2, None, u64::from(width)),
            (WIDE + 3, Some(2 * width), 0),
        ],
    );
    code.return_().end();
    pieces(&mut code, width, &[first, last]);
    code.return_().end();
    for narrower in [8, 4, 2] {
        if narrower == width {
            continue;
        }
        let local = if narrower == 8 { 11 } else { 5 };
        code.local_get(LEN).i32_const(narrower as i32).i32_ge_u();
        code.if_(wasm_encoder::BlockType::Empty);
        pieces(
            &mut code,
            narrower,
            &[(local, None, 0), (local + 1, Some(narrower), 0)],
        );
        code.return_().end();
    }
    code.local_get(LEN).if_(wasm_encoder::BlockType::Empty);
    pieces(&mut code, 1, &[(5, None, 0)]);
    code.end().end();
    function
}

/// The `name` section with a name for the function; `None` when it does not parse, or names no functions.
fn with_name(section: &Section<'_>, helper: u32) -> Option<Vec<u8>> {
    /// Core spec, appendix "Custom Sections": function names.
    const FUNCTION_NAMES: u8 = 1;

    raw::rewrite_names(section, FUNCTION_NAMES, |bytes| {
        let mut content = BinaryReader::new(bytes, 0);
        let count = content.read_var_u32().ok()?;
        let mut map = Vec::new();
        raw::write_uleb(&mut map, u64::from(count) + 1);
        map.extend_from_slice(content.read_bytes(content.bytes_remaining()).ok()?);
        raw::write_naming(&mut map, u64::from(helper), NAME);
        Some(map)
    })
}
