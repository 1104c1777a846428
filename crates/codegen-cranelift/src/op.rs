//! The instructions of the low-level IR: wasm's operators by number, with what the steps must know of each.

mod table;

pub use table::Op;

/// A type of value on wasm's operand stack, or the lack of one.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash, PartialOrd, Ord)]
#[repr(u8)]
#[expect(
    missing_docs,
    reason = "they are called what the specification calls them"
)]
pub enum Type {
    Void,
    I32,
    I64,
    F32,
    F64,
    V128,
    /// `funcref`. It never lies in a local.
    FuncRef,
    /// `externref`. It never lies in a local.
    ExternRef,
}

impl Type {
    /// The types that locals have, in the order in which they are declared.
    pub const LOCALS: [Type; 5] = [Type::I32, Type::I64, Type::F32, Type::F64, Type::V128];

    /// The byte that stands for it (core specification 5.3).
    ///
    /// # Panics
    /// It is no type of a value.
    #[must_use]
    pub fn encoding(self) -> u8 {
        match self {
            Type::Void => unreachable!("no value has this type"),
            Type::I32 => 0x7f,
            Type::I64 => 0x7e,
            Type::F32 => 0x7d,
            Type::F64 => 0x7c,
            Type::V128 => 0x7b,
            Type::FuncRef => 0x70,
            Type::ExternRef => 0x6f,
        }
    }

    /// What it is called in the specification's text format.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Type::Void => "void",
            Type::I32 => "i32",
            Type::I64 => "i64",
            Type::F32 => "f32",
            Type::F64 => "f64",
            Type::V128 => "v128",
            Type::FuncRef => "funcref",
            Type::ExternRef => "externref",
        }
    }
}

/// What an instruction does besides computing its result: what must not change places with what.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Effects(u8);

impl Effects {
    const READS: u8 = 1;
    const TRAPS: u8 = 2;
    const WRITES: u8 = 4;
    const CALLS: u8 = 8;
    /// It must stay even if nobody uses its result.
    const KEEP: u8 = 16;

    /// Nothing.
    pub const PURE: Effects = Effects(0);
    /// It sees memory or another state, and cannot trap.
    pub const READ: Effects = Effects(Self::READS);
    /// It sees memory and may trap. That a load traps is nothing that must be ordered against other traps or calls beyond what
    /// reading asks, since moving it later past them leaves a trap a trap.
    pub const LOAD: Effects = Effects(Self::READS | Self::KEEP);
    /// It changes memory and may trap.
    pub const STORE: Effects = Effects(Self::WRITES | Self::TRAPS | Self::KEEP);
    /// It may trap, and is nothing but its result otherwise.
    pub const TRAP: Effects = Effects(Self::TRAPS | Self::KEEP);
    /// It may trap, and has no result.
    pub const KEEP_TRAP: Effects = Effects(Self::TRAPS | Self::KEEP);
    /// It may do anything.
    pub const CALL: Effects =
        Effects(Self::READS | Self::WRITES | Self::TRAPS | Self::CALLS | Self::KEEP);

    /// Whether a node whose result nobody uses can be left out.
    #[must_use]
    pub fn is_removable(self) -> bool {
        self.0 & Self::KEEP == 0
    }

    /// Whether there are none that order matters for.
    #[must_use]
    pub fn is_pure(self) -> bool {
        self.0 & !Self::KEEP == 0
    }

    /// Whether it at most sees memory, and cannot trap: it can then be left out on paths that do not need it.
    #[must_use]
    pub fn is_read_only(self) -> bool {
        self.0 & !Self::READS == 0
    }

    /// Both.
    #[must_use]
    pub fn union(self, other: Effects) -> Effects {
        Effects(self.0 | other.0)
    }

    /// The same, but a node can be left out: it is known not to trap.
    #[must_use]
    pub fn removable(self) -> Effects {
        Effects(self.0 & !Self::KEEP)
    }

    /// Whether something with these effects must not be moved past something with `later` ones.
    #[must_use]
    pub fn conflict(self, later: Effects) -> bool {
        let hinder = |bits: u8| -> u8 {
            let mut hindered = 0;
            if bits & Self::READS != 0 {
                hindered |= Self::WRITES | Self::CALLS;
            }
            if bits & Self::TRAPS != 0 {
                hindered |= Self::WRITES | Self::CALLS;
            }
            if bits & Self::WRITES != 0 {
                hindered |= Self::READS | Self::WRITES | Self::TRAPS | Self::CALLS;
            }
            if bits & Self::CALLS != 0 {
                hindered |= Self::READS | Self::WRITES | Self::TRAPS | Self::CALLS;
            }
            hindered
        };
        hinder(self.0) & later.0 != 0
    }
}

/// What follows an instruction's code.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[expect(missing_docs, reason = "each is what the specification calls it")]
pub enum Immediate {
    None,
    Zero,
    ZeroZero,
    I32,
    I64,
    F32,
    F64,
    V128,
    Lane,
    Memory,
    MemoryLane,
    Function,
    Indirect,
    Global,
    Table,
    TablePair,
    HeapType,
    /// The address of data, which the linker fills in.
    Address,
    /// The same, from the start of a thread's block.
    TlsOffset,
    /// The place of a function in the table, which the linker fills in.
    TableIndex,
}

/// What is known of an instruction.
#[derive(Debug)]
pub struct OpInfo {
    /// The instruction.
    pub op: Op,
    /// What the specification's text format calls it.
    pub text: &'static str,
    /// `0xfc`, `0xfd` or `0xfe` if the code is one of those families', otherwise zero.
    pub prefix: u8,
    /// The code.
    pub code: u16,
    /// What it takes, where that does not depend on its immediate.
    pub params: &'static [Type],
    /// What it gives, where that does not depend on its immediate or operands.
    pub result: Type,
    /// What it does besides.
    pub effects: Effects,
    /// What follows its code.
    pub immediate: Immediate,
}

impl Op {
    /// What is known of it.
    #[inline]
    #[must_use]
    pub fn info(self) -> &'static OpInfo {
        &table::OPS[self as usize]
    }

    /// Every instruction.
    pub fn all() -> impl Iterator<Item = Op> {
        table::OPS.iter().map(|info| info.op)
    }

    /// The instruction of this name, with `_` instead of `.`.
    #[must_use]
    pub fn by_flat_name(name: &str) -> Option<Op> {
        let same = |text: &str| {
            text.len() == name.len()
                && text
                    .bytes()
                    .zip(name.bytes())
                    .all(|(a, b)| a == b || (a == b'.' && b == b'_'))
        };
        table::OPS
            .iter()
            .find(|info| same(info.text))
            .map(|info| info.op)
    }

    /// The comparison that gives the opposite, if there is one: floats have none, because of NaN.
    #[must_use]
    pub fn inverse(self) -> Option<Op> {
        use Op::*;
        Some(match self {
            I32Eq => I32Ne,
            I32Ne => I32Eq,
            I32LtS => I32GeS,
            I32LtU => I32GeU,
            I32GtS => I32LeS,
            I32GtU => I32LeU,
            I32LeS => I32GtS,
            I32LeU => I32GtU,
            I32GeS => I32LtS,
            I32GeU => I32LtU,
            I64Eq => I64Ne,
            I64Ne => I64Eq,
            I64LtS => I64GeS,
            I64LtU => I64GeU,
            I64GtS => I64LeS,
            I64GtU => I64LeU,
            I64LeS => I64GtS,
            I64LeU => I64GtU,
            I64GeS => I64LtS,
            I64GeU => I64LtU,
            F32Eq => F32Ne,
            F32Ne => F32Eq,
            F64Eq => F64Ne,
            F64Ne => F64Eq,
            _ => return None,
        })
    }
}
