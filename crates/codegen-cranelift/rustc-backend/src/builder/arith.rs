//! Arithmetic, comparisons and conversions.

use cranelift_codegen::ir::condcodes::{FloatCC, IntCC};
use cranelift_codegen::ir::{InstBuilder, types};
use rustc_codegen_ssa::common::{IntPredicate, RealPredicate};
use rustc_codegen_ssa::traits::OverflowOp;
use rustc_middle::bug;

use super::Builder;
use crate::types::Prim;
use crate::value::{Kind, Scalar};

/// What is done to integers, whatever their width.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Op {
    Add,
    Sub,
    Mul,
    UDiv,
    SDiv,
    URem,
    SRem,
    And,
    Or,
    Xor,
    Shl,
    UShr,
    SShr,
}

/// What is done to numbers with a point.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FloatOp {
    Add,
    Sub,
    Mul,
    Div,
    Rem,
}

/// What is known before the program runs: sizes and offsets, for the most part.
fn fold(op: Op, a: u128, b: u128) -> Option<u128> {
    Some(match op {
        Op::Add => a.wrapping_add(b),
        Op::Sub => a.wrapping_sub(b),
        Op::Mul => a.wrapping_mul(b),
        Op::And => a & b,
        Op::Or => a | b,
        Op::Xor => a ^ b,
        _ => return None,
    })
}

impl<'a, 'tcx> Builder<'a, 'tcx> {
    /// An operation on integers.
    pub fn int(&mut self, op: Op, a: Scalar, b: Scalar) -> Scalar {
        let prim = a.prim;
        match (op, a.as_const(), b.as_const()) {
            (_, Some(a), Some(b)) => {
                if let Some(result) = fold(op, a, b) {
                    return Scalar::constant(result, prim);
                }
            }
            (Op::Add | Op::Sub | Op::Or | Op::Xor | Op::Shl | Op::UShr | Op::SShr, _, Some(0))
            | (Op::Mul | Op::UDiv | Op::SDiv, _, Some(1)) => return a,
            (Op::Mul, Some(1), _) | (Op::Add, Some(0), _) => return b,
            _ => {}
        }
        if let (Op::Add, Kind::Data { .. } | Kind::Stack { .. }, Some(by)) =
            (op, a.kind, b.as_const())
        {
            return self.offset_by(a, by as i32);
        }
        if prim.clif() == types::I128 {
            return self.int128(op, a, b);
        }
        let (x, y) = (self.clif(a), self.clif(b));
        let value = self.ins(|ins| match op {
            Op::Add => ins.iadd(x, y),
            Op::Sub => ins.isub(x, y),
            Op::Mul => ins.imul(x, y),
            Op::UDiv => ins.udiv(x, y),
            Op::SDiv => ins.sdiv(x, y),
            Op::URem => ins.urem(x, y),
            Op::SRem => ins.srem(x, y),
            Op::And => ins.band(x, y),
            Op::Or => ins.bor(x, y),
            Op::Xor => ins.bxor(x, y),
            Op::Shl => ins.ishl(x, y),
            Op::UShr => ins.ushr(x, y),
            Op::SShr => ins.sshr(x, y),
        });
        Scalar::ssa(value, prim)
    }

    fn int128(&mut self, op: Op, a: Scalar, b: Scalar) -> Scalar {
        let division = match op {
            Op::UDiv => Some("__udivti3"),
            Op::SDiv => Some("__divti3"),
            Op::URem => Some("__umodti3"),
            Op::SRem => Some("__modti3"),
            _ => None,
        };
        if let Some(name) = division {
            let result = self.libcall(name, &[a, b], Some(Prim::I128));
            return result.expect("a result").retype(a.prim);
        }
        let (x, y) = (self.clif(a), self.clif(b));
        let value = self.ins(|ins| match op {
            Op::Add => ins.iadd(x, y),
            Op::Sub => ins.isub(x, y),
            Op::Mul => ins.imul(x, y),
            Op::And => ins.band(x, y),
            Op::Or => ins.bor(x, y),
            Op::Xor => ins.bxor(x, y),
            Op::Shl => ins.ishl(x, y),
            Op::UShr => ins.ushr(x, y),
            Op::SShr => ins.sshr(x, y),
            Op::UDiv | Op::SDiv | Op::URem | Op::SRem => unreachable!("done by a call"),
        });
        Scalar::ssa(value, a.prim)
    }

    /// An operation on numbers with a point.
    pub fn float(&mut self, op: FloatOp, a: Scalar, b: Scalar) -> Scalar {
        let prim = a.prim;
        match prim {
            Prim::F16 => {
                let (a, b) = (self.float_cast(a, Prim::F32), self.float_cast(b, Prim::F32));
                let wide = self.float(op, a, b);
                return self.float_cast(wide, Prim::F16);
            }
            Prim::F128 => {
                let name = match op {
                    FloatOp::Add => "__addtf3",
                    FloatOp::Sub => "__subtf3",
                    FloatOp::Mul => "__multf3",
                    FloatOp::Div => "__divtf3",
                    FloatOp::Rem => "fmodf128",
                };
                return self.libcall(name, &[a, b], Some(prim)).expect("a result");
            }
            _ => {}
        }
        if op == FloatOp::Rem {
            let name = match prim {
                Prim::F32 => "fmodf",
                Prim::F64 => "fmod",
                _ => bug!("a remainder of {prim:?}"),
            };
            return self.libcall(name, &[a, b], Some(prim)).expect("a result");
        }
        let (x, y) = (self.clif(a), self.clif(b));
        let value = self.ins(|ins| match op {
            FloatOp::Add => ins.fadd(x, y),
            FloatOp::Sub => ins.fsub(x, y),
            FloatOp::Mul => ins.fmul(x, y),
            FloatOp::Div => ins.fdiv(x, y),
            FloatOp::Rem => unreachable!("done by a call"),
        });
        Scalar::ssa(value, prim)
    }

    /// A number with the other sign.
    pub fn float_neg(&mut self, a: Scalar) -> Scalar {
        match a.prim {
            Prim::F16 | Prim::F128 => {
                let int = Prim::int(a.prim.bits());
                let sign = Scalar::constant(1 << (a.prim.bits() - 1), int);
                self.int(Op::Xor, a.retype(int), sign).retype(a.prim)
            }
            prim => {
                let value = self.clif(a);
                Scalar::ssa(self.ins(|ins| ins.fneg(value)), prim)
            }
        }
    }

    /// Compares integers or addresses.
    pub fn int_compare(&mut self, op: IntPredicate, a: Scalar, b: Scalar) -> Scalar {
        let code = match op {
            IntPredicate::IntEQ => IntCC::Equal,
            IntPredicate::IntNE => IntCC::NotEqual,
            IntPredicate::IntUGT => IntCC::UnsignedGreaterThan,
            IntPredicate::IntUGE => IntCC::UnsignedGreaterThanOrEqual,
            IntPredicate::IntULT => IntCC::UnsignedLessThan,
            IntPredicate::IntULE => IntCC::UnsignedLessThanOrEqual,
            IntPredicate::IntSGT => IntCC::SignedGreaterThan,
            IntPredicate::IntSGE => IntCC::SignedGreaterThanOrEqual,
            IntPredicate::IntSLT => IntCC::SignedLessThan,
            IntPredicate::IntSLE => IntCC::SignedLessThanOrEqual,
        };
        // A signed truth value is 0 or -1.
        let (a, b, code) = if a.prim == Prim::I1 && code.unsigned() != code {
            (b, a, code.unsigned())
        } else {
            (a, b, code)
        };
        let (x, y) = (self.clif(a), self.clif(b));
        let prim = match a.prim {
            Prim::Vector(lane) => Prim::Vector(lane),
            _ => Prim::I1,
        };
        Scalar::ssa(self.ins(|ins| ins.icmp(code, x, y)), prim)
    }

    /// Compares numbers with a point.
    pub fn float_compare(&mut self, op: RealPredicate, a: Scalar, b: Scalar) -> Scalar {
        let code = match op {
            RealPredicate::RealPredicateFalse => return Scalar::constant(0, Prim::I1),
            RealPredicate::RealPredicateTrue => return Scalar::constant(1, Prim::I1),
            RealPredicate::RealOEQ => FloatCC::Equal,
            RealPredicate::RealOGT => FloatCC::GreaterThan,
            RealPredicate::RealOGE => FloatCC::GreaterThanOrEqual,
            RealPredicate::RealOLT => FloatCC::LessThan,
            RealPredicate::RealOLE => FloatCC::LessThanOrEqual,
            RealPredicate::RealONE => FloatCC::OrderedNotEqual,
            RealPredicate::RealORD => FloatCC::Ordered,
            RealPredicate::RealUNO => FloatCC::Unordered,
            RealPredicate::RealUEQ => FloatCC::UnorderedOrEqual,
            RealPredicate::RealUGT => FloatCC::UnorderedOrGreaterThan,
            RealPredicate::RealUGE => FloatCC::UnorderedOrGreaterThanOrEqual,
            RealPredicate::RealULT => FloatCC::UnorderedOrLessThan,
            RealPredicate::RealULE => FloatCC::UnorderedOrLessThanOrEqual,
            RealPredicate::RealUNE => FloatCC::NotEqual,
        };
        match a.prim {
            Prim::F16 => {
                let (a, b) = (self.float_cast(a, Prim::F32), self.float_cast(b, Prim::F32));
                return self.float_compare(op, a, b);
            }
            Prim::F128 => return self.quad_compare(code, a, b),
            _ => {}
        }
        let (x, y) = (self.clif(a), self.clif(b));
        Scalar::ssa(self.ins(|ins| ins.fcmp(code, x, y)), Prim::I1)
    }

    /// The runtime library compares quads to a number whose relation to zero tells. Where there is no order, each function
    /// gives what makes its own comparison false, so the unordered ones ask for the opposite's function.
    fn quad_compare(&mut self, code: FloatCC, a: Scalar, b: Scalar) -> Scalar {
        let (name, int) = match code {
            FloatCC::Equal => ("__eqtf2", IntPredicate::IntEQ),
            FloatCC::NotEqual => ("__netf2", IntPredicate::IntNE),
            FloatCC::LessThan => ("__lttf2", IntPredicate::IntSLT),
            FloatCC::LessThanOrEqual => ("__letf2", IntPredicate::IntSLE),
            FloatCC::GreaterThan => ("__gttf2", IntPredicate::IntSGT),
            FloatCC::GreaterThanOrEqual => ("__getf2", IntPredicate::IntSGE),
            FloatCC::Unordered => ("__unordtf2", IntPredicate::IntNE),
            FloatCC::Ordered => ("__unordtf2", IntPredicate::IntEQ),
            FloatCC::UnorderedOrLessThan => ("__getf2", IntPredicate::IntSLT),
            FloatCC::UnorderedOrLessThanOrEqual => ("__gttf2", IntPredicate::IntSLE),
            FloatCC::UnorderedOrGreaterThan => ("__letf2", IntPredicate::IntSGT),
            FloatCC::UnorderedOrGreaterThanOrEqual => ("__lttf2", IntPredicate::IntSGE),
            FloatCC::OrderedNotEqual | FloatCC::UnorderedOrEqual => {
                bug!("rustc compares no quads by {code:?}")
            }
        };
        let result = self
            .libcall(name, &[a, b], Some(Prim::I32))
            .expect("a result");
        self.int_compare(int, result, Scalar::constant(0, Prim::I32))
    }

    /// A truth value's opposite, or all bits of an integer.
    pub fn int_not(&mut self, a: Scalar) -> Scalar {
        match (a.prim, a.as_const()) {
            (prim, Some(bits)) => Scalar::constant(!bits, prim),
            (Prim::I1, None) => self.int(Op::Xor, a, Scalar::constant(1, Prim::I1)),
            (prim, None) => {
                let value = self.clif(a);
                Scalar::ssa(self.ins(|ins| ins.bnot(value)), prim)
            }
        }
    }

    /// An integer as another one: cut off, or extended by zeros or the sign.
    pub fn int_cast(&mut self, a: Scalar, to: Prim, signed: bool) -> Scalar {
        let from = a.prim;
        if from == to {
            return a;
        }
        if let Some(bits) = a.as_const() {
            let unused = 128 - from.bits() as u32;
            let bits = if signed {
                (((bits << unused) as i128) >> unused) as u128
            } else {
                bits
            };
            return Scalar::constant(bits, to);
        }
        if a.kind == Kind::Undef {
            return Scalar::undef(to);
        }
        let same = from.clif() == to.clif();
        if to.bits() < from.bits() {
            // What is above the bits that count is anything in an `I24`, and nothing in an `I1`.
            let value = if same {
                self.clif(a)
            } else {
                let value = self.clif(a);
                self.ins(|ins| ins.ireduce(to.clif(), value))
            };
            let cut = Scalar::ssa(value, to);
            return if to == Prim::I1 {
                self.int(Op::And, cut, Scalar::constant(1, to))
            } else {
                cut
            };
        }
        if same && to.bits() == from.bits() {
            return a.retype(to);
        }
        let value = self.clif(a);
        if same {
            // From `I1` or `I24`.
            let value = match (from, signed) {
                (Prim::I1, false) => value,
                (Prim::I1, true) => self.ins(|ins| ins.ineg(value)),
                (_, signed) => {
                    let by = self.ins(|ins| ins.iconst(types::I32, 8));
                    let up = self.ins(|ins| ins.ishl(value, by));
                    self.ins(|ins| {
                        if signed {
                            ins.sshr(up, by)
                        } else {
                            ins.ushr(up, by)
                        }
                    })
                }
            };
            return Scalar::ssa(value, to);
        }
        let value = if from == Prim::I1 && signed {
            self.ins(|ins| ins.ineg(value))
        } else {
            value
        };
        let value = self.ins(|ins| {
            if signed {
                ins.sextend(to.clif(), value)
            } else {
                ins.uextend(to.clif(), value)
            }
        });
        Scalar::ssa(value, to)
    }

    /// An operation that may overflow, and whether it did.
    pub fn overflowing(
        &mut self,
        op: OverflowOp,
        signed: bool,
        a: Scalar,
        b: Scalar,
    ) -> (Scalar, Scalar) {
        let prim = a.prim;
        let zero = Scalar::constant(0, prim);
        match (op, signed) {
            (OverflowOp::Add, false) => {
                let sum = self.int(Op::Add, a, b);
                let over = self.int_compare(IntPredicate::IntULT, sum, a);
                (sum, over)
            }
            (OverflowOp::Sub, false) => {
                let difference = self.int(Op::Sub, a, b);
                let over = self.int_compare(IntPredicate::IntULT, a, b);
                (difference, over)
            }
            // Overflow is a sign that differs from both operands' (of the second, for a difference, the opposite).
            (OverflowOp::Add, true) => {
                let sum = self.int(Op::Add, a, b);
                let (x, y) = (self.int(Op::Xor, sum, a), self.int(Op::Xor, sum, b));
                let both = self.int(Op::And, x, y);
                let over = self.int_compare(IntPredicate::IntSLT, both, zero);
                (sum, over)
            }
            (OverflowOp::Sub, true) => {
                let difference = self.int(Op::Sub, a, b);
                let (x, y) = (self.int(Op::Xor, a, b), self.int(Op::Xor, difference, a));
                let both = self.int(Op::And, x, y);
                let over = self.int_compare(IntPredicate::IntSLT, both, zero);
                (difference, over)
            }
            (OverflowOp::Mul, _) => self.overflowing_mul(signed, a, b),
        }
    }

    fn overflowing_mul(&mut self, signed: bool, a: Scalar, b: Scalar) -> (Scalar, Scalar) {
        let prim = a.prim;
        let wide = match prim {
            Prim::I8 | Prim::I16 => Prim::I32,
            Prim::I32 | Prim::Ptr => Prim::I64,
            Prim::I64 => return self.overflowing_mul64(signed, a, b),
            _ => return self.overflowing_mul128(signed, a, b),
        };
        let (x, y) = (
            self.int_cast(a, wide, signed),
            self.int_cast(b, wide, signed),
        );
        let product = self.int(Op::Mul, x, y);
        let low = self.int_cast(product, prim, false);
        let again = self.int_cast(low, wide, signed);
        let over = self.int_compare(IntPredicate::IntNE, again, product);
        (low, over)
    }

    /// The upper half of the product is what the lower half's sign, or zero, continues to.
    fn overflowing_mul64(&mut self, signed: bool, a: Scalar, b: Scalar) -> (Scalar, Scalar) {
        let low = self.int(Op::Mul, a, b);
        let (x, y) = (self.clif(a), self.clif(b));
        let high = self.ins(|ins| {
            if signed {
                ins.smulhi(x, y)
            } else {
                ins.umulhi(x, y)
            }
        });
        let expected = if signed {
            self.int(Op::SShr, low, Scalar::constant(63, Prim::I64))
        } else {
            Scalar::constant(0, Prim::I64)
        };
        let high = Scalar::ssa(high, Prim::I64);
        let over = self.int_compare(IntPredicate::IntNE, high, expected);
        (low, over)
    }

    fn overflowing_mul128(&mut self, signed: bool, a: Scalar, b: Scalar) -> (Scalar, Scalar) {
        if signed {
            // The library's function for signed ones is said to be in every version; that for unsigned ones is not.
            let flag = self.slot(4, rustc_abi::Align::from_bytes(4).expect("a power of two"));
            let product = self.libcall("__muloti4", &[a, b, flag], Some(Prim::I128));
            let over = self.load_scalar(Prim::I32, flag, false);
            let over = self.int_compare(IntPredicate::IntNE, over, Scalar::constant(0, Prim::I32));
            return (product.expect("a result"), over);
        }
        // With a = ah·2⁶⁴ + al and b likewise: it overflows if both upper halves are not zero, if a cross product is too wide,
        // or if adding it to the upper half of al·bl carries.
        let (al, ah) = self.halves(a);
        let (bl, bh) = self.halves(b);
        let zero = Scalar::constant(0, Prim::I64);
        let a_high = self.int_compare(IntPredicate::IntNE, ah, zero);
        let b_high = self.int_compare(IntPredicate::IntNE, bh, zero);
        let both = self.int(Op::And, a_high, b_high);
        let (first, first_over) = self.overflowing_mul(false, ah, bl);
        let (second, second_over) = self.overflowing_mul(false, bh, al);
        let cross = self.int(Op::Add, first, second);
        let (al, bl) = (
            self.int_cast(al, Prim::I128, false),
            self.int_cast(bl, Prim::I128, false),
        );
        let low = self.int(Op::Mul, al, bl);
        let (low, high) = self.halves(low);
        let (high, carry) = self.overflowing(OverflowOp::Add, false, high, cross);
        let (x, y) = (self.clif(low), self.clif(high));
        let product = self.ins(|ins| ins.iconcat(x, y));
        let over = self.int(Op::Or, both, first_over);
        let over = self.int(Op::Or, over, second_over);
        let over = self.int(Op::Or, over, carry);
        (Scalar::ssa(product, Prim::I128), over)
    }

    fn halves(&mut self, a: Scalar) -> (Scalar, Scalar) {
        let value = self.clif(a);
        let (low, high) = self.ins(|ins| ins.isplit(value));
        (Scalar::ssa(low, Prim::I64), Scalar::ssa(high, Prim::I64))
    }

    /// One of two values.
    pub fn choose(&mut self, condition: Scalar, yes: Scalar, no: Scalar) -> Scalar {
        match condition.as_const() {
            Some(0) => return no,
            Some(_) => return yes,
            None => {}
        }
        if yes.prim.clif() == types::I128 {
            let (yl, yh) = self.halves(yes);
            let (nl, nh) = self.halves(no);
            let low = self.choose(condition, yl, nl);
            let high = self.choose(condition, yh, nh);
            let (low, high) = (self.clif(low), self.clif(high));
            return Scalar::ssa(self.ins(|ins| ins.iconcat(low, high)), yes.prim);
        }
        let condition = self.clif(condition);
        let (x, y) = (self.clif(yes), self.clif(no));
        Scalar::ssa(self.ins(|ins| ins.select(condition, x, y)), yes.prim)
    }
}
