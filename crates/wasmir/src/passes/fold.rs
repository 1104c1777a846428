//! What a body computes of constants alone becomes constants, and the blocks that they decide against go.
//!
//! This is for bodies that are put in the place of calls whose arguments are known: no more than integers, and branches.

use cranelift_codegen::cursor::{Cursor, FuncCursor};
use cranelift_codegen::entity::{EntitySet, SecondaryMap};
use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{
    self, Block, BlockArg, BlockCall, Inst, InstBuilder, InstructionData, Opcode, Type, Value,
};

/// The bits of an integer of up to 64, those beyond its type zero.
type Bits = u64;

/// Folds a body whose parameters are known as far as `arguments` says: values of the callers' constants, in the order of the
/// parameters. Those stay, and are not used.
pub fn fold(ir: &mut ir::Function, arguments: &[Option<Bits>]) {
    let Some(entry) = ir.layout.entry_block() else {
        return;
    };
    let mut facts = Facts {
        values: SecondaryMap::new(),
        reached: EntitySet::new(),
    };
    let params = ir.dfg.block_params(entry);
    for (&param, &argument) in params.iter().zip(arguments) {
        facts.values[param] = argument.map(|it| it & mask(ir.dfg.value_type(param)));
    }
    // A parameter of a block is known if all that is passed is the same, which may decide a branch, which leaves out what passes.
    while facts.learn(ir, entry) {}
    facts.rewrite(ir);
}

/// The integer that a value is set to.
pub fn constant(ir: &ir::Function, value: Value) -> Option<Bits> {
    let inst = ir.dfg.value_def(ir.dfg.resolve_aliases(value)).inst()?;
    match ir.dfg.insts[inst] {
        InstructionData::UnaryImm {
            opcode: Opcode::Iconst,
            imm,
        } => Some(imm.bits() as Bits & mask(ir.dfg.value_type(value))),
        _ => None,
    }
}

struct Facts {
    values: SecondaryMap<Value, Option<Bits>>,
    /// Blocks that something leads to.
    reached: EntitySet<Block>,
}

impl Facts {
    fn of(&self, ir: &ir::Function, value: Value) -> Option<Bits> {
        self.values[ir.dfg.resolve_aliases(value)]
    }

    /// Follows the body from its entry. Returns whether a parameter is known that was not.
    fn learn(&mut self, ir: &ir::Function, entry: Block) -> bool {
        self.reached = EntitySet::new();
        let mut passed: SecondaryMap<Value, Passed> = SecondaryMap::new();
        let mut pending = vec![entry];
        self.reached.insert(entry);
        // What a value is computed of comes before it on every way to it.
        while let Some(block) = pending.pop() {
            for inst in ir.layout.block_insts(block) {
                if let Some(bits) = self.evaluate(ir, inst) {
                    self.values[ir.dfg.first_result(inst)] = Some(bits);
                }
            }
            for call in self.successors(ir, block) {
                let to = call.block(&ir.dfg.value_lists);
                let params = ir.dfg.block_params(to);
                for (&param, argument) in params.iter().zip(call.args(&ir.dfg.value_lists)) {
                    let bits = match argument {
                        BlockArg::Value(value) => self.of(ir, value),
                        _ => None,
                    };
                    passed[param].join(bits);
                }
                if self.reached.insert(to) {
                    pending.push(to);
                }
            }
        }
        let mut learned = false;
        for block in ir.layout.blocks().filter(|it| self.reached.contains(*it)) {
            for &param in ir.dfg.block_params(block) {
                if let Passed::Same(bits) = passed[param]
                    && self.values[param].is_none()
                {
                    self.values[param] = Some(bits);
                    learned = true;
                }
            }
        }
        learned
    }

    /// Where a block goes on, as far as it is not known better.
    fn successors(&self, ir: &ir::Function, block: Block) -> Vec<BlockCall> {
        let Some(last) = ir.layout.last_inst(block) else {
            return Vec::new();
        };
        match self.taken(ir, last) {
            Some(call) => vec![call],
            None => ir.dfg.insts[last]
                .branch_destination(&ir.dfg.jump_tables, &ir.dfg.exception_tables)
                .to_vec(),
        }
    }

    /// The only way on from a branch.
    fn taken(&self, ir: &ir::Function, branch: Inst) -> Option<BlockCall> {
        match ir.dfg.insts[branch] {
            InstructionData::Brif { arg, blocks, .. } => {
                let condition = self.of(ir, arg)?;
                Some(blocks[usize::from(condition == 0)])
            }
            InstructionData::BranchTable { arg, table, .. } => {
                let index = self.of(ir, arg)?;
                let table = &ir.dfg.jump_tables[table];
                let call = table.as_slice().get(usize::try_from(index).ok()?);
                Some(call.copied().unwrap_or(table.default_block()))
            }
            _ => None,
        }
    }

    fn evaluate(&self, ir: &ir::Function, inst: Inst) -> Option<Bits> {
        let data = &ir.dfg.insts[inst];
        let ty = ir.dfg.value_type(*ir.dfg.inst_results(inst).first()?);
        if !ty.is_int() || ty.bits() > 64 {
            return None;
        }
        let known = |value: Value| {
            let ty = ir.dfg.value_type(value);
            Some((self.of(ir, value)?, ty)).filter(|_| ty.is_int() && ty.bits() <= 64)
        };
        let bits = match *data {
            InstructionData::UnaryImm { .. } => constant(ir, ir.dfg.first_result(inst))?,
            InstructionData::Unary { opcode, arg } => {
                let (bits, from) = known(arg)?;
                unary(opcode, bits, from)?
            }
            InstructionData::Binary { opcode, args } => {
                binary(opcode, known(args[0])?.0, known(args[1])?.0, ty)?
            }
            InstructionData::IntCompare { cond, args, .. } => {
                let ((a, ty), (b, _)) = (known(args[0])?, known(args[1])?);
                compare(cond, a, b, ty).into()
            }
            InstructionData::Ternary {
                opcode: Opcode::Select,
                args,
            } => known(args[if known(args[0])?.0 != 0 { 1 } else { 2 }])?.0,
            _ => return None,
        };
        Some(bits & mask(ty))
    }

    fn rewrite(&mut self, ir: &mut ir::Function) {
        let blocks: Vec<Block> = ir.layout.blocks().collect();
        for block in blocks {
            if !self.reached.contains(block) {
                while let Some(inst) = ir.layout.first_inst(block) {
                    ir.layout.remove_inst(inst);
                }
                ir.layout.remove_block(block);
                continue;
            }
            let insts: Vec<Inst> = ir.layout.block_insts(block).collect();
            let mut cursor = FuncCursor::new(ir).at_first_insertion_point(block);
            // What is passed to a block stays there, and what uses it has the constant.
            let params: Vec<Value> = cursor.func.dfg.block_params(block).to_vec();
            for param in params {
                if let Some(bits) = self.values[param] {
                    let ty = cursor.func.dfg.value_type(param);
                    let constant = cursor.ins().iconst(ty, bits as i64);
                    self.values[constant] = Some(bits);
                    replace(cursor.func, param, constant);
                }
            }
            for inst in insts {
                if let Some(call) = self.taken(cursor.func, inst) {
                    let to = call.block(&cursor.func.dfg.value_lists);
                    let arguments: Vec<BlockArg> =
                        call.args(&cursor.func.dfg.value_lists).collect();
                    cursor.func.replace(inst).jump(to, &arguments);
                } else if let Some(&result) = cursor.func.dfg.inst_results(inst).first()
                    && let Some(bits) = self.values[result]
                {
                    let ty = cursor.func.dfg.value_type(result);
                    cursor.func.replace(inst).iconst(ty, bits as i64);
                }
            }
        }
    }
}

/// Has all instructions use a constant in the place of a parameter.
fn replace(ir: &mut ir::Function, param: Value, constant: Value) {
    let ir::Function { stencil, .. } = ir;
    let choose = |it| if it == param { constant } else { it };
    for block in stencil.layout.blocks() {
        for inst in stencil.layout.block_insts(block) {
            stencil.dfg.map_inst_values(inst, choose);
        }
    }
}

/// What is passed to a parameter of a block.
#[derive(Clone, Copy, Default, PartialEq)]
enum Passed {
    #[default]
    Nothing,
    Same(Bits),
    Anything,
}

impl Passed {
    fn join(&mut self, bits: Option<Bits>) {
        *self = match (*self, bits) {
            (Passed::Nothing, Some(bits)) => Passed::Same(bits),
            (Passed::Same(known), Some(bits)) if known == bits => return,
            _ => Passed::Anything,
        };
    }
}

fn mask(ty: Type) -> Bits {
    Bits::MAX.checked_shr(64 - ty.bits().min(64)).unwrap_or(0)
}

/// The number that bits are with a sign.
fn signed(bits: Bits, ty: Type) -> i64 {
    let unused = 64 - ty.bits();
    (bits << unused) as i64 >> unused
}

/// Bits beyond the type of the result may be anything.
fn unary(opcode: Opcode, bits: Bits, from: Type) -> Option<Bits> {
    let unused = 64 - from.bits();
    Some(match opcode {
        Opcode::Uextend | Opcode::Ireduce => bits,
        Opcode::Sextend => signed(bits, from) as Bits,
        Opcode::Bnot => !bits,
        Opcode::Ineg => bits.wrapping_neg(),
        Opcode::Popcnt => bits.count_ones().into(),
        Opcode::Clz => (bits.leading_zeros() - unused).into(),
        Opcode::Ctz => bits.trailing_zeros().min(from.bits()).into(),
        _ => return None,
    })
}

fn binary(opcode: Opcode, a: Bits, b: Bits, ty: Type) -> Option<Bits> {
    // Shifts are by as many bits as the type has at most: the rest is not looked at.
    let by = (b % Bits::from(ty.bits())) as u32;
    Some(match opcode {
        Opcode::Iadd => a.wrapping_add(b),
        Opcode::Isub => a.wrapping_sub(b),
        Opcode::Imul => a.wrapping_mul(b),
        Opcode::Band => a & b,
        Opcode::Bor => a | b,
        Opcode::Bxor => a ^ b,
        Opcode::Ishl => a << by,
        Opcode::Ushr => a >> by,
        Opcode::Sshr => (signed(a, ty) >> by) as Bits,
        _ => return None,
    })
}

fn compare(cond: IntCC, a: Bits, b: Bits, ty: Type) -> bool {
    let (x, y) = (signed(a, ty), signed(b, ty));
    match cond {
        IntCC::Equal => a == b,
        IntCC::NotEqual => a != b,
        IntCC::UnsignedLessThan => a < b,
        IntCC::UnsignedLessThanOrEqual => a <= b,
        IntCC::UnsignedGreaterThan => a > b,
        IntCC::UnsignedGreaterThanOrEqual => a >= b,
        IntCC::SignedLessThan => x < y,
        IntCC::SignedLessThanOrEqual => x <= y,
        IntCC::SignedGreaterThan => x > y,
        IntCC::SignedGreaterThanOrEqual => x >= y,
    }
}
