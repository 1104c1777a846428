//! `BuilderMethods`: what `rustc_codegen_ssa` asks for, by the names that it has for it. The work is done in the files below.

mod arith;
mod call;
mod convert;
mod core;
mod memory;

use cranelift_codegen::ir::InstBuilder;
use rustc_abi::{self as abi, Align, Size, WrappingRange};
use rustc_ast::expand::typetree::FncTree;
use rustc_codegen_ssa::MemFlags;
use rustc_codegen_ssa::common::{
    AtomicRmwBinOp, IntPredicate, RealPredicate, SynchronizationScope,
};
use rustc_codegen_ssa::mir::operand::OperandRef;
use rustc_codegen_ssa::mir::place::{PlaceRef, PlaceValue};
use rustc_codegen_ssa::traits::{BuilderMethods, OverflowOp};
use rustc_middle::bug;
use rustc_middle::middle::codegen_fn_attrs::CodegenFnAttrs;
use rustc_middle::ty::layout::TyAndLayout;
use rustc_middle::ty::{AtomicOrdering, Instance, Ty};
use rustc_span::Span;
use rustc_target::callconv::FnAbi;
use wasmir::SymbolId;

pub use self::arith::{FloatOp, Op};
pub use self::core::{Builder, UNREACHABLE};
use crate::abi::FnSig;
use crate::context::{BasicBlock, CodegenCx};
use crate::types::{Prim, Type};
use crate::value::{Scalar, Value};

impl<'a, 'tcx> Builder<'a, 'tcx> {
    fn int_op(&mut self, op: Op, a: Value, b: Value) -> Value {
        Value::One(self.int(op, a.one(), b.one()))
    }

    fn float_op(&mut self, op: FloatOp, a: Value, b: Value) -> Value {
        Value::One(self.float(op, a.one(), b.one()))
    }

    fn element_address(&mut self, ty: Type, base: Value, index: Value, inbounds: bool) -> Value {
        let base = base.one();
        let stride = Scalar::constant(ty.stride().into(), Prim::I32);
        let index = self.int_cast(index.one(), Prim::I32, true);
        let bytes = self.int(Op::Mul, index, stride);
        if let Some(bytes) = bytes.as_const()
            && inbounds
        {
            return Value::One(self.offset_by(base, bytes as i32));
        }
        Value::One(self.int(Op::Add, base, bytes).retype(Prim::Ptr))
    }

    /// Stops the program.
    pub fn trap(&mut self) {
        self.terminate(|ins| {
            ins.trap(UNREACHABLE);
        });
    }
}

impl<'a, 'tcx> BuilderMethods<'a, 'tcx> for Builder<'a, 'tcx> {
    type CodegenCx = CodegenCx<'tcx>;

    fn build(cx: &'a CodegenCx<'tcx>, llbb: BasicBlock) -> Self {
        Builder::new(cx, llbb)
    }
    fn cx(&self) -> &CodegenCx<'tcx> {
        self.cx
    }
    fn llbb(&self) -> BasicBlock {
        self.at
    }
    fn set_span(&mut self, _span: Span) {}
    fn append_block(cx: &'a CodegenCx<'tcx>, llfn: SymbolId, _name: &str) -> BasicBlock {
        Builder::append(cx, llfn)
    }
    fn append_sibling_block(&mut self, _name: &str) -> BasicBlock {
        self.new_block()
    }
    fn switch_to_block(&mut self, llbb: BasicBlock) {
        self.at = llbb;
    }

    fn ret_void(&mut self) {
        self.terminate(|ins| {
            ins.return_(&[]);
        });
    }
    fn ret(&mut self, v: Value) {
        self.return_value(v);
    }
    fn br(&mut self, dest: BasicBlock) {
        self.terminate(|ins| {
            ins.jump(dest.block, &[]);
        });
    }
    fn cond_br(&mut self, cond: Value, then_llbb: BasicBlock, else_llbb: BasicBlock) {
        let cond = cond.one();
        if let Some(known) = cond.as_const() {
            return self.br(if known != 0 { then_llbb } else { else_llbb });
        }
        let cond = self.clif(cond);
        self.terminate(|ins| {
            ins.brif(cond, then_llbb.block, &[], else_llbb.block, &[]);
        });
    }
    fn switch(
        &mut self,
        v: Value,
        else_llbb: BasicBlock,
        cases: impl ExactSizeIterator<Item = (u128, BasicBlock)>,
    ) {
        self.branch_by_value(v.one(), else_llbb, cases.collect());
    }
    fn invoke(
        &mut self,
        llty: FnSig,
        fn_attrs: Option<&CodegenFnAttrs>,
        fn_abi: Option<&FnAbi<'tcx, Ty<'tcx>>>,
        llfn: Value,
        args: &[Value],
        then: BasicBlock,
        _catch: BasicBlock,
        funclet: Option<&()>,
        instance: Option<Instance<'tcx>>,
    ) -> Value {
        // Nothing unwinds: a panic aborts.
        let result = self.call(llty, fn_attrs, fn_abi, llfn, args, funclet, instance);
        self.br(then);
        result
    }
    fn unreachable(&mut self) {
        self.trap();
    }
    fn unreachable_nonterminator(&mut self) {
        self.trap();
    }

    fn add(&mut self, lhs: Value, rhs: Value) -> Value {
        self.int_op(Op::Add, lhs, rhs)
    }
    fn fadd(&mut self, lhs: Value, rhs: Value) -> Value {
        self.float_op(FloatOp::Add, lhs, rhs)
    }
    fn fadd_fast(&mut self, lhs: Value, rhs: Value) -> Value {
        self.fadd(lhs, rhs)
    }
    fn fadd_algebraic(&mut self, lhs: Value, rhs: Value) -> Value {
        self.fadd(lhs, rhs)
    }
    fn sub(&mut self, lhs: Value, rhs: Value) -> Value {
        self.int_op(Op::Sub, lhs, rhs)
    }
    fn fsub(&mut self, lhs: Value, rhs: Value) -> Value {
        self.float_op(FloatOp::Sub, lhs, rhs)
    }
    fn fsub_fast(&mut self, lhs: Value, rhs: Value) -> Value {
        self.fsub(lhs, rhs)
    }
    fn fsub_algebraic(&mut self, lhs: Value, rhs: Value) -> Value {
        self.fsub(lhs, rhs)
    }
    fn mul(&mut self, lhs: Value, rhs: Value) -> Value {
        self.int_op(Op::Mul, lhs, rhs)
    }
    fn fmul(&mut self, lhs: Value, rhs: Value) -> Value {
        self.float_op(FloatOp::Mul, lhs, rhs)
    }
    fn fmul_fast(&mut self, lhs: Value, rhs: Value) -> Value {
        self.fmul(lhs, rhs)
    }
    fn fmul_algebraic(&mut self, lhs: Value, rhs: Value) -> Value {
        self.fmul(lhs, rhs)
    }
    fn udiv(&mut self, lhs: Value, rhs: Value) -> Value {
        self.int_op(Op::UDiv, lhs, rhs)
    }
    fn exactudiv(&mut self, lhs: Value, rhs: Value) -> Value {
        self.int_op(Op::UDiv, lhs, rhs)
    }
    fn sdiv(&mut self, lhs: Value, rhs: Value) -> Value {
        self.int_op(Op::SDiv, lhs, rhs)
    }
    fn exactsdiv(&mut self, lhs: Value, rhs: Value) -> Value {
        self.int_op(Op::SDiv, lhs, rhs)
    }
    fn fdiv(&mut self, lhs: Value, rhs: Value) -> Value {
        self.float_op(FloatOp::Div, lhs, rhs)
    }
    fn fdiv_fast(&mut self, lhs: Value, rhs: Value) -> Value {
        self.fdiv(lhs, rhs)
    }
    fn fdiv_algebraic(&mut self, lhs: Value, rhs: Value) -> Value {
        self.fdiv(lhs, rhs)
    }
    fn urem(&mut self, lhs: Value, rhs: Value) -> Value {
        self.int_op(Op::URem, lhs, rhs)
    }
    fn srem(&mut self, lhs: Value, rhs: Value) -> Value {
        self.int_op(Op::SRem, lhs, rhs)
    }
    fn frem(&mut self, lhs: Value, rhs: Value) -> Value {
        self.float_op(FloatOp::Rem, lhs, rhs)
    }
    fn frem_fast(&mut self, lhs: Value, rhs: Value) -> Value {
        self.frem(lhs, rhs)
    }
    fn frem_algebraic(&mut self, lhs: Value, rhs: Value) -> Value {
        self.frem(lhs, rhs)
    }
    fn shl(&mut self, lhs: Value, rhs: Value) -> Value {
        self.int_op(Op::Shl, lhs, rhs)
    }
    fn lshr(&mut self, lhs: Value, rhs: Value) -> Value {
        self.int_op(Op::UShr, lhs, rhs)
    }
    fn ashr(&mut self, lhs: Value, rhs: Value) -> Value {
        self.int_op(Op::SShr, lhs, rhs)
    }
    fn and(&mut self, lhs: Value, rhs: Value) -> Value {
        self.int_op(Op::And, lhs, rhs)
    }
    fn or(&mut self, lhs: Value, rhs: Value) -> Value {
        self.int_op(Op::Or, lhs, rhs)
    }
    fn xor(&mut self, lhs: Value, rhs: Value) -> Value {
        self.int_op(Op::Xor, lhs, rhs)
    }
    fn neg(&mut self, v: Value) -> Value {
        let zero = Value::constant(0, v.one().prim);
        self.int_op(Op::Sub, zero, v)
    }
    fn fneg(&mut self, v: Value) -> Value {
        Value::One(self.float_neg(v.one()))
    }
    fn not(&mut self, v: Value) -> Value {
        Value::One(self.int_not(v.one()))
    }
    fn checked_binop(
        &mut self,
        oop: OverflowOp,
        ty: Ty<'tcx>,
        lhs: Value,
        rhs: Value,
    ) -> (Value, Value) {
        let (result, over) = self.overflowing(oop, ty.is_signed(), lhs.one(), rhs.one());
        (Value::One(result), Value::One(over))
    }

    fn from_immediate(&mut self, val: Value) -> Value {
        match val {
            Value::One(one) if one.prim == Prim::I1 => Value::One(one.retype(Prim::I8)),
            other => other,
        }
    }
    fn to_immediate_scalar(&mut self, val: Value, scalar: abi::Scalar) -> Value {
        if scalar.is_bool() {
            // Nothing but 0 and 1 is in such a byte.
            Value::One(val.one().retype(Prim::I1))
        } else {
            val
        }
    }

    fn alloca(&mut self, size: Size, align: Align) -> Value {
        Value::One(self.slot(size.bytes(), align))
    }
    fn alloca_with_ty(&mut self, layout: TyAndLayout<'tcx>) -> Value {
        self.alloca(layout.size, layout.align.abi)
    }
    fn load(&mut self, ty: Type, ptr: Value, _align: Align) -> Value {
        self.load_value(ty, ptr.one(), false)
    }
    fn volatile_load(&mut self, ty: Type, ptr: Value) -> Value {
        self.load_value(ty, ptr.one(), true)
    }
    fn atomic_load(&mut self, ty: Type, ptr: Value, _order: AtomicOrdering, _size: Size) -> Value {
        Value::One(self.load_atomic(ty.prim(), ptr.one()))
    }
    fn load_operand(&mut self, place: PlaceRef<'tcx, Value>) -> OperandRef<'tcx, Value> {
        self.load_place(place)
    }
    fn write_operand_repeatedly(
        &mut self,
        elem: OperandRef<'tcx, Value>,
        count: u64,
        dest: PlaceRef<'tcx, Value>,
    ) {
        self.store_repeatedly(elem, count, dest);
    }
    fn assume_integer_range(&mut self, _imm: Value, _ty: Type, _range: WrappingRange) {}
    fn assume_nonnull(&mut self, _val: Value) {}
    fn range_metadata(&mut self, _load: Value, _range: WrappingRange) {}
    fn nonnull_metadata(&mut self, _load: Value) {}

    fn store(&mut self, val: Value, ptr: Value, align: Align) -> Value {
        self.store_with_flags(val, ptr, align, MemFlags::empty())
    }
    fn store_with_flags(
        &mut self,
        val: Value,
        ptr: Value,
        _align: Align,
        flags: MemFlags,
    ) -> Value {
        let volatile = flags.contains(MemFlags::VOLATILE);
        match val {
            Value::One(one) => self.store_scalar(one, ptr.one(), volatile),
            other => self.store_value(other, ptr.one()),
        }
        Value::Void
    }
    fn atomic_store(&mut self, val: Value, ptr: Value, _order: AtomicOrdering, _size: Size) {
        self.store_atomic(val.one(), ptr.one());
    }

    fn gep(&mut self, ty: Type, ptr: Value, indices: &[Value]) -> Value {
        match *indices {
            [index] => self.element_address(ty, ptr, index, false),
            _ => bug!("an address by {indices:?}"),
        }
    }
    fn inbounds_gep(&mut self, ty: Type, ptr: Value, indices: &[Value]) -> Value {
        match *indices {
            [index] => self.element_address(ty, ptr, index, true),
            _ => bug!("an address by {indices:?}"),
        }
    }

    fn trunc(&mut self, val: Value, dest_ty: Type) -> Value {
        Value::One(self.int_cast(val.one(), dest_ty.prim(), false))
    }
    fn sext(&mut self, val: Value, dest_ty: Type) -> Value {
        Value::One(self.int_cast(val.one(), dest_ty.prim(), true))
    }
    fn zext(&mut self, val: Value, dest_ty: Type) -> Value {
        Value::One(self.int_cast(val.one(), dest_ty.prim(), false))
    }
    fn intcast(&mut self, val: Value, dest_ty: Type, is_signed: bool) -> Value {
        Value::One(self.int_cast(val.one(), dest_ty.prim(), is_signed))
    }
    fn fptoui_sat(&mut self, val: Value, dest_ty: Type) -> Value {
        Value::One(self.float_to_int(val.one(), dest_ty.prim(), false))
    }
    fn fptosi_sat(&mut self, val: Value, dest_ty: Type) -> Value {
        Value::One(self.float_to_int(val.one(), dest_ty.prim(), true))
    }
    fn fptoui(&mut self, val: Value, dest_ty: Type) -> Value {
        self.fptoui_sat(val, dest_ty)
    }
    fn fptosi(&mut self, val: Value, dest_ty: Type) -> Value {
        self.fptosi_sat(val, dest_ty)
    }
    fn uitofp(&mut self, val: Value, dest_ty: Type) -> Value {
        Value::One(self.int_to_float(val.one(), dest_ty.prim(), false))
    }
    fn sitofp(&mut self, val: Value, dest_ty: Type) -> Value {
        Value::One(self.int_to_float(val.one(), dest_ty.prim(), true))
    }
    fn fptrunc(&mut self, val: Value, dest_ty: Type) -> Value {
        Value::One(self.float_cast(val.one(), dest_ty.prim()))
    }
    fn fpext(&mut self, val: Value, dest_ty: Type) -> Value {
        Value::One(self.float_cast(val.one(), dest_ty.prim()))
    }
    fn ptrtoint(&mut self, val: Value, dest_ty: Type) -> Value {
        Value::One(self.int_cast(val.one(), dest_ty.prim(), false))
    }
    fn inttoptr(&mut self, val: Value, dest_ty: Type) -> Value {
        Value::One(self.int_cast(val.one(), dest_ty.prim(), false))
    }
    fn bitcast(&mut self, val: Value, dest_ty: Type) -> Value {
        Value::One(self.reinterpret(val.one(), dest_ty.prim()))
    }
    fn pointercast(&mut self, val: Value, _dest_ty: Type) -> Value {
        val
    }

    fn icmp(&mut self, op: IntPredicate, lhs: Value, rhs: Value) -> Value {
        Value::One(self.int_compare(op, lhs.one(), rhs.one()))
    }
    fn fcmp(&mut self, op: RealPredicate, lhs: Value, rhs: Value) -> Value {
        Value::One(self.float_compare(op, lhs.one(), rhs.one()))
    }

    fn memcpy(
        &mut self,
        dst: Value,
        dst_align: Align,
        src: Value,
        src_align: Align,
        size: Value,
        _flags: MemFlags,
        _tt: Option<FncTree>,
    ) {
        self.copy(dst.one(), src.one(), size.one(), dst_align.min(src_align));
    }
    fn typed_place_copy_with_flags(
        &mut self,
        dst: PlaceValue<Value>,
        src: PlaceValue<Value>,
        layout: TyAndLayout<'tcx>,
        _flags: MemFlags,
    ) {
        assert!(
            src.llextra.is_none() && dst.llextra.is_none(),
            "a copy of known size"
        );
        self.copy_place(dst.llval.one(), src.llval.one(), layout);
    }
    fn memmove(
        &mut self,
        dst: Value,
        dst_align: Align,
        src: Value,
        src_align: Align,
        size: Value,
        _flags: MemFlags,
    ) {
        self.move_bytes(dst.one(), src.one(), size.one(), dst_align.min(src_align));
    }
    fn memset(
        &mut self,
        ptr: Value,
        fill_byte: Value,
        size: Value,
        _align: Align,
        _flags: MemFlags,
    ) {
        self.fill(ptr.one(), fill_byte.one(), size.one());
    }

    fn select(&mut self, cond: Value, then_val: Value, else_val: Value) -> Value {
        let cond = cond.one();
        match (then_val, else_val) {
            (Value::Pair(a, b), Value::Pair(c, d)) => {
                Value::Pair(self.choose(cond, a, c), self.choose(cond, b, d))
            }
            (a, b) => Value::One(self.choose(cond, a.one(), b.one())),
        }
    }
    fn va_arg(&mut self, _list: Value, ty: Type) -> Value {
        bug!("va_arg of {ty:?} is an intrinsic of ours")
    }
    fn extract_element(&mut self, vec: Value, idx: Value) -> Value {
        bug!("lane {idx:?} of {vec:?}: vectors are in memory")
    }
    fn vector_splat(&mut self, _num_elts: usize, elt: Value) -> Value {
        bug!("a vector of {elt:?}: vectors are in memory")
    }
    fn extract_value(&mut self, agg_val: Value, idx: u64) -> Value {
        match (agg_val, idx) {
            (Value::Pair(a, _), 0) => Value::One(a),
            (Value::Pair(_, b), 1) => Value::One(b),
            _ => bug!("part {idx} of {agg_val:?}"),
        }
    }
    fn insert_value(&mut self, agg_val: Value, elt: Value, idx: u64) -> Value {
        let elt = elt.one();
        match (agg_val, idx) {
            (Value::Pair(_, b), 0) => Value::Pair(elt, b),
            (Value::Pair(a, _), 1) => Value::Pair(a, elt),
            _ => bug!("part {idx} of {agg_val:?}"),
        }
    }

    fn set_personality_fn(&mut self, _personality: SymbolId) {}
    // Landing pads are built where MIR has cleanup blocks, but nothing leads to them.
    fn cleanup_landing_pad(&mut self, _pers_fn: SymbolId) -> (Value, Value) {
        let undef = |prim| Value::One(Scalar::undef(prim));
        (undef(Prim::Ptr), undef(Prim::I32))
    }
    fn filter_landing_pad(&mut self, _pers_fn: SymbolId) {}
    fn resume(&mut self, _exn0: Value, _exn1: Value) {
        self.trap();
    }
    fn cleanup_pad(&mut self, _parent: Option<Value>, _args: &[Value]) {}
    fn cleanup_ret(&mut self, _funclet: &(), _unwind: Option<BasicBlock>) {
        self.trap();
    }
    fn catch_pad(&mut self, _parent: Value, _args: &[Value]) {}
    fn catch_switch(
        &mut self,
        _parent: Option<Value>,
        _unwind: Option<BasicBlock>,
        _handlers: &[BasicBlock],
    ) -> Value {
        self.trap();
        Value::Void
    }

    fn atomic_cmpxchg(
        &mut self,
        dst: Value,
        cmp: Value,
        src: Value,
        _order: AtomicOrdering,
        _failure_order: AtomicOrdering,
        _weak: bool,
    ) -> (Value, Value) {
        let (before, equal) = self.compare_exchange(dst.one(), cmp.one(), src.one());
        (Value::One(before), Value::One(equal))
    }
    fn atomic_rmw(
        &mut self,
        op: AtomicRmwBinOp,
        dst: Value,
        src: Value,
        _order: AtomicOrdering,
        ret_ptr: bool,
    ) -> Value {
        let before = self.change_atomic(op, dst.one(), src.one());
        Value::One(if ret_ptr {
            before.retype(Prim::Ptr)
        } else {
            before
        })
    }
    fn atomic_fence(&mut self, _order: AtomicOrdering, scope: SynchronizationScope) {
        if self.cx.features.atomics && matches!(scope, SynchronizationScope::CrossThread) {
            self.ins(|ins| ins.fence());
        }
    }
    fn set_invariant_load(&mut self, _load: Value) {}
    fn lifetime_start(&mut self, _ptr: Value, _size: Size) {}
    fn lifetime_end(&mut self, _ptr: Value, _size: Size) {}

    fn call(
        &mut self,
        llty: FnSig,
        _caller_attrs: Option<&CodegenFnAttrs>,
        _fn_abi: Option<&FnAbi<'tcx, Ty<'tcx>>>,
        fn_val: Value,
        args: &[Value],
        _funclet: Option<&()>,
        _callee_instance: Option<Instance<'tcx>>,
    ) -> Value {
        self.call_value(fn_val, llty, args)
    }
    fn tail_call(
        &mut self,
        llty: FnSig,
        _caller_attrs: Option<&CodegenFnAttrs>,
        _fn_abi: &FnAbi<'tcx, Ty<'tcx>>,
        llfn: Value,
        args: &[Value],
        _funclet: Option<&()>,
        _callee_instance: Option<Instance<'tcx>>,
    ) {
        self.call_and_return(llfn, llty, args);
    }
    fn apply_attrs_to_cleanup_callsite(&mut self, _llret: Value) {}
}

impl<'a, 'tcx> Builder<'a, 'tcx> {
    /// What `become` asks for. It needs the feature `tail-call`, which std's objects do not have, so the frame stays.
    fn call_and_return(&mut self, callee: Value, signature: FnSig, args: &[Value]) {
        match self.call_value(callee, signature, args) {
            Value::Void => self.ret_void(),
            value => self.return_value(value),
        }
    }
}
