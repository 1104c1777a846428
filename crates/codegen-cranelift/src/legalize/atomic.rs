//! Atomic accesses. Without the feature `atomics` there is one thread, and they are plain ones.

use cranelift_codegen::ir::{self, AtomicRmwOp, Inst, Value, types};

use super::{Known, Legalizer};
use crate::Error;
use crate::op::{Op, Type};
use crate::ssa::{Edge, Term, Val};

/// The forms of an atomic operator: of 32, 64, 8 and 16 bits.
type Forms = [Op; 4];

const LOADS: [Forms; 2] = [
    [Op::I32Load, Op::I64Load, Op::I32Load8U, Op::I32Load16U],
    [
        Op::I32AtomicLoad,
        Op::I64AtomicLoad,
        Op::I32AtomicLoad8U,
        Op::I32AtomicLoad16U,
    ],
];
const STORES: [Forms; 2] = [
    [Op::I32Store, Op::I64Store, Op::I32Store8, Op::I32Store16],
    [
        Op::I32AtomicStore,
        Op::I64AtomicStore,
        Op::I32AtomicStore8,
        Op::I32AtomicStore16,
    ],
];
const EXCHANGES: Forms = [
    Op::I32AtomicRmwCmpxchg,
    Op::I64AtomicRmwCmpxchg,
    Op::I32AtomicRmw8CmpxchgU,
    Op::I32AtomicRmw16CmpxchgU,
];

/// Which form a type takes, and log₂ of its bytes.
fn form(ty: ir::Type) -> Option<(usize, u8)> {
    Some(match ty {
        types::I32 => (0, 2),
        types::I64 => (1, 3),
        types::I8 => (2, 0),
        types::I16 => (3, 1),
        _ => return None,
    })
}

impl Legalizer<'_> {
    fn atomic_form(&self, ty: ir::Type) -> Result<(usize, u8), Error> {
        form(ty).ok_or_else(|| self.unsupported(format!("atomic access of type {ty}")))
    }

    /// The operand and immediate of an access that has no offset.
    fn atomic_place(&mut self, address: Value) -> (Val, u64) {
        self.place(address, 0)
    }

    fn is_wide(ty: ir::Type) -> bool {
        ty == types::I64
    }

    pub(super) fn atomic_load(&mut self, inst: Inst, address: Value) -> Result<(), Error> {
        let to = self.result(inst);
        let ty = self.ty(to);
        let (form, align) = self.atomic_form(ty)?;
        let (base, imm) = self.atomic_place(address);
        let val = self.plain_load(ty, form, align, base, imm);
        self.set_known(to, val, Known::ZERO);
        Ok(())
    }

    fn plain_load(&mut self, ty: ir::Type, form: usize, align: u8, base: Val, imm: u64) -> Val {
        let op = LOADS[usize::from(self.env.atomics)][form];
        let wasm = if Self::is_wide(ty) {
            Type::I64
        } else {
            Type::I32
        };
        self.access(op, wasm, &[base], imm, align)
    }

    pub(super) fn atomic_store(&mut self, [value, address]: [Value; 2]) -> Result<(), Error> {
        let (form, align) = self.atomic_form(self.ty(value))?;
        let (base, imm) = self.atomic_place(address);
        let op = STORES[usize::from(self.env.atomics)][form];
        let value = self.lo(value);
        self.access(op, Type::Void, &[base, value], imm, align);
        Ok(())
    }

    pub(super) fn atomic_cas(
        &mut self,
        inst: Inst,
        [address, expected, new]: [Value; 3],
    ) -> Result<(), Error> {
        let to = self.result(inst);
        let ty = self.ty(to);
        let (form, align) = self.atomic_form(ty)?;
        let (base, imm) = self.atomic_place(address);
        let (expected, new) = (self.zext(expected), self.lo(new));
        let wide = Self::is_wide(ty);
        let val = if self.env.atomics {
            let wasm = if wide { Type::I64 } else { Type::I32 };
            self.access(EXCHANGES[form], wasm, &[base, expected, new], imm, align)
        } else {
            let old = self.plain_load(ty, form, align, base, imm);
            let same = self.push(if wide { Op::I64Eq } else { Op::I32Eq }, &[old, expected]);
            let next = self.select(same, new, old);
            self.access(STORES[0][form], Type::Void, &[base, next], imm, align);
            old
        };
        self.set_known(to, val, Known::ZERO);
        Ok(())
    }

    pub(super) fn atomic_rmw(
        &mut self,
        inst: Inst,
        op: AtomicRmwOp,
        [address, value]: [Value; 2],
    ) -> Result<(), Error> {
        let to = self.result(inst);
        let ty = self.ty(to);
        let (form, align) = self.atomic_form(ty)?;
        let (base, imm) = self.atomic_place(address);
        let wasm = if Self::is_wide(ty) {
            Type::I64
        } else {
            Type::I32
        };
        // Signed order needs signs in place; the rest is right whatever the upper bits are.
        let operand = match op {
            AtomicRmwOp::Smin | AtomicRmwOp::Smax => self.sext(value),
            AtomicRmwOp::Umin | AtomicRmwOp::Umax => self.zext(value),
            _ => self.lo(value),
        };
        let old = if !self.env.atomics {
            let old = self.plain_load(ty, form, align, base, imm);
            let new = self.combine(op, ty, old, operand);
            self.access(STORES[0][form], Type::Void, &[base, new], imm, align);
            old
        } else if let Some(op) = single(op, form) {
            self.access(op, wasm, &[base, operand], imm, align)
        } else {
            self.retry(ty, base, imm, |this, old| {
                this.combine(op, ty, old, operand)
            })
        };
        self.set_known(to, old, Known::ZERO);
        Ok(())
    }

    /// What takes the place of `old`, which has zeros in the upper bits.
    fn combine(&mut self, op: AtomicRmwOp, ty: ir::Type, old: Val, operand: Val) -> Val {
        let wide = Self::is_wide(ty);
        let pick = |narrow: Op, long: Op| if wide { long } else { narrow };
        let order = match op {
            AtomicRmwOp::Add => return self.push(pick(Op::I32Add, Op::I64Add), &[old, operand]),
            AtomicRmwOp::Sub => return self.push(pick(Op::I32Sub, Op::I64Sub), &[old, operand]),
            AtomicRmwOp::And => return self.push(pick(Op::I32And, Op::I64And), &[old, operand]),
            AtomicRmwOp::Or => return self.push(pick(Op::I32Or, Op::I64Or), &[old, operand]),
            AtomicRmwOp::Xor => return self.push(pick(Op::I32Xor, Op::I64Xor), &[old, operand]),
            AtomicRmwOp::Xchg => return operand,
            AtomicRmwOp::Nand => {
                let both = self.push(pick(Op::I32And, Op::I64And), &[old, operand]);
                let ones = if wide {
                    self.push_i64(-1)
                } else {
                    self.push_i32(-1)
                };
                return self.push(pick(Op::I32Xor, Op::I64Xor), &[both, ones]);
            }
            AtomicRmwOp::Umin => pick(Op::I32LtU, Op::I64LtU),
            AtomicRmwOp::Umax => pick(Op::I32GtU, Op::I64GtU),
            AtomicRmwOp::Smin => pick(Op::I32LtS, Op::I64LtS),
            AtomicRmwOp::Smax => pick(Op::I32GtS, Op::I64GtS),
        };
        let bits = ty.bits();
        let signed = matches!(op, AtomicRmwOp::Smin | AtomicRmwOp::Smax) && bits < 32;
        let key = if signed {
            self.sign_extend(old, bits)
        } else {
            old
        };
        let keep = self.push(order, &[key, operand]);
        self.select(keep, old, operand)
    }

    /// Computes a new value and tries to put it in the old one's place until nobody came between.
    fn retry(
        &mut self,
        ty: ir::Type,
        base: Val,
        imm: u64,
        new: impl FnOnce(&mut Self, Val) -> Val,
    ) -> Val {
        let (form, align) = form(ty).expect("the caller has asked");
        let wide = Self::is_wide(ty);
        let wasm = if wide { Type::I64 } else { Type::I32 };
        let first = self.plain_load(ty, form, align, base, imm);
        let (head, done) = (self.new_block(), self.new_block());
        let edge = self.code.edge(head, &[first]);
        self.end(Term::Jump(edge));
        self.begin(head);
        let old = self.code.push(Op::Param, wasm, &[], 0, u32::MAX);
        self.code.blocks[head.index()].body = self.code.nodes.len() as u32;
        let next = new(self, old);
        let seen = self.access(EXCHANGES[form], wasm, &[base, old, next], imm, align);
        let missed = self.push(if wide { Op::I64Ne } else { Op::I32Ne }, &[seen, old]);
        let again = self.code.edge(head, &[seen]);
        self.end(Term::Branch(missed, again, Edge::plain(done)));
        self.begin(done);
        old
    }
}

/// The operator that does it at once, if there is one.
fn single(op: AtomicRmwOp, form: usize) -> Option<Op> {
    let forms: Forms = match op {
        AtomicRmwOp::Add => [
            Op::I32AtomicRmwAdd,
            Op::I64AtomicRmwAdd,
            Op::I32AtomicRmw8AddU,
            Op::I32AtomicRmw16AddU,
        ],
        AtomicRmwOp::Sub => [
            Op::I32AtomicRmwSub,
            Op::I64AtomicRmwSub,
            Op::I32AtomicRmw8SubU,
            Op::I32AtomicRmw16SubU,
        ],
        AtomicRmwOp::And => [
            Op::I32AtomicRmwAnd,
            Op::I64AtomicRmwAnd,
            Op::I32AtomicRmw8AndU,
            Op::I32AtomicRmw16AndU,
        ],
        AtomicRmwOp::Or => [
            Op::I32AtomicRmwOr,
            Op::I64AtomicRmwOr,
            Op::I32AtomicRmw8OrU,
            Op::I32AtomicRmw16OrU,
        ],
        AtomicRmwOp::Xor => [
            Op::I32AtomicRmwXor,
            Op::I64AtomicRmwXor,
            Op::I32AtomicRmw8XorU,
            Op::I32AtomicRmw16XorU,
        ],
        AtomicRmwOp::Xchg => [
            Op::I32AtomicRmwXchg,
            Op::I64AtomicRmwXchg,
            Op::I32AtomicRmw8XchgU,
            Op::I32AtomicRmw16XchgU,
        ],
        _ => return None,
    };
    Some(forms[form])
}
