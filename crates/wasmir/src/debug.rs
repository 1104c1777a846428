//! Places in the source: files, subprograms, and locations with the calls that they were inlined by.

use cranelift_codegen::entity::{PrimaryMap, entity_impl};

/// The number of a file.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(u32);
entity_impl!(FileId, "file");

/// The number of a subprogram.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SubprogramId(u32);
entity_impl!(SubprogramId, "sp");

/// The number of a location: the bits of a [`SourceLoc`](cranelift_codegen::ir::SourceLoc).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LocationId(u32);
entity_impl!(LocationId, "loc");

/// What debuggers are told of a module.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Debug {
    /// Who made the module, with a version (`DW_AT_producer`).
    pub producer: Option<String>,
    /// The folder that relative paths start from (`DW_AT_comp_dir`).
    pub directory: Option<String>,
    /// Files of the source. The first is that of the compilation unit.
    pub files: PrimaryMap<FileId, File>,
    /// Functions as the source has them: those with bodies here, and those that were inlined into them.
    pub subprograms: PrimaryMap<SubprogramId, Subprogram>,
    /// Places that instructions come from.
    pub locations: PrimaryMap<LocationId, Location>,
}

/// A file of the source.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct File {
    /// Its path, as debuggers shall see it.
    pub path: String,
}

/// A function as the source has it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Subprogram {
    /// Its name for people, `core::slice::sort::<u8>` rather than a mangled one.
    pub name: String,
    /// Where it is declared.
    pub file: FileId,
    /// From 1; zero if not known.
    pub line: u32,
}

/// A place in the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Location {
    /// The file.
    pub file: FileId,
    /// From 1; zero if not known.
    pub line: u32,
    /// From 1; zero if not known.
    pub column: u32,
    /// The function that the place is in. A location that was inlined has one.
    pub subprogram: Option<SubprogramId>,
    /// Where that function was called, if it was inlined: a location of a smaller number, so that no chain is circular.
    pub inlined_at: Option<LocationId>,
}
