//! Intrinsics: what WebAssembly can do and Cranelift's IR cannot say, as calls of functions named `%name`.
//!
//! [`ALL`] is the one table of them. To add one: 1. a row here, 2. its encoding where modules are encoded, 3. a file in
//! `filetests/intrinsics`.

use cranelift_codegen::ir::types::{F32X4, F64X2, I8X16, I16X8, I32, I32X4, I64, I64X2};
use cranelift_codegen::ir::{AbiParam, Signature, Type};

use crate::module::CALL_CONV;

/// An intrinsic.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Intrinsic {
    /// Its name, without `%`.
    pub name: &'static str,
    /// What it takes.
    pub operands: &'static [Operand],
    /// What it gives.
    pub result: Option<Type>,
    /// The feature that the module must have, by LLVM's name.
    pub feature: Option<&'static str>,
    /// What it does besides.
    pub effect: Effect,
    /// The instruction or instructions of WebAssembly, and the meaning of the operands where they have none there.
    pub doc: &'static str,
}

/// What an intrinsic takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operand {
    /// A value of this type.
    Value(Type),
    /// A table: an `i32` that `symbol_value` of a table's symbol gave. It is encoded as an immediate.
    Table,
}

impl Operand {
    /// Its type in Cranelift's IR.
    #[must_use]
    pub fn ty(self) -> Type {
        match self {
            Operand::Value(ty) => ty,
            Operand::Table => I32,
        }
    }
}

/// What an intrinsic does besides giving its result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Nothing: it may be moved, and left out.
    Pure,
    /// It sees the state of memory or tables, and may be left out.
    Read,
    /// It changes the state of memory or tables, lets others do so, or may trap.
    Write,
}

impl Intrinsic {
    /// Its signature.
    #[must_use]
    pub fn signature(&self) -> Signature {
        let mut signature = Signature::new(CALL_CONV);
        signature.params = self
            .operands
            .iter()
            .map(|it| AbiParam::new(it.ty()))
            .collect();
        signature.returns = self.result.into_iter().map(AbiParam::new).collect();
        signature
    }
}

/// The intrinsic of this name, which is without `%`.
#[must_use]
pub fn find(name: &str) -> Option<&'static Intrinsic> {
    ALL.iter().find(|it| it.name == name)
}

use Effect::{Pure, Read, Write};

const TABLE: Operand = Operand::Table;
const fn v(ty: Type) -> Operand {
    Operand::Value(ty)
}

const fn row(
    name: &'static str,
    operands: &'static [Operand],
    result: Option<Type>,
    feature: Option<&'static str>,
    effect: Effect,
    doc: &'static str,
) -> Intrinsic {
    Intrinsic {
        name,
        operands,
        result,
        feature,
        effect,
        doc,
    }
}

/// Every intrinsic.
#[rustfmt::skip]
pub static ALL: &[Intrinsic] = &[
    // Memory.
    row("memory_size", &[], Some(I32), None, Read, "`memory.size`, in pages of 64 KiB"),
    row("memory_grow", &[v(I32)], Some(I32), None, Write, "`memory.grow` by pages: how many there were, or -1"),
    row("memory_copy", &[v(I32), v(I32), v(I32)], None, Some("bulk-memory"), Write, "`memory.copy` to, from, bytes; they may overlap"),
    row("memory_fill", &[v(I32), v(I32), v(I32)], None, Some("bulk-memory"), Write, "`memory.fill` at, with the low byte, bytes"),
    // Threads.
    row("memory_atomic_notify", &[v(I32), v(I32)], Some(I32), Some("atomics"), Write, "`memory.atomic.notify` at, at most: how many were woken"),
    row("memory_atomic_wait32", &[v(I32), v(I32), v(I64)], Some(I32), Some("atomics"), Write, "`memory.atomic.wait32` at, while it is, nanoseconds or -1: 0 woken, 1 not equal, 2 timed out"),
    row("memory_atomic_wait64", &[v(I32), v(I64), v(I64)], Some(I32), Some("atomics"), Write, "`memory.atomic.wait64`, like `memory_atomic_wait32`"),
    // Tables. A table is the value of `symbol_value` on a symbol that is one.
    row("table_size", &[TABLE], Some(I32), Some("reference-types"), Read, "`table.size`"),
    row("table_grow_null", &[TABLE, v(I32)], Some(I32), Some("reference-types"), Write, "`table.grow` with null: how many elements there were, or -1"),
    row("table_set_null", &[TABLE, v(I32)], None, Some("reference-types"), Write, "`table.set` of null"),
    row("table_is_null", &[TABLE, v(I32)], Some(I32), Some("reference-types"), Read, "`table.get` and `ref.is_null`"),
    row("table_fill_null", &[TABLE, v(I32), v(I32)], None, Some("reference-types"), Write, "`table.fill` with null from, elements"),
    row("table_copy", &[TABLE, TABLE, v(I32), v(I32), v(I32)], None, Some("reference-types"), Write, "`table.copy` to table, from table, to, from, elements"),
    // SIMD that takes several of Cranelift's instructions.
    row("i16x8_extmul_low_i8x16_s", &[v(I8X16), v(I8X16)], Some(I16X8), Some("simd128"), Pure, "`i16x8.extmul_low_i8x16_s`"),
    row("i16x8_extmul_low_i8x16_u", &[v(I8X16), v(I8X16)], Some(I16X8), Some("simd128"), Pure, "`i16x8.extmul_low_i8x16_u`"),
    row("i16x8_extmul_high_i8x16_s", &[v(I8X16), v(I8X16)], Some(I16X8), Some("simd128"), Pure, "`i16x8.extmul_high_i8x16_s`"),
    row("i16x8_extmul_high_i8x16_u", &[v(I8X16), v(I8X16)], Some(I16X8), Some("simd128"), Pure, "`i16x8.extmul_high_i8x16_u`"),
    row("i32x4_extmul_low_i16x8_s", &[v(I16X8), v(I16X8)], Some(I32X4), Some("simd128"), Pure, "`i32x4.extmul_low_i16x8_s`"),
    row("i32x4_extmul_low_i16x8_u", &[v(I16X8), v(I16X8)], Some(I32X4), Some("simd128"), Pure, "`i32x4.extmul_low_i16x8_u`"),
    row("i32x4_extmul_high_i16x8_s", &[v(I16X8), v(I16X8)], Some(I32X4), Some("simd128"), Pure, "`i32x4.extmul_high_i16x8_s`"),
    row("i32x4_extmul_high_i16x8_u", &[v(I16X8), v(I16X8)], Some(I32X4), Some("simd128"), Pure, "`i32x4.extmul_high_i16x8_u`"),
    row("i64x2_extmul_low_i32x4_s", &[v(I32X4), v(I32X4)], Some(I64X2), Some("simd128"), Pure, "`i64x2.extmul_low_i32x4_s`"),
    row("i64x2_extmul_low_i32x4_u", &[v(I32X4), v(I32X4)], Some(I64X2), Some("simd128"), Pure, "`i64x2.extmul_low_i32x4_u`"),
    row("i64x2_extmul_high_i32x4_s", &[v(I32X4), v(I32X4)], Some(I64X2), Some("simd128"), Pure, "`i64x2.extmul_high_i32x4_s`"),
    row("i64x2_extmul_high_i32x4_u", &[v(I32X4), v(I32X4)], Some(I64X2), Some("simd128"), Pure, "`i64x2.extmul_high_i32x4_u`"),
    row("i16x8_extadd_pairwise_i8x16_s", &[v(I8X16)], Some(I16X8), Some("simd128"), Pure, "`i16x8.extadd_pairwise_i8x16_s`"),
    row("i16x8_extadd_pairwise_i8x16_u", &[v(I8X16)], Some(I16X8), Some("simd128"), Pure, "`i16x8.extadd_pairwise_i8x16_u`"),
    row("i32x4_extadd_pairwise_i16x8_s", &[v(I16X8)], Some(I32X4), Some("simd128"), Pure, "`i32x4.extadd_pairwise_i16x8_s`"),
    row("i32x4_extadd_pairwise_i16x8_u", &[v(I16X8)], Some(I32X4), Some("simd128"), Pure, "`i32x4.extadd_pairwise_i16x8_u`"),
    row("i32x4_dot_i16x8_s", &[v(I16X8), v(I16X8)], Some(I32X4), Some("simd128"), Pure, "`i32x4.dot_i16x8_s`"),
    row("f32x4_pmin", &[v(F32X4), v(F32X4)], Some(F32X4), Some("simd128"), Pure, "`f32x4.pmin`"),
    row("f32x4_pmax", &[v(F32X4), v(F32X4)], Some(F32X4), Some("simd128"), Pure, "`f32x4.pmax`"),
    row("f64x2_pmin", &[v(F64X2), v(F64X2)], Some(F64X2), Some("simd128"), Pure, "`f64x2.pmin`"),
    row("f64x2_pmax", &[v(F64X2), v(F64X2)], Some(F64X2), Some("simd128"), Pure, "`f64x2.pmax`"),
    row("f64x2_convert_low_i32x4_s", &[v(I32X4)], Some(F64X2), Some("simd128"), Pure, "`f64x2.convert_low_i32x4_s`"),
    row("i32x4_trunc_sat_f64x2_s_zero", &[v(F64X2)], Some(I32X4), Some("simd128"), Pure, "`i32x4.trunc_sat_f64x2_s_zero`"),
    row("f64x2_convert_low_i32x4_u", &[v(I32X4)], Some(F64X2), Some("simd128"), Pure, "`f64x2.convert_low_i32x4_u`"),
    row("i32x4_trunc_sat_f64x2_u_zero", &[v(F64X2)], Some(I32X4), Some("simd128"), Pure, "`i32x4.trunc_sat_f64x2_u_zero`"),
    // Relaxed SIMD.
    row("i8x16_relaxed_swizzle", &[v(I8X16), v(I8X16)], Some(I8X16), Some("relaxed-simd"), Pure, "`i8x16.relaxed_swizzle`"),
    row("i32x4_relaxed_trunc_f32x4_s", &[v(F32X4)], Some(I32X4), Some("relaxed-simd"), Pure, "`i32x4.relaxed_trunc_f32x4_s`"),
    row("i32x4_relaxed_trunc_f32x4_u", &[v(F32X4)], Some(I32X4), Some("relaxed-simd"), Pure, "`i32x4.relaxed_trunc_f32x4_u`"),
    row("i32x4_relaxed_trunc_f64x2_s_zero", &[v(F64X2)], Some(I32X4), Some("relaxed-simd"), Pure, "`i32x4.relaxed_trunc_f64x2_s_zero`"),
    row("i32x4_relaxed_trunc_f64x2_u_zero", &[v(F64X2)], Some(I32X4), Some("relaxed-simd"), Pure, "`i32x4.relaxed_trunc_f64x2_u_zero`"),
    row("f32x4_relaxed_madd", &[v(F32X4), v(F32X4), v(F32X4)], Some(F32X4), Some("relaxed-simd"), Pure, "`f32x4.relaxed_madd`"),
    row("f32x4_relaxed_nmadd", &[v(F32X4), v(F32X4), v(F32X4)], Some(F32X4), Some("relaxed-simd"), Pure, "`f32x4.relaxed_nmadd`"),
    row("f32x4_relaxed_min", &[v(F32X4), v(F32X4)], Some(F32X4), Some("relaxed-simd"), Pure, "`f32x4.relaxed_min`"),
    row("f32x4_relaxed_max", &[v(F32X4), v(F32X4)], Some(F32X4), Some("relaxed-simd"), Pure, "`f32x4.relaxed_max`"),
    row("f64x2_relaxed_madd", &[v(F64X2), v(F64X2), v(F64X2)], Some(F64X2), Some("relaxed-simd"), Pure, "`f64x2.relaxed_madd`"),
    row("f64x2_relaxed_nmadd", &[v(F64X2), v(F64X2), v(F64X2)], Some(F64X2), Some("relaxed-simd"), Pure, "`f64x2.relaxed_nmadd`"),
    row("f64x2_relaxed_min", &[v(F64X2), v(F64X2)], Some(F64X2), Some("relaxed-simd"), Pure, "`f64x2.relaxed_min`"),
    row("f64x2_relaxed_max", &[v(F64X2), v(F64X2)], Some(F64X2), Some("relaxed-simd"), Pure, "`f64x2.relaxed_max`"),
    row("i8x16_relaxed_laneselect", &[v(I8X16), v(I8X16), v(I8X16)], Some(I8X16), Some("relaxed-simd"), Pure, "`i8x16.relaxed_laneselect`"),
    row("i16x8_relaxed_laneselect", &[v(I16X8), v(I16X8), v(I16X8)], Some(I16X8), Some("relaxed-simd"), Pure, "`i16x8.relaxed_laneselect`"),
    row("i32x4_relaxed_laneselect", &[v(I32X4), v(I32X4), v(I32X4)], Some(I32X4), Some("relaxed-simd"), Pure, "`i32x4.relaxed_laneselect`"),
    row("i64x2_relaxed_laneselect", &[v(I64X2), v(I64X2), v(I64X2)], Some(I64X2), Some("relaxed-simd"), Pure, "`i64x2.relaxed_laneselect`"),
    row("i16x8_relaxed_q15mulr_s", &[v(I16X8), v(I16X8)], Some(I16X8), Some("relaxed-simd"), Pure, "`i16x8.relaxed_q15mulr_s`"),
    row("i16x8_relaxed_dot_i8x16_i7x16_s", &[v(I8X16), v(I8X16)], Some(I16X8), Some("relaxed-simd"), Pure, "`i16x8.relaxed_dot_i8x16_i7x16_s`"),
    row("i32x4_relaxed_dot_i8x16_i7x16_add_s", &[v(I8X16), v(I8X16), v(I32X4)], Some(I32X4), Some("relaxed-simd"), Pure, "`i32x4.relaxed_dot_i8x16_i7x16_add_s`"),
];
