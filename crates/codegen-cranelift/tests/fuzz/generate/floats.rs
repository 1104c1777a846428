//! Operators of floating-point numbers, and conversions.

use wasmir::cranelift_codegen::ir::{InstBuilder, types};

use super::{INTS, Maker};

impl Maker<'_> {
    pub(super) fn float_operator(&mut self) {
        let ty = self.float();
        let (x, y) = (self.any(ty), self.any(ty));
        let value = match self.rng.below(14) {
            0 => self.pos.ins().fadd(x, y),
            1 => self.pos.ins().fsub(x, y),
            2 => self.pos.ins().fmul(x, y),
            3 => self.pos.ins().fdiv(x, y),
            4 => self.pos.ins().fmin(x, y),
            5 => self.pos.ins().fmax(x, y),
            6 => {
                let y = self.canonical(y);
                self.pos.ins().fcopysign(x, y)
            }
            7 => self.pos.ins().sqrt(x),
            8 => self.pos.ins().fneg(x),
            9 => self.pos.ins().fabs(x),
            10 => self.pos.ins().ceil(x),
            11 => self.pos.ins().floor(x),
            12 => self.pos.ins().trunc(x),
            _ => self.pos.ins().nearest(x),
        };
        self.keep(value);
    }

    pub(super) fn convert_float(&mut self) {
        let (float, int) = (self.float(), self.rng.pick(&INTS[..4]));
        let value = match self.rng.below(7) {
            0 => {
                let x = self.any(int);
                self.pos.ins().fcvt_from_uint(float, x)
            }
            1 => {
                let x = self.any(int);
                self.pos.ins().fcvt_from_sint(float, x)
            }
            2 => {
                let x = self.any(float);
                self.pos.ins().fcvt_to_uint_sat(int, x)
            }
            3 => {
                let x = self.any(float);
                self.pos.ins().fcvt_to_sint_sat(int, x)
            }
            4 if self.rng.one_in(4) => {
                let x = self.any(float);
                if self.rng.one_in(2) {
                    self.pos.ins().fcvt_to_uint(int, x)
                } else {
                    self.pos.ins().fcvt_to_sint(int, x)
                }
            }
            5 => {
                let x = self.any(types::F32);
                self.pos.ins().fpromote(types::F64, x)
            }
            _ => {
                let x = self.any(types::F64);
                self.pos.ins().fdemote(types::F32, x)
            }
        };
        self.keep(value);
    }
}
