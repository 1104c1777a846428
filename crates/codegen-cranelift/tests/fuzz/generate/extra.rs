//! Operators that came later: only some seeds have them, so that older seeds still stand for what they stood for.

use wasmir::cranelift_codegen::ir::condcodes::FloatCC;
use wasmir::cranelift_codegen::ir::{InstBuilder, MemFlagsData, TrapCode, Value, types};

use super::{Maker, VECTORS};

impl Maker<'_> {
    pub(super) fn extra(&mut self) {
        match self.rng.below(3) {
            0 => self.whole(),
            1 => self.float_lanes(),
            _ => self.more_lanes(),
        }
    }

    fn whole(&mut self) {
        let x = self.any(types::I128);
        let value = match self.rng.below(3) {
            0 => self.pos.ins().iabs(x),
            1 => self.pos.ins().popcnt(x),
            _ => {
                let ty = self.rng.pick(&[types::I32, types::I64]);
                let (x, y) = (self.any(ty), self.any(ty));
                let code = TrapCode::unwrap_user(1);
                self.pos.ins().uadd_overflow_trap(x, y, code)
            }
        };
        self.keep(value);
    }

    fn float_lanes(&mut self) {
        let ty = self.rng.pick(&VECTORS[4..]);
        let (x, y) = (self.any(ty), self.any(ty));
        let value = match self.rng.below(14) {
            0 => self.pos.ins().fadd(x, y),
            1 => self.pos.ins().fsub(x, y),
            2 => self.pos.ins().fmul(x, y),
            3 => self.pos.ins().fdiv(x, y),
            4 => self.pos.ins().sqrt(x),
            5 => self.pos.ins().fneg(x),
            6 => self.pos.ins().fabs(x),
            7 => self.pos.ins().fmin(x, y),
            8 => self.pos.ins().fmax(x, y),
            9 => self.pos.ins().nearest(x),
            10 => {
                let cond = self.rng.pick(FloatCC::all());
                self.pos.ins().fcmp(cond, x, y)
            }
            11 => {
                let x = self.any(types::I32X4);
                self.pos.ins().fcvt_from_sint(types::F32X4, x)
            }
            12 => {
                let x = self.any(types::F32X4);
                self.pos.ins().fcvt_to_sint_sat(types::I32X4, x)
            }
            _ => {
                let ty = self.float();
                let (x, y, z) = (self.any(ty), self.any(ty), self.any(ty));
                self.pos.ins().fma(x, y, z)
            }
        };
        self.keep(value);
    }

    fn more_lanes(&mut self) {
        let ty = self.rng.pick(&VECTORS[..4]);
        let (x, y) = (self.any(ty), self.any(ty));
        let value = match self.rng.below(9) {
            0 => self.pos.ins().ineg(x),
            1 => self.pos.ins().iabs(x),
            2 => self.pos.ins().bnot(x),
            3 => {
                let x = self.any(types::I8X16);
                self.pos.ins().popcnt(x)
            }
            4 => {
                let (x, y) = (self.any(types::I8X16), self.any(types::I8X16));
                self.pos.ins().swizzle(x, y)
            }
            5 => self.pos.ins().vhigh_bits(types::I32, x),
            6 if ty == types::I16X8 || ty == types::I32X4 => match self.rng.below(2) {
                0 => self.pos.ins().snarrow(x, y),
                _ => self.pos.ins().unarrow(x, y),
            },
            7 => self.far_slot(),
            _ => {
                let amount = self.any(types::I64);
                self.pos.ins().sshr(x, amount)
            }
        };
        self.keep(value);
    }

    /// What was written to the other slot is read again.
    fn far_slot(&mut self) -> Value {
        let value = self.any(types::I64);
        let Some((slot, size)) = self.other.filter(|it| it.1 >= 8) else {
            return value;
        };
        let at = self.rng.below(size as usize / 8) as i32 * 8;
        let address = self.pos.ins().stack_addr(types::I32, slot, at);
        self.pos.ins().store(MemFlagsData::new(), value, address, 0);
        self.pos
            .ins()
            .load(types::I64, MemFlagsData::new(), address, 0)
    }
}
