//! Loads, stores and copies.

use cranelift_codegen::ir::{
    AtomicRmwOp, InstBuilder, MemFlagsData, StackSlotData, StackSlotKind, condcodes::IntCC, types,
};
use rustc_abi::{Align, BackendRepr, FieldsShape, Size, Variants};
use rustc_codegen_ssa::common::AtomicRmwBinOp;
use rustc_codegen_ssa::mir::operand::{OperandRef, OperandValue};
use rustc_codegen_ssa::mir::place::PlaceRef;
use rustc_codegen_ssa::traits::{BuilderMethods, ConstCodegenMethods, LayoutTypeCodegenMethods};
use rustc_middle::bug;
use rustc_middle::ty::layout::TyAndLayout;

use super::Builder;
use crate::types::{Prim, Type, pair_offset};
use crate::value::{Kind, Scalar, Value};

/// Copies of so many bytes at most are loads and stores.
const INLINE_COPY: u64 = 64;

/// Values of more scalars are copied by words of eight bytes.
const PARTS: usize = 16;

/// Words as wide as the alignment lets fields be, and what is left.
fn words_of(layout: TyAndLayout<'_>, at: u64, parts: &mut Vec<(u64, Prim)>) {
    let size = layout.size.bytes();
    let widest = layout.align.abi.bytes().min(8);
    let mut done = 0;
    while done < size {
        let prim = match widest.min(size - done) {
            8.. => Prim::I64,
            4.. => Prim::I32,
            2.. => Prim::I16,
            _ => Prim::I8,
        };
        parts.push((at + done, prim));
        done += prim.size();
    }
}

/// What WasmIR is told of an access: WebAssembly allows any alignment, and a trap out of bounds is not to be relied on.
fn flags() -> MemFlagsData {
    MemFlagsData::new()
        .with_notrap()
        .with_endianness(cranelift_codegen::ir::Endianness::Little)
}

/// An access that is not to be merged with others or left out.
fn volatile() -> MemFlagsData {
    MemFlagsData::new().with_endianness(cranelift_codegen::ir::Endianness::Little)
}

impl<'a, 'tcx> Builder<'a, 'tcx> {
    /// A new place in the frame.
    pub fn slot(&mut self, size: u64, align: Align) -> Scalar {
        let shift = align.bytes().trailing_zeros() as u8;
        // What has no size has an address all the same, and a frame that it is in.
        let size = size.max(1) as u32;
        let data = StackSlotData::new(StackSlotKind::ExplicitSlot, size, shift);
        let slot = self.body.borrow_mut().ir.create_sized_stack_slot(data);
        Scalar {
            kind: Kind::Stack { slot, offset: 0 },
            prim: Prim::Ptr,
        }
    }

    /// Splits an address into what can be an operand and an offset. An access to a slot does not make it escape.
    fn operand_of(&mut self, address: Scalar) -> (cranelift_codegen::ir::Value, i32) {
        match address.kind {
            Kind::Stack { slot, offset } => {
                let base = self.ins(|ins| ins.stack_addr(types::I32, slot, 0));
                (base, offset)
            }
            Kind::Offset { base, by } => (base, by),
            _ => (self.clif(address), 0),
        }
    }

    /// Loads one value.
    pub fn load_scalar(&mut self, prim: Prim, address: Scalar, is_volatile: bool) -> Scalar {
        let flags = if is_volatile { volatile() } else { flags() };
        if prim == Prim::I24 {
            let low = self.load_scalar(Prim::I16, address, is_volatile);
            let third = self.offset_by(address, 2);
            let high = self.load_scalar(Prim::I8, third, is_volatile);
            let (low, high) = (self.clif(low), self.clif(high));
            let low = self.ins(|ins| ins.uextend(types::I32, low));
            let high = self.ins(|ins| ins.uextend(types::I32, high));
            let by = self.ins(|ins| ins.iconst(types::I32, 16));
            let high = self.ins(|ins| ins.ishl(high, by));
            return Scalar::ssa(self.ins(|ins| ins.bor(low, high)), prim);
        }
        if prim.clif() == types::I128 {
            let low = self.load_scalar(Prim::I64, address, is_volatile);
            let upper = self.offset_by(address, 8);
            let high = self.load_scalar(Prim::I64, upper, is_volatile);
            let (low, high) = (self.clif(low), self.clif(high));
            return Scalar::ssa(self.ins(|ins| ins.iconcat(low, high)), prim);
        }
        let (base, offset) = self.operand_of(address);
        let value = self.ins(|ins| ins.load(prim.clif(), flags, base, offset));
        if let Kind::Stack { slot, offset } = address.kind {
            let body = &mut *self.body.borrow_mut();
            body.slots.access(slot, offset, prim.clif(), is_volatile);
        }
        Scalar::ssa(value, prim)
    }

    /// Stores one value.
    pub fn store_scalar(&mut self, value: Scalar, address: Scalar, is_volatile: bool) {
        if value.kind == Kind::Undef && !is_volatile {
            return;
        }
        let flags = if is_volatile { volatile() } else { flags() };
        if value.prim == Prim::I24 {
            let low = self.int_cast(value, Prim::I16, false);
            self.store_scalar(low, address, is_volatile);
            let bits = self.clif(value);
            let by = self.ins(|ins| ins.iconst(types::I32, 16));
            let high = self.ins(|ins| ins.ushr(bits, by));
            let high = self.int_cast(Scalar::ssa(high, Prim::I32), Prim::I8, false);
            let third = self.offset_by(address, 2);
            self.store_scalar(high, third, is_volatile);
            return;
        }
        if value.prim.clif() == types::I128 {
            let (low, high) = match value.kind {
                Kind::Const(bits) => (
                    Scalar::constant(bits, Prim::I64),
                    Scalar::constant(bits >> 64, Prim::I64),
                ),
                _ => {
                    let value = self.clif(value);
                    let (low, high) = self.ins(|ins| ins.isplit(value));
                    (Scalar::ssa(low, Prim::I64), Scalar::ssa(high, Prim::I64))
                }
            };
            self.store_scalar(low, address, is_volatile);
            let upper = self.offset_by(address, 8);
            self.store_scalar(high, upper, is_volatile);
            return;
        }
        let ty = value.prim.clif();
        let value = self.clif(value);
        let (base, offset) = self.operand_of(address);
        self.ins(|ins| ins.store(flags, value, base, offset));
        if let Kind::Stack { slot, offset } = address.kind {
            let body = &mut *self.body.borrow_mut();
            body.slots.access(slot, offset, ty, is_volatile);
        }
    }

    /// Loads a value of any type that has a form in registers.
    pub fn load_value(&mut self, ty: Type, address: Scalar, is_volatile: bool) -> Value {
        match ty {
            Type::Void => Value::Void,
            Type::Prim(prim) => Value::One(self.load_scalar(prim, address, is_volatile)),
            Type::Pair(a, b) => {
                let first = self.load_scalar(a, address, is_volatile);
                let second = self.offset_by(address, pair_offset(a, b) as i32);
                Value::Pair(first, self.load_scalar(b, second, is_volatile))
            }
            Type::Memory { .. } => bug!("{ty:?} has no form in registers"),
        }
    }

    /// Loads what a place holds, if it has a form in registers.
    pub fn load_place(&mut self, place: PlaceRef<'tcx, Value>) -> OperandRef<'tcx, Value> {
        assert_eq!(place.val.llextra.is_some(), place.layout.is_unsized());
        if place.layout.is_zst() {
            return OperandRef::zero_sized(place.layout);
        }
        let val = if place.val.llextra.is_some() {
            OperandValue::Ref(place.val)
        } else if self.cx.is_backend_immediate(place.layout) {
            let ty = self.cx.backend_type(place.layout);
            let value = self.load(ty, place.val.llval, place.val.align);
            OperandValue::Immediate(match place.layout.backend_repr {
                BackendRepr::Scalar(scalar) => self.to_immediate_scalar(value, scalar),
                _ => value,
            })
        } else if let BackendRepr::ScalarPair(a, b) = place.layout.backend_repr {
            let ty = self.cx.backend_type(place.layout);
            let Value::Pair(first, second) = self.load(ty, place.val.llval, place.val.align) else {
                bug!("a pair is loaded as one");
            };
            OperandValue::Pair(
                self.to_immediate_scalar(Value::One(first), a),
                self.to_immediate_scalar(Value::One(second), b),
            )
        } else {
            OperandValue::Ref(place.val)
        };
        OperandRef {
            val,
            layout: place.layout,
            move_annotation: None,
        }
    }

    /// Copies bytes between places that do not overlap.
    pub fn copy(&mut self, to: Scalar, from: Scalar, size: Scalar, align: Align) {
        match size.as_const() {
            Some(0) => {}
            Some(bytes) if bytes as u64 <= INLINE_COPY => {
                self.inline_copy(to, from, bytes as u64, align);
            }
            _ => {
                self.libcall("memcpy", &[to, from, size], Some(Prim::Ptr));
            }
        }
    }

    /// Everything is loaded before anything is stored, so that the places may overlap.
    fn inline_copy(&mut self, to: Scalar, from: Scalar, bytes: u64, _align: Align) {
        // WebAssembly's accesses need no alignment; engines on today's machines do not pay for its lack.
        let mut parts = Vec::new();
        let mut at = 0;
        while at < bytes {
            let prim = match bytes - at {
                8.. => Prim::I64,
                4.. => Prim::I32,
                2.. => Prim::I16,
                _ => Prim::I8,
            };
            let address = self.offset_by(from, at as i32);
            parts.push((at, self.load_scalar(prim, address, false)));
            at += prim.size();
        }
        for (at, value) in parts {
            let address = self.offset_by(to, at as i32);
            self.store_scalar(value, address, false);
        }
    }

    /// Copies a value of a type. A small one goes field by field, so that each field can become a value of its own.
    pub fn copy_place(&mut self, to: Scalar, from: Scalar, layout: TyAndLayout<'tcx>) {
        let size = layout.size.bytes();
        let mut parts = Vec::new();
        if size > INLINE_COPY || !self.parts_of(layout, 0, &mut parts) {
            let size = Scalar::constant(size.into(), Prim::I32);
            return self.copy(to, from, size, layout.align.abi);
        }
        let values: Vec<Scalar> = parts
            .iter()
            .map(|&(at, prim)| {
                let address = self.offset_by(from, at as i32);
                self.load_scalar(prim, address, false)
            })
            .collect();
        for ((at, _), value) in parts.into_iter().zip(values) {
            let address = self.offset_by(to, at as i32);
            self.store_scalar(value, address, false);
        }
    }

    /// The scalars that a value is made of, by offset; whether there are few enough of them. What has no fixed fields, such as
    /// the variants of an enum, counts as words.
    fn parts_of(&self, layout: TyAndLayout<'tcx>, at: u64, parts: &mut Vec<(u64, Prim)>) -> bool {
        if layout.is_zst() {
            return true;
        }
        match layout.backend_repr {
            BackendRepr::Scalar(scalar) => parts.push((at, Prim::of(scalar.primitive()))),
            BackendRepr::ScalarPair(a, b) => {
                let (a, b) = (Prim::of(a.primitive()), Prim::of(b.primitive()));
                parts.push((at, a));
                parts.push((at + pair_offset(a, b), b));
            }
            _ => match (&layout.variants, &layout.fields) {
                (Variants::Single { .. }, FieldsShape::Arbitrary { .. })
                    if !layout.ty.is_simd() =>
                {
                    for field in layout.fields.index_by_increasing_offset() {
                        let offset = at + layout.fields.offset(field).bytes();
                        if !self.parts_of(layout.field(self.cx, field), offset, parts) {
                            return false;
                        }
                    }
                }
                (Variants::Single { .. }, &FieldsShape::Array { stride, count }) => {
                    let element = layout.field(self.cx, 0);
                    for index in 0..count {
                        let offset = at + index * stride.bytes();
                        if !self.parts_of(element, offset, parts) {
                            return false;
                        }
                    }
                }
                _ => words_of(layout, at, parts),
            },
        }
        parts.len() <= PARTS
    }

    /// Copies bytes between places that may overlap.
    pub fn move_bytes(&mut self, to: Scalar, from: Scalar, size: Scalar, align: Align) {
        match size.as_const() {
            Some(0) => {}
            Some(bytes) if bytes as u64 <= INLINE_COPY => {
                self.inline_copy(to, from, bytes as u64, align);
            }
            _ => {
                self.libcall("memmove", &[to, from, size], Some(Prim::Ptr));
            }
        }
    }

    /// Sets bytes to one value.
    pub fn fill(&mut self, to: Scalar, byte: Scalar, size: Scalar) {
        let byte_value = byte.as_const();
        match (size.as_const(), byte_value) {
            (Some(0), _) => {}
            (Some(bytes), Some(byte)) if bytes as u64 <= INLINE_COPY => {
                let bits = u128::from(u64::from_le_bytes([byte as u8; 8]));
                let bytes = bytes as u64;
                let mut at = 0;
                while at < bytes {
                    let prim = match bytes - at {
                        8.. => Prim::I64,
                        4.. => Prim::I32,
                        2.. => Prim::I16,
                        _ => Prim::I8,
                    };
                    let address = self.offset_by(to, at as i32);
                    self.store_scalar(Scalar::constant(bits, prim), address, false);
                    at += prim.size();
                }
            }
            _ => {
                let byte = self.int_cast(byte, Prim::I32, false);
                self.libcall("memset", &[to, byte, size], Some(Prim::Ptr));
            }
        }
    }

    /// Stores the same operand `count` times, one after another.
    pub fn store_repeatedly(
        &mut self,
        element: OperandRef<'tcx, Value>,
        count: u64,
        to: PlaceRef<'tcx, Value>,
    ) {
        let zero = self.cx.const_usize(0);
        let first = to.project_index(self, zero).val.llval;
        let stride = element.layout.size.bytes();
        let align = to.val.align.restrict_for_offset(Size::from_bytes(stride));
        // The address is a parameter of the loop's block.
        let start = self.clif(first.one());
        let length = self.ins(|ins| ins.iconst(types::I32, (stride * count) as i64));
        let end = self.ins(|ins| ins.iadd(start, length));
        let (head, body, next) = (self.new_block(), self.new_block(), self.new_block());
        let at = self
            .body
            .borrow_mut()
            .ir
            .dfg
            .append_block_param(head.block, types::I32);
        self.ins(|ins| ins.jump(head.block, &[start.into()]));
        self.at = head;
        let more = self.ins(|ins| ins.icmp(IntCC::NotEqual, at, end));
        self.ins(|ins| ins.brif(more, body.block, &[], next.block, &[]));
        self.at = body;
        let place =
            rustc_codegen_ssa::mir::place::PlaceValue::new_sized(Value::ssa(at, Prim::Ptr), align);
        element.val.store(self, place.with_type(element.layout));
        let by = self.ins(|ins| ins.iconst(types::I32, stride as i64));
        let then = self.ins(|ins| ins.iadd(at, by));
        self.ins(|ins| ins.jump(head.block, &[then.into()]));
        self.at = next;
    }

    /// Loads one value atomically. Without threads, that is any load that is not left out.
    pub fn load_atomic(&mut self, prim: Prim, address: Scalar) -> Scalar {
        if !self.cx.features.atomics || prim.clif() == types::I128 {
            return self.load_scalar(prim, address, true);
        }
        let address = self.clif(address);
        let value = self.ins(|ins| ins.atomic_load(prim.clif(), flags(), address));
        Scalar::ssa(value, prim)
    }

    /// Stores one value atomically.
    pub fn store_atomic(&mut self, value: Scalar, address: Scalar) {
        if !self.cx.features.atomics || value.prim.clif() == types::I128 {
            return self.store_scalar(value, address, true);
        }
        let (value, address) = (self.clif(value), self.clif(address));
        self.ins(|ins| ins.atomic_store(flags(), value, address));
    }

    /// Changes one value atomically; gives what was there.
    pub fn change_atomic(&mut self, op: AtomicRmwBinOp, address: Scalar, by: Scalar) -> Scalar {
        let prim = by.prim;
        if self.cx.features.atomics {
            let op = match op {
                AtomicRmwBinOp::AtomicXchg => AtomicRmwOp::Xchg,
                AtomicRmwBinOp::AtomicAdd => AtomicRmwOp::Add,
                AtomicRmwBinOp::AtomicSub => AtomicRmwOp::Sub,
                AtomicRmwBinOp::AtomicAnd => AtomicRmwOp::And,
                AtomicRmwBinOp::AtomicNand => AtomicRmwOp::Nand,
                AtomicRmwBinOp::AtomicOr => AtomicRmwOp::Or,
                AtomicRmwBinOp::AtomicXor => AtomicRmwOp::Xor,
                AtomicRmwBinOp::AtomicMax => AtomicRmwOp::Smax,
                AtomicRmwBinOp::AtomicMin => AtomicRmwOp::Smin,
                AtomicRmwBinOp::AtomicUMax => AtomicRmwOp::Umax,
                AtomicRmwBinOp::AtomicUMin => AtomicRmwOp::Umin,
            };
            let (address, by) = (self.clif(address), self.clif(by));
            let ty = prim.clif();
            let value = self.ins(|ins| ins.atomic_rmw(ty, flags(), op, address, by));
            return Scalar::ssa(value, prim);
        }
        let before = self.load_scalar(prim, address, true);
        let (old, operand) = (self.clif(before), self.clif(by));
        let new = self.ins(|ins| match op {
            AtomicRmwBinOp::AtomicXchg => operand,
            AtomicRmwBinOp::AtomicAdd => ins.iadd(old, operand),
            AtomicRmwBinOp::AtomicSub => ins.isub(old, operand),
            AtomicRmwBinOp::AtomicAnd | AtomicRmwBinOp::AtomicNand => ins.band(old, operand),
            AtomicRmwBinOp::AtomicOr => ins.bor(old, operand),
            AtomicRmwBinOp::AtomicXor => ins.bxor(old, operand),
            AtomicRmwBinOp::AtomicMax => ins.smax(old, operand),
            AtomicRmwBinOp::AtomicMin => ins.smin(old, operand),
            AtomicRmwBinOp::AtomicUMax => ins.umax(old, operand),
            AtomicRmwBinOp::AtomicUMin => ins.umin(old, operand),
        });
        let new = if op == AtomicRmwBinOp::AtomicNand {
            self.ins(|ins| ins.bnot(new))
        } else {
            new
        };
        self.store_scalar(Scalar::ssa(new, prim), address, true);
        before
    }

    /// Exchanges one value if it is what is expected; gives what was there, and whether it was that.
    pub fn compare_exchange(
        &mut self,
        address: Scalar,
        expected: Scalar,
        new: Scalar,
    ) -> (Scalar, Scalar) {
        let prim = expected.prim;
        let (wanted, replacement) = (self.clif(expected), self.clif(new));
        let before = if self.cx.features.atomics {
            let address = self.clif(address);
            self.ins(|ins| ins.atomic_cas(flags(), address, wanted, replacement))
        } else {
            let before = self.load_scalar(prim, address, true);
            let before = self.clif(before);
            let equal = self.ins(|ins| ins.icmp(IntCC::Equal, before, wanted));
            let after = self.ins(|ins| ins.select(equal, replacement, before));
            self.store_scalar(Scalar::ssa(after, prim), address, true);
            before
        };
        let equal = self.ins(|ins| ins.icmp(IntCC::Equal, before, wanted));
        (Scalar::ssa(before, prim), Scalar::ssa(equal, Prim::I1))
    }
}
