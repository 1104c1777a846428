//! Vectors of 128 bits.

use cranelift_codegen::ir::condcodes::{FloatCC, IntCC};
use cranelift_codegen::ir::{self, Constant, Immediate, Inst, Opcode, Value, types};

use super::float::opposite;
use super::wide::unsigned;
use super::{Known, Legalizer};
use crate::Error;
use crate::op::{Op, Type};
use crate::ssa::Val;

/// An operator by the type of its lanes.
fn by_lane(lane: ir::Type, ops: &[(ir::Type, Op)]) -> Option<Op> {
    ops.iter().find(|it| it.0 == lane).map(|it| it.1)
}

macro_rules! lanes {
    ($lane:expr, $($ty:ident $op:ident),*) => {
        by_lane($lane, &[$((types::$ty, Op::$op)),*])
    };
}

/// Reading a lane, with the sign or without.
fn extract(lane: ir::Type, signed: bool) -> Option<Op> {
    if signed {
        lanes!(lane, I8 I8x16ExtractLaneS, I16 I16x8ExtractLaneS, I32 I32x4ExtractLane, I64 I64x2ExtractLane, F32 F32x4ExtractLane, F64 F64x2ExtractLane)
    } else {
        lanes!(lane, I8 I8x16ExtractLaneU, I16 I16x8ExtractLaneU, I32 I32x4ExtractLane, I64 I64x2ExtractLane, F32 F32x4ExtractLane, F64 F64x2ExtractLane)
    }
}

fn replace(lane: ir::Type) -> Option<Op> {
    lanes!(lane, I8 I8x16ReplaceLane, I16 I16x8ReplaceLane, I32 I32x4ReplaceLane, I64 I64x2ReplaceLane, F32 F32x4ReplaceLane, F64 F64x2ReplaceLane)
}

impl Legalizer<'_> {
    pub(super) fn push_v128(&mut self, bytes: [u8; 16]) -> Val {
        let number = self.code.wide.len() as u64;
        self.code.wide.push(bytes);
        self.code
            .push(Op::V128Const, Type::V128, &[], number, self.loc)
    }

    /// A vector of equal lanes of `bits` bits.
    fn splat_const(&mut self, bits: u32, lane: u64) -> Val {
        let lane = lane.to_le_bytes();
        let size = bits as usize / 8;
        self.push_v128(std::array::from_fn(|at| lane[at % size]))
    }

    fn lane_op(&mut self, op: Op, args: &[Val], lane: u8) -> Val {
        self.code
            .push(op, op.info().result, args, lane.into(), self.loc)
    }

    pub(super) fn vconst(&mut self, inst: Inst, constant: Constant) -> Result<(), Error> {
        let to = self.result(inst);
        let data = self.func.dfg.constants.get(constant).as_slice();
        let ty = self.ty(to);
        match <[u8; 16]>::try_from(data) {
            Ok(bytes) if ty.is_vector() => {
                let val = self.push_v128(bytes);
                self.set(to, val);
                Ok(())
            }
            _ => Err(self.no_inst(inst)),
        }
    }

    pub(super) fn shuffle(
        &mut self,
        inst: Inst,
        args: [Value; 2],
        lanes: Immediate,
    ) -> Result<(), Error> {
        let lanes = self.func.dfg.immediates[lanes].as_slice();
        let mut bytes: [u8; 16] = lanes.try_into().map_err(|_| self.no_inst(inst))?;
        let [x, y] = args.map(|it| self.lo(it));
        // Lanes out of range are zero in Cranelift's IR, and not allowed in wasm.
        let kept = bytes.map(|it| if it < 32 { 0xff } else { 0 });
        bytes = bytes.map(|it| if it < 32 { it } else { 0 });
        let number = self.code.wide.len() as u64;
        self.code.wide.push(bytes);
        let mut val = self
            .code
            .push(Op::I8x16Shuffle, Type::V128, &[x, y], number, self.loc);
        if kept.contains(&0) {
            let mask = self.push_v128(kept);
            val = self.push(Op::V128And, &[val, mask]);
        }
        self.set(self.result(inst), val);
        Ok(())
    }

    pub(super) fn insert_lane(
        &mut self,
        inst: Inst,
        vector: Value,
        scalar: Value,
        lane: u8,
    ) -> Result<(), Error> {
        let op = replace(self.ty(vector).lane_type()).ok_or_else(|| self.no_inst(inst))?;
        let args = [self.lo(vector), self.lo(scalar)];
        let val = self.lane_op(op, &args, lane);
        self.set(self.result(inst), val);
        Ok(())
    }

    pub(super) fn extract_lane(
        &mut self,
        inst: Inst,
        vector: Value,
        lane: u8,
    ) -> Result<(), Error> {
        let op = extract(self.ty(vector).lane_type(), false).ok_or_else(|| self.no_inst(inst))?;
        let vector = self.lo(vector);
        let val = self.lane_op(op, &[vector], lane);
        self.set_known(self.result(inst), val, Known::ZERO);
        Ok(())
    }

    pub(super) fn bitselect_vector(
        &mut self,
        inst: Inst,
        [mask, x, y]: [Value; 3],
    ) -> Result<(), Error> {
        let args = [self.lo(x), self.lo(y), self.lo(mask)];
        let val = self.push(Op::V128Bitselect, &args);
        self.set(self.result(inst), val);
        Ok(())
    }

    pub(super) fn unary_vector(
        &mut self,
        inst: Inst,
        opcode: Opcode,
        arg: Value,
    ) -> Result<(), Error> {
        let to = self.result(inst);
        let (from_ty, to_ty) = (self.ty(arg), self.ty(to));
        for ty in [from_ty, to_ty] {
            super::wasm_type(ty).ok_or_else(|| self.no_type(ty))?;
        }
        let from = from_ty.lane_type();
        let val = self.lo(arg);
        let op = match opcode {
            Opcode::Bitcast => return self.bitcast_vector(inst, arg),
            Opcode::Splat => {
                lanes!(from, I8 I8x16Splat, I16 I16x8Splat, I32 I32x4Splat, I64 I64x2Splat, F32 F32x4Splat, F64 F64x2Splat)
            }
            Opcode::ScalarToVector => {
                let op = replace(from).ok_or_else(|| self.no_inst(inst))?;
                let zero = self.push_v128([0; 16]);
                let val = self.lane_op(op, &[zero, val], 0);
                self.set(to, val);
                return Ok(());
            }
            Opcode::VanyTrue | Opcode::VallTrue => {
                let op = if opcode == Opcode::VanyTrue {
                    Some(Op::V128AnyTrue)
                } else {
                    lanes!(from, I8 I8x16AllTrue, I16 I16x8AllTrue, I32 I32x4AllTrue, I64 I64x2AllTrue)
                };
                let op = op.ok_or_else(|| self.no_inst(inst))?;
                let val = self.push(op, &[val]);
                self.set_known(to, val, Known::BOTH);
                return Ok(());
            }
            Opcode::VhighBits => {
                let op = lanes!(from, I8 I8x16Bitmask, I16 I16x8Bitmask, I32 I32x4Bitmask, I64 I64x2Bitmask, F32 I32x4Bitmask, F64 I64x2Bitmask);
                let op = op.ok_or_else(|| self.no_inst(inst))?;
                let val = self.push(op, &[val]);
                if to_ty == types::I64 || to_ty == types::I128 {
                    let lo = self.push(Op::I64ExtendI32U, &[val]);
                    let hi = self.push_i64(0);
                    self.set_pair(to, (lo, hi));
                } else {
                    self.set(to, val);
                }
                return Ok(());
            }
            Opcode::Ineg => lanes!(from, I8 I8x16Neg, I16 I16x8Neg, I32 I32x4Neg, I64 I64x2Neg),
            Opcode::Iabs => lanes!(from, I8 I8x16Abs, I16 I16x8Abs, I32 I32x4Abs, I64 I64x2Abs),
            Opcode::Popcnt => lanes!(from, I8 I8x16Popcnt),
            Opcode::Bnot => Some(Op::V128Not),
            Opcode::Fneg => lanes!(from, F32 F32x4Neg, F64 F64x2Neg),
            Opcode::Fabs => lanes!(from, F32 F32x4Abs, F64 F64x2Abs),
            Opcode::Sqrt => lanes!(from, F32 F32x4Sqrt, F64 F64x2Sqrt),
            Opcode::Ceil => lanes!(from, F32 F32x4Ceil, F64 F64x2Ceil),
            Opcode::Floor => lanes!(from, F32 F32x4Floor, F64 F64x2Floor),
            Opcode::Trunc => lanes!(from, F32 F32x4Trunc, F64 F64x2Trunc),
            Opcode::Nearest => lanes!(from, F32 F32x4Nearest, F64 F64x2Nearest),
            Opcode::SwidenLow => {
                lanes!(from, I8 I16x8ExtendLowI8x16S, I16 I32x4ExtendLowI16x8S, I32 I64x2ExtendLowI32x4S)
            }
            Opcode::SwidenHigh => {
                lanes!(from, I8 I16x8ExtendHighI8x16S, I16 I32x4ExtendHighI16x8S, I32 I64x2ExtendHighI32x4S)
            }
            Opcode::UwidenLow => {
                lanes!(from, I8 I16x8ExtendLowI8x16U, I16 I32x4ExtendLowI16x8U, I32 I64x2ExtendLowI32x4U)
            }
            Opcode::UwidenHigh => {
                lanes!(from, I8 I16x8ExtendHighI8x16U, I16 I32x4ExtendHighI16x8U, I32 I64x2ExtendHighI32x4U)
            }
            Opcode::FvpromoteLow => Some(Op::F64x2PromoteLowF32x4),
            Opcode::Fvdemote => Some(Op::F32x4DemoteF64x2Zero),
            Opcode::FcvtFromSint if from == types::I32 => Some(Op::F32x4ConvertI32x4S),
            Opcode::FcvtFromUint if from == types::I32 => Some(Op::F32x4ConvertI32x4U),
            Opcode::FcvtToSintSat if from == types::F32 => Some(Op::I32x4TruncSatF32x4S),
            Opcode::FcvtToUintSat if from == types::F32 => Some(Op::I32x4TruncSatF32x4U),
            Opcode::FcvtFromSint => return self.by_lanes(to, arg, Op::F64ConvertI64S),
            Opcode::FcvtFromUint => return self.by_lanes(to, arg, Op::F64ConvertI64U),
            Opcode::FcvtToSintSat => return self.by_lanes(to, arg, Op::I64TruncSatF64S),
            Opcode::FcvtToUintSat => return self.by_lanes(to, arg, Op::I64TruncSatF64U),
            Opcode::Clz if from == types::I32 => return self.by_lanes(to, arg, Op::I32Clz),
            Opcode::Ctz if from == types::I32 => return self.by_lanes(to, arg, Op::I32Ctz),
            Opcode::Clz if from == types::I64 => return self.by_lanes(to, arg, Op::I64Clz),
            Opcode::Ctz if from == types::I64 => return self.by_lanes(to, arg, Op::I64Ctz),
            _ => None,
        };
        let op = op.ok_or_else(|| self.no_inst(inst))?;
        let val = self.push(op, &[val]);
        self.set(to, val);
        Ok(())
    }

    /// An operator of scalars, lane by lane.
    fn by_lanes(&mut self, to: Value, arg: Value, op: Op) -> Result<(), Error> {
        let (from_ty, to_ty) = (self.ty(arg), self.ty(to));
        let (Some(read), Some(write)) = (
            extract(from_ty.lane_type(), true),
            replace(to_ty.lane_type()),
        ) else {
            return Err(self.no_type(from_ty));
        };
        let arg = self.lo(arg);
        let mut val = self.push_v128([0; 16]);
        for lane in 0..to_ty.lane_count() as u8 {
            let scalar = self.lane_op(read, &[arg], lane);
            let scalar = self.push(op, &[scalar]);
            val = self.lane_op(write, &[val, scalar], lane);
        }
        self.set(to, val);
        Ok(())
    }

    /// An operator of two scalars, lane by lane.
    fn by_lanes_binary(&mut self, to: Value, args: [Value; 2], op: Op) -> Result<(), Error> {
        let ty = self.ty(to);
        let (Some(read), Some(write)) = (extract(ty.lane_type(), false), replace(ty.lane_type()))
        else {
            return Err(self.no_type(ty));
        };
        let args = args.map(|it| self.lo(it));
        let mut val = self.push_v128([0; 16]);
        for lane in 0..ty.lane_count() as u8 {
            let scalars = args.map(|it| self.lane_op(read, &[it], lane));
            let scalar = self.push(op, &scalars);
            val = self.lane_op(write, &[val, scalar], lane);
        }
        self.set(to, val);
        Ok(())
    }

    fn bitcast_vector(&mut self, inst: Inst, arg: Value) -> Result<(), Error> {
        let to = self.result(inst);
        match (self.ty(arg), self.ty(to)) {
            (types::I128, _) => {
                let (lo, hi) = self.pair(arg);
                let val = self.push(Op::I64x2Splat, &[lo]);
                let val = self.lane_op(Op::I64x2ReplaceLane, &[val, hi], 1);
                self.set(to, val);
            }
            (_, types::I128) => {
                let val = self.lo(arg);
                let lo = self.lane_op(Op::I64x2ExtractLane, &[val], 0);
                let hi = self.lane_op(Op::I64x2ExtractLane, &[val], 1);
                self.set_pair(to, (lo, hi));
            }
            (from, to_ty) if from.is_vector() && to_ty.is_vector() => self.set(to, self.lo(arg)),
            _ => return Err(self.no_inst(inst)),
        }
        Ok(())
    }

    pub(super) fn binary_vector(
        &mut self,
        inst: Inst,
        opcode: Opcode,
        args: [Value; 2],
    ) -> Result<(), Error> {
        let to = self.result(inst);
        let ty = self.ty(args[0]);
        super::wasm_type(ty).ok_or_else(|| self.no_type(ty))?;
        let lane = ty.lane_type();
        let op = match opcode {
            Opcode::Iadd => lanes!(lane, I8 I8x16Add, I16 I16x8Add, I32 I32x4Add, I64 I64x2Add),
            Opcode::Isub => lanes!(lane, I8 I8x16Sub, I16 I16x8Sub, I32 I32x4Sub, I64 I64x2Sub),
            Opcode::Imul if lane == types::I8 => return self.by_lanes_binary(to, args, Op::I32Mul),
            Opcode::Imul => lanes!(lane, I16 I16x8Mul, I32 I32x4Mul, I64 I64x2Mul),
            Opcode::Band => Some(Op::V128And),
            Opcode::Bor => Some(Op::V128Or),
            Opcode::Bxor => Some(Op::V128Xor),
            Opcode::SaddSat => lanes!(lane, I8 I8x16AddSatS, I16 I16x8AddSatS),
            Opcode::UaddSat => lanes!(lane, I8 I8x16AddSatU, I16 I16x8AddSatU),
            Opcode::SsubSat => lanes!(lane, I8 I8x16SubSatS, I16 I16x8SubSatS),
            Opcode::UsubSat => lanes!(lane, I8 I8x16SubSatU, I16 I16x8SubSatU),
            Opcode::Smin => lanes!(lane, I8 I8x16MinS, I16 I16x8MinS, I32 I32x4MinS),
            Opcode::Umin => lanes!(lane, I8 I8x16MinU, I16 I16x8MinU, I32 I32x4MinU),
            Opcode::Smax => lanes!(lane, I8 I8x16MaxS, I16 I16x8MaxS, I32 I32x4MaxS),
            Opcode::Umax => lanes!(lane, I8 I8x16MaxU, I16 I16x8MaxU, I32 I32x4MaxU),
            Opcode::AvgRound => lanes!(lane, I8 I8x16AvgrU, I16 I16x8AvgrU),
            Opcode::SqmulRoundSat => lanes!(lane, I16 I16x8Q15mulrSatS),
            Opcode::Snarrow => lanes!(lane, I16 I8x16NarrowI16x8S, I32 I16x8NarrowI32x4S),
            Opcode::Unarrow => lanes!(lane, I16 I8x16NarrowI16x8U, I32 I16x8NarrowI32x4U),
            Opcode::Swizzle => Some(Op::I8x16Swizzle),
            Opcode::Fadd => lanes!(lane, F32 F32x4Add, F64 F64x2Add),
            Opcode::Fsub => lanes!(lane, F32 F32x4Sub, F64 F64x2Sub),
            Opcode::Fmul => lanes!(lane, F32 F32x4Mul, F64 F64x2Mul),
            Opcode::Fdiv => lanes!(lane, F32 F32x4Div, F64 F64x2Div),
            Opcode::Fmin => lanes!(lane, F32 F32x4Min, F64 F64x2Min),
            Opcode::Fmax => lanes!(lane, F32 F32x4Max, F64 F64x2Max),
            Opcode::Fcopysign => {
                let sign = match lane {
                    types::F32 => self.splat_const(32, 1 << 31),
                    _ => self.splat_const(64, 1 << 63),
                };
                let [x, y] = args.map(|it| self.lo(it));
                let val = self.push(Op::V128Bitselect, &[y, x, sign]);
                self.set(to, val);
                return Ok(());
            }
            Opcode::Ishl | Opcode::Ushr | Opcode::Sshr => {
                return self.shift_vector(inst, opcode, args);
            }
            Opcode::IaddPairwise => return self.add_pairs(inst, args),
            _ => None,
        };
        if let Some(op) = op {
            let args = args.map(|it| self.lo(it));
            let val = self.push(op, &args);
            self.set(to, val);
            return Ok(());
        }
        // What wasm has for no such lanes.
        let cond = match opcode {
            Opcode::Smin => IntCC::SignedLessThan,
            Opcode::Smax => IntCC::SignedGreaterThan,
            Opcode::Umin => IntCC::UnsignedLessThan,
            Opcode::Umax => IntCC::UnsignedGreaterThan,
            Opcode::Udiv if lane == types::I32 => {
                return self.by_lanes_binary(to, args, Op::I32DivU);
            }
            _ => return Err(self.no_inst(inst)),
        };
        let [x, y] = args.map(|it| self.lo(it));
        let mask = self.compare_lanes(inst, cond, lane, x, y)?;
        let val = self.push(Op::V128Bitselect, &[x, y, mask]);
        self.set(to, val);
        Ok(())
    }

    fn shift_vector(&mut self, inst: Inst, opcode: Opcode, args: [Value; 2]) -> Result<(), Error> {
        let lane = self.ty(args[0]).lane_type();
        let op = match opcode {
            Opcode::Ishl => lanes!(lane, I8 I8x16Shl, I16 I16x8Shl, I32 I32x4Shl, I64 I64x2Shl),
            Opcode::Ushr => lanes!(lane, I8 I8x16ShrU, I16 I16x8ShrU, I32 I32x4ShrU, I64 I64x2ShrU),
            _ => lanes!(lane, I8 I8x16ShrS, I16 I16x8ShrS, I32 I32x4ShrS, I64 I64x2ShrS),
        };
        let op = op.ok_or_else(|| self.no_inst(inst))?;
        // wasm looks at as many bits as a lane needs.
        let amount = self.lane_shift_amount(args[1], lane.bits());
        let vector = self.lo(args[0]);
        let val = self.push(op, &[vector, amount]);
        self.set(self.result(inst), val);
        Ok(())
    }

    /// Sums of neighbours: even and odd lanes of both, added.
    fn add_pairs(&mut self, inst: Inst, args: [Value; 2]) -> Result<(), Error> {
        let lane = self.ty(args[0]).lane_type();
        let op = lanes!(lane, I8 I8x16Add, I16 I16x8Add, I32 I32x4Add, I64 I64x2Add);
        let op = op.ok_or_else(|| self.no_inst(inst))?;
        let size = lane.bytes() as u8;
        let [x, y] = args.map(|it| self.lo(it));
        let halves = [0, size].map(|skip| {
            let bytes = std::array::from_fn(|at| {
                let at = at as u8;
                at / size * 2 * size + at % size + skip
            });
            let number = self.code.wide.len() as u64;
            self.code.wide.push(bytes);
            self.code
                .push(Op::I8x16Shuffle, Type::V128, &[x, y], number, self.loc)
        });
        let val = self.push(op, &halves);
        self.set(self.result(inst), val);
        Ok(())
    }

    pub(super) fn icmp_vector(
        &mut self,
        inst: Inst,
        cond: IntCC,
        args: [Value; 2],
    ) -> Result<(), Error> {
        let lane = self.ty(args[0]).lane_type();
        let [x, y] = args.map(|it| self.lo(it));
        let val = self.compare_lanes(inst, cond, lane, x, y)?;
        self.set(self.result(inst), val);
        Ok(())
    }

    fn compare_lanes(
        &mut self,
        inst: Inst,
        cond: IntCC,
        lane: ir::Type,
        x: Val,
        y: Val,
    ) -> Result<Val, Error> {
        let op = match cond {
            IntCC::Equal => lanes!(lane, I8 I8x16Eq, I16 I16x8Eq, I32 I32x4Eq, I64 I64x2Eq),
            IntCC::NotEqual => lanes!(lane, I8 I8x16Ne, I16 I16x8Ne, I32 I32x4Ne, I64 I64x2Ne),
            IntCC::SignedLessThan => {
                lanes!(lane, I8 I8x16LtS, I16 I16x8LtS, I32 I32x4LtS, I64 I64x2LtS)
            }
            IntCC::SignedLessThanOrEqual => {
                lanes!(lane, I8 I8x16LeS, I16 I16x8LeS, I32 I32x4LeS, I64 I64x2LeS)
            }
            IntCC::SignedGreaterThan => {
                lanes!(lane, I8 I8x16GtS, I16 I16x8GtS, I32 I32x4GtS, I64 I64x2GtS)
            }
            IntCC::SignedGreaterThanOrEqual => {
                lanes!(lane, I8 I8x16GeS, I16 I16x8GeS, I32 I32x4GeS, I64 I64x2GeS)
            }
            IntCC::UnsignedLessThan => lanes!(lane, I8 I8x16LtU, I16 I16x8LtU, I32 I32x4LtU),
            IntCC::UnsignedLessThanOrEqual => lanes!(lane, I8 I8x16LeU, I16 I16x8LeU, I32 I32x4LeU),
            IntCC::UnsignedGreaterThan => lanes!(lane, I8 I8x16GtU, I16 I16x8GtU, I32 I32x4GtU),
            IntCC::UnsignedGreaterThanOrEqual => {
                lanes!(lane, I8 I8x16GeU, I16 I16x8GeU, I32 I32x4GeU)
            }
        };
        if let Some(op) = op {
            return Ok(self.push(op, &[x, y]));
        }
        let signed = match cond {
            IntCC::UnsignedLessThan => IntCC::SignedLessThan,
            IntCC::UnsignedLessThanOrEqual => IntCC::SignedLessThanOrEqual,
            IntCC::UnsignedGreaterThan => IntCC::SignedGreaterThan,
            IntCC::UnsignedGreaterThanOrEqual => IntCC::SignedGreaterThanOrEqual,
            _ => return Err(self.no_inst(inst)),
        };
        debug_assert_eq!(unsigned(signed), cond);
        // With the top bit flipped, the order without sign is that with sign.
        let flip = self.splat_const(64, 1 << 63);
        let x = self.push(Op::V128Xor, &[x, flip]);
        let y = self.push(Op::V128Xor, &[y, flip]);
        self.compare_lanes(inst, signed, lane, x, y)
    }

    pub(super) fn fcmp_vector(
        &mut self,
        inst: Inst,
        cond: FloatCC,
        args: [Value; 2],
    ) -> Result<(), Error> {
        let ty = self.ty(args[0]);
        super::wasm_type(ty).ok_or_else(|| self.no_type(ty))?;
        let [x, y] = args.map(|it| self.lo(it));
        let val = self.compare_float_lanes(cond, ty.lane_type() == types::F64, x, y);
        self.set(self.result(inst), val);
        Ok(())
    }

    fn compare_float_lanes(&mut self, cond: FloatCC, wide: bool, x: Val, y: Val) -> Val {
        let op = |narrow: Op, long: Op| if wide { long } else { narrow };
        let (eq, ne) = (op(Op::F32x4Eq, Op::F64x2Eq), op(Op::F32x4Ne, Op::F64x2Ne));
        let (lt, gt) = (op(Op::F32x4Lt, Op::F64x2Lt), op(Op::F32x4Gt, Op::F64x2Gt));
        let simple = match cond {
            FloatCC::Equal => eq,
            FloatCC::NotEqual => ne,
            FloatCC::LessThan => lt,
            FloatCC::GreaterThan => gt,
            FloatCC::LessThanOrEqual => op(Op::F32x4Le, Op::F64x2Le),
            FloatCC::GreaterThanOrEqual => op(Op::F32x4Ge, Op::F64x2Ge),
            FloatCC::Ordered => {
                let (x, y) = (self.push(eq, &[x, x]), self.push(eq, &[y, y]));
                return self.push(Op::V128And, &[x, y]);
            }
            FloatCC::Unordered => {
                let (x, y) = (self.push(ne, &[x, x]), self.push(ne, &[y, y]));
                return self.push(Op::V128Or, &[x, y]);
            }
            FloatCC::OrderedNotEqual => {
                let (less, greater) = (self.push(lt, &[x, y]), self.push(gt, &[x, y]));
                return self.push(Op::V128Or, &[less, greater]);
            }
            _ => {
                let opposite = self.compare_float_lanes(opposite(cond), wide, x, y);
                return self.push(Op::V128Not, &[opposite]);
            }
        };
        self.push(simple, &[x, y])
    }
}
