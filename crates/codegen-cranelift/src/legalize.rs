//! Step 1: Cranelift's IR becomes wasm operators in SSA form ([`Code`]).
//!
//! - `i8` and `i16` lie in an `i32` whose upper bits are anything, unless a value is known to be extended. What looks at the
//!   upper bits (comparisons, divisions, right shifts, extensions) extends first.
//! - `i128` is two `i64`, the lower half first; multiplication and division are calls of compiler-builtins.
//! - The prologue lowers `__stack_pointer` by the size of the stack slots, each return raises it again. A leaf function of at
//!   most 128 bytes leaves it alone, as in LLVM's red zone: nothing else writes below the pointer, since wasm has no signals.
//! - Constants are nodes like others; [`crate::stackify`] writes them at each use.

mod atomic;
mod call;
mod control;
mod float;
mod frame;
mod int;
mod memory;
mod operands;
mod overflow;
mod shift;
mod simd;
mod wide;

use cranelift_codegen::entity::SecondaryMap;
use cranelift_codegen::ir::{self, ArgumentExtension, Function, Inst, Value, types};

use crate::Error;
use crate::op::{Op, Type};
use crate::ssa::{Block, BlockId, Code, Signature, Term, Val};
use frame::Frame;

/// What a value became.
#[derive(Clone, Copy, Debug)]
struct Lowered {
    lo: Val,
    /// The upper half of an `i128`.
    hi: Val,
    known: Known,
}

impl Default for Lowered {
    fn default() -> Self {
        Lowered {
            lo: Val::NONE,
            hi: Val::NONE,
            known: Known::NOTHING,
        }
    }
}

/// What is known of the bits of an `i32` above those of the narrow integer in it: everything, until the contrary is seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Known(u8);

impl Default for Known {
    fn default() -> Self {
        Known::BOTH
    }
}

impl Known {
    const NOTHING: Known = Known(0);
    /// They are zero.
    const ZERO: Known = Known(1);
    /// They are copies of the sign.
    const SIGN: Known = Known(2);
    /// The value is not negative, and they are zero.
    const BOTH: Known = Known(3);

    fn has(self, other: Known) -> bool {
        self.0 & other.0 == other.0
    }

    fn and(self, other: Known) -> Known {
        Known(self.0 & other.0)
    }
}

impl From<ArgumentExtension> for Known {
    fn from(it: ArgumentExtension) -> Self {
        match it {
            ArgumentExtension::None => Known::NOTHING,
            ArgumentExtension::Uext => Known::ZERO,
            ArgumentExtension::Sext => Known::SIGN,
        }
    }
}

/// Room that is reused from function to function.
#[derive(Debug, Default)]
pub struct Scratch {
    values: SecondaryMap<Value, Lowered>,
    blocks: SecondaryMap<ir::Block, u32>,
    /// How many edges to a block have not been translated yet.
    awaited: SecondaryMap<ir::Block, u32>,
    /// What all arguments so far have in common.
    arguments: SecondaryMap<Value, Known>,
    order: Vec<ir::Block>,
    walk: Vec<(ir::Block, bool)>,
    args: Vec<Val>,
    /// Where stack slots are in the frame.
    pub slots: Vec<i32>,
    epilogues: Vec<Val>,
}

/// What the module says that bodies depend on.
#[derive(Clone, Copy, Debug)]
pub struct Environment<'a> {
    /// Names are resolved by it.
    pub module: &'a wasmir::Module,
    /// Whether memory is shared: otherwise atomic accesses are plain ones.
    pub atomics: bool,
    /// Whether a debugger is told where stack slots are.
    pub shows_slots: bool,
}

/// Translates `func` into `code`, which is cleared first.
///
/// # Errors
/// [`Error::Unsupported`]: an instruction or type that wasm32 has no form of. [`Error::Internal`]: the function was not valid.
pub fn legalize(
    func: &Function,
    env: Environment<'_>,
    code: &mut Code,
    scratch: &mut Scratch,
) -> Result<(), Error> {
    code.clear();
    scratch.values.clear();
    scratch.values.resize(func.dfg.num_values());
    scratch.blocks.clear();
    scratch.blocks.resize(func.dfg.num_blocks());
    scratch.awaited.clear();
    scratch.awaited.resize(func.dfg.num_blocks());
    scratch.arguments.clear();
    let mut it = Legalizer {
        func,
        env,
        code,
        scratch,
        current: BlockId(0),
        loc: u32::MAX,
        frame: Frame::new(),
        calls: false,
    };
    it.run()
}

struct Legalizer<'a> {
    func: &'a Function,
    env: Environment<'a>,
    code: &'a mut Code,
    scratch: &'a mut Scratch,
    current: BlockId,
    /// The place of the current instruction in the source.
    loc: u32,
    frame: Frame,
    /// Whether there is a call.
    calls: bool,
}

/// The wasm type of one value of Cranelift's; `i128`, which is two, is [`Type::I64`].
fn wasm_type(ty: ir::Type) -> Option<Type> {
    Some(match ty {
        types::I8 | types::I16 | types::I32 => Type::I32,
        types::I64 | types::I128 => Type::I64,
        types::F32 => Type::F32,
        types::F64 => Type::F64,
        _ if ty.is_vector() && ty.bits() == 128 && ty.lane_type() != types::F16 => Type::V128,
        _ => return None,
    })
}

/// The wasm form of a signature of Cranelift's.
///
/// # Errors
/// [`Error::Unsupported`]: a type that wasm has no form of, or several results.
pub fn signature(signature: &ir::Signature) -> Result<Signature, Error> {
    let mut params = Vec::with_capacity(signature.params.len());
    let unsupported = |ty: ir::Type| Error::Unsupported {
        function: String::new(),
        what: format!("type {ty} in a signature"),
    };
    for param in &signature.params {
        let ty = wasm_type(param.value_type).ok_or_else(|| unsupported(param.value_type))?;
        params.push(ty);
        if param.value_type == types::I128 {
            params.push(ty);
        }
    }
    let result = match signature.returns[..] {
        [] => None,
        [param] if param.value_type != types::I128 => {
            Some(wasm_type(param.value_type).ok_or_else(|| unsupported(param.value_type))?)
        }
        _ => {
            return Err(Error::Unsupported {
                function: String::new(),
                what: "a signature with more than one result of wasm's types".to_owned(),
            });
        }
    };
    Ok(Signature { params, result })
}

impl<'a> Legalizer<'a> {
    fn run(&mut self) -> Result<(), Error> {
        self.order_blocks();
        self.lay_out_frame();
        let order = std::mem::take(&mut self.scratch.order);
        for (at, &block) in order.iter().enumerate() {
            let number = BlockId(self.scratch.blocks[block]);
            if at == 0 {
                self.begin(BlockId(0));
                self.block_params(block, true)?;
                self.prologue();
                if number != BlockId(0) {
                    self.enter(block, number)?;
                }
            } else {
                self.begin(number);
                self.block_params(block, false)?;
            }
            for inst in self.func.layout.block_insts(block) {
                self.loc = self.func.srcloc(inst).bits();
                self.inst(inst)?;
            }
        }
        self.scratch.order = order;
        self.finish_frame();
        Ok(())
    }

    /// Reverse postorder, in which each definition comes before its uses.
    fn order_blocks(&mut self) {
        let func = self.func;
        let Scratch {
            blocks,
            awaited,
            order,
            walk,
            ..
        } = &mut *self.scratch;
        order.clear();
        walk.clear();
        let Some(entry) = func.layout.entry_block() else {
            return;
        };
        const SEEN: u32 = 1;
        let mut entry_is_target = false;
        walk.push((entry, false));
        while let Some((block, done)) = walk.pop() {
            if done {
                order.push(block);
                continue;
            }
            if std::mem::replace(&mut blocks[block], SEEN) == SEEN {
                continue;
            }
            walk.push((block, true));
            let Some(last) = func.layout.last_inst(block) else {
                continue;
            };
            let dfg = &func.dfg;
            let calls = dfg.insts[last].branch_destination(&dfg.jump_tables, &dfg.exception_tables);
            for call in calls {
                let target = call.block(&dfg.value_lists);
                entry_is_target |= target == entry;
                awaited[target] += 1;
                if blocks[target] != SEEN {
                    walk.push((target, false));
                }
            }
        }
        order.reverse();
        // Nothing may jump to the first block: its parameters are the function's.
        let first = u32::from(entry_is_target);
        for (number, &block) in order.iter().enumerate() {
            blocks[block] = number as u32 + first;
        }
        for _ in 0..order.len() as u32 + first {
            self.new_block();
        }
    }

    fn new_block(&mut self) -> BlockId {
        let id = BlockId(self.code.blocks.len() as u32);
        self.code.blocks.push(Block {
            start: 0,
            body: 0,
            end: 0,
            term: Term::Unreachable,
            loc: u32::MAX,
        });
        id
    }

    /// Starts a block: nodes that are pushed from now on are its.
    fn begin(&mut self, id: BlockId) {
        let at = self.code.nodes.len() as u32;
        let block = &mut self.code.blocks[id.index()];
        (block.start, block.body, block.end) = (at, at, at);
        self.current = id;
    }

    /// Ends the current block.
    fn end(&mut self, term: Term) {
        let at = self.code.nodes.len() as u32;
        let block = &mut self.code.blocks[self.current.index()];
        block.end = at;
        block.term = term;
        block.loc = self.loc;
    }

    /// The parameters of the current block, which is `block`; those of the first are the function's.
    fn block_params(&mut self, block: ir::Block, is_entry: bool) -> Result<(), Error> {
        let func = self.func;
        for (index, &param) in func.dfg.block_params(block).iter().enumerate() {
            let ty = func.dfg.value_type(param);
            let wasm = wasm_type(ty).ok_or_else(|| self.no_type(ty))?;
            let lo = self.code.push(Op::Param, wasm, &[], 0, u32::MAX);
            let mut it = Lowered {
                lo,
                ..Lowered::default()
            };
            if ty == types::I128 {
                it.hi = self.code.push(Op::Param, wasm, &[], 0, u32::MAX);
            }
            if is_entry {
                it.known = func.signature.params[index].extension.into();
            } else if self.scratch.awaited[block] == 0 {
                // All ways to the block were translated.
                it.known = self.scratch.arguments[param];
            }
            self.scratch.values[param] = it;
        }
        let at = self.code.nodes.len() as u32;
        self.code.blocks[self.current.index()].body = at;
        Ok(())
    }

    /// From the function's parameters to `block`, which others jump to as well.
    fn enter(&mut self, block: ir::Block, number: BlockId) -> Result<(), Error> {
        let args: Vec<Val> = self.code.params(BlockId(0)).collect();
        let edge = self.code.edge(number, &args);
        self.end(Term::Jump(edge));
        self.begin(number);
        self.block_params(block, false)
    }

    fn no_type(&self, ty: ir::Type) -> Error {
        self.unsupported(format!("type {ty}"))
    }

    fn unsupported(&self, what: String) -> Error {
        Error::Unsupported {
            function: self.func.name.to_string(),
            what,
        }
    }

    fn no_inst(&self, inst: Inst) -> Error {
        self.unsupported(format!(
            "instruction `{}`",
            self.func.dfg.display_inst(inst)
        ))
    }
}
