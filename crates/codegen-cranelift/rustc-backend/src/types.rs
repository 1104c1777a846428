//! Backend types: what `rustc_codegen_ssa` calls types, as far as a machine with bytes in memory and scalars in registers needs
//! them.

use cranelift_codegen::ir::{self, types};
use rustc_abi::{
    AddressSpace, BackendRepr, Float, HasDataLayout, Integer, Primitive, Reg, RegKind, Scalar,
};
use rustc_codegen_ssa::common::TypeKind;
use rustc_codegen_ssa::traits::{
    BaseTypeCodegenMethods, LayoutTypeCodegenMethods, TypeMembershipCodegenMethods,
};
use rustc_middle::bug;
use rustc_middle::ty::Ty;
use rustc_middle::ty::layout::TyAndLayout;
use rustc_target::callconv::{CastTarget, FnAbi};

use crate::abi::FnSig;
use crate::context::CodegenCx;
use crate::value::Value;

/// The type of one value in a register.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Prim {
    /// A truth value, 0 or 1 in an `i8`.
    I1,
    I8,
    I16,
    /// Three bytes in the lower part of an `i32`: how the Rust ABI passes an aggregate of that size.
    I24,
    I32,
    I64,
    I128,
    /// A half as its bits, in an `i16`: neither WebAssembly nor WasmIR has arithmetic on it.
    F16,
    F32,
    F64,
    /// A quad as its bits, in an `i128`.
    F128,
    /// An address, or a function's index in the table.
    Ptr,
    /// A vector of 128 bits.
    Vector(Lane),
}

/// The type of a vector's lanes.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Lane {
    I8,
    I16,
    I32,
    I64,
    F32,
    F64,
}

impl Lane {
    /// The type of one lane.
    pub fn prim(self) -> Prim {
        match self {
            Lane::I8 => Prim::I8,
            Lane::I16 => Prim::I16,
            Lane::I32 => Prim::I32,
            Lane::I64 => Prim::I64,
            Lane::F32 => Prim::F32,
            Lane::F64 => Prim::F64,
        }
    }

    /// How many lanes 128 bits have.
    pub fn count(self) -> u64 {
        16 / self.prim().size()
    }

    fn of(prim: Prim) -> Option<Lane> {
        Some(match prim {
            Prim::I8 => Lane::I8,
            Prim::I16 => Lane::I16,
            Prim::I32 | Prim::Ptr => Lane::I32,
            Prim::I64 => Lane::I64,
            Prim::F32 => Lane::F32,
            Prim::F64 => Lane::F64,
            _ => return None,
        })
    }
}

impl Prim {
    /// Bytes in memory.
    pub fn size(self) -> u64 {
        match self {
            Prim::I1 | Prim::I8 => 1,
            Prim::I16 | Prim::F16 => 2,
            Prim::I24 => 3,
            Prim::I32 | Prim::F32 | Prim::Ptr => 4,
            Prim::I64 | Prim::F64 => 8,
            Prim::I128 | Prim::F128 | Prim::Vector(_) => 16,
        }
    }

    /// The alignment that LLVM's data layout of wasm32 gives it, in bytes.
    pub fn align(self) -> u64 {
        match self {
            Prim::I24 => 4,
            _ => self.size(),
        }
    }

    /// How many bits count.
    pub fn bits(self) -> u64 {
        match self {
            Prim::I1 => 1,
            _ => self.size() * 8,
        }
    }

    /// The type of its values in Cranelift's IR.
    pub fn clif(self) -> ir::Type {
        match self {
            Prim::I1 | Prim::I8 => types::I8,
            Prim::I16 | Prim::F16 => types::I16,
            Prim::I24 | Prim::I32 | Prim::Ptr => types::I32,
            Prim::I64 => types::I64,
            Prim::I128 | Prim::F128 => types::I128,
            Prim::F32 => types::F32,
            Prim::F64 => types::F64,
            Prim::Vector(Lane::I8) => types::I8X16,
            Prim::Vector(Lane::I16) => types::I16X8,
            Prim::Vector(Lane::I32) => types::I32X4,
            Prim::Vector(Lane::I64) => types::I64X2,
            Prim::Vector(Lane::F32) => types::F32X4,
            Prim::Vector(Lane::F64) => types::F64X2,
        }
    }

    /// The vector of 128 bits whose lanes are such values.
    pub fn vector_of(self) -> Option<Prim> {
        Lane::of(self).map(Prim::Vector)
    }

    /// Whether it is a number without a point, or an address.
    pub fn is_int(self) -> bool {
        !matches!(
            self,
            Prim::F16 | Prim::F32 | Prim::F64 | Prim::F128 | Prim::Vector(_)
        )
    }

    /// The integer of so many bits.
    ///
    /// # Panics
    /// Rust has none.
    pub fn int(bits: u64) -> Prim {
        match bits {
            1 => Prim::I1,
            8 => Prim::I8,
            16 => Prim::I16,
            24 => Prim::I24,
            32 => Prim::I32,
            64 => Prim::I64,
            128 => Prim::I128,
            _ => bug!("no integer has {bits} bits"),
        }
    }

    /// The type of a scalar in memory.
    pub fn of(primitive: Primitive) -> Prim {
        match primitive {
            Primitive::Int(Integer::I8, _) => Prim::I8,
            Primitive::Int(Integer::I16, _) => Prim::I16,
            Primitive::Int(Integer::I32, _) => Prim::I32,
            Primitive::Int(Integer::I64, _) => Prim::I64,
            Primitive::Int(Integer::I128, _) => Prim::I128,
            Primitive::Float(Float::F16) => Prim::F16,
            Primitive::Float(Float::F32) => Prim::F32,
            Primitive::Float(Float::F64) => Prim::F64,
            Primitive::Float(Float::F128) => Prim::F128,
            Primitive::Pointer(_) => Prim::Ptr,
        }
    }

    /// The type of a scalar in a register: truth values are told apart.
    pub fn immediate(scalar: Scalar) -> Prim {
        if scalar.is_bool() {
            Prim::I1
        } else {
            Prim::of(scalar.primitive())
        }
    }
}

/// A type.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Type {
    /// Nothing.
    Void,
    /// One value.
    Prim(Prim),
    /// Two values, laid out in memory as C would.
    Pair(Prim, Prim),
    /// Bytes that have no form but in memory.
    Memory { size: u64 },
}

impl Type {
    /// Bytes from one element of an array to the next.
    pub fn stride(self) -> u64 {
        match self {
            Type::Void => 0,
            Type::Prim(prim) => prim.size(),
            Type::Pair(a, b) => {
                let align = a.align().max(b.align());
                (pair_offset(a, b) + b.size()).next_multiple_of(align)
            }
            Type::Memory { size } => size,
        }
    }

    /// The one value that it is.
    ///
    /// # Panics
    /// It is not one.
    pub fn prim(self) -> Prim {
        match self {
            Type::Prim(prim) => prim,
            _ => bug!("{self:?} is not one value"),
        }
    }
}

/// Where the second value of a pair lies, in bytes from the first.
pub fn pair_offset(a: Prim, b: Prim) -> u64 {
    a.size().next_multiple_of(b.align())
}

impl<'tcx> CodegenCx<'tcx> {
    fn layout_type(&self, layout: TyAndLayout<'tcx>, prim: impl Fn(Scalar) -> Prim) -> Type {
        match layout.backend_repr {
            BackendRepr::Scalar(scalar) => Type::Prim(prim(scalar)),
            BackendRepr::ScalarPair(a, b) => Type::Pair(prim(a), prim(b)),
            // Vectors are changed lane by lane, in memory.
            BackendRepr::SimdVector { .. }
            | BackendRepr::SimdScalableVector { .. }
            | BackendRepr::Memory { .. } => Type::Memory {
                size: layout.size.bytes(),
            },
        }
    }
}

fn reg_type(reg: &Reg) -> Prim {
    match (reg.kind, reg.size.bytes()) {
        (RegKind::Integer, bytes) => Prim::int(bytes * 8),
        (RegKind::Float, 4) => Prim::F32,
        (RegKind::Float, 8) => Prim::F64,
        (RegKind::Float, 2) => Prim::F16,
        (RegKind::Float, 16) => Prim::F128,
        (RegKind::Vector { .. }, 16) => Prim::Vector(Lane::I8),
        _ => bug!("no type for {reg:?}"),
    }
}

/// The type of what an ABI passes in place of an aggregate.
pub fn cast_type(cast: &CastTarget) -> Prim {
    // The ABIs of wasm32 cast to one register at most.
    if cast.prefix.iter().any(Option::is_some) || cast.rest.total > cast.rest.unit.size {
        bug!("a cast to several registers: {cast:?}");
    }
    reg_type(&cast.rest.unit)
}

impl<'tcx> BaseTypeCodegenMethods for CodegenCx<'tcx> {
    fn type_i8(&self) -> Type {
        Type::Prim(Prim::I8)
    }
    fn type_i16(&self) -> Type {
        Type::Prim(Prim::I16)
    }
    fn type_i32(&self) -> Type {
        Type::Prim(Prim::I32)
    }
    fn type_i64(&self) -> Type {
        Type::Prim(Prim::I64)
    }
    fn type_i128(&self) -> Type {
        Type::Prim(Prim::I128)
    }
    fn type_isize(&self) -> Type {
        Type::Prim(Prim::int(self.data_layout().pointer_size().bits()))
    }
    fn type_f16(&self) -> Type {
        Type::Prim(Prim::F16)
    }
    fn type_f32(&self) -> Type {
        Type::Prim(Prim::F32)
    }
    fn type_f64(&self) -> Type {
        Type::Prim(Prim::F64)
    }
    fn type_f128(&self) -> Type {
        Type::Prim(Prim::F128)
    }
    fn type_array(&self, ty: Type, len: u64) -> Type {
        Type::Memory {
            size: ty.stride() * len,
        }
    }
    fn type_func(&self, args: &[Type], ret: Type) -> FnSig {
        self.intern_signature(args, ret)
    }
    fn type_kind(&self, ty: Type) -> TypeKind {
        match ty {
            Type::Void => TypeKind::Void,
            Type::Prim(Prim::F16) => TypeKind::Half,
            Type::Prim(Prim::F32) => TypeKind::Float,
            Type::Prim(Prim::F64) => TypeKind::Double,
            Type::Prim(Prim::F128) => TypeKind::FP128,
            Type::Prim(Prim::Ptr) => TypeKind::Pointer,
            Type::Prim(Prim::Vector(_)) => TypeKind::Vector,
            Type::Prim(_) => TypeKind::Integer,
            Type::Pair(..) | Type::Memory { .. } => TypeKind::Struct,
        }
    }
    fn type_ptr(&self) -> Type {
        Type::Prim(Prim::Ptr)
    }
    fn type_ptr_ext(&self, _address_space: AddressSpace) -> Type {
        Type::Prim(Prim::Ptr)
    }
    fn element_type(&self, ty: Type) -> Type {
        match ty {
            Type::Prim(Prim::Vector(lane)) => Type::Prim(lane.prim()),
            _ => bug!("{ty:?} has no elements"),
        }
    }
    fn vector_length(&self, ty: Type) -> usize {
        match ty {
            Type::Prim(Prim::Vector(lane)) => lane.count() as usize,
            _ => bug!("{ty:?} is no vector"),
        }
    }
    fn float_width(&self, ty: Type) -> usize {
        ty.prim().bits() as usize
    }
    fn int_width(&self, ty: Type) -> u64 {
        ty.prim().bits()
    }
    fn val_ty(&self, value: Value) -> Type {
        value.ty()
    }
}

impl<'tcx> LayoutTypeCodegenMethods<'tcx> for CodegenCx<'tcx> {
    fn backend_type(&self, layout: TyAndLayout<'tcx>) -> Type {
        self.layout_type(layout, |scalar| Prim::of(scalar.primitive()))
    }
    fn cast_backend_type(&self, ty: &CastTarget) -> Type {
        Type::Prim(cast_type(ty))
    }
    fn fn_decl_backend_type(&self, fn_abi: &FnAbi<'tcx, Ty<'tcx>>) -> FnSig {
        self.signature_of(fn_abi)
    }
    fn fn_ptr_backend_type(&self, _fn_abi: &FnAbi<'tcx, Ty<'tcx>>) -> Type {
        Type::Prim(Prim::Ptr)
    }
    fn reg_backend_type(&self, ty: &Reg) -> Type {
        Type::Prim(reg_type(ty))
    }
    fn immediate_backend_type(&self, layout: TyAndLayout<'tcx>) -> Type {
        self.layout_type(layout, Prim::immediate)
    }
    fn is_backend_immediate(&self, layout: TyAndLayout<'tcx>) -> bool {
        matches!(layout.backend_repr, BackendRepr::Scalar(_))
    }
    fn is_backend_scalar_pair(&self, layout: TyAndLayout<'tcx>) -> bool {
        matches!(layout.backend_repr, BackendRepr::ScalarPair(..))
    }
    fn scalar_pair_element_backend_type(
        &self,
        layout: TyAndLayout<'tcx>,
        index: usize,
        immediate: bool,
    ) -> Type {
        let BackendRepr::ScalarPair(a, b) = layout.backend_repr else {
            bug!("{layout:?} is no pair");
        };
        let scalar = [a, b][index];
        Type::Prim(if immediate {
            Prim::immediate(scalar)
        } else {
            Prim::of(scalar.primitive())
        })
    }
}

impl<'tcx> TypeMembershipCodegenMethods<'tcx> for CodegenCx<'tcx> {}
