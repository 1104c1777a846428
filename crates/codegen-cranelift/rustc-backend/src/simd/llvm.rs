//! Functions on vectors that `core::arch::wasm32` declares by LLVM's names.

use rustc_codegen_ssa::common::IntPredicate;
use rustc_codegen_ssa::mir::operand::OperandRef;
use rustc_codegen_ssa::mir::place::PlaceRef;
use rustc_middle::ty::Ty;
use rustc_middle::ty::layout::LayoutOf;

use super::Lanes;
use crate::builder::{Builder, Op};
use crate::types::Prim;
use crate::value::{Scalar, Value};

impl<'a, 'tcx> Builder<'a, 'tcx> {
    /// The result, which is a vector of 128 bits or an `i32`, is loaded as one value.
    pub fn llvm_vector_intrinsic(
        &mut self,
        name: &str,
        args: &[OperandRef<'tcx, Value>],
        result: Ty<'tcx>,
    ) -> Option<Value> {
        let truth = |this: &mut Self, all: bool| {
            let from = this.lanes(args[0]);
            let mut total = this.mask_lane(from, 0);
            for index in 1..from.count {
                let lane = this.mask_lane(from, index);
                total = this.int(if all { Op::And } else { Op::Or }, total, lane);
            }
            Value::One(this.int_cast(total, Prim::I32, false))
        };
        let base = name
            .strip_prefix("llvm.wasm.")
            .or(name.strip_prefix("llvm."))?;
        if base.starts_with("anytrue.") {
            return Some(truth(self, false));
        }
        if base.starts_with("alltrue.") {
            return Some(truth(self, true));
        }
        if base.starts_with("bitmask.") {
            let from = self.lanes(args[0]);
            return Some(Value::One(self.bits(from, 0..from.count, Prim::I32)));
        }
        if !result.is_simd() {
            return None;
        }
        let layout = self.cx.layout_of(result);
        let slot = PlaceRef::alloca(self, layout);
        let operands: Vec<Lanes<'tcx>> = args.iter().map(|&arg| self.lanes(arg)).collect();
        let first = operands[0];
        let mut known = true;
        self.fill_lanes(slot, |this, index| {
            let value = this.llvm_lane(base, &operands, index);
            known &= value.is_some();
            value.unwrap_or(Scalar::undef(first.prim))
        });
        if !known {
            return None;
        }
        let to = self.lanes_of_place(slot);
        let vector = Prim::vector_of(to.prim)?;
        Some(Value::One(self.load_scalar(vector, to.address, false)))
    }

    fn llvm_lane(&mut self, base: &str, operands: &[Lanes<'tcx>], index: u64) -> Option<Scalar> {
        let first = operands[0];
        let wide = Prim::I32;
        Some(match base {
            "swizzle" | "relaxed.swizzle" => {
                let at = self.lane(operands[1], index);
                let inside =
                    self.int_compare(IntPredicate::IntULT, at, Scalar::constant(16, Prim::I8));
                let at = self.int(Op::And, at, Scalar::constant(15, Prim::I8));
                let address = self.lane_address(first, at);
                let lane = self.load_scalar(first.prim, address, false);
                self.choose(inside, lane, Scalar::constant(0, first.prim))
            }
            "bitselect.v16i8" => {
                let (a, b) = (self.lane(first, index), self.lane(operands[1], index));
                let mask = self.lane(operands[2], index);
                let a = self.int(Op::And, a, mask);
                let rest = self.int_not(mask);
                let b = self.int(Op::And, b, rest);
                self.int(Op::Or, a, b)
            }
            "avgr.unsigned.v16i8" | "avgr.unsigned.v8i16" => {
                let (a, b) = (self.lane(first, index), self.lane(operands[1], index));
                let (a, b) = (self.int_cast(a, wide, false), self.int_cast(b, wide, false));
                let sum = self.int(Op::Add, a, b);
                let sum = self.int(Op::Add, sum, Scalar::constant(1, wide));
                let half = self.int(Op::UShr, sum, Scalar::constant(1, wide));
                self.int_cast(half, first.prim, false)
            }
            "dot" => {
                let mut total = Scalar::constant(0, wide);
                for part in [2 * index, 2 * index + 1] {
                    let (a, b) = (self.lane(first, part), self.lane(operands[1], part));
                    let (a, b) = (self.int_cast(a, wide, true), self.int_cast(b, wide, true));
                    let product = self.int(Op::Mul, a, b);
                    total = self.int(Op::Add, total, product);
                }
                total
            }
            "q15mulr.sat.signed" => {
                let (a, b) = (self.lane(first, index), self.lane(operands[1], index));
                let (a, b) = (self.int_cast(a, wide, true), self.int_cast(b, wide, true));
                let product = self.int(Op::Mul, a, b);
                let rounded = self.int(Op::Add, product, Scalar::constant(0x4000, wide));
                let shifted = self.int(Op::SShr, rounded, Scalar::constant(15, wide));
                let max = Scalar::constant(0x7fff, wide);
                let over = self.int_compare(IntPredicate::IntSGT, shifted, max);
                let value = self.choose(over, max, shifted);
                self.int_cast(value, first.prim, false)
            }
            _ if base.starts_with("extadd.pairwise.") => {
                let signed = base.contains(".signed.");
                let to = Prim::int(first.prim.bits() * 2);
                let (a, b) = (self.lane(first, 2 * index), self.lane(first, 2 * index + 1));
                let (a, b) = (self.int_cast(a, to, signed), self.int_cast(b, to, signed));
                self.int(Op::Add, a, b)
            }
            _ => {
                let function = base.split('.').next()?;
                let function = match function {
                    "nearbyint" => "round_ties_even_",
                    "minimum" | "maximum" => function,
                    _ => return None,
                };
                let lanes: Vec<Scalar> = operands.iter().map(|&it| self.lane(it, index)).collect();
                return self.float_function(function, &lanes);
            }
        })
    }
}
