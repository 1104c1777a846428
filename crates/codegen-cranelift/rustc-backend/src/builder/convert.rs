//! Conversions from, to and between numbers with a point.

use cranelift_codegen::ir::{InstBuilder, types};
use rustc_middle::bug;

use super::Builder;
use crate::types::Prim;
use crate::value::Scalar;

impl<'a, 'tcx> Builder<'a, 'tcx> {
    /// A number with a point as one of another width.
    pub fn float_cast(&mut self, a: Scalar, to: Prim) -> Scalar {
        if a.prim == to {
            return a;
        }
        let name = match (a.prim, to) {
            (Prim::F32, Prim::F64) => {
                let value = self.clif(a);
                return Scalar::ssa(self.ins(|ins| ins.fpromote(types::F64, value)), to);
            }
            (Prim::F64, Prim::F32) => {
                let value = self.clif(a);
                return Scalar::ssa(self.ins(|ins| ins.fdemote(types::F32, value)), to);
            }
            (Prim::F16, Prim::F64) => {
                let wide = self.float_cast(a, Prim::F32);
                return self.float_cast(wide, to);
            }
            (Prim::F16, Prim::F128) => {
                let wide = self.float_cast(a, Prim::F32);
                return self.float_cast(wide, to);
            }
            (Prim::F16, Prim::F32) => {
                let bits = self.int_cast(a.retype(Prim::I16), Prim::I32, false);
                let result = self.libcall("__extendhfsf2", &[bits], Some(to));
                return result.expect("a result");
            }
            (Prim::F32 | Prim::F64, Prim::F16) => {
                let name = if a.prim == Prim::F32 {
                    "__truncsfhf2"
                } else {
                    "__truncdfhf2"
                };
                let bits = self.libcall(name, &[a], Some(Prim::I32)).expect("a result");
                return self.int_cast(bits, Prim::I16, false).retype(to);
            }
            (Prim::F32, Prim::F128) => "__extendsftf2",
            (Prim::F64, Prim::F128) => "__extenddftf2",
            (Prim::F128, Prim::F32) => "__trunctfsf2",
            (Prim::F128, Prim::F64) => "__trunctfdf2",
            (Prim::F128, Prim::F16) => {
                let bits = self
                    .libcall("__trunctfhf2", &[a], Some(Prim::I32))
                    .expect("a result");
                return self.int_cast(bits, Prim::I16, false).retype(to);
            }
            (from, to) => bug!("no conversion from {from:?} to {to:?}"),
        };
        self.libcall(name, &[a], Some(to)).expect("a result")
    }

    /// A number with a point as an integer; what does not fit becomes the nearest one that does, and NaN zero.
    pub fn float_to_int(&mut self, a: Scalar, to: Prim, signed: bool) -> Scalar {
        match a.prim {
            Prim::F16 => {
                let wide = self.float_cast(a, Prim::F32);
                return self.float_to_int(wide, to, signed);
            }
            Prim::F128 => return self.quad_to_int(a, to, signed),
            _ => {}
        }
        if to == Prim::I128 {
            let name = match (a.prim, signed) {
                (Prim::F32, true) => "__fixsfti",
                (Prim::F32, false) => "__fixunssfti",
                (Prim::F64, true) => "__fixdfti",
                (_, _) => "__fixunsdfti",
            };
            // These functions of compiler_builtins saturate.
            return self.libcall(name, &[a], Some(to)).expect("a result");
        }
        let value = self.clif(a);
        let value = self.ins(|ins| {
            if signed {
                ins.fcvt_to_sint_sat(to.clif(), value)
            } else {
                ins.fcvt_to_uint_sat(to.clif(), value)
            }
        });
        Scalar::ssa(value, to)
    }

    fn quad_to_int(&mut self, a: Scalar, to: Prim, signed: bool) -> Scalar {
        let (name, wide) = match (to, signed) {
            (Prim::I64, true) => ("__fixtfdi", Prim::I64),
            (Prim::I64, false) => ("__fixunstfdi", Prim::I64),
            (Prim::I128, true) => ("__fixtfti", Prim::I128),
            (Prim::I128, false) => ("__fixunstfti", Prim::I128),
            (Prim::I32 | Prim::Ptr, true) => ("__fixtfsi", Prim::I32),
            (Prim::I32 | Prim::Ptr, false) => ("__fixunstfsi", Prim::I32),
            (Prim::I8 | Prim::I16, true) => ("__fixtfsi", Prim::I32),
            (Prim::I8 | Prim::I16, false) => ("__fixunstfsi", Prim::I32),
            (to, _) => bug!("no conversion from a quad to {to:?}"),
        };
        // These functions saturate, too, at the limits of what they return.
        let result = self.libcall(name, &[a], Some(wide)).expect("a result");
        if !matches!(to, Prim::I8 | Prim::I16) {
            return result.retype(to);
        }
        let bits = to.bits() as u32;
        let value = self.clif(result);
        let limit =
            |this: &mut Self, bits: u32| this.clif(Scalar::constant(bits.into(), Prim::I32));
        let value = if signed {
            let most = limit(self, (1 << (bits - 1)) - 1);
            let least = limit(self, u32::MAX << (bits - 1));
            let value = self.ins(|ins| ins.smin(value, most));
            self.ins(|ins| ins.smax(value, least))
        } else {
            let most = limit(self, (1 << bits) - 1);
            self.ins(|ins| ins.umin(value, most))
        };
        self.int_cast(Scalar::ssa(value, Prim::I32), to, signed)
    }

    /// An integer as the nearest number with a point.
    pub fn int_to_float(&mut self, a: Scalar, to: Prim, signed: bool) -> Scalar {
        if matches!(to, Prim::F16) {
            let wide = self.int_to_float(a, Prim::F32, signed);
            return self.float_cast(wide, to);
        }
        let a = match a.prim {
            Prim::I1 | Prim::I8 | Prim::I16 | Prim::I24 | Prim::Ptr => {
                self.int_cast(a, Prim::I32, signed)
            }
            _ => a,
        };
        let name = match (a.prim, to, signed) {
            (Prim::I128, Prim::F32, true) => "__floattisf",
            (Prim::I128, Prim::F32, false) => "__floatuntisf",
            (Prim::I128, Prim::F64, true) => "__floattidf",
            (Prim::I128, Prim::F64, false) => "__floatuntidf",
            (Prim::I128, Prim::F128, true) => "__floattitf",
            (Prim::I128, Prim::F128, false) => "__floatuntitf",
            (Prim::I64, Prim::F128, true) => "__floatditf",
            (Prim::I64, Prim::F128, false) => "__floatunditf",
            (Prim::I32, Prim::F128, true) => "__floatsitf",
            (Prim::I32, Prim::F128, false) => "__floatunsitf",
            _ => {
                let value = self.clif(a);
                let value = self.ins(|ins| {
                    if signed {
                        ins.fcvt_from_sint(to.clif(), value)
                    } else {
                        ins.fcvt_from_uint(to.clif(), value)
                    }
                });
                return Scalar::ssa(value, to);
            }
        };
        self.libcall(name, &[a], Some(to)).expect("a result")
    }
}
