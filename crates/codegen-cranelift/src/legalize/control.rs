//! Which instruction is whose, and those that end a block or trap.

use cranelift_codegen::ir::{self, BlockArg, BlockCall, Inst, InstructionData, Opcode, Value};

use super::{Known, Legalizer};
use crate::Error;
use crate::op::{Op, Type};
use crate::ssa::{Edge, Term, Val};

impl Legalizer<'_> {
    /// Translates an instruction.
    pub(super) fn inst(&mut self, inst: Inst) -> Result<(), Error> {
        let func = self.func;
        match func.dfg.insts[inst] {
            InstructionData::Unary { opcode, arg } => self.unary(inst, opcode, arg),
            InstructionData::Binary { opcode, args } => self.binary(inst, opcode, args),
            InstructionData::Ternary { opcode, args } => self.ternary(inst, opcode, args),
            InstructionData::TernaryImm8 {
                args: [vector, scalar],
                imm,
                ..
            } => self.insert_lane(inst, vector, scalar, imm),
            InstructionData::BinaryImm8 { arg, imm, .. } => self.extract_lane(inst, arg, imm),
            InstructionData::Shuffle { args, imm, .. } => self.shuffle(inst, args, imm),
            InstructionData::UnaryImm { imm, .. } => self.iconst(inst, imm.bits()),
            InstructionData::UnaryIeee32 { imm, .. } => {
                let bits = u64::from(imm.bits());
                let val = self.code.push(Op::F32Const, Type::F32, &[], bits, self.loc);
                self.set(self.result(inst), val);
                Ok(())
            }
            InstructionData::UnaryIeee64 { imm, .. } => {
                let val = self
                    .code
                    .push(Op::F64Const, Type::F64, &[], imm.bits(), self.loc);
                self.set(self.result(inst), val);
                Ok(())
            }
            InstructionData::UnaryConst {
                constant_handle, ..
            } => self.vconst(inst, constant_handle),
            InstructionData::UnaryGlobalValue {
                opcode,
                global_value,
            } => self.global_value(inst, opcode, global_value),
            InstructionData::FuncAddr { func_ref, .. } => self.func_addr(inst, func_ref),
            InstructionData::StackAddr {
                stack_slot, offset, ..
            } => self.stack_addr(inst, stack_slot, offset.into()),
            InstructionData::IntCompare { cond, args, .. } => self.icmp(inst, cond, args),
            InstructionData::FloatCompare { cond, args, .. } => self.fcmp(inst, cond, args),
            InstructionData::Load {
                opcode,
                arg,
                flags,
                offset,
            } => self.load(inst, opcode, arg, flags, offset.into()),
            InstructionData::Store {
                opcode,
                args,
                flags,
                offset,
            } => self.store(inst, opcode, args, flags, offset.into()),
            InstructionData::LoadNoOffset {
                opcode: Opcode::Bitcast,
                arg,
                ..
            } => self.unary(inst, Opcode::Bitcast, arg),
            InstructionData::LoadNoOffset { arg, .. } => self.atomic_load(inst, arg),
            InstructionData::StoreNoOffset { args, .. } => self.atomic_store(args),
            InstructionData::AtomicRmw { args, op, .. } => self.atomic_rmw(inst, op, args),
            InstructionData::AtomicCas { args, .. } => self.atomic_cas(inst, args),
            InstructionData::Call {
                opcode, func_ref, ..
            } => self.call(inst, opcode, func_ref),
            InstructionData::CallIndirect {
                opcode, sig_ref, ..
            } => self.call_indirect(inst, opcode, sig_ref),
            InstructionData::NullAry { opcode } => self.nullary(inst, opcode),
            InstructionData::MultiAry {
                opcode: Opcode::Return,
                ..
            } => {
                self.epilogue();
                let value = match *func.dfg.inst_args(inst) {
                    [] => None,
                    [value] => {
                        Some(self.extended(value, func.signature.returns[0].extension.into()))
                    }
                    _ => return Err(self.no_inst(inst)),
                };
                self.end(Term::Return(value));
                Ok(())
            }
            InstructionData::Jump { destination, .. } => {
                let edge = self.edge(&destination);
                self.end(Term::Jump(edge));
                Ok(())
            }
            InstructionData::Brif {
                arg,
                blocks: [then, other],
                ..
            } => {
                self.brif(arg, &then, &other);
                Ok(())
            }
            InstructionData::BranchTable { arg, table, .. } => {
                self.br_table(arg, table);
                Ok(())
            }
            InstructionData::Trap { .. } => {
                self.end(Term::Unreachable);
                Ok(())
            }
            InstructionData::CondTrap { opcode, arg, .. } => {
                let cond = match opcode {
                    Opcode::Trapz => self.falsity(arg),
                    _ => self.truth(arg),
                };
                self.trap_if(cond);
                Ok(())
            }
            InstructionData::IntAddTrap { args, .. } => self.uadd_overflow_trap(inst, args),
            _ => Err(self.no_inst(inst)),
        }
    }

    /// The one result of an instruction.
    pub(super) fn result(&self, inst: Inst) -> Value {
        self.func.dfg.first_result(inst)
    }

    /// Traps if `cond` is not zero.
    pub(super) fn trap_if(&mut self, cond: Val) {
        self.push(Op::TrapIf, &[cond]);
    }

    fn nullary(&mut self, inst: Inst, opcode: Opcode) -> Result<(), Error> {
        match opcode {
            Opcode::Nop | Opcode::SequencePoint => {}
            Opcode::Fence => {
                if self.env.atomics {
                    self.push(Op::AtomicFence, &[]);
                }
            }
            // A trap that a debugger may be asked to go on from; wasm has nothing nearer.
            Opcode::Debugtrap => {
                let always = self.push_i32(1);
                self.trap_if(always);
            }
            Opcode::GetStackPointer | Opcode::GetFramePointer => {
                let base = self.frame_address(0);
                self.set(self.result(inst), base);
            }
            _ => return Err(self.no_inst(inst)),
        }
        Ok(())
    }

    /// A value as a caller or callee is to see it.
    pub(super) fn extended(&mut self, value: Value, known: Known) -> Val {
        match known {
            Known::ZERO => self.zext(value),
            Known::SIGN => self.sext(value),
            _ => self.lo(value),
        }
    }

    fn edge(&mut self, call: &BlockCall) -> Edge {
        let func = self.func;
        let pool = &func.dfg.value_lists;
        let block = call.block(pool);
        let target = crate::ssa::BlockId(self.scratch.blocks[block]);
        self.scratch.awaited[block] -= 1;
        let mut args = std::mem::take(&mut self.scratch.args);
        args.clear();
        for (arg, &param) in call.args(pool).zip(func.dfg.block_params(block)) {
            let BlockArg::Value(value) = arg else {
                continue;
            };
            let it = self.lowered(value);
            let common = self.scratch.arguments[param].and(it.known);
            self.scratch.arguments[param] = common;
            args.push(it.lo);
            if self.ty(value) == ir::types::I128 {
                args.push(it.hi);
            }
        }
        let edge = self.code.edge(target, &args);
        self.scratch.args = args;
        edge
    }

    fn brif(&mut self, value: Value, then: &BlockCall, other: &BlockCall) {
        let (then, other) = (self.edge(then), self.edge(other));
        // `eqz` is shorter than a comparison with zero.
        let term = match self.ty(value) {
            ir::types::I64 | ir::types::I128 => {
                let cond = self.falsity(value);
                Term::Branch(cond, other, then)
            }
            _ => {
                let cond = self.truth(value);
                Term::Branch(cond, then, other)
            }
        };
        self.end(term);
    }

    /// A table's targets cannot have arguments in [`Term::Table`]: those that do get a block of their own.
    fn br_table(&mut self, value: Value, table: ir::JumpTable) {
        let func = self.func;
        let table = &func.stencil.dfg.jump_tables[table];
        let index = self.lo(value);
        let start = self.code.targets.len() as u32;
        let mut detours: Vec<(Edge, crate::ssa::BlockId)> = Vec::new();
        // In wasm the default comes last.
        let calls = table.as_slice().iter().chain([&table.all_branches()[0]]);
        for call in calls {
            let target =
                crate::ssa::BlockId(self.scratch.blocks[call.block(&func.dfg.value_lists)]);
            if call.len(&func.dfg.value_lists) == 0 {
                let awaited = &mut self.scratch.awaited[call.block(&func.dfg.value_lists)];
                *awaited -= 1;
                self.code.targets.push(target);
                continue;
            }
            let edge = self.edge(call);
            let args = self.code.edge_args(&edge);
            let same =
                |it: &&(Edge, _)| it.0.target == target && self.code.edge_args(&it.0) == args;
            let block = match detours.iter().find(same) {
                Some((_, block)) => *block,
                None => {
                    let block = self.new_block();
                    detours.push((edge, block));
                    block
                }
            };
            self.code.targets.push(block);
        }
        let end = self.code.targets.len() as u32;
        if start + 1 == end {
            let only = Edge::plain(self.code.targets[start as usize]);
            self.end(Term::Jump(only));
        } else {
            self.end(Term::Table(index, start, end));
        }
        for (edge, block) in detours {
            self.begin(block);
            self.end(Term::Jump(edge));
        }
    }
}
