//! Shifts and rotations of up to 64 bits, and choices between values.

use cranelift_codegen::ir::{Inst, Opcode, Value, types};

use super::{Known, Legalizer};
use crate::Error;
use crate::op::Op;
use crate::ssa::Val;

impl Legalizer<'_> {
    /// Shifts and rotations by any type of integer, of which the lowest bits count.
    pub(super) fn shift(&mut self, to: Value, opcode: Opcode, args: [Value; 2], bits: u32) {
        let (long, amount) = (bits == 64, self.shift_amount(args[1], bits));
        let op = |narrow: Op, wide: Op| if long { wide } else { narrow };
        let (val, known) = match opcode {
            Opcode::Ishl => {
                let x = self.lo(args[0]);
                (
                    self.push(op(Op::I32Shl, Op::I64Shl), &[x, amount]),
                    Known::NOTHING,
                )
            }
            Opcode::Ushr => {
                let x = self.zext(args[0]);
                (
                    self.push(op(Op::I32ShrU, Op::I64ShrU), &[x, amount]),
                    Known::ZERO,
                )
            }
            Opcode::Sshr => {
                let x = self.sext(args[0]);
                (
                    self.push(op(Op::I32ShrS, Op::I64ShrS), &[x, amount]),
                    Known::SIGN,
                )
            }
            Opcode::Rotl | Opcode::Rotr if bits >= 32 => {
                let x = self.lo(args[0]);
                let op = match opcode {
                    Opcode::Rotl => op(Op::I32Rotl, Op::I64Rotl),
                    _ => op(Op::I32Rotr, Op::I64Rotr),
                };
                (self.push(op, &[x, amount]), Known::NOTHING)
            }
            _ => {
                let x = self.zext(args[0]);
                let zero = self.push_i32(0);
                let rest = self.push(Op::I32Sub, &[zero, amount]);
                let mask = self.push_i32(bits as i32 - 1);
                let rest = self.push(Op::I32And, &[rest, mask]);
                let (left, right) = if opcode == Opcode::Rotl {
                    (amount, rest)
                } else {
                    (rest, amount)
                };
                let up = self.push(Op::I32Shl, &[x, left]);
                let down = self.push(Op::I32ShrU, &[x, right]);
                (self.push(Op::I32Or, &[up, down]), Known::NOTHING)
            }
        };
        self.set_known(to, val, known);
    }

    /// How far to shift lanes of so many bits: an `i32`, of which wasm looks at as many bits as the lanes need.
    pub(super) fn lane_shift_amount(&mut self, value: Value, bits: u32) -> Val {
        let val = self.lo(value);
        let mask = i64::from(bits) - 1;
        if let Some(known) = self.i64_const(val) {
            return self.push_i32((known & mask) as i32);
        }
        if let Some(known) = self.i32_const(val) {
            return self.push_i32((i64::from(known) & mask) as i32);
        }
        if self.ty(value).bits() >= 64 {
            return self.push(Op::I32WrapI64, &[val]);
        }
        val
    }

    /// How far to shift a value of so many bits, as that value's type in wasm.
    pub(super) fn shift_amount(&mut self, value: Value, bits: u32) -> Val {
        let ty = self.ty(value);
        let val = self.lo(value);
        let mask = bits as i32 - 1;
        let known = match self.i64_const(val) {
            Some(it) => Some(it as i32),
            None => self.i32_const(val),
        };
        if let Some(known) = known {
            let known = known & mask;
            return if bits == 64 {
                self.push_i64(known.into())
            } else {
                self.push_i32(known)
            };
        }
        // wasm itself looks at the lowest five or six bits.
        if bits == 64 {
            return if ty.bits() >= 64 {
                val
            } else {
                self.push(Op::I64ExtendI32U, &[val])
            };
        }
        let val = if ty.bits() >= 64 {
            self.push(Op::I32WrapI64, &[val])
        } else {
            val
        };
        if bits == 32 {
            return val;
        }
        let mask = self.push_i32(mask);
        self.push(Op::I32And, &[val, mask])
    }

    pub(super) fn ternary(
        &mut self,
        inst: Inst,
        opcode: Opcode,
        args: [Value; 3],
    ) -> Result<(), Error> {
        let [first, x, y] = args;
        let to = self.func.dfg.first_result(inst);
        let ty = self.ty(to);
        match opcode {
            Opcode::Select | Opcode::SelectSpectreGuard => {
                let (x, y) = (self.lowered(x), self.lowered(y));
                let cond = self.truth(first);
                let lo = self.select(cond, x.lo, y.lo);
                if ty == types::I128 {
                    let hi = self.select(cond, x.hi, y.hi);
                    self.set_pair(to, (lo, hi));
                } else {
                    self.set_known(to, lo, x.known.and(y.known));
                }
                Ok(())
            }
            Opcode::Bitselect if ty.is_vector() => self.bitselect_vector(inst, args),
            Opcode::Bitselect if ty.is_int() => {
                let wide = ty.bits() >= 64;
                let (mask, x, y) = (self.lowered(first), self.lowered(x), self.lowered(y));
                let lo = self.bitselect([mask.lo, x.lo, y.lo], wide);
                if ty == types::I128 {
                    let hi = self.bitselect([mask.hi, x.hi, y.hi], wide);
                    self.set_pair(to, (lo, hi));
                } else {
                    self.set(to, lo);
                }
                Ok(())
            }
            Opcode::Fma => self.fma(inst, args),
            Opcode::SaddOverflowCin
            | Opcode::UaddOverflowCin
            | Opcode::SsubOverflowBin
            | Opcode::UsubOverflowBin => self.overflow_carry(inst, opcode, args),
            _ => Err(self.no_inst(inst)),
        }
    }

    /// Bits of `x` where the mask has ones, otherwise of `y`.
    fn bitselect(&mut self, [mask, x, y]: [Val; 3], wide: bool) -> Val {
        let (xor, and) = if wide {
            (Op::I64Xor, Op::I64And)
        } else {
            (Op::I32Xor, Op::I32And)
        };
        let differing = self.push(xor, &[x, y]);
        let taken = self.push(and, &[differing, mask]);
        self.push(xor, &[taken, y])
    }
}
