//! Debug information: line tables, and functions with their places.

use wasmir::{Body, Module, SymbolId};

use super::index::Index;
use crate::Error;
use crate::encode::{Chunk, RelocKind};

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

pub(super) fn write(
    _module: &Module,
    _bodies: &[(SymbolId, &Body)],
    _chunks: &[Chunk],
    _index: &Index,
) -> Result<Vec<Section>, Error> {
    Ok(Vec::new())
}
