//! Data: bytes in linear memory, with the places in them that the linker fills.

use crate::SymbolId;

/// Bytes in linear memory, here or elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Data {
    /// Another object defines it.
    Undefined {
        /// Whether it lies in thread-local storage.
        tls: bool,
    },
    /// A segment of its own, which the linker places, or drops if nothing refers to it.
    Defined(Segment),
}

impl Data {
    /// Whether it lies in thread-local storage. Its address is then that of the thread that asks, by `tls_value`.
    #[must_use]
    pub fn is_tls(&self) -> bool {
        match self {
            Data::Undefined { tls } => *tls,
            Data::Defined(segment) => segment.is_tls(),
        }
    }
}

/// A segment of data. One symbol stands for the whole of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    /// The name of the input section, by whose prefix the linker puts segments together: `.rodata.x`, `.data.x`, `.bss.x`,
    /// `.tdata.x`, `.tbss.x`, or one of the program's own, whose start and end the linker then names `__start_x`, `__stop_x`.
    pub section: String,
    /// In bytes, a power of two.
    pub align: u32,
    /// What is there at the start.
    pub contents: Contents,
    /// The linker may share equal strings, which end with a zero byte each (`WASM_SEG_FLAG_STRINGS`).
    pub strings: bool,
    /// Where addresses are to be filled in, in ascending order of offset.
    pub relocations: Vec<Relocation>,
}

impl Segment {
    /// A segment without relocations.
    #[must_use]
    pub fn new(section: impl Into<String>, align: u32, contents: impl Into<Contents>) -> Self {
        Segment {
            section: section.into(),
            align,
            contents: contents.into(),
            strings: false,
            relocations: Vec::new(),
        }
    }

    /// Whether each thread has its own copy.
    #[must_use]
    pub fn is_tls(&self) -> bool {
        is_section(&self.section, ".tdata") || is_section(&self.section, ".tbss")
    }

    /// Whether nothing writes to it.
    #[must_use]
    pub fn is_constant(&self) -> bool {
        is_section(&self.section, ".rodata")
    }

    /// Whether it belongs to memory that is zero at the start.
    #[must_use]
    pub fn is_bss(&self) -> bool {
        is_section(&self.section, ".bss") || is_section(&self.section, ".tbss")
    }
}

/// Whether `section` is `family` or begins with it and a dot.
fn is_section(section: &str, family: &str) -> bool {
    let rest = section.strip_prefix(family);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// The bytes of a segment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Contents {
    /// These.
    Bytes(Vec<u8>),
    /// So many zeros.
    Zeros(u32),
}

impl Contents {
    /// How many bytes there are.
    #[must_use]
    pub fn len(&self) -> usize {
        match self {
            Contents::Bytes(bytes) => bytes.len(),
            Contents::Zeros(count) => *count as usize,
        }
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl From<Vec<u8>> for Contents {
    fn from(bytes: Vec<u8>) -> Self {
        Contents::Bytes(bytes)
    }
}

/// Four bytes, little-endian, that the linker fills. It overwrites what is there: nothing is added to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Relocation {
    /// In bytes from the start of the segment.
    pub offset: u32,
    /// With what.
    pub kind: RelocationKind,
    /// Of what.
    pub target: SymbolId,
    /// Added to an address; zero for others.
    pub addend: i32,
}

impl Relocation {
    /// How many bytes are filled.
    pub const SIZE: u32 = 4;
}

/// What a place in data is filled with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RelocationKind {
    /// The address of data (`R_WASM_MEMORY_ADDR_I32`).
    Address,
    /// The index of a function in `__indirect_function_table` (`R_WASM_TABLE_INDEX_I32`).
    TableIndex,
}
