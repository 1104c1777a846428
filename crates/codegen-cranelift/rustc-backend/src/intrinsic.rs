//! Intrinsics: functions of `core::intrinsics` that have no body, or a better one here.

use cranelift_codegen::ir::{InstBuilder, types};
use rustc_abi::{BackendRepr, Float, Primitive, Size};
use rustc_codegen_ssa::common::IntPredicate;
use rustc_codegen_ssa::mir::operand::{OperandRef, OperandValue};
use rustc_codegen_ssa::mir::place::{PlaceRef, PlaceValue};
use rustc_codegen_ssa::traits::{
    BuilderMethods, IntrinsicCallBuilderMethods, LayoutTypeCodegenMethods, OverflowOp,
};
use rustc_middle::ty::Instance;
use rustc_middle::ty::layout::HasTypingEnv;
use rustc_middle::ty::layout::LayoutOf;
use rustc_middle::{bug, span_bug};
use rustc_span::{Span, Symbol, sym};

use crate::builder::{Builder, FloatOp, Op};
use crate::types::{Prim, Type};
use crate::value::{Scalar, Value};

/// Up to so many bytes are compared by loads.
const INLINE_COMPARE: u64 = 8;

impl<'a, 'tcx> IntrinsicCallBuilderMethods<'tcx> for Builder<'a, 'tcx> {
    fn codegen_intrinsic_call(
        &mut self,
        instance: Instance<'tcx>,
        args: &[OperandRef<'tcx, Value>],
        result: PlaceRef<'tcx, Value>,
        span: Span,
    ) -> Result<(), Instance<'tcx>> {
        let tcx = self.tcx;
        let name = tcx.item_name(instance.def_id());
        let one = |index: usize| args[index].immediate().one();
        if let Some(value) = self.float_intrinsic(name, args) {
            self.store_scalar(value, result.val.llval.one(), false);
            return Ok(());
        }
        let value = match name {
            sym::is_val_statically_known => {
                let known = matches!(args[0].val, OperandValue::Immediate(Value::One(it)) if it.as_const().is_some());
                Scalar::constant(known.into(), Prim::I1)
            }
            sym::ptr_mask => self.int(Op::And, one(0), one(1)).retype(Prim::Ptr),
            sym::select_unpredictable => {
                self.select_unpredictable(args, result, span);
                return Ok(());
            }
            sym::catch_unwind => {
                // A panic aborts, so whatever comes back has not panicked.
                let signature = self
                    .cx
                    .intern_signature(&[Type::Prim(Prim::Ptr)], Type::Void);
                self.call_value(args[0].immediate(), signature, &[args[1].immediate()]);
                Scalar::constant(0, Prim::I32)
            }
            sym::breakpoint => {
                // WebAssembly has no instruction that only a debugger sees.
                return Ok(());
            }
            sym::va_arg => return self.va_arg_intrinsic(args, result),
            sym::volatile_load | sym::unaligned_volatile_load => {
                self.volatile_load_to(args[0].immediate(), result);
                return Ok(());
            }
            sym::ctlz | sym::ctlz_nonzero => self.count(one(0), Count::Leading),
            sym::cttz | sym::cttz_nonzero => self.count(one(0), Count::Trailing),
            sym::ctpop => self.count(one(0), Count::Ones),
            sym::bswap => self.swap_bytes(one(0)),
            sym::bitreverse => self.reverse_bits(one(0)),
            sym::rotate_left | sym::rotate_right => {
                let prim = one(0).prim;
                let (value, by) = (self.clif(one(0)), self.clif(one(1)));
                let rotated = self.ins(|ins| {
                    if name == sym::rotate_left {
                        ins.rotl(value, by)
                    } else {
                        ins.rotr(value, by)
                    }
                });
                Scalar::ssa(rotated, prim)
            }
            sym::unchecked_funnel_shl | sym::unchecked_funnel_shr => {
                self.funnel(one(0), one(1), one(2), name == sym::unchecked_funnel_shl)
            }
            sym::saturating_add | sym::saturating_sub => {
                let op = if name == sym::saturating_add {
                    OverflowOp::Add
                } else {
                    OverflowOp::Sub
                };
                self.saturating(op, args[0].layout.ty.is_signed(), one(0), one(1))
            }
            sym::raw_eq => {
                let layout = self.cx.layout_of(instance.args.type_at(0));
                self.raw_eq(one(0), one(1), layout.size)
            }
            sym::compare_bytes => {
                let args = [one(0), one(1), one(2)];
                self.libcall("memcmp", &args, Some(Prim::I32))
                    .expect("a result")
            }
            sym::black_box => {
                args[0].val.store(self, result);
                // Its address is used, so what it holds has to be there.
                if !result.layout.is_zst() {
                    self.clif(result.val.llval.one());
                }
                return Ok(());
            }
            // Hints.
            sym::prefetch_read_data
            | sym::prefetch_write_data
            | sym::prefetch_read_instruction
            | sym::prefetch_write_instruction => return Ok(()),
            _ if name.as_str().starts_with("simd_") => {
                return self.simd_intrinsic(instance, args, result, span);
            }
            // The fall-back body is as good.
            _ => {
                return Err(Instance::new_raw(instance.def_id(), instance.args));
            }
        };
        if result.layout.is_zst() {
            return Ok(());
        }
        let value = self.from_immediate(Value::One(value));
        self.store_scalar(value.one(), result.val.llval.one(), false);
        Ok(())
    }

    fn codegen_llvm_intrinsic_call(
        &mut self,
        instance: Instance<'tcx>,
        args: &[OperandRef<'tcx, Value>],
        _is_cleanup: bool,
    ) -> Value {
        let attributes = self.tcx.codegen_fn_attrs(instance.def_id());
        let name = attributes.symbol_name.expect("a name that LLVM knows");
        let result = instance
            .ty(self.tcx, self.typing_env())
            .fn_sig(self.tcx)
            .output();
        let result = self.tcx.instantiate_bound_regions_with_erased(result);
        match self
            .llvm_intrinsic(name.as_str(), args)
            .or_else(|| self.llvm_vector_intrinsic(name.as_str(), args, result))
        {
            Some(value) => value,
            None => {
                let span = self.tcx.def_span(instance.def_id());
                self.tcx
                    .dcx()
                    .struct_span_fatal(
                        span,
                        format!("the Cranelift backend does not support the intrinsic `{name}`"),
                    )
                    .with_help("build with `--backend llvm`")
                    .emit()
            }
        }
    }

    fn abort(&mut self) {
        self.trap();
    }

    fn assume(&mut self, _val: Value) {}

    fn expect(&mut self, cond: Value, _expected: bool) -> Value {
        cond
    }

    fn type_checked_load(
        &mut self,
        _llvtable: Value,
        _vtable_byte_offset: u64,
        _typeid: &[u8],
    ) -> Value {
        bug!("type-checked loads are asked for by control flow integrity, which needs LTO")
    }

    fn va_start(&mut self, val: Value) -> Value {
        let buffer = *self
            .body
            .borrow()
            .params
            .last()
            .expect("the buffer's address");
        self.store_scalar(Scalar::ssa(buffer, Prim::Ptr), val.one(), false);
        Value::Void
    }

    fn va_end(&mut self, _val: Value) -> Value {
        Value::Void
    }
}

/// Which bits are counted.
#[derive(Clone, Copy)]
pub enum Count {
    Leading,
    Trailing,
    Ones,
}

impl<'a, 'tcx> Builder<'a, 'tcx> {
    /// Functions on numbers with a point, whose names end with the type.
    fn float_intrinsic(
        &mut self,
        name: Symbol,
        args: &[OperandRef<'tcx, Value>],
    ) -> Option<Scalar> {
        let name = name.as_str();
        let first = args.first()?;
        let BackendRepr::Scalar(scalar) = first.layout.backend_repr else {
            return None;
        };
        let Primitive::Float(float) = scalar.primitive() else {
            return None;
        };
        let suffix = match float {
            Float::F16 => "f16",
            Float::F32 => "f32",
            Float::F64 => "f64",
            Float::F128 => "f128",
        };
        let base = match name {
            "fabs" => "fabs",
            _ => name.strip_suffix(suffix)?,
        };
        let args: Vec<Scalar> = args.iter().map(|arg| arg.immediate().one()).collect();
        self.float_function(base, &args)
    }

    /// A function on numbers with a point, by the name that its intrinsics begin with.
    pub fn float_function(&mut self, base: &str, args: &[Scalar]) -> Option<Scalar> {
        let prim = args[0].prim;
        let bits = prim.bits();
        if matches!(prim, Prim::F16 | Prim::F128) {
            let int = Prim::int(bits);
            let sign = Scalar::constant(1 << (bits - 1), int);
            let rest = Scalar::constant((1 << (bits - 1)) - 1, int);
            match base {
                "fabs" => return Some(self.int(Op::And, args[0].retype(int), rest).retype(prim)),
                "copysign" => {
                    let magnitude = self.int(Op::And, args[0].retype(int), rest);
                    let sign = self.int(Op::And, args[1].retype(int), sign);
                    return Some(self.int(Op::Or, magnitude, sign).retype(prim));
                }
                _ => {}
            }
            if prim == Prim::F16 && base == "fma" {
                // A product of two halves is exact in a double, and so is the sum wherever it decides how a half is rounded.
                let wide = |this: &mut Self, at: usize| this.float_cast(args[at], Prim::F64);
                let (a, b, c) = (wide(self, 0), wide(self, 1), wide(self, 2));
                let product = self.float(FloatOp::Mul, a, b);
                let sum = self.float(FloatOp::Add, product, c);
                return Some(self.float_cast(sum, Prim::F16));
            }
            if prim == Prim::F16 {
                let wide: Vec<Scalar> = args
                    .iter()
                    .map(|&arg| match arg.prim {
                        Prim::F16 => self.float_cast(arg, Prim::F32),
                        _ => arg,
                    })
                    .collect();
                let result = self.float_function(base, &wide)?;
                return Some(self.float_cast(result, Prim::F16));
            }
        }
        if matches!(prim, Prim::F32 | Prim::F64) {
            let unary = |this: &mut Self, which: Unary| {
                let value = this.clif(args[0]);
                let value = this.ins(|ins| match which {
                    Unary::Sqrt => ins.sqrt(value),
                    Unary::Abs => ins.fabs(value),
                    Unary::Floor => ins.floor(value),
                    Unary::Ceil => ins.ceil(value),
                    Unary::Trunc => ins.trunc(value),
                    Unary::Nearest => ins.nearest(value),
                });
                Some(Scalar::ssa(value, prim))
            };
            match base {
                "sqrt" => return unary(self, Unary::Sqrt),
                "fabs" => return unary(self, Unary::Abs),
                "floor" => return unary(self, Unary::Floor),
                "ceil" => return unary(self, Unary::Ceil),
                "trunc" => return unary(self, Unary::Trunc),
                "round_ties_even_" => return unary(self, Unary::Nearest),
                "copysign" | "minimum" | "maximum" => {
                    let (x, y) = (self.clif(args[0]), self.clif(args[1]));
                    let value = self.ins(|ins| match base {
                        "copysign" => ins.fcopysign(x, y),
                        "minimum" => ins.fmin(x, y),
                        _ => ins.fmax(x, y),
                    });
                    return Some(Scalar::ssa(value, prim));
                }
                _ => {}
            }
        }
        if base == "fmuladd" {
            let product = self.float(FloatOp::Mul, args[0], args[1]);
            return Some(self.float(FloatOp::Add, product, args[2]));
        }
        if base == "powi" {
            let name = match prim {
                Prim::F32 => "__powisf2",
                Prim::F64 => "__powidf2",
                _ => "__powitf2",
            };
            return self.libcall(name, args, Some(prim));
        }
        let base = match base {
            "sqrt" | "sin" | "cos" | "pow" | "exp" | "exp2" | "log" | "log10" | "log2" | "fma"
            | "floor" | "ceil" | "trunc" | "round" => base,
            "round_ties_even_" => "rint",
            _ => return None,
        };
        let name = match prim {
            Prim::F32 => format!("{base}f"),
            Prim::F64 => base.to_owned(),
            _ => format!("{base}f128"),
        };
        self.libcall(&name, args, Some(prim))
    }

    fn select_unpredictable(
        &mut self,
        args: &[OperandRef<'tcx, Value>],
        result: PlaceRef<'tcx, Value>,
        span: Span,
    ) {
        let condition = args[0].immediate().one();
        match (args[1].val, args[2].val) {
            (OperandValue::ZeroSized, OperandValue::ZeroSized) => {}
            (OperandValue::Ref(yes), OperandValue::Ref(no)) => {
                let address = self.choose(condition, yes.llval.one(), no.llval.one());
                let place = PlaceValue::new_sized(Value::One(address), yes.align);
                OperandValue::Ref(place).store(self, result);
            }
            (OperandValue::Immediate(yes), OperandValue::Immediate(no)) => {
                let value = self.choose(condition, yes.one(), no.one());
                OperandValue::Immediate(Value::One(value)).store(self, result);
            }
            (OperandValue::Pair(a, b), OperandValue::Pair(c, d)) => {
                let first = self.choose(condition, a.one(), c.one());
                let second = self.choose(condition, b.one(), d.one());
                OperandValue::Pair(Value::One(first), Value::One(second)).store(self, result);
            }
            _ => span_bug!(span, "operands of different kinds: {args:?}"),
        }
    }

    /// Loads what a place of any type holds, part by part, and stores it.
    fn volatile_load_to(&mut self, from: Value, result: PlaceRef<'tcx, Value>) {
        if result.layout.is_zst() {
            return;
        }
        match self.cx.backend_type(result.layout) {
            Type::Memory { size } => {
                let size = Scalar::constant(size.into(), Prim::I32);
                let align = rustc_abi::Align::ONE;
                self.copy(result.val.llval.one(), from.one(), size, align);
            }
            ty => {
                let value = self.load_value(ty, from.one(), true);
                self.store_value(value, result.val.llval.one());
            }
        }
    }

    fn va_arg_intrinsic(
        &mut self,
        args: &[OperandRef<'tcx, Value>],
        result: PlaceRef<'tcx, Value>,
    ) -> Result<(), Instance<'tcx>> {
        let list = match args[0].val {
            OperandValue::Immediate(list) => list.one(),
            other => bug!("a list of arguments is an address: {other:?}"),
        };
        let prim = self.cx.backend_type(result.layout).prim();
        let at = self.load_scalar(Prim::Ptr, list, false);
        let align = prim.align().max(4) as u128;
        let up = self.int(Op::Add, at, Scalar::constant(align - 1, Prim::I32));
        let mask = Scalar::constant(!(align - 1), Prim::I32);
        let at = self.int(Op::And, up, mask).retype(Prim::Ptr);
        let value = self.load_scalar(prim, at, false);
        let next = self.int(
            Op::Add,
            at,
            Scalar::constant(prim.size().max(4).into(), Prim::I32),
        );
        self.store_scalar(next.retype(Prim::Ptr), list, false);
        self.store_scalar(value, result.val.llval.one(), false);
        Ok(())
    }

    pub fn count(&mut self, a: Scalar, what: Count) -> Scalar {
        let value = self.clif(a);
        if a.prim.clif() == types::I128 {
            return self.count128(value, what);
        }
        let count = self.ins(|ins| match what {
            Count::Leading => ins.clz(value),
            Count::Trailing => ins.ctz(value),
            Count::Ones => ins.popcnt(value),
        });
        self.int_cast(Scalar::ssa(count, a.prim), Prim::I32, false)
    }

    fn count128(&mut self, value: cranelift_codegen::ir::Value, what: Count) -> Scalar {
        let (low, high) = self.ins(|ins| ins.isplit(value));
        let (low, high) = (Scalar::ssa(low, Prim::I64), Scalar::ssa(high, Prim::I64));
        let (in_low, in_high) = (self.count(low, what), self.count(high, what));
        let sum = self.int(Op::Add, in_low, in_high);
        let zero = Scalar::constant(0, Prim::I64);
        match what {
            Count::Ones => sum,
            Count::Leading => {
                let empty = self.int_compare(IntPredicate::IntEQ, high, zero);
                self.choose(empty, sum, in_high)
            }
            Count::Trailing => {
                let empty = self.int_compare(IntPredicate::IntEQ, low, zero);
                self.choose(empty, sum, in_low)
            }
        }
    }

    pub fn reverse_bits(&mut self, a: Scalar) -> Scalar {
        let value = self.clif(a);
        Scalar::ssa(self.ins(|ins| ins.bitrev(value)), a.prim)
    }

    pub fn swap_bytes(&mut self, a: Scalar) -> Scalar {
        if a.prim == Prim::I8 {
            return a;
        }
        let value = self.clif(a);
        Scalar::ssa(self.ins(|ins| ins.bswap(value)), a.prim)
    }

    /// The upper half of both, one after the other, moved to the left; or the lower half, moved to the right.
    pub fn funnel(&mut self, left: Scalar, right: Scalar, by: Scalar, to_left: bool) -> Scalar {
        let prim = left.prim;
        if left == right {
            let (value, by) = (self.clif(left), self.clif(by));
            let rotated = self.ins(|ins| {
                if to_left {
                    ins.rotl(value, by)
                } else {
                    ins.rotr(value, by)
                }
            });
            return Scalar::ssa(rotated, prim);
        }
        // The other side moves by one, and then by what is left of the width less one: by the whole width in one go would be
        // by nothing.
        let by = self.int_cast(by, Prim::I32, false);
        let most = Scalar::constant(u128::from(prim.bits() - 1), Prim::I32);
        let rest = self.int(Op::Xor, by, most);
        let one = Scalar::constant(1, Prim::I32);
        let (first, second) = if to_left {
            let kept = self.shift(Op::Shl, left, by);
            let half = self.shift(Op::UShr, right, one);
            (kept, self.shift(Op::UShr, half, rest))
        } else {
            let kept = self.shift(Op::UShr, right, by);
            let half = self.shift(Op::Shl, left, one);
            (kept, self.shift(Op::Shl, half, rest))
        };
        self.int(Op::Or, first, second)
    }

    /// A shift by an amount of another type.
    fn shift(&mut self, op: Op, a: Scalar, by: Scalar) -> Scalar {
        let by = self.int_cast(by, a.prim, false);
        self.int(op, a, by)
    }

    pub fn saturating(&mut self, op: OverflowOp, signed: bool, a: Scalar, b: Scalar) -> Scalar {
        let prim = a.prim;
        let (result, over) = self.overflowing(op, signed, a, b);
        let limit = match (signed, op) {
            (true, _) => {
                // What overflows lies on the side of the first operand's sign.
                let most = Scalar::constant(u128::from(prim.bits() - 1), prim);
                let sign = self.int(Op::SShr, a, most);
                let max = Scalar::constant(u128::MAX >> (129 - prim.bits()), prim);
                self.int(Op::Xor, sign, max)
            }
            (false, OverflowOp::Add) => Scalar::constant(u128::MAX, prim),
            (false, _) => Scalar::constant(0, prim),
        };
        self.choose(over, limit, result)
    }

    fn raw_eq(&mut self, a: Scalar, b: Scalar, size: Size) -> Scalar {
        let size = size.bytes();
        let zero = Scalar::constant(0, Prim::I32);
        let prim = match size {
            0 => return Scalar::constant(1, Prim::I1),
            1 => Prim::I8,
            2 => Prim::I16,
            4 => Prim::I32,
            INLINE_COMPARE => Prim::I64,
            _ => {
                let size = Scalar::constant(size.into(), Prim::I32);
                let order = self.libcall("memcmp", &[a, b, size], Some(Prim::I32));
                return self.int_compare(IntPredicate::IntEQ, order.expect("a result"), zero);
            }
        };
        let (x, y) = (
            self.load_scalar(prim, a, false),
            self.load_scalar(prim, b, false),
        );
        self.int_compare(IntPredicate::IntEQ, x, y)
    }

    /// Functions that `core::arch` declares by LLVM's names for them.
    fn llvm_intrinsic(&mut self, name: &str, args: &[OperandRef<'tcx, Value>]) -> Option<Value> {
        let name = name.strip_prefix("llvm.wasm.")?;
        let (intrinsic, first) = match name {
            // The first argument is the memory's number.
            "memory.size" => ("memory_size", 1),
            "memory.grow" => ("memory_grow", 1),
            "memory.atomic.notify" => ("memory_atomic_notify", 0),
            "memory.atomic.wait32" => ("memory_atomic_wait32", 0),
            "memory.atomic.wait64" => ("memory_atomic_wait64", 0),
            _ => return None,
        };
        let operands: Vec<_> = args[first..]
            .iter()
            .map(|it| self.clif(it.immediate().one()))
            .collect();
        let function = self.body.borrow_mut().intrinsic(intrinsic);
        let call = self.ins(|ins| ins.call(function, &operands));
        let result = self
            .body
            .borrow()
            .ir
            .dfg
            .inst_results(call)
            .first()
            .copied();
        Some(result.map_or(Value::Void, |value| Value::ssa(value, Prim::I32)))
    }
}

#[derive(Clone, Copy)]
enum Unary {
    Sqrt,
    Abs,
    Floor,
    Ceil,
    Trunc,
    Nearest,
}
