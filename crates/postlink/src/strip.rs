//! Dropping custom sections that nothing at run time reads.

use crate::raw::{self, Binary, Layer, Section, id};
use crate::{Error, validate};

/// Which custom sections [`strip`] drops. The default drops none.
///
/// Sections not named here are always kept, because an unknown section may carry meaning: `component-type*` (read when the
/// module becomes a component), `dylink.0`, `metadata.code.branch_hint`, and a user's own `#[link_section]` data.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct StripOptions<'a> {
    /// `name`, and `component-name` in components.
    pub names: bool,
    /// `producers`.
    pub producers: bool,
    /// `target_features`. Read it with [`features_used`](crate::features_used) first if another tool runs afterwards.
    pub target_features: bool,
    /// `.debug_*`, `sourceMappingURL`, `external_debug_info`, the comments of a world, `wasmrust.wit:*`, and `wasmrust.js`.
    pub debug: bool,
    /// `linking` and `reloc.*`, as `--emit-relocs` leaves them behind. Only for final modules: a linker needs them in an object.
    pub relocations: bool,
    /// Exact names to keep whatever the flags say.
    pub keep: &'a [&'a str],
}

impl StripOptions<'_> {
    /// Everything that a shipped module can do without.
    pub fn all() -> Self {
        Self {
            names: true,
            producers: true,
            target_features: true,
            debug: true,
            relocations: true,
            keep: &[],
        }
    }

    /// Whether the custom section `name` goes.
    pub fn drops(&self, name: &str) -> bool {
        let dropped = match name {
            "name" | "component-name" => self.names,
            "producers" => self.producers,
            "target_features" => self.target_features,
            "sourceMappingURL" | "external_debug_info" => self.debug,
            // What cargo-wasm has written JavaScript from.
            "wasmrust.js" => self.debug,
            _ if name.starts_with(".debug_") || name.starts_with("wasmrust.wit:") => self.debug,
            _ if raw::is_relocation(name) => self.relocations,
            _ => false,
        };
        dropped && !self.keep.contains(&name)
    }
}

/// Drops custom sections and copies every other byte as it is; in a component, in its nested modules too.
///
/// File offsets after a dropped section shift, so a source map (`sourceMappingURL`) made before is stale if one in front of the
/// code section goes. DWARF is not concerned, it counts from the code section.
///
/// # Errors
/// [`Error::Malformed`] for an invalid input; [`Error::NotSupported`] when a section would be dropped while relocations stay,
/// because they name sections by index.
pub fn strip(wasm: &[u8], options: &StripOptions<'_>) -> Result<Vec<u8>, Error> {
    let mut out = Vec::with_capacity(wasm.len());
    strip_into(&mut out, &Binary::parse(wasm, 0)?, options, 0)?;
    validate::checked("strip", wasm, out)
}

fn strip_into(
    out: &mut Vec<u8>,
    binary: &Binary<'_>,
    options: &StripOptions<'_>,
    depth: u32,
) -> Result<(), Error> {
    raw::check_depth(depth)?;
    let drops = |name: Option<&str>| name.is_some_and(|name| options.drops(name));
    let (dropped, kept): (Vec<&Section<'_>>, Vec<_>) = binary
        .sections
        .iter()
        .partition(|section| drops(section.name));
    if !dropped.is_empty()
        && kept
            .iter()
            .any(|section| section.name.is_some_and(raw::is_relocation))
    {
        return Err(Error::not_supported(
            "stripping a relocatable object: its relocations name sections by index",
        ));
    }

    out.extend_from_slice(binary.preamble());
    for section in kept {
        let nests = binary.layer == Layer::Component
            && matches!(section.id, id::CORE_MODULE | id::COMPONENT);
        if !nests {
            out.extend_from_slice(section.bytes);
            continue;
        }
        let mut inner = Vec::with_capacity(section.payload.len());
        strip_into(
            &mut inner,
            &Binary::parse(section.payload, section.payload_offset())?,
            options,
            depth + 1,
        )?;
        if inner.len() == section.payload.len() {
            out.extend_from_slice(section.bytes);
        } else {
            raw::write_section(out, section.id, &inner);
        }
    }
    Ok(())
}
