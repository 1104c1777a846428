//! Values as operands, and the small pieces that the translation of instructions is made of.

use cranelift_codegen::ir::{self, Value, types};

use super::{Known, Legalizer, Lowered};
use crate::op::{Op, Type};
use crate::ssa::{Node, Val};

impl Legalizer<'_> {
    pub(super) fn lowered(&self, value: Value) -> Lowered {
        let value = self.func.dfg.resolve_aliases(value);
        self.scratch.values[value]
    }

    /// The value, with anything in the upper bits if it is narrow; the lower half of an `i128`.
    pub(super) fn lo(&self, value: Value) -> Val {
        self.lowered(value).lo
    }

    /// Both halves of an `i128`.
    pub(super) fn pair(&self, value: Value) -> (Val, Val) {
        let it = self.lowered(value);
        (it.lo, it.hi)
    }

    pub(super) fn ty(&self, value: Value) -> ir::Type {
        self.func.dfg.value_type(value)
    }

    /// The value with zeros in the upper bits, if it is narrow.
    pub(super) fn zext(&mut self, value: Value) -> Val {
        let it = self.lowered(value);
        let bits = self.ty(value).bits();
        if bits >= 32 || it.known.has(Known::ZERO) {
            return it.lo;
        }
        self.mask(it.lo, bits)
    }

    /// The value with copies of the sign in the upper bits, if it is narrow.
    pub(super) fn sext(&mut self, value: Value) -> Val {
        let it = self.lowered(value);
        let bits = self.ty(value).bits();
        if bits >= 32 || it.known.has(Known::SIGN) {
            return it.lo;
        }
        self.sign_extend(it.lo, bits)
    }

    /// The lowest `bits`, 8 or 16, of an `i32`.
    pub(super) fn mask(&mut self, val: Val, bits: u32) -> Val {
        let mask = (1u32 << bits) - 1;
        if let Some(known) = self.i32_const(val) {
            return self.push_i32((known as u32 & mask) as i32);
        }
        let mask = self.push_i32(mask as i32);
        self.push(Op::I32And, &[val, mask])
    }

    pub(super) fn sign_extend(&mut self, val: Val, bits: u32) -> Val {
        if let Some(known) = self.i32_const(val) {
            return self.push_i32(known << (32 - bits) >> (32 - bits));
        }
        self.push(
            if bits == 8 {
                Op::I32Extend8S
            } else {
                Op::I32Extend16S
            },
            &[val],
        )
    }

    pub(super) fn i32_const(&self, val: Val) -> Option<i32> {
        let node = self.code.node(val);
        (node.op == Op::I32Const).then_some(node.imm as i32)
    }

    pub(super) fn i64_const(&self, val: Val) -> Option<i64> {
        let node = self.code.node(val);
        (node.op == Op::I64Const).then_some(node.imm as i64)
    }

    /// Appends an operator whose type is known.
    #[inline]
    pub(super) fn push(&mut self, op: Op, args: &[Val]) -> Val {
        self.code.push(op, op.info().result, args, 0, self.loc)
    }

    pub(super) fn push_i32(&mut self, value: i32) -> Val {
        self.code.push(
            Op::I32Const,
            Type::I32,
            &[],
            u64::from(value as u32),
            self.loc,
        )
    }

    pub(super) fn push_i64(&mut self, value: i64) -> Val {
        self.code
            .push(Op::I64Const, Type::I64, &[], value as u64, self.loc)
    }

    /// `then` if `cond` is not zero, otherwise `other`.
    pub(super) fn select(&mut self, cond: Val, then: Val, other: Val) -> Val {
        if then == other {
            return then;
        }
        let ty = self.code.node(then).ty;
        self.code
            .push(Op::Select, ty, &[then, other, cond], 0, self.loc)
    }

    /// `val` plus a constant, folded into what `val` is made of.
    pub(super) fn add_const(&mut self, val: Val, constant: i32) -> Val {
        if constant == 0 {
            return val;
        }
        let node = *self.code.node(val);
        match node.op {
            Op::I32Const => return self.push_i32((node.imm as i32).wrapping_add(constant)),
            Op::Address => {
                let sum = node.offset().wrapping_add(constant);
                let imm = Node::place(sum, node.symbol());
                return self.code.push(Op::Address, Type::I32, &[], imm, self.loc);
            }
            Op::I32Add => {
                if let Some(known) = self.i32_const(self.code.arg(val, 1)) {
                    let base = self.code.arg(val, 0);
                    return self.add_const(base, known.wrapping_add(constant));
                }
            }
            _ => {}
        }
        let constant = self.push_i32(constant);
        self.push(Op::I32Add, &[val, constant])
    }

    pub(super) fn set(&mut self, value: Value, lo: Val) {
        self.set_known(value, lo, Known::NOTHING);
    }

    pub(super) fn set_known(&mut self, value: Value, lo: Val, known: Known) {
        self.scratch.values[value] = Lowered {
            lo,
            hi: Val::NONE,
            known,
        };
    }

    pub(super) fn set_pair(&mut self, value: Value, (lo, hi): (Val, Val)) {
        self.scratch.values[value] = Lowered {
            lo,
            hi,
            known: Known::NOTHING,
        };
    }

    /// An `i32` that is zero if and only if `value` is.
    pub(super) fn truth(&mut self, value: Value) -> Val {
        match self.ty(value) {
            types::I64 => {
                let zero = self.push_i64(0);
                let lo = self.lo(value);
                self.push(Op::I64Ne, &[lo, zero])
            }
            types::I128 => {
                let (lo, hi) = self.pair(value);
                let any = self.push(Op::I64Or, &[lo, hi]);
                let zero = self.push_i64(0);
                self.push(Op::I64Ne, &[any, zero])
            }
            _ if self.lowered(value).known.has(Known::SIGN) => self.lo(value),
            _ => self.zext(value),
        }
    }

    /// An `i32` that is one if `value` is zero, otherwise zero.
    pub(super) fn falsity(&mut self, value: Value) -> Val {
        match self.ty(value) {
            types::I64 => {
                let lo = self.lo(value);
                self.push(Op::I64Eqz, &[lo])
            }
            types::I128 => {
                let (lo, hi) = self.pair(value);
                let any = self.push(Op::I64Or, &[lo, hi]);
                self.push(Op::I64Eqz, &[any])
            }
            _ => {
                let val = self.truth(value);
                self.not(val)
            }
        }
    }

    /// One if the `i32` is zero, otherwise zero.
    pub(super) fn not(&mut self, val: Val) -> Val {
        let node = self.code.node(val);
        match node.op.inverse() {
            Some(op) => {
                let args = [self.code.arg(val, 0), self.code.arg(val, 1)];
                self.push(op, &args)
            }
            None => self.push(Op::I32Eqz, &[val]),
        }
    }
}
