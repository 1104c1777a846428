//! Content hashes: what is equal for the encoder has the same, whatever the numbers of symbols, the machine and the run.
//!
//! The hash of a **function** covers its body and everything else that its code depends on: signatures, the types of globals,
//! the module's features, and the symbols that it refers to. A symbol is covered by its name; one that is local, by what it
//! holds if it is data, since names of anonymous constants are made up anew in each module, and otherwise by its name and
//! that it is local. A function that refers to itself says so. Its own name, binding and exports are not covered, so that
//! instances that are alike have the same hash. Numbers of blocks, values and stack slots are: an encoder may go by them, and
//! what was encoded for one body shall do for another of the same hash, byte for byte. Numbers of signatures, functions,
//! global values and constants are not; what they stand for is.
//!
//! The hash of a **module** covers all but its name, with symbols in their order.
//!
//! [`Detail`] says whether places in the source count, and whether callees and immediates do: a hash without these finds
//! functions that are one after both are made parameters.
//!
//! It is SHA-256 of a form that is private: its own version and Cranelift's, whose opcodes have numbers in it, are covered.

mod module;
mod variables;
mod write;

use std::fmt;

use cranelift_codegen::entity::SecondaryMap;
use sha2::{Digest, Sha256};

use crate::{Contents, Data, Item, Module, Relocation, RelocationKind, Segment, SymbolId};
use write::Writer;

/// SHA-256 of something. Shown in hexadecimal.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hash(pub [u8; 32]);

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Hash({self})")
    }
}

/// What hashes cover besides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Detail {
    /// Places in the source: files, lines, columns, subprograms. Without debug information code does not depend on them.
    pub places: bool,
    /// Which functions and data are referred to, and not only how.
    pub symbols: bool,
    /// Constants, offsets, and sizes of stack slots.
    pub immediates: bool,
}

impl Detail {
    /// What code with debug information depends on.
    pub const PLACES: Detail = Detail {
        places: true,
        ..Detail::CODE
    };
    /// What code without debug information depends on.
    pub const CODE: Detail = Detail {
        places: false,
        symbols: true,
        immediates: true,
    };
    /// Control flow, operations and types alone.
    pub const SHAPE: Detail = Detail {
        places: false,
        symbols: false,
        immediates: false,
    };
}

/// The version of the form that is hashed. It counts up with each change to it, lest a cache of an older one be believed.
const FORM: u32 = 1;

/// How deep local data is followed into local data that it refers to; what lies deeper is covered by its name.
const DEPTH: usize = 4;

/// Hashes of a module's parts. It can be shared between threads.
#[derive(Debug)]
pub struct Hashes<'a> {
    module: &'a Module,
    detail: Detail,
    /// What stands for local data.
    local: SecondaryMap<SymbolId, Option<Hash>>,
}

impl<'a> Hashes<'a> {
    /// Prepares to hash parts of `module`, by looking at its local data.
    #[must_use]
    pub fn new(module: &'a Module, detail: Detail) -> Self {
        let mut hashes = Hashes {
            module,
            detail,
            local: SecondaryMap::new(),
        };
        if detail.symbols {
            hashes.local_data();
        }
        hashes
    }

    /// The hash of a function with a body; nothing for other symbols.
    #[must_use]
    pub fn function(&self, id: SymbolId) -> Option<Hash> {
        let body = self.module.body(id)?;
        let mut writer = self.writer("function");
        writer.features(self.module);
        writer.body(self, id, body);
        Some(writer.finish())
    }

    /// The hash of data that is defined; nothing for other symbols.
    #[must_use]
    pub fn data(&self, id: SymbolId) -> Option<Hash> {
        match self.module.data(id)? {
            Data::Defined(segment) => Some(self.segment(id, segment)),
            Data::Undefined { .. } => None,
        }
    }

    /// The hash of the whole module.
    #[must_use]
    pub fn module(&self) -> Hash {
        let mut writer = self.writer("module");
        module::write(&mut writer, self, self.module);
        writer.finish()
    }

    fn writer(&self, what: &str) -> Writer {
        let mut writer = Writer::new(self.detail);
        writer.text(what);
        writer.u32(FORM);
        writer.text(cranelift_codegen::VERSION);
        writer.flags(&[
            self.detail.places,
            self.detail.symbols,
            self.detail.immediates,
        ]);
        writer
    }

    /// In rounds, each of which follows relocations one step further: the same for each module, and circles do no harm.
    fn local_data(&mut self) {
        let segments: Vec<(SymbolId, &Segment)> = self
            .module
            .symbols
            .iter()
            .filter(|(_, symbol)| symbol.binding == crate::Binding::Local)
            .filter_map(|(id, symbol)| match &symbol.item {
                Item::Data(Data::Defined(segment)) => Some((id, segment)),
                _ => None,
            })
            .collect();
        for round in 0..DEPTH {
            let made: Vec<_> = segments
                .iter()
                .filter(|(_, segment)| round == 0 || !segment.relocations.is_empty())
                .map(|(id, segment)| (*id, self.segment(*id, segment)))
                .collect();
            for (id, hash) in made {
                self.local[id] = Some(hash);
            }
        }
    }

    fn segment(&self, id: SymbolId, segment: &Segment) -> Hash {
        let mut writer = self.writer("data");
        writer.text(section_family(&segment.section));
        writer.u32(segment.align);
        writer.flags(&[segment.strings]);
        match &segment.contents {
            Contents::Bytes(bytes) => {
                writer.flags(&[true]);
                writer.bytes(bytes);
            }
            Contents::Zeros(count) => {
                writer.flags(&[false]);
                writer.u32(*count);
            }
        }
        for Relocation {
            offset,
            kind,
            target,
            addend,
        } in &segment.relocations
        {
            writer.u32(*offset);
            writer.flags(&[*kind == RelocationKind::TableIndex]);
            writer.u32(*addend as u32);
            writer.symbol(self, id, *target);
        }
        writer.finish()
    }
}

/// `.rodata` of `.rodata.x`: the rest is made of the symbol's name.
fn section_family(section: &str) -> &str {
    let dot = section.bytes().skip(1).position(|byte| byte == b'.');
    dot.map_or(section, |at| &section[..=at])
}

impl Writer {
    fn finish(self) -> Hash {
        Hash(Sha256::digest(self.into_bytes()).into())
    }
}
