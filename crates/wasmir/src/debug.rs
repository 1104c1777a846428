//! What debuggers are told: places in the source, with the calls that they were inlined by, and variables with their types.

use std::ops::Range;

use cranelift_codegen::entity::{PrimaryMap, entity_impl};
use cranelift_codegen::ir::StackSlot;

/// How many blocks may be within one another: each `let` makes one, and debuggers and writers of DWARF follow them by recursion.
pub const MAX_DEPTH: u32 = 256;

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

/// The number of a type.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TypeId(u32);
entity_impl!(TypeId, "ty");

/// What debuggers are told of a module.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Debug {
    /// Who made the module, with a version (`DW_AT_producer`).
    pub producer: Option<String>,
    /// The folder that relative paths start from (`DW_AT_comp_dir`).
    pub directory: Option<String>,
    /// Files of the source. The first is that of the compilation unit.
    pub files: PrimaryMap<FileId, File>,
    /// Functions as the source has them: those with bodies here, those that were inlined into them, and blocks in functions.
    pub subprograms: PrimaryMap<SubprogramId, Subprogram>,
    /// Places that instructions come from.
    pub locations: PrimaryMap<LocationId, Location>,
    /// Types of variables.
    pub types: PrimaryMap<TypeId, Type>,
}

impl Debug {
    /// The function that a subprogram is, or that it is a block of; nothing if a number does not exist.
    #[must_use]
    pub fn function_of(&self, mut id: SubprogramId) -> Option<SubprogramId> {
        loop {
            match self.subprograms.get(id)?.within {
                None => return Some(id),
                // Descending, as the verifier wants it: nothing here may go on for ever.
                Some(around) if around < id => id = around,
                Some(_) => return None,
            }
        }
    }
}

/// A file of the source.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct File {
    /// Its path, as debuggers shall see it.
    pub path: String,
}

/// A function as the source has it, or a block of one, in which variables may be.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Subprogram {
    /// Its name for people, `core::slice::sort::<u8>` rather than a mangled one. A block has none.
    pub name: String,
    /// Where it is declared.
    pub file: FileId,
    /// From 1; zero if not known.
    pub line: u32,
    /// The function or block that this is a block of: a smaller number, so that no chain is circular. Blocks are within one
    /// another up to [`MAX_DEPTH`].
    pub within: Option<SubprogramId>,
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
    /// The function or block that the place is in. A location that was inlined has one.
    pub subprogram: Option<SubprogramId>,
    /// Where that function was called, if it was inlined: a location of a smaller number, so that no chain is circular.
    pub inlined_at: Option<LocationId>,
}

/// A type as debuggers shall see it. Sizes, alignments and offsets are in bytes.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Type {
    /// A number, a character or a truth value.
    Base {
        /// As the source has it.
        name: String,
        /// What its bits stand for.
        encoding: Encoding,
        /// How many bytes.
        size: u32,
    },
    /// An address of 4 bytes.
    Pointer {
        /// As the source has it.
        name: String,
        /// What is there, if that is known.
        target: Option<TypeId>,
    },
    /// Elements one after another.
    Array {
        /// What all of them are.
        element: TypeId,
        /// How many.
        count: u32,
    },
    /// A struct, a tuple or a union.
    Struct {
        /// The whole of it.
        shape: Shape,
        /// In the order of the source.
        members: Vec<Member>,
    },
    /// One of several types.
    Enum {
        /// The whole of it.
        shape: Shape,
        /// What says which it is, if there is more than one.
        tag: Option<Tag>,
        /// All that it can be.
        variants: Vec<Variant>,
    },
    /// A number whose values have names.
    Enumeration {
        /// As the source has it.
        name: String,
        /// What the number is: a [`Type::Base`].
        repr: TypeId,
        /// The names, with their values.
        values: Vec<(String, i128)>,
    },
}

impl Type {
    /// The types that it is made of.
    #[must_use]
    pub fn parts(&self) -> Vec<TypeId> {
        match self {
            Type::Base { .. } => Vec::new(),
            Type::Pointer { target, .. } => target.iter().copied().collect(),
            Type::Array { element, .. } => vec![*element],
            Type::Struct { members, .. } => members.iter().map(|it| it.ty).collect(),
            Type::Enum { tag, variants, .. } => {
                let tag = tag.iter().map(|it| it.ty);
                tag.chain(variants.iter().map(|it| it.ty)).collect()
            }
            Type::Enumeration { repr, .. } => vec![*repr],
        }
    }

    /// Puts others in the place of the types that it is made of.
    pub fn map_parts(&mut self, to: impl Fn(TypeId) -> TypeId) {
        let replace = |it: &mut TypeId| *it = to(*it);
        match self {
            Type::Base { .. } => {}
            Type::Pointer { target, .. } => target.iter_mut().for_each(replace),
            Type::Array { element, .. } => replace(element),
            Type::Struct { members, .. } => {
                members.iter_mut().map(|it| &mut it.ty).for_each(replace)
            }
            Type::Enum { tag, variants, .. } => {
                let tag = tag.iter_mut().map(|it| &mut it.ty);
                tag.chain(variants.iter_mut().map(|it| &mut it.ty))
                    .for_each(replace);
            }
            Type::Enumeration { repr, .. } => replace(repr),
        }
    }
}

/// What a number stands for (`DW_ATE_…`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// A number, in two's complement.
    Signed,
    /// A number.
    Unsigned,
    /// A number in IEEE 754's form.
    Float,
    /// False or true.
    Boolean,
    /// A Unicode scalar value.
    Character,
}

impl Encoding {
    /// All there are.
    pub const ALL: [Encoding; 5] = [
        Encoding::Signed,
        Encoding::Unsigned,
        Encoding::Float,
        Encoding::Boolean,
        Encoding::Character,
    ];

    /// What the text form calls it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Encoding::Signed => "signed",
            Encoding::Unsigned => "unsigned",
            Encoding::Float => "float",
            Encoding::Boolean => "boolean",
            Encoding::Character => "character",
        }
    }
}

/// What all types with members have.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Shape {
    /// The whole path, with generic arguments.
    pub name: String,
    /// How many bytes.
    pub size: u32,
    /// A power of two.
    pub align: u32,
    /// Whether members share their bytes, as those of a union do.
    pub shared: bool,
}

/// A field.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Member {
    /// As the source has it; fields of tuples have `__0`, `__1` and so on, as rustc has them.
    pub name: String,
    /// What it is.
    pub ty: TypeId,
    /// Where it begins.
    pub offset: u32,
}

/// The number that says which variant an enum is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Tag {
    /// A [`Type::Base`].
    pub ty: TypeId,
    /// Where it begins.
    pub offset: u32,
}

/// A variant of an enum.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Variant {
    /// The tag's value, as a number without sign; without one, all that no other variant has.
    pub value: Option<u128>,
    /// As the source has it.
    pub name: String,
    /// A [`Type::Struct`] as large as the enum.
    pub ty: TypeId,
}

/// A variable of a function, which lies in its stack slots, always at the same place.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Variable {
    /// As the source has it.
    pub name: String,
    /// What it is.
    pub ty: TypeId,
    /// Where it is declared, which says in which function or block, too.
    pub declared: LocationId,
    /// Which argument it is, from 1, if it is one.
    pub parameter: Option<u32>,
    /// Where it is. Several parts have each their own bytes of the variable.
    pub parts: Vec<Part>,
}

/// Where a variable is, or some bytes of it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Part {
    /// The slot that it is in, or that the way to it begins in.
    pub slot: StackSlot,
    /// Bytes into the slot.
    pub offset: u32,
    /// Addresses that are followed from there, one after another: what is added to each that was read.
    pub derefs: Vec<u32>,
    /// Which bytes of the variable, if not all.
    pub bytes: Option<Range<u32>>,
}
