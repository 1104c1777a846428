//! Operators of vectors.

use wasmir::cranelift_codegen::ir::condcodes::IntCC;
use wasmir::cranelift_codegen::ir::{InstBuilder, types};

use super::{Maker, VECTORS};

impl Maker<'_> {
    pub(super) fn vector(&mut self) {
        let ty = self.rng.pick(&VECTORS[..4]);
        let lane = ty.lane_type();
        let (x, y) = (self.any(ty), self.any(ty));
        let value = match self.rng.below(16) {
            0 => self.pos.ins().iadd(x, y),
            1 => self.pos.ins().isub(x, y),
            2 if ty != types::I8X16 => self.pos.ins().imul(x, y),
            3 => self.pos.ins().bxor(x, y),
            4 => self.pos.ins().band(x, y),
            5 => {
                let scalar = self.any(lane);
                let at = self.rng.below(ty.lane_count() as usize) as u8;
                self.pos.ins().insertlane(x, scalar, at)
            }
            6 => {
                let at = self.rng.below(ty.lane_count() as usize) as u8;
                self.pos.ins().extractlane(x, at)
            }
            7 => {
                let cond = self.rng.pick(&[
                    IntCC::Equal,
                    IntCC::NotEqual,
                    IntCC::SignedLessThan,
                    IntCC::SignedGreaterThanOrEqual,
                ]);
                self.pos.ins().icmp(cond, x, y)
            }
            8 if ty != types::I64X2 => self.pos.ins().smin(x, y),
            9 if ty != types::I64X2 => self.pos.ins().umax(x, y),
            10 => self.pos.ins().vall_true(x),
            11 => self.pos.ins().vany_true(x),
            12 => {
                let amount = self.any(types::I32);
                match self.rng.below(3) {
                    0 => self.pos.ins().ishl(x, amount),
                    1 => self.pos.ins().ushr(x, amount),
                    _ => self.pos.ins().sshr(x, amount),
                }
            }
            13 if lane.bits() < 32 => match self.rng.below(4) {
                0 => self.pos.ins().sadd_sat(x, y),
                1 => self.pos.ins().uadd_sat(x, y),
                2 => self.pos.ins().ssub_sat(x, y),
                _ => self.pos.ins().usub_sat(x, y),
            },
            14 if ty != types::I64X2 => match self.rng.below(4) {
                0 => self.pos.ins().swiden_low(x),
                1 => self.pos.ins().swiden_high(x),
                2 => self.pos.ins().uwiden_low(x),
                _ => self.pos.ins().uwiden_high(x),
            },
            _ => {
                let mask = self.any(ty);
                self.pos.ins().bitselect(mask, x, y)
            }
        };
        self.keep(value);
    }
}
