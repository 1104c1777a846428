//! Operators of integers.

use wasmir::cranelift_codegen::ir::{InstBuilder, Type, Value, types};

use super::{Maker, SCALARS, VECTORS};

impl Maker<'_> {
    pub(super) fn binary_int(&mut self) {
        let ty = self.int();
        let (x, y) = (self.any(ty), self.any(ty));
        let amount_ty = self.int();
        let value = match self.rng.below(24) {
            0..=2 => self.pos.ins().iadd(x, y),
            3 | 4 => self.pos.ins().isub(x, y),
            5 => self.pos.ins().imul(x, y),
            6 => self.pos.ins().band(x, y),
            7 => self.pos.ins().bor(x, y),
            8 => self.pos.ins().bxor(x, y),
            9 => self.pos.ins().smin(x, y),
            10 => self.pos.ins().smax(x, y),
            11 => self.pos.ins().umin(x, y),
            12 => self.pos.ins().umax(x, y),
            13 if ty != types::I128 => self.pos.ins().umulhi(x, y),
            14 if ty != types::I128 => self.pos.ins().smulhi(x, y),
            15..=19 => {
                let amount = self.any(amount_ty);
                match self.rng.below(5) {
                    0 => self.pos.ins().ishl(x, amount),
                    1 => self.pos.ins().ushr(x, amount),
                    2 => self.pos.ins().sshr(x, amount),
                    3 => self.pos.ins().rotl(x, amount),
                    _ => self.pos.ins().rotr(x, amount),
                }
            }
            _ => {
                // Mostly not by zero.
                let y = if self.rng.one_in(12) {
                    y
                } else {
                    let one = self.one(ty);
                    self.pos.ins().bor(y, one)
                };
                match self.rng.below(4) {
                    0 => self.pos.ins().udiv(x, y),
                    1 => self.pos.ins().sdiv(x, y),
                    2 => self.pos.ins().urem(x, y),
                    _ => self.pos.ins().srem(x, y),
                }
            }
        };
        self.keep(value);
    }

    pub(super) fn one(&mut self, ty: Type) -> Value {
        if ty == types::I128 {
            let one = self.pos.ins().iconst(types::I64, 1);
            return self.pos.ins().uextend(ty, one);
        }
        self.pos.ins().iconst(ty, 1)
    }

    pub(super) fn unary_int(&mut self) {
        let ty = self.int();
        let x = self.any(ty);
        let value = match self.rng.below(10) {
            0 => self.pos.ins().ineg(x),
            1 if ty != types::I128 => self.pos.ins().iabs(x),
            2 => self.pos.ins().bnot(x),
            // The interpreter counts no bits of `i128`.
            3 if ty != types::I128 => self.pos.ins().popcnt(x),
            4 => self.pos.ins().clz(x),
            5 => self.pos.ins().ctz(x),
            6 => self.pos.ins().cls(x),
            7 if ty != types::I8 => self.pos.ins().bswap(x),
            8 => self.pos.ins().bitrev(x),
            _ => {
                let to = self.int();
                self.pos.ins().bmask(to, x)
            }
        };
        self.keep(value);
    }

    pub(super) fn convert_int(&mut self) {
        let (from, to) = (self.int(), self.int());
        let x = self.any(from);
        let value = if from.bits() < to.bits() {
            match self.rng.below(2) {
                0 => self.pos.ins().uextend(to, x),
                _ => self.pos.ins().sextend(to, x),
            }
        } else if from.bits() > to.bits() {
            self.pos.ins().ireduce(to, x)
        } else if from == types::I128 {
            let (lo, hi) = self.pos.ins().isplit(x);
            self.keep(lo);
            hi
        } else if from == types::I64 {
            let y = self.any(from);
            self.pos.ins().iconcat(x, y)
        } else {
            return;
        };
        self.keep(value);
    }

    pub(super) fn choose(&mut self) {
        let ty = if self.rng.one_in(4) {
            self.rng.pick(&VECTORS)
        } else {
            self.rng.pick(&SCALARS)
        };
        let (x, y) = (self.any(ty), self.any(ty));
        let cond_ty = self.int();
        let cond = if self.rng.one_in(2) {
            self.compare()
        } else {
            self.any(cond_ty)
        };
        let value = if ty.is_int() && self.rng.one_in(3) {
            let mask = self.any(ty);
            self.pos.ins().bitselect(mask, x, y)
        } else {
            self.pos.ins().select(cond, x, y)
        };
        self.keep(value);
    }

    pub(super) fn overflow(&mut self) {
        let ty = self.int();
        let (x, y) = (self.any(ty), self.any(ty));
        // compiler-builtins multiplies `i128`.
        let kinds = if ty == types::I128 { 4 } else { 6 };
        let (value, flag) = match self.rng.below(kinds) {
            0 => self.pos.ins().uadd_overflow(x, y),
            1 => self.pos.ins().sadd_overflow(x, y),
            2 => self.pos.ins().usub_overflow(x, y),
            3 => self.pos.ins().ssub_overflow(x, y),
            4 => self.pos.ins().umul_overflow(x, y),
            _ => self.pos.ins().smul_overflow(x, y),
        };
        self.keep(value);
        self.keep(flag);
    }
}
