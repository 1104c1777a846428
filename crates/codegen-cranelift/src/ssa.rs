//! The low-level IR between the steps: blocks of wasm operators in SSA form, in dense arrays that are reused from function to
//! function.
//!
//! A [`Val`] is the number of the [`Node`] that computes it. The nodes of a block are contiguous, its parameters first. Types
//! are wasm's; there are no narrow integers and no 128-bit ones left.

use std::fmt;
use std::ops::Range;

use crate::op::{Effects, Immediate, Op, Type};

/// A node, and the value that it computes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Val(pub u32);

impl Val {
    /// No value.
    pub const NONE: Val = Val(u32::MAX);

    /// Its place in [`Code::nodes`].
    #[inline]
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A basic block.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct BlockId(pub u32);

impl BlockId {
    /// Its place in [`Code::blocks`].
    #[inline]
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A symbol that code names: one of the module's, or one of [`crate::builtin`]'s.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct SymbolRef(pub u32);

impl SymbolRef {
    /// The first number that is a builtin's.
    pub const BUILTIN: u32 = 0x8000_0000;
}

/// An operator with its operands.
#[derive(Clone, Copy, Debug)]
pub struct Node {
    /// The operator.
    pub op: Op,
    /// The type of its result.
    pub ty: Type,
    /// Number of operands, or [`Node::MANY`].
    argc: u8,
    /// For memory operators: log₂ of the alignment in the low four bits, the lane above.
    pub aux: u8,
    /// What it does besides.
    pub effects: Effects,
    /// Operands; if there are many, start and length in the pool.
    args: [u32; 3],
    /// Bits of a [`SourceLoc`](cranelift_codegen::ir::SourceLoc).
    pub loc: u32,
    /// The immediate, by [`Immediate`]: a constant's bits; an offset or addend in the low half and a symbol's number plus one in
    /// the high half; a symbol's number; an index into [`Code::wide`] or [`Code::signatures`].
    pub imm: u64,
}

impl Node {
    const MANY: u8 = 0xff;

    /// Nothing: what a node is exchanged for to remove it.
    #[must_use]
    pub fn nop() -> Node {
        Node {
            op: Op::Nop,
            ty: Type::Void,
            argc: 0,
            aux: 0,
            effects: Effects::PURE,
            args: [u32::MAX; 3],
            loc: u32::MAX,
            imm: 0,
        }
    }

    /// The offset of a memory operator, or the addend to its symbol's address, in bytes.
    #[must_use]
    pub fn offset(&self) -> i32 {
        self.imm as u32 as i32
    }

    /// The symbol at which a memory operator or an address starts.
    #[must_use]
    pub fn symbol(&self) -> Option<SymbolRef> {
        ((self.imm >> 32) as u32).checked_sub(1).map(SymbolRef)
    }

    /// An immediate of offset and symbol.
    #[must_use]
    pub fn place(offset: i32, symbol: Option<SymbolRef>) -> u64 {
        let symbol = symbol.map_or(0, |it| u64::from(it.0) + 1);
        u64::from(offset as u32) | symbol << 32
    }
}

/// What happens at the end of a block.
#[derive(Clone, Copy, Debug)]
pub enum Term {
    /// There is no other way on.
    Jump(Edge),
    /// The first way if the `i32` is not zero, otherwise the second.
    Branch(Val, Edge, Edge),
    /// Blocks without arguments by number, the last for all greater numbers: a range of [`Code::targets`].
    Table(Val, u32, u32),
    /// Back to the caller.
    Return(Option<Val>),
    /// Nothing comes after the block's last node.
    Unreachable,
}

/// A way from the end of a block to the start of another.
#[derive(Clone, Copy, Debug)]
pub struct Edge {
    /// Where it leads.
    pub target: BlockId,
    /// The target's arguments: start and length in the pool. [`Val::NONE`] is a value that nobody looks at.
    args: (u32, u32),
}

impl Edge {
    /// An edge without arguments.
    #[must_use]
    pub fn plain(target: BlockId) -> Edge {
        Edge {
            target,
            args: (0, 0),
        }
    }

    /// Whether it has arguments.
    #[must_use]
    pub fn has_args(&self) -> bool {
        self.args.1 != 0
    }
}

/// A basic block.
#[derive(Clone, Debug)]
pub struct Block {
    /// All of its nodes.
    pub start: u32,
    /// Where parameters end and operators begin.
    pub body: u32,
    /// Where it ends.
    pub end: u32,
    /// What happens then.
    pub term: Term,
    /// The place of its end in the source.
    pub loc: u32,
}

/// The signature of a function, as wasm has it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Signature {
    /// What it takes.
    pub params: Vec<Type>,
    /// What it gives, if anything.
    pub result: Option<Type>,
}

/// The code of a function.
#[derive(Debug, Default)]
pub struct Code {
    /// Nodes, by number.
    pub nodes: Vec<Node>,
    /// Blocks, by number. The first is the entry, which nothing jumps to.
    pub blocks: Vec<Block>,
    /// Targets of tables.
    pub targets: Vec<BlockId>,
    /// Constants of 128 bits, and lanes of shuffles.
    pub wide: Vec<[u8; 16]>,
    /// Signatures of indirect calls.
    pub signatures: Vec<Signature>,
    /// The address of the function's part of the shadow stack, if it is to stay in its local as long as the function runs: a
    /// debugger finds variables by it.
    pub frame: Option<Val>,
    pool: Vec<Val>,
}

impl Code {
    /// Forgets everything but the room that it took.
    pub fn clear(&mut self) {
        self.nodes.clear();
        self.blocks.clear();
        self.targets.clear();
        self.wide.clear();
        self.signatures.clear();
        self.frame = None;
        self.pool.clear();
    }

    /// The node that computes `val`.
    #[inline]
    #[must_use]
    pub fn node(&self, val: Val) -> &Node {
        &self.nodes[val.index()]
    }

    /// The same, to be changed.
    #[inline]
    pub fn node_mut(&mut self, val: Val) -> &mut Node {
        &mut self.nodes[val.index()]
    }

    /// How many operands `val` has.
    #[inline]
    #[must_use]
    pub fn argc(&self, val: Val) -> usize {
        let node = self.node(val);
        if node.argc == Node::MANY {
            node.args[1] as usize
        } else {
            node.argc as usize
        }
    }

    /// Operand number `index` of `val`, which has so many.
    #[inline]
    #[must_use]
    pub fn arg(&self, val: Val, index: usize) -> Val {
        let node = self.node(val);
        if node.argc == Node::MANY {
            self.pool[node.args[0] as usize + index]
        } else {
            Val(node.args[index])
        }
    }

    /// Exchanges operand number `index` of `val`, an operator of at most three operands.
    pub fn set_arg(&mut self, val: Val, index: usize, arg: Val) {
        self.nodes[val.index()].args[index] = arg.0;
    }

    /// Appends a node.
    ///
    /// # Panics
    /// There are more than three operands.
    #[inline]
    pub fn push(&mut self, op: Op, ty: Type, args: &[Val], imm: u64, loc: u32) -> Val {
        let mut inline = [u32::MAX; 3];
        for (to, from) in inline[..args.len()].iter_mut().zip(args) {
            *to = from.0;
        }
        let val = Val(self.nodes.len() as u32);
        self.nodes.push(Node {
            op,
            ty,
            argc: args.len() as u8,
            aux: 0,
            effects: op.info().effects,
            args: inline,
            loc,
            imm,
        });
        val
    }

    /// Appends a node with any number of operands.
    pub fn push_many(&mut self, op: Op, ty: Type, args: &[Val], imm: u64, loc: u32) -> Val {
        let (start, len) = self.list(args);
        let val = self.push(op, ty, &[Val(start), Val(len)], imm, loc);
        self.node_mut(val).argc = Node::MANY;
        val
    }

    /// An edge with arguments.
    pub fn edge(&mut self, target: BlockId, args: &[Val]) -> Edge {
        Edge {
            target,
            args: self.list(args),
        }
    }

    fn list(&mut self, vals: &[Val]) -> (u32, u32) {
        let start = self.pool.len() as u32;
        self.pool.extend_from_slice(vals);
        (start, vals.len() as u32)
    }

    /// The arguments of an edge.
    #[inline]
    #[must_use]
    pub fn edge_args(&self, edge: &Edge) -> &[Val] {
        &self.pool[edge.args.0 as usize..][..edge.args.1 as usize]
    }

    /// The parameters of a block.
    #[inline]
    pub fn params(&self, block: BlockId) -> impl DoubleEndedIterator<Item = Val> + use<> {
        let block = &self.blocks[block.index()];
        (block.start..block.body).map(Val)
    }

    /// The operators of a block.
    #[inline]
    #[must_use]
    pub fn body(&self, block: BlockId) -> Range<u32> {
        let block = &self.blocks[block.index()];
        block.body..block.end
    }

    /// Calls `visit` with each edge of a block's end. Tables have plain ones.
    #[inline]
    pub fn for_each_edge(&self, block: BlockId, mut visit: impl FnMut(Edge)) {
        match self.blocks[block.index()].term {
            Term::Jump(edge) => visit(edge),
            Term::Branch(_, then, other) => {
                visit(then);
                visit(other);
            }
            Term::Table(_, start, end) => {
                for &target in &self.targets[start as usize..end as usize] {
                    visit(Edge::plain(target));
                }
            }
            Term::Return(_) | Term::Unreachable => {}
        }
    }
}

/// A listing, for people and tests.
impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, block) in self.blocks.iter().enumerate() {
            let id = BlockId(number as u32);
            write!(f, "block{number}")?;
            for (at, param) in self.params(id).enumerate() {
                let open = if at == 0 { "(" } else { ", " };
                write!(f, "{open}v{}: {}", param.0, self.node(param).ty.name())?;
            }
            writeln!(f, "{}:", if block.start < block.body { ")" } else { "" })?;
            for val in self
                .body(id)
                .map(Val)
                .filter(|it| self.node(*it).op != Op::Nop)
            {
                self.fmt_node(f, val)?;
            }
            self.fmt_term(f, &block.term)?;
        }
        Ok(())
    }
}

impl Code {
    fn fmt_node(&self, f: &mut fmt::Formatter<'_>, val: Val) -> fmt::Result {
        let node = self.node(val);
        write!(f, "    ")?;
        if node.ty != Type::Void {
            write!(f, "v{} = ", val.0)?;
        }
        write!(f, "{}", node.op.info().text)?;
        self.fmt_immediate(f, node)?;
        for index in 0..self.argc(val) {
            write!(
                f,
                "{}v{}",
                if index == 0 { " " } else { ", " },
                self.arg(val, index).0
            )?;
        }
        writeln!(f)
    }

    /// Writes the immediate of `node` after its name.
    pub(crate) fn fmt_immediate(&self, f: &mut impl fmt::Write, node: &Node) -> fmt::Result {
        match node.op.info().immediate {
            Immediate::None | Immediate::Zero | Immediate::ZeroZero => Ok(()),
            Immediate::I32 => write!(f, " {}", node.imm as i32),
            Immediate::I64 => write!(f, " {}", node.imm as i64),
            Immediate::F32 => write!(f, " {:?}", f32::from_bits(node.imm as u32)),
            Immediate::F64 => write!(f, " {:?}", f64::from_bits(node.imm)),
            Immediate::V128 => {
                write!(
                    f,
                    " {:#034x}",
                    u128::from_le_bytes(self.wide[node.imm as usize])
                )
            }
            Immediate::Lane => write!(f, " {}", node.imm),
            Immediate::Memory
            | Immediate::MemoryLane
            | Immediate::Address
            | Immediate::TlsOffset => {
                if let Some(symbol) = node.symbol() {
                    write!(f, " {symbol}")?;
                }
                match node.offset() {
                    0 => {}
                    offset => write!(f, " {offset:+}")?,
                }
                if node.op.info().immediate == Immediate::MemoryLane {
                    write!(f, " lane={}", node.aux >> 4)?;
                }
                Ok(())
            }
            Immediate::Function | Immediate::Global | Immediate::Table | Immediate::TableIndex => {
                write!(f, " {}", SymbolRef(node.imm as u32))
            }
            Immediate::TablePair => {
                write!(
                    f,
                    " {} {}",
                    SymbolRef(node.imm as u32),
                    SymbolRef((node.imm >> 32) as u32)
                )
            }
            Immediate::HeapType => write!(f, " {:#x}", node.imm),
            Immediate::Indirect => {
                let signature = &self.signatures[node.imm as usize];
                let params: Vec<_> = signature.params.iter().map(|it| it.name()).collect();
                let result = signature.result.map_or("", |it| it.name());
                write!(f, " ({}) -> ({result})", params.join(" "))
            }
        }
    }

    fn fmt_term(&self, f: &mut fmt::Formatter<'_>, term: &Term) -> fmt::Result {
        let edge = |edge: &Edge| {
            let mut text = format!("block{}", edge.target.0);
            for (at, arg) in self.edge_args(edge).iter().enumerate() {
                text += if at == 0 { "(" } else { ", " };
                text += &if *arg == Val::NONE {
                    "_".to_owned()
                } else {
                    format!("v{}", arg.0)
                };
            }
            if edge.has_args() { text + ")" } else { text }
        };
        match term {
            Term::Jump(to) => writeln!(f, "    jump {}", edge(to)),
            Term::Branch(val, then, other) => {
                writeln!(f, "    branch v{} {}, {}", val.0, edge(then), edge(other))
            }
            Term::Table(val, start, end) => {
                write!(f, "    table v{}", val.0)?;
                for target in &self.targets[*start as usize..*end as usize] {
                    write!(f, " block{}", target.0)?;
                }
                writeln!(f)
            }
            Term::Return(Some(val)) => writeln!(f, "    return v{}", val.0),
            Term::Return(None) => writeln!(f, "    return"),
            Term::Unreachable => writeln!(f, "    unreachable"),
        }
    }
}

impl fmt::Display for SymbolRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.checked_sub(SymbolRef::BUILTIN) {
            None => write!(f, "u0:{}", self.0),
            Some(number) => match crate::builtin::Builtin::ALL.get(number as usize) {
                Some(builtin) => write!(f, "{}", builtin.name()),
                None => write!(f, "?{number}"),
            },
        }
    }
}
