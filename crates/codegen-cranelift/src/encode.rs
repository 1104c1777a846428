//! Step 5: instructions become bytes, with the places that the linker fills.

use crate::locals::Locals;
use crate::op::{Immediate, Op, Type};
use crate::ssa::{Code, Node, Signature, SymbolRef, Val};
use crate::stackify::{Item, Stackified};

/// Kinds of relocations (`Linking.md`, "Relocation Sections").
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
#[expect(
    missing_docs,
    reason = "they are called what the conventions call them"
)]
pub enum RelocKind {
    FunctionIndexLeb = 0,
    TableIndexSleb = 1,
    TableIndexI32 = 2,
    MemoryAddrLeb = 3,
    MemoryAddrSleb = 4,
    MemoryAddrI32 = 5,
    TypeIndexLeb = 6,
    GlobalIndexLeb = 7,
    FunctionOffsetI32 = 8,
    SectionOffsetI32 = 9,
    TableNumberLeb = 20,
    MemoryAddrTlsSleb = 21,
}

impl RelocKind {
    /// Whether an addend follows the symbol's number.
    #[must_use]
    pub fn has_addend(self) -> bool {
        !matches!(
            self,
            RelocKind::FunctionIndexLeb
                | RelocKind::TableIndexSleb
                | RelocKind::TableIndexI32
                | RelocKind::TypeIndexLeb
                | RelocKind::GlobalIndexLeb
                | RelocKind::TableNumberLeb
        )
    }
}

/// A place that the linker fills.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reloc {
    /// In bytes from the start of [`Chunk::bytes`].
    pub offset: u32,
    /// With what.
    pub kind: RelocKind,
    /// Of what; for types, an index into [`Chunk::signatures`].
    pub target: u32,
    /// Added to an address.
    pub addend: i32,
}

/// Where a function is in a [`Chunk`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Placed {
    /// First byte: that of the declaration of locals. The size is written when the object is.
    pub start: u32,
    /// Where it ends.
    pub end: u32,
    /// The end of its part of [`Chunk::relocs`], which begins where the function before ends.
    pub relocs: u32,
    /// The same of [`Chunk::lines`].
    pub lines: u32,
}

/// Where a debugger finds the stack slots of a function.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrameBase {
    /// Which of [`Chunk::functions`] has it.
    function: usize,
    /// The local that has the address.
    pub local: u32,
    /// How far each slot is from there, in bytes.
    pub slots: Vec<i32>,
}

/// A function in a chunk.
#[derive(Clone, Debug)]
pub struct Finished<'a> {
    /// Where it is.
    pub placed: Placed,
    /// Its part of [`Chunk::lines`], counted from its first byte.
    pub lines: Vec<(u32, u32)>,
    /// Where its stack slots are, if debuggers are to know.
    pub frame: Option<&'a FrameBase>,
}

/// The code of some functions.
#[derive(Debug, Default)]
pub struct Chunk {
    /// Bodies, one after the other.
    pub bytes: Vec<u8>,
    /// The functions, in order.
    pub functions: Vec<Placed>,
    /// Places that the linker fills, in order.
    pub relocs: Vec<Reloc>,
    /// Signatures of indirect calls.
    pub signatures: Vec<Signature>,
    /// From which byte on there is code of which place in the source, a [`SourceLoc`](cranelift_codegen::ir::SourceLoc)'s bits.
    pub lines: Vec<(u32, u32)>,
    /// Of functions whose stack slots debuggers are to find, in order.
    frames: Vec<FrameBase>,
}

impl Chunk {
    /// The functions, in order.
    pub fn finished(&self) -> impl Iterator<Item = Finished<'_>> {
        let mut first = 0;
        let mut frames = self.frames.iter().peekable();
        self.functions.iter().enumerate().map(move |(at, placed)| {
            let lines = &self.lines[first as usize..placed.lines as usize];
            first = placed.lines;
            let lines = lines.iter().map(|(at, loc)| (at - placed.start, *loc));
            Finished {
                placed: *placed,
                lines: lines.collect(),
                frame: frames.next_if(|it| it.function == at),
            }
        })
    }

    /// Says where the stack slots of the last function are.
    pub fn show_slots(&mut self, local: u32, slots: Vec<i32>) {
        self.frames.push(FrameBase {
            function: self.functions.len() - 1,
            local,
            slots,
        });
    }
}

/// The table of functions whose indices are their addresses, as a relocation's target.
pub const INDIRECT_TABLE: u32 = u32::MAX;

/// What the module says of the encoding.
#[derive(Clone, Copy, Debug, Default)]
pub struct Encoding {
    /// Calls name their table by a relocation (`reference-types`); otherwise it is table 0.
    pub table_relocs: bool,
    /// Whether places in the source are wanted.
    pub lines: bool,
}

/// Appends the body of a function.
pub fn encode(
    code: &Code,
    depths: &[u32],
    stackified: &Stackified,
    locals: &Locals,
    result: Option<Type>,
    encoding: Encoding,
    out: &mut Chunk,
) {
    let start = out.bytes.len() as u32;
    let mut it = Encoder {
        code,
        locals,
        encoding,
        loc: u32::MAX,
        out,
    };
    it.uleb(locals.declared.len() as u32);
    for &(count, ty) in &locals.declared {
        it.uleb(count);
        it.byte(ty.encoding());
    }
    it.items(&stackified.items, depths);
    if result.is_some() && stackified.items.last() == Some(&Item::End) {
        it.byte(UNREACHABLE);
    }
    it.byte(END);
    let placed = Placed {
        start,
        end: out.bytes.len() as u32,
        relocs: out.relocs.len() as u32,
        lines: out.lines.len() as u32,
    };
    out.functions.push(placed);
}

const UNREACHABLE: u8 = 0x00;
const IF: u8 = 0x04;
const END: u8 = 0x0b;
const NO_RESULT: u8 = 0x40;

struct Encoder<'a> {
    code: &'a Code,
    locals: &'a Locals,
    encoding: Encoding,
    /// The place in the source of the bytes before.
    loc: u32,
    out: &'a mut Chunk,
}

impl Encoder<'_> {
    fn items(&mut self, items: &[Item], depths: &[u32]) {
        let mut at = 0;
        while at < items.len() {
            let item = items[at];
            at += 1;
            match item {
                Item::Op(val) => self.op(val),
                Item::Get(val) => {
                    // A move to the same local.
                    if let Some(Item::Set(to)) = items.get(at)
                        && self.local(*to) == self.local(val)
                    {
                        at += 1;
                        continue;
                    }
                    self.local_op(0x20, val);
                }
                Item::Set(val) => {
                    if let Some(Item::Get(next)) = items.get(at)
                        && self.local(*next) == self.local(val)
                    {
                        at += 1;
                        self.local_op(0x22, val);
                        continue;
                    }
                    self.local_op(0x21, val);
                }
                Item::Tee(val) => {
                    // The value goes on to the same local.
                    if let Some(Item::Set(to)) = items.get(at)
                        && self.local(*to) == self.local(val)
                    {
                        continue;
                    }
                    self.local_op(0x22, val);
                }
                Item::Drop => self.byte(0x1a),
                Item::Eqz => self.byte(0x45),
                Item::Start(_) => {}
                Item::Place(block) => self.place(self.code.blocks[block.index()].loc),
                Item::Block => self.bytes(&[0x02, NO_RESULT]),
                Item::Loop => self.bytes(&[0x03, NO_RESULT]),
                Item::If => match self.only_jump(&items[at..]) {
                    Some((skipped, depth)) => {
                        at += skipped;
                        self.byte(0x0d);
                        self.uleb(depth);
                    }
                    None => self.bytes(&[IF, NO_RESULT]),
                },
                Item::Else => self.byte(0x05),
                Item::End => self.byte(END),
                Item::Br(depth) => {
                    self.byte(0x0c);
                    self.uleb(depth);
                }
                Item::BrIf(depth) => {
                    self.byte(0x0d);
                    self.uleb(depth);
                }
                Item::Table(start, end) => {
                    self.byte(0x0e);
                    self.uleb(end - start - 1);
                    for depth in &depths[start as usize..end as usize] {
                        self.uleb(*depth);
                    }
                }
                Item::Return(block) => {
                    self.place(self.code.blocks[block.index()].loc);
                    self.byte(0x0f);
                }
                Item::Unreachable(block) => {
                    self.place(self.code.blocks[block.index()].loc);
                    self.byte(UNREACHABLE);
                }
            }
        }
    }

    /// If all that an `if` does is to jump, because its moves are none: how many items it has, and how far to jump.
    fn only_jump(&self, items: &[Item]) -> Option<(usize, u32)> {
        let mut at = 0;
        while let [Item::Get(from), Item::Set(to), ..] = items[at..] {
            if self.local(from) != self.local(to) {
                return None;
            }
            at += 2;
        }
        match items[at..] {
            [Item::Br(depth), Item::End, ..] if depth > 0 => Some((at + 2, depth - 1)),
            _ => None,
        }
    }

    fn local(&self, val: Val) -> u32 {
        self.locals.of[val.index()]
    }

    fn local_op(&mut self, code: u8, val: Val) {
        self.byte(code);
        self.uleb(self.local(val));
    }

    /// Notes where in the source what follows comes from.
    #[inline]
    fn place(&mut self, loc: u32) {
        if self.encoding.lines && loc != self.loc {
            self.loc = loc;
            self.out.lines.push((self.out.bytes.len() as u32, loc));
        }
    }

    fn op(&mut self, val: Val) {
        let node = *self.code.node(val);
        let info = node.op.info();
        self.place(node.loc);
        if node.op == Op::TrapIf {
            return self.bytes(&[IF, NO_RESULT, UNREACHABLE, END]);
        }
        if info.prefix == 0 {
            self.byte(info.code as u8);
        } else {
            self.byte(info.prefix);
            self.uleb(info.code.into());
        }
        match info.immediate {
            Immediate::None => {}
            Immediate::Zero => self.byte(0),
            Immediate::ZeroZero => self.bytes(&[0, 0]),
            Immediate::I32 => self.sleb(i64::from(node.imm as i32)),
            Immediate::I64 => self.sleb(node.imm as i64),
            Immediate::F32 => self.bytes(&(node.imm as u32).to_le_bytes()),
            Immediate::F64 => self.bytes(&node.imm.to_le_bytes()),
            Immediate::V128 => self.bytes(&self.code.wide[node.imm as usize]),
            Immediate::Lane | Immediate::HeapType => self.byte(node.imm as u8),
            Immediate::Memory => self.memory(&node),
            Immediate::MemoryLane => {
                self.memory(&node);
                self.byte(node.aux >> 4);
            }
            Immediate::Function => self.reloc(RelocKind::FunctionIndexLeb, node.imm as u32, 0),
            Immediate::Indirect => {
                let signature = &self.code.signatures[node.imm as usize];
                let known = self.out.signatures.iter().position(|it| it == signature);
                let number = known.unwrap_or_else(|| {
                    self.out.signatures.push(signature.clone());
                    self.out.signatures.len() - 1
                });
                self.reloc(RelocKind::TypeIndexLeb, number as u32, 0);
                if self.encoding.table_relocs {
                    self.reloc(RelocKind::TableNumberLeb, INDIRECT_TABLE, 0);
                } else {
                    self.byte(0);
                }
            }
            Immediate::Global => self.reloc(RelocKind::GlobalIndexLeb, node.imm as u32, 0),
            Immediate::Table => self.reloc(RelocKind::TableNumberLeb, node.imm as u32, 0),
            Immediate::TablePair => {
                self.reloc(RelocKind::TableNumberLeb, node.imm as u32, 0);
                self.reloc(RelocKind::TableNumberLeb, (node.imm >> 32) as u32, 0);
            }
            Immediate::Address => self.address(RelocKind::MemoryAddrSleb, &node),
            Immediate::TlsOffset => self.address(RelocKind::MemoryAddrTlsSleb, &node),
            Immediate::TableIndex => self.reloc(RelocKind::TableIndexSleb, node.imm as u32, 0),
        }
    }

    fn memory(&mut self, node: &Node) {
        self.uleb(u32::from(node.aux & 0xf));
        match node.symbol() {
            None => self.uleb(node.offset() as u32),
            Some(_) => self.address(RelocKind::MemoryAddrLeb, node),
        }
    }

    fn address(&mut self, kind: RelocKind, node: &Node) {
        let symbol = node.symbol().unwrap_or(SymbolRef(0));
        self.reloc(kind, symbol.0, node.offset());
    }

    /// A number of five bytes, whatever it is, that is filled in later.
    fn reloc(&mut self, kind: RelocKind, target: u32, addend: i32) {
        let offset = self.out.bytes.len() as u32;
        self.out.relocs.push(Reloc {
            offset,
            kind,
            target,
            addend,
        });
        self.bytes(&[0x80, 0x80, 0x80, 0x80, 0x00]);
    }

    #[inline]
    fn byte(&mut self, byte: u8) {
        self.out.bytes.push(byte);
    }

    #[inline]
    fn bytes(&mut self, bytes: &[u8]) {
        self.out.bytes.extend_from_slice(bytes);
    }

    #[inline]
    fn uleb(&mut self, value: u32) {
        uleb(&mut self.out.bytes, value);
    }

    fn sleb(&mut self, mut value: i64) {
        loop {
            let byte = value as u8 & 0x7f;
            value >>= 7;
            if value == 0 && byte & 0x40 == 0 || value == -1 && byte & 0x40 != 0 {
                return self.byte(byte);
            }
            self.byte(byte | 0x80);
        }
    }
}

/// Appends an unsigned number in LEB128.
#[inline]
pub fn uleb(out: &mut Vec<u8>, mut value: u32) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}
