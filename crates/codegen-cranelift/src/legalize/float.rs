//! Floating point, and conversions to and from integers.

use cranelift_codegen::ir::condcodes::FloatCC;
use cranelift_codegen::ir::{Inst, Opcode, Value, types};

use super::{Known, Legalizer};
use crate::Error;
use crate::builtin::Builtin;
use crate::op::{Op, Type};
use crate::ssa::Val;

impl Legalizer<'_> {
    pub(super) fn unary_float(
        &mut self,
        inst: Inst,
        opcode: Opcode,
        arg: Value,
    ) -> Result<(), Error> {
        let to = self.func.dfg.first_result(inst);
        let (from_ty, to_ty) = (self.ty(arg), self.ty(to));
        for ty in [from_ty, to_ty] {
            super::wasm_type(ty).ok_or_else(|| self.no_type(ty))?;
        }
        match opcode {
            Opcode::FcvtFromUint | Opcode::FcvtFromSint => {
                let val =
                    self.int_to_float(arg, to_ty == types::F64, opcode == Opcode::FcvtFromSint);
                self.set(to, val);
                return Ok(());
            }
            Opcode::FcvtToUint | Opcode::FcvtToSint => return self.truncate(inst, opcode, arg),
            Opcode::FcvtToUintSat | Opcode::FcvtToSintSat => {
                self.saturate(to, arg, opcode == Opcode::FcvtToSintSat);
                return Ok(());
            }
            _ => {}
        }
        let wide = from_ty == types::F64;
        let op = |narrow: Op, long: Op| if wide { long } else { narrow };
        let op = match opcode {
            Opcode::Bitcast => match (from_ty, to_ty) {
                (types::F32, types::I32) => Op::I32ReinterpretF32,
                (types::F64, types::I64) => Op::I64ReinterpretF64,
                (types::I32, types::F32) => Op::F32ReinterpretI32,
                (types::I64, types::F64) => Op::F64ReinterpretI64,
                _ if from_ty == to_ty => {
                    self.set(to, self.lo(arg));
                    return Ok(());
                }
                _ => return Err(self.no_inst(inst)),
            },
            Opcode::Fneg => op(Op::F32Neg, Op::F64Neg),
            Opcode::Fabs => op(Op::F32Abs, Op::F64Abs),
            Opcode::Sqrt => op(Op::F32Sqrt, Op::F64Sqrt),
            Opcode::Ceil => op(Op::F32Ceil, Op::F64Ceil),
            Opcode::Floor => op(Op::F32Floor, Op::F64Floor),
            Opcode::Trunc => op(Op::F32Trunc, Op::F64Trunc),
            Opcode::Nearest => op(Op::F32Nearest, Op::F64Nearest),
            Opcode::Fpromote if from_ty == types::F32 && to_ty == types::F64 => Op::F64PromoteF32,
            Opcode::Fdemote if from_ty == types::F64 && to_ty == types::F32 => Op::F32DemoteF64,
            Opcode::Fpromote | Opcode::Fdemote if from_ty == to_ty => {
                self.set(to, self.lo(arg));
                return Ok(());
            }
            _ => return Err(self.no_inst(inst)),
        };
        let val = self.lo(arg);
        let val = self.push(op, &[val]);
        self.set(to, val);
        Ok(())
    }

    pub(super) fn binary_float(
        &mut self,
        inst: Inst,
        opcode: Opcode,
        args: [Value; 2],
    ) -> Result<(), Error> {
        let wide = match self.ty(args[0]) {
            types::F32 => false,
            types::F64 => true,
            ty => return Err(self.no_type(ty)),
        };
        let op = |narrow: Op, long: Op| if wide { long } else { narrow };
        let op = match opcode {
            Opcode::Fadd => op(Op::F32Add, Op::F64Add),
            Opcode::Fsub => op(Op::F32Sub, Op::F64Sub),
            Opcode::Fmul => op(Op::F32Mul, Op::F64Mul),
            Opcode::Fdiv => op(Op::F32Div, Op::F64Div),
            Opcode::Fmin => op(Op::F32Min, Op::F64Min),
            Opcode::Fmax => op(Op::F32Max, Op::F64Max),
            Opcode::Fcopysign => op(Op::F32Copysign, Op::F64Copysign),
            _ => return Err(self.no_inst(inst)),
        };
        let args = args.map(|it| self.lo(it));
        let val = self.push(op, &args);
        self.set(self.result(inst), val);
        Ok(())
    }

    /// Multiplication and addition with one rounding: wasm has none, so it is a call.
    pub(super) fn fma(&mut self, inst: Inst, args: [Value; 3]) -> Result<(), Error> {
        let function = match self.ty(args[0]) {
            types::F32 => Builtin::FmaF32,
            types::F64 => Builtin::FmaF64,
            _ => return Err(self.no_inst(inst)),
        };
        let args = args.map(|it| self.lo(it));
        let val = self.builtin_call(function, &args);
        self.set(self.result(inst), val);
        Ok(())
    }

    pub(super) fn fcmp(
        &mut self,
        inst: Inst,
        cond: FloatCC,
        args: [Value; 2],
    ) -> Result<(), Error> {
        let ty = self.ty(args[0]);
        if ty.is_vector() {
            return self.fcmp_vector(inst, cond, args);
        }
        super::wasm_type(ty).ok_or_else(|| self.no_type(ty))?;
        let [x, y] = args.map(|it| self.lo(it));
        let val = self.compare_float(cond, x, y, ty == types::F64);
        self.set_known(self.result(inst), val, Known::BOTH);
        Ok(())
    }

    /// wasm has ordered comparisons and "not equal or unordered"; the others are made of these.
    fn compare_float(&mut self, cond: FloatCC, x: Val, y: Val, wide: bool) -> Val {
        let op = |narrow: Op, long: Op| if wide { long } else { narrow };
        let (eq, ne) = (op(Op::F32Eq, Op::F64Eq), op(Op::F32Ne, Op::F64Ne));
        let (lt, gt) = (op(Op::F32Lt, Op::F64Lt), op(Op::F32Gt, Op::F64Gt));
        let (le, ge) = (op(Op::F32Le, Op::F64Le), op(Op::F32Ge, Op::F64Ge));
        let simple = match cond {
            FloatCC::Equal => eq,
            FloatCC::NotEqual => ne,
            FloatCC::LessThan => lt,
            FloatCC::LessThanOrEqual => le,
            FloatCC::GreaterThan => gt,
            FloatCC::GreaterThanOrEqual => ge,
            FloatCC::Ordered => {
                let (x, y) = (self.push(eq, &[x, x]), self.push(eq, &[y, y]));
                return self.push(Op::I32And, &[x, y]);
            }
            FloatCC::Unordered => {
                let (x, y) = (self.push(ne, &[x, x]), self.push(ne, &[y, y]));
                return self.push(Op::I32Or, &[x, y]);
            }
            FloatCC::OrderedNotEqual => {
                let (less, greater) = (self.push(lt, &[x, y]), self.push(gt, &[x, y]));
                return self.push(Op::I32Or, &[less, greater]);
            }
            FloatCC::UnorderedOrEqual
            | FloatCC::UnorderedOrLessThan
            | FloatCC::UnorderedOrLessThanOrEqual
            | FloatCC::UnorderedOrGreaterThan
            | FloatCC::UnorderedOrGreaterThanOrEqual => {
                let opposite = self.compare_float(opposite(cond), x, y, wide);
                return self.push(Op::I32Eqz, &[opposite]);
            }
        };
        self.push(simple, &[x, y])
    }

    fn int_to_float(&mut self, arg: Value, wide: bool, signed: bool) -> Val {
        let op = |narrow: Op, long: Op| if wide { long } else { narrow };
        match self.ty(arg) {
            types::I128 => {
                let (lo, hi) = self.pair(arg);
                let function = match (wide, signed) {
                    (false, true) => Builtin::F32FromS128,
                    (true, true) => Builtin::F64FromS128,
                    (false, false) => Builtin::F32FromU128,
                    (true, false) => Builtin::F64FromU128,
                };
                self.builtin_call(function, &[lo, hi])
            }
            types::I64 => {
                let val = self.lo(arg);
                let op = match signed {
                    true => op(Op::F32ConvertI64S, Op::F64ConvertI64S),
                    false => op(Op::F32ConvertI64U, Op::F64ConvertI64U),
                };
                self.push(op, &[val])
            }
            _ => {
                let val = if signed {
                    self.sext(arg)
                } else {
                    self.zext(arg)
                };
                let op = match signed {
                    true => op(Op::F32ConvertI32S, Op::F64ConvertI32S),
                    false => op(Op::F32ConvertI32U, Op::F64ConvertI32U),
                };
                self.push(op, &[val])
            }
        }
    }

    /// Conversion that traps if the result does not fit.
    fn truncate(&mut self, inst: Inst, opcode: Opcode, arg: Value) -> Result<(), Error> {
        let to = self.result(inst);
        let to_ty = self.ty(to);
        let signed = opcode == Opcode::FcvtToSint;
        let wide = self.ty(arg) == types::F64;
        let op = |narrow: Op, long: Op| if wide { long } else { narrow };
        let val = self.lo(arg);
        match (to_ty, signed) {
            // compiler-builtins saturates.
            (types::I128, _) => return Err(self.no_inst(inst)),
            (types::I64, true) => {
                let val = self.push(op(Op::I64TruncF32S, Op::I64TruncF64S), &[val]);
                self.set(to, val);
            }
            (types::I64, false) => {
                let val = self.push(op(Op::I64TruncF32U, Op::I64TruncF64U), &[val]);
                self.set(to, val);
            }
            (_, signed) => {
                let op = match signed {
                    true => op(Op::I32TruncF32S, Op::I32TruncF64S),
                    false => op(Op::I32TruncF32U, Op::I32TruncF64U),
                };
                let val = self.push(op, &[val]);
                let bits = to_ty.bits();
                let mut known = Known::NOTHING;
                if bits < 32 {
                    let short = if signed {
                        self.sign_extend(val, bits)
                    } else {
                        self.mask(val, bits)
                    };
                    let cond = self.push(Op::I32Ne, &[short, val]);
                    self.trap_if(cond);
                    known = if signed { Known::SIGN } else { Known::ZERO };
                }
                self.set_known(to, val, known);
            }
        }
        Ok(())
    }

    /// Conversion that gives the nearest number that fits, and zero for NaN.
    fn saturate(&mut self, to: Value, arg: Value, signed: bool) {
        let to_ty = self.ty(to);
        let wide = self.ty(arg) == types::F64;
        let op = |narrow: Op, long: Op| if wide { long } else { narrow };
        let val = self.lo(arg);
        match to_ty {
            types::I128 => {
                let function = match (wide, signed) {
                    (false, true) => Builtin::S128FromF32,
                    (true, true) => Builtin::S128FromF64,
                    (false, false) => Builtin::U128FromF32,
                    (true, false) => Builtin::U128FromF64,
                };
                let slot = self.result_slot();
                self.builtin_call(function, &[slot, val]);
                let pair = self.result_wide(slot);
                self.set_pair(to, pair);
            }
            types::I64 => {
                let op = match signed {
                    true => op(Op::I64TruncSatF32S, Op::I64TruncSatF64S),
                    false => op(Op::I64TruncSatF32U, Op::I64TruncSatF64U),
                };
                let val = self.push(op, &[val]);
                self.set(to, val);
            }
            _ => {
                let op = match signed {
                    true => op(Op::I32TruncSatF32S, Op::I32TruncSatF64S),
                    false => op(Op::I32TruncSatF32U, Op::I32TruncSatF64U),
                };
                let val = self.push(op, &[val]);
                let bits = to_ty.bits();
                if bits == 32 {
                    self.set(to, val);
                } else if signed {
                    let val = self.limit(val, (1 << (bits - 1)) - 1, Op::I32LtS);
                    let val = self.limit(val, -(1 << (bits - 1)), Op::I32GtS);
                    self.set_known(to, val, Known::SIGN);
                } else {
                    let val = self.limit(val, (1 << bits) - 1, Op::I32LtU);
                    self.set_known(to, val, Known::ZERO);
                }
            }
        }
    }

    /// `val` where the comparison with `bound` holds, otherwise `bound`.
    fn limit(&mut self, val: Val, bound: i32, holds: Op) -> Val {
        let bound = self.push_i32(bound);
        let cond = self.push(holds, &[val, bound]);
        self.code
            .push(Op::Select, Type::I32, &[val, bound, cond], 0, self.loc)
    }
}

/// The condition that holds where `cond` does not.
pub(super) fn opposite(cond: FloatCC) -> FloatCC {
    match cond {
        FloatCC::Ordered => FloatCC::Unordered,
        FloatCC::Unordered => FloatCC::Ordered,
        FloatCC::Equal => FloatCC::NotEqual,
        FloatCC::NotEqual => FloatCC::Equal,
        FloatCC::OrderedNotEqual => FloatCC::UnorderedOrEqual,
        FloatCC::UnorderedOrEqual => FloatCC::OrderedNotEqual,
        FloatCC::LessThan => FloatCC::UnorderedOrGreaterThanOrEqual,
        FloatCC::LessThanOrEqual => FloatCC::UnorderedOrGreaterThan,
        FloatCC::GreaterThan => FloatCC::UnorderedOrLessThanOrEqual,
        FloatCC::GreaterThanOrEqual => FloatCC::UnorderedOrLessThan,
        FloatCC::UnorderedOrLessThan => FloatCC::GreaterThanOrEqual,
        FloatCC::UnorderedOrLessThanOrEqual => FloatCC::GreaterThan,
        FloatCC::UnorderedOrGreaterThan => FloatCC::LessThanOrEqual,
        FloatCC::UnorderedOrGreaterThanOrEqual => FloatCC::LessThan,
    }
}
