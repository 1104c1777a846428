//! Integers of up to 64 bits, and which instructions go on to other types' files.

use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{Inst, Opcode, Value, types};

use super::{Known, Legalizer};
use crate::Error;
use crate::op::Op;
use crate::ssa::Val;

impl Legalizer<'_> {
    pub(super) fn iconst(&mut self, inst: Inst, bits: i64) -> Result<(), Error> {
        let result = self.result(inst);
        let ty = self.ty(result);
        match ty {
            types::I64 => {
                let val = self.push_i64(bits);
                self.set(result, val);
            }
            types::I128 => {
                let lo = self.push_i64(bits);
                let hi = self.push_i64(bits >> 63);
                self.set_pair(result, (lo, hi));
            }
            _ => {
                let unused = 32 - ty.bits();
                let value = (bits as i32) << unused >> unused;
                let val = self.push_i32(value);
                let known = if value >= 0 { Known::BOTH } else { Known::SIGN };
                self.set_known(result, val, known);
            }
        }
        Ok(())
    }

    pub(super) fn unary(&mut self, inst: Inst, opcode: Opcode, arg: Value) -> Result<(), Error> {
        let from = self.ty(arg);
        let to = self.func.dfg.first_result(inst);
        let to_ty = self.ty(to);
        if from.is_vector() || to_ty.is_vector() {
            return self.unary_vector(inst, opcode, arg);
        }
        if matches!(opcode, Opcode::Isplit) {
            return self.isplit(inst, arg);
        }
        if from.is_float() || to_ty.is_float() {
            return self.unary_float(inst, opcode, arg);
        }
        if from == types::I128 || to_ty == types::I128 {
            return self.unary_wide(inst, opcode, arg);
        }
        let bits = from.bits();
        let wide = bits == 64;
        let op = |narrow: Op, long: Op| if wide { long } else { narrow };
        match opcode {
            Opcode::Bitcast => {
                let it = self.lowered(arg);
                self.set_known(to, it.lo, it.known);
            }
            Opcode::Ireduce => {
                let val = self.lo(arg);
                let val = if wide {
                    self.push(Op::I32WrapI64, &[val])
                } else {
                    val
                };
                self.set(to, val);
            }
            Opcode::Uextend => {
                let val = self.zext(arg);
                if to_ty == types::I64 {
                    let val = self.push(Op::I64ExtendI32U, &[val]);
                    self.set(to, val);
                } else {
                    self.set_known(to, val, Known::BOTH);
                }
            }
            Opcode::Sextend => {
                let val = self.sext(arg);
                if to_ty == types::I64 {
                    let val = self.push(Op::I64ExtendI32S, &[val]);
                    self.set(to, val);
                } else {
                    self.set_known(to, val, Known::SIGN);
                }
            }
            Opcode::Ineg => {
                let val = self.lo(arg);
                let val = self.negate(val, wide);
                self.set(to, val);
            }
            Opcode::Bnot => {
                let it = self.lowered(arg);
                let ones = if wide {
                    self.push_i64(-1)
                } else {
                    self.push_i32(-1)
                };
                let val = self.push(op(Op::I32Xor, Op::I64Xor), &[it.lo, ones]);
                self.set_known(to, val, it.known.and(Known::SIGN));
            }
            Opcode::Iabs => {
                let val = self.sext(arg);
                let negative = self.negate(val, wide);
                let zero = if wide {
                    self.push_i64(0)
                } else {
                    self.push_i32(0)
                };
                let is_negative = self.push(op(Op::I32LtS, Op::I64LtS), &[val, zero]);
                let val = self.select(is_negative, negative, val);
                // |-128| is 128: not negative as an `i32`.
                self.set_known(
                    to,
                    val,
                    if bits < 32 {
                        Known::ZERO
                    } else {
                        Known::NOTHING
                    },
                );
            }
            Opcode::Popcnt => {
                let val = self.zext(arg);
                let val = self.push(op(Op::I32Popcnt, Op::I64Popcnt), &[val]);
                self.set_known(to, val, Known::BOTH);
            }
            Opcode::Clz => {
                let val = self.zext(arg);
                let val = self.push(op(Op::I32Clz, Op::I64Clz), &[val]);
                let val = if bits < 32 {
                    self.add_const(val, bits as i32 - 32)
                } else {
                    val
                };
                self.set_known(to, val, Known::BOTH);
            }
            Opcode::Ctz => {
                let mut val = self.lo(arg);
                if bits < 32 {
                    let stop = self.push_i32(1 << bits);
                    val = self.push(Op::I32Or, &[val, stop]);
                }
                let val = self.push(op(Op::I32Ctz, Op::I64Ctz), &[val]);
                self.set_known(to, val, Known::BOTH);
            }
            Opcode::Cls => {
                let val = self.sext(arg);
                let val = self.leading_sign_bits(val, bits);
                self.set_known(to, val, Known::BOTH);
            }
            Opcode::Bswap => {
                let val = self.lo(arg);
                let (val, known) = match bits {
                    16 => (self.swap_16(val), Known::ZERO),
                    32 => (self.swap_32(val), Known::NOTHING),
                    _ => (self.swap_64(val), Known::NOTHING),
                };
                self.set_known(to, val, known);
            }
            Opcode::Bitrev => {
                let val = self.lo(arg);
                let val = if wide {
                    self.reverse_64(val)
                } else {
                    self.reverse_32(val)
                };
                if bits < 32 {
                    let unused = self.push_i32(32 - bits as i32);
                    let val = self.push(Op::I32ShrU, &[val, unused]);
                    self.set_known(to, val, Known::ZERO);
                } else {
                    self.set(to, val);
                }
            }
            Opcode::Bmask => {
                let truth = self.truth_bit(arg);
                if to_ty == types::I64 {
                    let zero = self.push_i64(0);
                    let bit = self.push(Op::I64ExtendI32U, &[truth]);
                    let val = self.push(Op::I64Sub, &[zero, bit]);
                    self.set(to, val);
                } else {
                    let zero = self.push_i32(0);
                    let val = self.push(Op::I32Sub, &[zero, truth]);
                    self.set_known(to, val, Known::SIGN);
                }
            }
            _ => return Err(self.no_inst(inst)),
        }
        Ok(())
    }

    /// One if `value` is not zero, otherwise zero.
    pub(super) fn truth_bit(&mut self, value: Value) -> Val {
        let val = self.truth(value);
        let is_bit = match self.code.node(val).op {
            Op::I32Const => matches!(self.i32_const(val), Some(0 | 1)),
            op => is_comparison(op),
        };
        if is_bit {
            return val;
        }
        let zero = self.push_i32(0);
        self.push(Op::I32Ne, &[val, zero])
    }

    pub(super) fn negate(&mut self, val: Val, wide: bool) -> Val {
        let zero = if wide {
            self.push_i64(0)
        } else {
            self.push_i32(0)
        };
        self.push(if wide { Op::I64Sub } else { Op::I32Sub }, &[zero, val])
    }

    /// How many bits after the sign are equal to it, of the lowest `bits` of a sign-extended value.
    pub(super) fn leading_sign_bits(&mut self, val: Val, bits: u32) -> Val {
        if bits == 64 {
            let shift = self.push_i64(63);
            let sign = self.push(Op::I64ShrS, &[val, shift]);
            let val = self.push(Op::I64Xor, &[val, sign]);
            let val = self.push(Op::I64Clz, &[val]);
            let one = self.push_i64(1);
            return self.push(Op::I64Sub, &[val, one]);
        }
        let shift = self.push_i32(31);
        let sign = self.push(Op::I32ShrS, &[val, shift]);
        let val = self.push(Op::I32Xor, &[val, sign]);
        let val = self.push(Op::I32Clz, &[val]);
        self.add_const(val, bits as i32 - 33)
    }

    fn isplit(&mut self, inst: Inst, arg: Value) -> Result<(), Error> {
        let [lo_value, hi_value] = *self.func.dfg.inst_results(inst) else {
            return Err(self.no_inst(inst));
        };
        let bits = self.ty(arg).bits();
        let (lo, hi) = match bits {
            128 => self.pair(arg),
            64 => {
                let val = self.lo(arg);
                let shift = self.push_i64(32);
                let high = self.push(Op::I64ShrU, &[val, shift]);
                (
                    self.push(Op::I32WrapI64, &[val]),
                    self.push(Op::I32WrapI64, &[high]),
                )
            }
            _ => {
                let val = self.lo(arg);
                let shift = self.push_i32(bits as i32 / 2);
                (val, self.push(Op::I32ShrU, &[val, shift]))
            }
        };
        self.set(lo_value, lo);
        self.set(hi_value, hi);
        Ok(())
    }

    pub(super) fn iconcat(&mut self, inst: Inst, args: [Value; 2]) -> Result<(), Error> {
        let result = self.result(inst);
        let bits = self.ty(args[0]).bits();
        match bits {
            64 => self.set_pair(result, (self.lo(args[0]), self.lo(args[1]))),
            32 => {
                let (lo, hi) = (self.lo(args[0]), self.lo(args[1]));
                let lo = self.push(Op::I64ExtendI32U, &[lo]);
                let hi = self.push(Op::I64ExtendI32U, &[hi]);
                let shift = self.push_i64(32);
                let hi = self.push(Op::I64Shl, &[hi, shift]);
                let val = self.push(Op::I64Or, &[lo, hi]);
                self.set(result, val);
            }
            _ => {
                let (lo, hi) = (self.zext(args[0]), self.lo(args[1]));
                let shift = self.push_i32(bits as i32);
                let hi = self.push(Op::I32Shl, &[hi, shift]);
                let val = self.push(Op::I32Or, &[lo, hi]);
                self.set(result, val);
            }
        }
        Ok(())
    }

    /// A comparison of integers: `i8` with one or zero, or lanes of ones or zeros.
    pub(super) fn icmp(&mut self, inst: Inst, cond: IntCC, args: [Value; 2]) -> Result<(), Error> {
        let result = self.result(inst);
        let ty = self.ty(args[0]);
        if ty.is_vector() {
            return self.icmp_vector(inst, cond, args);
        }
        let val = if ty == types::I128 {
            self.compare_wide(cond, self.pair(args[0]), self.pair(args[1]))
        } else {
            let [x, y] = self.comparable(cond, args);
            self.compare(cond, x, y, ty.bits() == 64)
        };
        self.set_known(result, val, Known::BOTH);
        Ok(())
    }

    /// Two values, extended as a comparison needs them.
    pub(super) fn comparable(&mut self, cond: IntCC, args: [Value; 2]) -> [Val; 2] {
        let signed = match cond {
            IntCC::Equal | IntCC::NotEqual => {
                let known = args.map(|it| self.lowered(it).known);
                known[0].and(known[1]).has(Known::SIGN)
            }
            _ => is_signed(cond),
        };
        args.map(|it| if signed { self.sext(it) } else { self.zext(it) })
    }

    pub(super) fn compare(&mut self, cond: IntCC, x: Val, y: Val, wide: bool) -> Val {
        let zero = match wide {
            true => self.i64_const(y) == Some(0),
            false => self.i32_const(y) == Some(0),
        };
        if zero && cond == IntCC::Equal {
            return self.push(if wide { Op::I64Eqz } else { Op::I32Eqz }, &[x]);
        }
        let (narrow, long) = match cond {
            IntCC::Equal => (Op::I32Eq, Op::I64Eq),
            IntCC::NotEqual => (Op::I32Ne, Op::I64Ne),
            IntCC::SignedLessThan => (Op::I32LtS, Op::I64LtS),
            IntCC::SignedGreaterThanOrEqual => (Op::I32GeS, Op::I64GeS),
            IntCC::SignedGreaterThan => (Op::I32GtS, Op::I64GtS),
            IntCC::SignedLessThanOrEqual => (Op::I32LeS, Op::I64LeS),
            IntCC::UnsignedLessThan => (Op::I32LtU, Op::I64LtU),
            IntCC::UnsignedGreaterThanOrEqual => (Op::I32GeU, Op::I64GeU),
            IntCC::UnsignedGreaterThan => (Op::I32GtU, Op::I64GtU),
            IntCC::UnsignedLessThanOrEqual => (Op::I32LeU, Op::I64LeU),
        };
        self.push(if wide { long } else { narrow }, &[x, y])
    }

    pub(super) fn binary(
        &mut self,
        inst: Inst,
        opcode: Opcode,
        args: [Value; 2],
    ) -> Result<(), Error> {
        let to = self.func.dfg.first_result(inst);
        let ty = self.ty(args[0]);
        match opcode {
            _ if ty.is_vector() => return self.binary_vector(inst, opcode, args),
            Opcode::Iconcat => return self.iconcat(inst, args),
            Opcode::UaddOverflow
            | Opcode::SaddOverflow
            | Opcode::UsubOverflow
            | Opcode::SsubOverflow
            | Opcode::UmulOverflow
            | Opcode::SmulOverflow => return self.overflow(inst, opcode, args),
            _ if ty.is_float() => return self.binary_float(inst, opcode, args),
            _ if ty == types::I128 => return self.binary_wide(inst, opcode, args),
            _ => {}
        }
        let bits = ty.bits();
        let wide = bits == 64;
        let op = |narrow: Op, long: Op| if wide { long } else { narrow };
        let known = args.map(|it| self.lowered(it).known);
        let both = known[0].and(known[1]);
        let simple = |narrow, long, known| Some((op(narrow, long), known));
        // Operators that do not look at the upper bits.
        let found = match opcode {
            Opcode::Iadd => simple(Op::I32Add, Op::I64Add, Known::NOTHING),
            Opcode::Isub => simple(Op::I32Sub, Op::I64Sub, Known::NOTHING),
            Opcode::Imul => simple(Op::I32Mul, Op::I64Mul, Known::NOTHING),
            Opcode::Bor => simple(Op::I32Or, Op::I64Or, both),
            Opcode::Bxor => simple(Op::I32Xor, Op::I64Xor, both),
            Opcode::Band => {
                let zero = Known(known[0].0 | known[1].0).and(Known::ZERO);
                simple(Op::I32And, Op::I64And, Known(zero.0 | both.0))
            }
            _ => None,
        };
        if let Some((op, known)) = found {
            let [x, y] = args.map(|it| self.lo(it));
            let val = match (op, self.i32_const(y)) {
                (Op::I32Add, Some(constant)) if bits == 32 => self.add_const(x, constant),
                _ => self.push(op, &[x, y]),
            };
            self.set_known(to, val, known);
            return Ok(());
        }
        match opcode {
            Opcode::Ishl | Opcode::Ushr | Opcode::Sshr | Opcode::Rotl | Opcode::Rotr => {
                self.shift(to, opcode, args, bits)
            }
            Opcode::Udiv => {
                let [x, y] = args.map(|it| self.zext(it));
                let val = self.push(op(Op::I32DivU, Op::I64DivU), &[x, y]);
                self.divided(val, y, false);
                self.set_known(to, val, Known::ZERO);
            }
            Opcode::Urem => {
                let [x, y] = args.map(|it| self.zext(it));
                let val = self.push(op(Op::I32RemU, Op::I64RemU), &[x, y]);
                self.divided(val, y, false);
                self.set_known(to, val, Known::ZERO);
            }
            Opcode::Srem => {
                let [x, y] = args.map(|it| self.sext(it));
                let val = self.push(op(Op::I32RemS, Op::I64RemS), &[x, y]);
                self.divided(val, y, false);
                self.set_known(to, val, Known::SIGN);
            }
            Opcode::Sdiv => {
                let [x, y] = args.map(|it| self.sext(it));
                let val = self.push(op(Op::I32DivS, Op::I64DivS), &[x, y]);
                self.divided(val, y, true);
                if bits < 32 && self.i32_const(y).is_none_or(|it| it == -1) {
                    // The least number divided by -1 does not fit, which wasm does not notice.
                    let overflow = self.push_i32(1 << (bits - 1));
                    let cond = self.push(Op::I32Eq, &[val, overflow]);
                    self.trap_if(cond);
                }
                self.set_known(to, val, Known::SIGN);
            }
            Opcode::Smin | Opcode::Smax | Opcode::Umin | Opcode::Umax => {
                let (cond, known) = match opcode {
                    Opcode::Smin => (IntCC::SignedLessThan, Known::SIGN),
                    Opcode::Smax => (IntCC::SignedGreaterThan, Known::SIGN),
                    Opcode::Umin => (IntCC::UnsignedLessThan, Known::ZERO),
                    _ => (IntCC::UnsignedGreaterThan, Known::ZERO),
                };
                let [x, y] = self.comparable(cond, args);
                let cond = self.compare(cond, x, y, wide);
                let val = self.select(cond, x, y);
                self.set_known(to, val, known);
            }
            Opcode::Umulhi => {
                let [x, y] = args.map(|it| self.zext(it));
                let val = self.multiply_high(x, y, bits, false);
                self.set_known(to, val, Known::ZERO);
            }
            Opcode::Smulhi => {
                let [x, y] = args.map(|it| self.sext(it));
                let val = self.multiply_high(x, y, bits, true);
                self.set_known(to, val, Known::SIGN);
            }
            _ => return Err(self.no_inst(inst)),
        }
        Ok(())
    }

    /// A division by a constant that is not zero does not trap.
    fn divided(&mut self, val: Val, divisor: Val, signed: bool) {
        let known = match self.i64_const(divisor) {
            Some(it) => Some(it),
            None => self.i32_const(divisor).map(i64::from),
        };
        if known.is_some_and(|it| it != 0 && !(signed && it == -1)) {
            self.code.node_mut(val).effects = crate::op::Effects::PURE;
        }
    }
}

/// Whether a condition looks at the sign.
pub(super) fn is_signed(cond: IntCC) -> bool {
    matches!(
        cond,
        IntCC::SignedLessThan
            | IntCC::SignedLessThanOrEqual
            | IntCC::SignedGreaterThan
            | IntCC::SignedGreaterThanOrEqual
    )
}

/// Whether an operator gives one or zero.
pub(super) fn is_comparison(op: Op) -> bool {
    (Op::I32Eqz as u16..=Op::F64Ge as u16).contains(&(op as u16))
}
