//! Vectors, lane by lane: whatever their width, they live in memory, and each lane is loaded, changed and stored.
//!
//! This is correct for every vector that Rust has, with or without the feature `simd128`, and slow. What is worth an instruction
//! of WebAssembly's own gets a row of [`wasmir::intrinsic`] and a case of its own.

mod llvm;
mod masks;

use rustc_codegen_ssa::common::{IntPredicate, RealPredicate};
use rustc_codegen_ssa::mir::operand::{OperandRef, OperandValue};
use rustc_codegen_ssa::mir::place::PlaceRef;
use rustc_codegen_ssa::traits::{BuilderMethods, LayoutTypeCodegenMethods, OverflowOp};
use rustc_middle::bug;
use rustc_middle::ty::layout::LayoutOf;
use rustc_middle::ty::{Instance, Ty};
use rustc_span::Span;

use crate::builder::{Builder, FloatOp, Op};
use crate::intrinsic::Count;
use crate::types::Prim;
use crate::value::{Scalar, Value};

/// A vector in memory.
#[derive(Clone, Copy)]
pub struct Lanes<'tcx> {
    address: Scalar,
    count: u64,
    element: Ty<'tcx>,
    prim: Prim,
}

impl<'a, 'tcx> Builder<'a, 'tcx> {
    fn lanes(&mut self, operand: OperandRef<'tcx, Value>) -> Lanes<'tcx> {
        let (count, element) = operand.layout.ty.simd_size_and_type(self.tcx);
        let address = match operand.val {
            OperandValue::Ref(place) => place.llval.one(),
            OperandValue::Immediate(Value::Vector { symbol, .. }) => Value::data(symbol, 0).one(),
            OperandValue::Immediate(value) => {
                let slot = self.slot(operand.layout.size.bytes(), operand.layout.align.abi);
                self.store_scalar(value.one(), slot, false);
                slot
            }
            other => bug!("a vector in the form {other:?}"),
        };
        let prim = self.element_type_of(element);
        Lanes {
            address,
            count,
            element,
            prim,
        }
    }

    fn lanes_of_place(&mut self, place: PlaceRef<'tcx, Value>) -> Lanes<'tcx> {
        let (count, element) = place.layout.ty.simd_size_and_type(self.tcx);
        Lanes {
            address: place.val.llval.one(),
            count,
            element,
            prim: self.element_type_of(element),
        }
    }

    fn element_type_of(&self, element: Ty<'tcx>) -> Prim {
        let layout = self.cx.layout_of(element);
        self.cx.backend_type(layout).prim()
    }

    fn lane(&mut self, lanes: Lanes<'tcx>, index: u64) -> Scalar {
        let address = self.offset_by(lanes.address, (index * lanes.prim.size()) as i32);
        self.load_scalar(lanes.prim, address, false)
    }

    fn set_lane(&mut self, lanes: Lanes<'tcx>, index: u64, value: Scalar) {
        let address = self.offset_by(lanes.address, (index * lanes.prim.size()) as i32);
        self.store_scalar(value, address, false);
    }

    fn lane_address(&mut self, lanes: Lanes<'tcx>, index: Scalar) -> Scalar {
        let size = Scalar::constant(lanes.prim.size().into(), Prim::I32);
        let index = self.int_cast(index, Prim::I32, false);
        let bytes = self.int(Op::Mul, index, size);
        let base = lanes.address;
        self.int(Op::Add, base, bytes).retype(Prim::Ptr)
    }

    /// Intrinsics of `core::intrinsics::simd`.
    pub fn simd_intrinsic(
        &mut self,
        instance: Instance<'tcx>,
        args: &[OperandRef<'tcx, Value>],
        result: PlaceRef<'tcx, Value>,
        span: Span,
    ) -> Result<(), Instance<'tcx>> {
        let name = self.tcx.item_name(instance.def_id());
        let name = name.as_str().strip_prefix("simd_").unwrap_or_default();
        let done = match name {
            "splat" => {
                let to = self.lanes_of_place(result);
                let value = self.from_immediate(args[0].immediate()).one();
                for index in 0..to.count {
                    self.set_lane(to, index, value);
                }
                true
            }
            "insert" | "insert_dyn" => {
                self.copy_vector(args[0], result);
                let to = self.lanes_of_place(result);
                let address = self.lane_address(to, args[1].immediate().one());
                self.store_scalar(args[2].immediate().one(), address, false);
                true
            }
            "extract" | "extract_dyn" => {
                let from = self.lanes(args[0]);
                let address = self.lane_address(from, args[1].immediate().one());
                let value = self.load_scalar(from.prim, address, false);
                self.store_scalar(value, result.val.llval.one(), false);
                true
            }
            "shuffle" => {
                let indices = self.lanes(args[2]).address;
                self.shuffle(args, result, |this, index| {
                    let at = this.offset_by(indices, (index * 4) as i32);
                    this.load_scalar(Prim::I32, at, false)
                });
                true
            }
            "shuffle_const_generic" => {
                let indices = instance.args[2].expect_const().to_branch();
                self.shuffle(args, result, |_, index| {
                    let at = indices[index as usize].to_leaf().to_u32();
                    Scalar::constant(at.into(), Prim::I32)
                });
                true
            }
            "select" => {
                let (mask, yes, no) = (
                    self.lanes(args[0]),
                    self.lanes(args[1]),
                    self.lanes(args[2]),
                );
                self.fill_lanes(result, |this, index| {
                    let on = this.mask_lane(mask, index);
                    let (yes, no) = (this.lane(yes, index), this.lane(no, index));
                    this.choose(on, yes, no)
                });
                true
            }
            "bitmask" => {
                let from = self.lanes(args[0]);
                self.bitmask(from, result);
                true
            }
            "select_bitmask" => {
                self.select_bitmask(args, result);
                true
            }
            "gather" => {
                self.gather(args, result);
                true
            }
            "scatter" => {
                self.scatter(args);
                true
            }
            "masked_load" => {
                self.masked_load(args, result);
                true
            }
            "masked_store" => {
                self.masked_store(args);
                true
            }
            _ if name.starts_with("reduce_") => self.reduce(&name["reduce_".len()..], args, result),
            _ => self.lane_by_lane(name, args, result),
        };
        if done {
            return Ok(());
        }
        self.tcx
            .dcx()
            .struct_span_fatal(
                span,
                format!("the Cranelift backend does not support `simd_{name}` yet"),
            )
            .with_help("build with `--backend llvm`")
            .emit()
    }

    fn copy_vector(&mut self, from: OperandRef<'tcx, Value>, to: PlaceRef<'tcx, Value>) {
        from.val.store(self, to);
    }

    fn fill_lanes(
        &mut self,
        result: PlaceRef<'tcx, Value>,
        mut lane: impl FnMut(&mut Self, u64) -> Scalar,
    ) {
        let to = self.lanes_of_place(result);
        // Everything is computed first: the result may lie where an operand does.
        let values: Vec<Scalar> = (0..to.count).map(|index| lane(self, index)).collect();
        for (index, value) in values.into_iter().enumerate() {
            self.set_lane(to, index as u64, value);
        }
    }

    fn shuffle(
        &mut self,
        args: &[OperandRef<'tcx, Value>],
        result: PlaceRef<'tcx, Value>,
        mut number: impl FnMut(&mut Self, u64) -> Scalar,
    ) {
        let (x, y) = (self.lanes(args[0]), self.lanes(args[1]));
        // Both operands, one after the other, so that an index finds its lane.
        let size = x.count * x.prim.size();
        let both = self.slot(
            2 * size,
            rustc_abi::Align::from_bytes(16).expect("a power of two"),
        );
        let upper = self.offset_by(both, size as i32);
        let bytes = Scalar::constant(size.into(), Prim::I32);
        self.copy(both, x.address, bytes, rustc_abi::Align::ONE);
        self.copy(upper, y.address, bytes, rustc_abi::Align::ONE);
        let both = Lanes { address: both, ..x };
        self.fill_lanes(result, |this, index| {
            let number = number(this, index);
            let address = this.lane_address(both, number);
            this.load_scalar(both.prim, address, false)
        });
    }

    fn reduce(
        &mut self,
        name: &str,
        args: &[OperandRef<'tcx, Value>],
        result: PlaceRef<'tcx, Value>,
    ) -> bool {
        let from = self.lanes(args[0]);
        let (base, start) = match name {
            "add_ordered" | "mul_ordered" => (&name[..3], Some(args[1].immediate().one())),
            "add_unordered" | "mul_unordered" => (&name[..3], None),
            "all" | "any" => {
                let op = if name == "all" { Op::And } else { Op::Or };
                let mut total = self.mask_lane(from, 0);
                for index in 1..from.count {
                    let lane = self.mask_lane(from, index);
                    total = self.int(op, total, lane);
                }
                let total = total.retype(Prim::I8);
                self.store_scalar(total, result.val.llval.one(), false);
                return true;
            }
            "min" | "max" | "and" | "or" | "xor" => (name, None),
            _ => return false,
        };
        let first = self.lane(from, 0);
        let mut total = match start {
            Some(start) => match self.binary(base, from.element, start, first) {
                Some(total) => total,
                None => return false,
            },
            None => first,
        };
        for index in 1..from.count {
            let lane = self.lane(from, index);
            match self.binary(base, from.element, total, lane) {
                Some(next) => total = next,
                None => return false,
            }
        }
        self.store_scalar(total, result.val.llval.one(), false);
        true
    }

    fn lane_by_lane(
        &mut self,
        name: &str,
        args: &[OperandRef<'tcx, Value>],
        result: PlaceRef<'tcx, Value>,
    ) -> bool {
        if !args.iter().all(|arg| arg.layout.ty.is_simd()) || !result.layout.ty.is_simd() {
            return false;
        }
        let operands: Vec<Lanes<'tcx>> = args.iter().map(|&arg| self.lanes(arg)).collect();
        let to = self.lanes_of_place(result);
        let mut known = true;
        self.fill_lanes(result, |this, index| {
            let lanes: Vec<Scalar> = operands.iter().map(|&it| this.lane(it, index)).collect();
            let element = operands[0].element;
            let value = match (name, lanes.as_slice()) {
                ("cast" | "as", &[lane]) => Some(this.convert(lane, element, to.element)),
                ("arith_offset", &[pointer, offset]) => {
                    let size = this.size_of_pointee(element);
                    let bytes = this.int(Op::Mul, offset, size);
                    Some(this.int(Op::Add, pointer, bytes).retype(Prim::Ptr))
                }
                ("carryless_mul", &[a, b]) => Some(this.carryless_product(a, b)),
                ("funnel_shl" | "funnel_shr", &[a, b, by]) => {
                    Some(this.funnel(a, b, by, name == "funnel_shl"))
                }
                (_, &[lane]) => this.unary(name, element, lane),
                ("fma" | "relaxed_fma", &[a, b, c]) => this.float_function("fma", &[a, b, c]),
                (_, &[a, b]) => match this.compare(name, element, a, b) {
                    Some(on) => Some(this.int_cast(on, to.prim, true)),
                    None => this.binary(name, element, a, b),
                },
                _ => None,
            };
            known &= value.is_some();
            value.unwrap_or(Scalar::undef(to.prim))
        });
        known
    }

    fn size_of_pointee(&self, pointer: Ty<'tcx>) -> Scalar {
        let pointee = pointer.builtin_deref(true).expect("a pointer");
        let size = self.cx.layout_of(pointee).size.bytes();
        Scalar::constant(size.into(), Prim::I32)
    }

    /// A product whose sums have no carries, that of polynomials over GF(2): its lower half.
    fn carryless_product(&mut self, a: Scalar, b: Scalar) -> Scalar {
        let mut product = Scalar::constant(0, a.prim);
        for bit in 0..a.prim.bits() {
            let bit = Scalar::constant(bit.into(), a.prim);
            let shifted = self.int(Op::Shl, a, bit);
            let digit = self.int(Op::UShr, b, bit);
            let digit = self.int(Op::And, digit, Scalar::constant(1, a.prim));
            let term = self.int(Op::Mul, shifted, digit);
            product = self.int(Op::Xor, product, term);
        }
        product
    }

    fn convert(&mut self, lane: Scalar, from: Ty<'tcx>, to: Ty<'tcx>) -> Scalar {
        let prim = self.element_type_of(to);
        match (from.is_floating_point(), to.is_floating_point()) {
            (false, false) => self.int_cast(lane, prim, from.is_signed()),
            (false, true) => self.int_to_float(lane, prim, from.is_signed()),
            (true, false) => self.float_to_int(lane, prim, to.is_signed()),
            (true, true) => self.float_cast(lane, prim),
        }
    }

    fn unary(&mut self, name: &str, element: Ty<'tcx>, lane: Scalar) -> Option<Scalar> {
        let float = element.is_floating_point();
        Some(match name {
            "neg" if float => self.float_neg(lane),
            "neg" => {
                let zero = Scalar::constant(0, lane.prim);
                self.int(Op::Sub, zero, lane)
            }
            "ctpop" => self.count_as(lane, Count::Ones),
            "ctlz" => self.count_as(lane, Count::Leading),
            "cttz" => self.count_as(lane, Count::Trailing),
            "bswap" => self.swap_bytes(lane),
            "bitreverse" => self.reverse_bits(lane),
            "fabs" | "fsqrt" | "fsin" | "fcos" | "fexp" | "fexp2" | "flog" | "flog2" | "flog10" => {
                let base = if name == "fabs" { name } else { &name[1..] };
                return self.float_function(base, &[lane]);
            }
            "floor" | "ceil" | "trunc" | "round" => return self.float_function(name, &[lane]),
            "round_ties_even" => return self.float_function("round_ties_even_", &[lane]),
            "cast_ptr" | "expose_provenance" | "with_exposed_provenance" => lane,
            _ => return None,
        })
    }

    fn count_as(&mut self, lane: Scalar, what: Count) -> Scalar {
        let count = self.count(lane, what);
        self.int_cast(count, lane.prim, false)
    }

    fn compare(&mut self, name: &str, element: Ty<'tcx>, a: Scalar, b: Scalar) -> Option<Scalar> {
        if element.is_floating_point() {
            let op = match name {
                "eq" => RealPredicate::RealOEQ,
                "ne" => RealPredicate::RealUNE,
                "lt" => RealPredicate::RealOLT,
                "le" => RealPredicate::RealOLE,
                "gt" => RealPredicate::RealOGT,
                "ge" => RealPredicate::RealOGE,
                _ => return None,
            };
            return Some(self.float_compare(op, a, b));
        }
        let signed = element.is_signed();
        let op = match (name, signed) {
            ("eq", _) => IntPredicate::IntEQ,
            ("ne", _) => IntPredicate::IntNE,
            ("lt", true) => IntPredicate::IntSLT,
            ("lt", false) => IntPredicate::IntULT,
            ("le", true) => IntPredicate::IntSLE,
            ("le", false) => IntPredicate::IntULE,
            ("gt", true) => IntPredicate::IntSGT,
            ("gt", false) => IntPredicate::IntUGT,
            ("ge", true) => IntPredicate::IntSGE,
            ("ge", false) => IntPredicate::IntUGE,
            _ => return None,
        };
        Some(self.int_compare(op, a, b))
    }

    fn binary(&mut self, name: &str, element: Ty<'tcx>, a: Scalar, b: Scalar) -> Option<Scalar> {
        if element.is_floating_point() {
            let op = match name {
                "add" => FloatOp::Add,
                "sub" => FloatOp::Sub,
                "mul" => FloatOp::Mul,
                "div" => FloatOp::Div,
                "rem" => FloatOp::Rem,
                // The number wins over NaN.
                "fmin" | "fmax" | "min" | "max" | "minimum_number_nsz" | "maximum_number_nsz" => {
                    let op = if name.contains("min") {
                        RealPredicate::RealOLT
                    } else {
                        RealPredicate::RealOGT
                    };
                    let better = self.float_compare(op, a, b);
                    let better = self.choose(better, a, b);
                    let missing = self.float_compare(RealPredicate::RealUNO, b, b);
                    return Some(self.choose(missing, a, better));
                }
                _ => return None,
            };
            return Some(self.float(op, a, b));
        }
        let signed = element.is_signed();
        let op = match (name, signed) {
            ("add", _) => Op::Add,
            ("sub", _) => Op::Sub,
            ("mul", _) => Op::Mul,
            ("and", _) => Op::And,
            ("or", _) => Op::Or,
            ("xor", _) => Op::Xor,
            ("shl", _) => Op::Shl,
            ("shr", true) => Op::SShr,
            ("shr", false) => Op::UShr,
            ("div", true) => Op::SDiv,
            ("div", false) => Op::UDiv,
            ("rem", true) => Op::SRem,
            ("rem", false) => Op::URem,
            ("saturating_add", _) => return Some(self.saturating(OverflowOp::Add, signed, a, b)),
            ("saturating_sub", _) => return Some(self.saturating(OverflowOp::Sub, signed, a, b)),
            ("min" | "max", _) => {
                let order = if name == "min" { "lt" } else { "gt" };
                let better = self.compare(order, element, a, b)?;
                return Some(self.choose(better, a, b));
            }
            _ => return None,
        };
        Some(self.int(op, a, b))
    }
}
