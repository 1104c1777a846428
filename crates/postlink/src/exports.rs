//! Rewriting the export section, and which names in it the toolchain made for itself.

use crate::raw::{self, Binary, id};
use crate::{Error, operators, validate};
use std::collections::HashSet;
use wasmparser::{ExportSectionReader, ExternalKind, Operator};

/// Keeps the exports for which `keep(name, kind)` holds, and copies every byte outside the export section as it is.
///
/// Kept entries stay in order, byte for byte. When nothing is kept the section goes too. One kind of export is kept against
/// `keep`'s word: a function that code takes with `ref.func` and that nothing but its export declares, because the module would
/// not validate without it (core spec 3.4.15, the context's `refs`).
///
/// What only dropped exports reached is dead code afterwards; removing it is wasm-opt's job.
///
/// # Errors
/// [`Error::Malformed`] for an invalid input; [`Error::NotSupported`] for a component, and for a module with relocations whose
/// export section would go.
pub fn retain_exports(
    wasm: &[u8],
    keep: impl Fn(&str, ExternalKind) -> bool,
) -> Result<Vec<u8>, Error> {
    let binary = Binary::parse_module(wasm, "retain_exports")?;
    let Some(section) = binary.section(id::EXPORT) else {
        return validate::checked("retain_exports", wasm, wasm.to_vec());
    };
    let declared_here = only_declared_by_export(&binary)?;

    let reader = ExportSectionReader::new(section.reader())?;
    let total = reader.count();
    let mut kept = 0u32;
    let mut entries = Vec::new();
    let mut exports = reader.into_iter_with_offsets().peekable();
    while let Some(item) = exports.next() {
        let (start, export) = item?;
        let end = match exports.peek() {
            Some(Ok((next, _))) => *next,
            Some(Err(error)) => return Err(error.clone().into()),
            None => section.payload_offset() + section.payload.len() as u64,
        };
        let is_func = matches!(export.kind, ExternalKind::Func | ExternalKind::FuncExact);
        if keep(export.name, export.kind) || (is_func && declared_here.contains(&export.index)) {
            kept += 1;
            let base = section.payload_offset();
            entries.extend_from_slice(
                &section.payload[(start - base) as usize..(end - base) as usize],
            );
        }
    }

    if kept == total {
        return validate::checked("retain_exports", wasm, wasm.to_vec());
    }
    if kept == 0 && binary.is_relocatable() {
        return Err(Error::not_supported(
            "dropping the export section of a relocatable module: its relocations name sections by index",
        ));
    }
    let mut out = Vec::with_capacity(wasm.len());
    out.extend_from_slice(binary.preamble());
    for section in &binary.sections {
        if section.id != id::EXPORT {
            out.extend_from_slice(section.bytes);
        } else if kept != 0 {
            let mut payload = Vec::with_capacity(entries.len() + 5);
            raw::write_uleb(&mut payload, u64::from(kept));
            payload.extend_from_slice(&entries);
            raw::write_section(&mut out, id::EXPORT, &payload);
        }
    }
    validate::checked("retain_exports", wasm, out)
}

/// Functions that code takes with `ref.func` and that no element segment or global mentions.
fn only_declared_by_export(binary: &Binary<'_>) -> Result<HashSet<u32>, Error> {
    let mut taken = HashSet::new();
    operators::for_each_in_code(binary, |op| {
        if let Operator::RefFunc { function_index } = op {
            taken.insert(*function_index);
        }
    })?;
    if taken.is_empty() {
        return Ok(taken);
    }
    operators::for_each_outside_code(binary, |mention| {
        if let operators::Outside::Function(function_index)
        | operators::Outside::Operator(Operator::RefFunc { function_index }) = mention
        {
            taken.remove(&function_index);
        }
    })?;
    Ok(taken)
}

/// Names that rustc and wasi-libc export unasked. Others that a linker makes, such as `__indirect_function_table` or
/// `__stack_pointer`, are there because somebody asked for them.
///
/// Sources: rustc's `wasm_base` targets and linker command, wasi-libc's `crt1`.
const TOOLCHAIN_EXPORTS: &[&str] = &[
    "__data_end",
    "__heap_base",
    "__main_argc_argv",
    "__main_void",
    "__original_main",
    "__rust_no_alloc_shim_is_unstable",
];

/// What the crate `wasm` exports only to be linked.
const ANCHORS: &str = "__wasmrust_";

/// Whether `name` is an export the toolchain makes for itself, such as `__heap_base` or `__main_void`, or one by which the
/// crate `wasm` has an object file linked.
///
/// `main` is not among them: it depends on the host, see [`wasi_command`] and [`standalone`].
pub fn is_toolchain_export(name: &str) -> bool {
    name.starts_with(ANCHORS) || TOOLCHAIN_EXPORTS.binary_search(&name).is_ok()
}

/// Whether a WASI command keeps the export `name`: `memory`, `_start`, and whatever the user exported.
///
/// `main` goes, because `_start` is what a host calls (WASI `application-abi.md`).
pub fn wasi_command(name: &str) -> bool {
    !is_toolchain_export(name) && name != "main"
}

/// Whether a bare module without a host interface keeps the export `name`: as [`wasi_command`], and `main`, its only entry.
pub fn standalone(name: &str) -> bool {
    !is_toolchain_export(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_sorted_for_the_search() {
        assert!(TOOLCHAIN_EXPORTS.is_sorted());
        assert!(is_toolchain_export("__heap_base") && is_toolchain_export("__data_end"));
    }

    #[test]
    fn policies() {
        for name in [
            "memory",
            "_start",
            "add",
            "cabi_realloc",
            "_initialize",
            "wasi_thread_start",
            "__indirect_function_table",
            "__stack_pointer",
        ] {
            assert!(wasi_command(name) && standalone(name), "{name}");
        }
        for name in ["__heap_base", "__main_void"] {
            assert!(!wasi_command(name) && !standalone(name), "{name}");
        }
        assert!(!wasi_command("main") && standalone("main"));
        assert!(!wasi_command("__wasmrust_hook_a") && !standalone("__wasmrust_hook_a"));
    }
}
