//! Arithmetic that reports overflow.

use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{Inst, Opcode, Value, types};

use super::wide::Pair;
use super::{Known, Legalizer};
use crate::Error;
use crate::builtin::Builtin;
use crate::op::{Op, Type};
use crate::ssa::{Node, Val};

impl Legalizer<'_> {
    fn set_results(
        &mut self,
        inst: Inst,
        lo: Val,
        known: Known,
        overflow: Val,
    ) -> Result<(), Error> {
        let [result, flag] = *self.func.dfg.inst_results(inst) else {
            return Err(self.no_inst(inst));
        };
        self.set_known(result, lo, known);
        self.set_known(flag, overflow, Known::BOTH);
        Ok(())
    }

    fn set_pair_results(&mut self, inst: Inst, pair: Pair, overflow: Val) -> Result<(), Error> {
        let [result, flag] = *self.func.dfg.inst_results(inst) else {
            return Err(self.no_inst(inst));
        };
        self.set_pair(result, pair);
        self.set_known(flag, overflow, Known::BOTH);
        Ok(())
    }

    pub(super) fn overflow(
        &mut self,
        inst: Inst,
        opcode: Opcode,
        args: [Value; 2],
    ) -> Result<(), Error> {
        match self.ty(args[0]) {
            types::I128 => self.overflow_wide(inst, opcode, args),
            types::I64 | types::I32 => self.overflow_word(inst, opcode, args),
            _ => self.overflow_narrow(inst, opcode, args),
        }
    }

    /// Narrow results are computed exactly in an `i32`, and compared with their truncation.
    fn overflow_narrow(
        &mut self,
        inst: Inst,
        opcode: Opcode,
        args: [Value; 2],
    ) -> Result<(), Error> {
        let bits = self.ty(args[0]).bits();
        let (op, signed) = match opcode {
            Opcode::UaddOverflow => (Op::I32Add, false),
            Opcode::SaddOverflow => (Op::I32Add, true),
            Opcode::UsubOverflow => (Op::I32Sub, false),
            Opcode::SsubOverflow => (Op::I32Sub, true),
            Opcode::UmulOverflow => (Op::I32Mul, false),
            _ => (Op::I32Mul, true),
        };
        let [x, y] = args.map(|it| if signed { self.sext(it) } else { self.zext(it) });
        let exact = self.push(op, &[x, y]);
        let (short, known) = if signed {
            (self.sign_extend(exact, bits), Known::SIGN)
        } else {
            (self.mask(exact, bits), Known::ZERO)
        };
        let overflow = self.push(Op::I32Ne, &[short, exact]);
        self.set_results(inst, short, known, overflow)
    }

    fn overflow_word(&mut self, inst: Inst, opcode: Opcode, args: [Value; 2]) -> Result<(), Error> {
        let wide = self.ty(args[0]) == types::I64;
        let op = |narrow: Op, long: Op| if wide { long } else { narrow };
        let [x, y] = args.map(|it| self.lo(it));
        let (val, overflow) = match opcode {
            Opcode::UaddOverflow => {
                let sum = self.push(op(Op::I32Add, Op::I64Add), &[x, y]);
                (sum, self.compare(IntCC::UnsignedLessThan, sum, x, wide))
            }
            Opcode::UsubOverflow => {
                let difference = self.push(op(Op::I32Sub, Op::I64Sub), &[x, y]);
                (
                    difference,
                    self.compare(IntCC::UnsignedLessThan, x, y, wide),
                )
            }
            Opcode::SaddOverflow => {
                let sum = self.push(op(Op::I32Add, Op::I64Add), &[x, y]);
                (sum, self.signed_overflow([x, sum], [y, sum], wide))
            }
            Opcode::SsubOverflow => {
                let difference = self.push(op(Op::I32Sub, Op::I64Sub), &[x, y]);
                (
                    difference,
                    self.signed_overflow([x, y], [x, difference], wide),
                )
            }
            _ if wide => {
                let signed = opcode == Opcode::SmulOverflow;
                let high = self.multiply_high(x, y, 64, signed);
                let product = self.push(Op::I64Mul, &[x, y]);
                let expected = if signed {
                    self.sign_64(product)
                } else {
                    self.push_i64(0)
                };
                (product, self.compare(IntCC::NotEqual, high, expected, true))
            }
            _ => {
                let signed = opcode == Opcode::SmulOverflow;
                let extend = if signed {
                    Op::I64ExtendI32S
                } else {
                    Op::I64ExtendI32U
                };
                let (x, y) = (self.push(extend, &[x]), self.push(extend, &[y]));
                let exact = self.push(Op::I64Mul, &[x, y]);
                let product = self.push(Op::I32WrapI64, &[exact]);
                let short = self.push(extend, &[product]);
                (product, self.push(Op::I64Ne, &[short, exact]))
            }
        };
        self.set_results(inst, val, Known::NOTHING, overflow)
    }

    /// One if the signs differ in both pairs.
    fn signed_overflow(&mut self, a: [Val; 2], b: [Val; 2], wide: bool) -> Val {
        let (xor, and) = if wide {
            (Op::I64Xor, Op::I64And)
        } else {
            (Op::I32Xor, Op::I32And)
        };
        let a = self.push(xor, &a);
        let b = self.push(xor, &b);
        let both = self.push(and, &[a, b]);
        let zero = if wide {
            self.push_i64(0)
        } else {
            self.push_i32(0)
        };
        self.compare(IntCC::SignedLessThan, both, zero, wide)
    }

    fn overflow_wide(&mut self, inst: Inst, opcode: Opcode, args: [Value; 2]) -> Result<(), Error> {
        let [x, y] = args.map(|it| self.pair(it));
        match opcode {
            Opcode::UaddOverflow => {
                let sum = self.add_wide(x, y).0;
                let overflow = self.compare_wide(IntCC::UnsignedLessThan, sum, x);
                self.set_pair_results(inst, sum, overflow)
            }
            Opcode::UsubOverflow => {
                let difference = self.sub_wide(x, y).0;
                let overflow = self.compare_wide(IntCC::UnsignedLessThan, x, y);
                self.set_pair_results(inst, difference, overflow)
            }
            Opcode::SaddOverflow => {
                let sum = self.add_wide(x, y).0;
                let overflow = self.signed_overflow([x.1, sum.1], [y.1, sum.1], true);
                self.set_pair_results(inst, sum, overflow)
            }
            Opcode::SsubOverflow => {
                let difference = self.sub_wide(x, y).0;
                let overflow = self.signed_overflow([x.1, y.1], [x.1, difference.1], true);
                self.set_pair_results(inst, difference, overflow)
            }
            _ => {
                let function = match opcode {
                    Opcode::SmulOverflow => Builtin::MulOverflowS128,
                    _ => Builtin::MulOverflowU128,
                };
                let slot = self.result_slot();
                let flag = self.add_const(slot, 16);
                self.builtin_call(function, &[slot, x.0, x.1, y.0, y.1, flag]);
                let pair = self.result_wide(slot);
                let (base, offset) = self.fold_address(slot, 16);
                let imm = Node::place(offset, None);
                let overflow = self
                    .code
                    .push(Op::I32Load, Type::I32, &[base], imm, self.loc);
                let node = self.code.node_mut(overflow);
                node.aux = 2;
                node.effects = node.effects.removable();
                self.set_pair_results(inst, pair, overflow)
            }
        }
    }

    /// Addition with a carry in, or subtraction with a borrow: two steps, of which at most one overflows without sign; with
    /// sign, overflow is that of the exact result, so both or neither.
    pub(super) fn overflow_carry(
        &mut self,
        inst: Inst,
        opcode: Opcode,
        [x, y, carry]: [Value; 3],
    ) -> Result<(), Error> {
        let ty = self.ty(x);
        let carry = self.truth_bit(carry);
        let subtracts = matches!(opcode, Opcode::SsubOverflowBin | Opcode::UsubOverflowBin);
        let signed = matches!(opcode, Opcode::SsubOverflowBin | Opcode::SaddOverflowCin);
        if ty == types::I128 {
            let (x, y) = (self.pair(x), self.pair(y));
            let carry = (self.push(Op::I64ExtendI32U, &[carry]), self.push_i64(0));
            let mut step = |a, b| {
                if subtracts {
                    self.sub_wide(a, b).0
                } else {
                    self.add_wide(a, b).0
                }
            };
            let first = step(x, y);
            let last = step(first, carry);
            let overflow = if signed {
                let other = if subtracts { y } else { last };
                let third = if subtracts { x } else { y };
                self.signed_overflow([x.1, other.1], [third.1, last.1], true)
            } else {
                let mut passed = |new, old| {
                    let (a, b) = if subtracts { (old, new) } else { (new, old) };
                    self.compare_wide(IntCC::UnsignedLessThan, a, b)
                };
                let (a, b) = (passed(first, x), passed(last, first));
                self.push(Op::I32Or, &[a, b])
            };
            return self.set_pair_results(inst, last, overflow);
        }
        let bits = ty.bits();
        let wide = bits == 64;
        let [x, y] = [x, y].map(|it| if signed { self.sext(it) } else { self.zext(it) });
        let op = match (subtracts, wide) {
            (false, false) => Op::I32Add,
            (false, true) => Op::I64Add,
            (true, false) => Op::I32Sub,
            (true, true) => Op::I64Sub,
        };
        let carry = if wide {
            self.push(Op::I64ExtendI32U, &[carry])
        } else {
            carry
        };
        let first = self.push(op, &[x, y]);
        let last = self.push(op, &[first, carry]);
        if bits < 32 {
            let (short, known) = if signed {
                (self.sign_extend(last, bits), Known::SIGN)
            } else {
                (self.mask(last, bits), Known::ZERO)
            };
            let overflow = self.push(Op::I32Ne, &[short, last]);
            return self.set_results(inst, short, known, overflow);
        }
        let overflow = if signed {
            let pairs = if subtracts {
                ([x, y], [x, last])
            } else {
                ([x, last], [y, last])
            };
            self.signed_overflow(pairs.0, pairs.1, wide)
        } else {
            let mut passed = |new, old| {
                let (a, b) = if subtracts { (old, new) } else { (new, old) };
                self.compare(IntCC::UnsignedLessThan, a, b, wide)
            };
            let (a, b) = (passed(first, x), passed(last, first));
            self.push(Op::I32Or, &[a, b])
        };
        self.set_results(inst, last, Known::NOTHING, overflow)
    }

    pub(super) fn uadd_overflow_trap(&mut self, inst: Inst, args: [Value; 2]) -> Result<(), Error> {
        let wide = self.ty(args[0]) == types::I64;
        let [x, y] = args.map(|it| self.lo(it));
        let sum = self.push(if wide { Op::I64Add } else { Op::I32Add }, &[x, y]);
        let overflow = self.compare(IntCC::UnsignedLessThan, sum, x, wide);
        self.trap_if(overflow);
        self.set(self.result(inst), sum);
        Ok(())
    }
}
