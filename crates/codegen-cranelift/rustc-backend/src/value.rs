//! Backend values: instructions' results, and constants that become instructions where they are used.

use cranelift_codegen::ir::{self, StackSlot};
use rustc_middle::bug;
use wasmir::SymbolId;

use crate::types::{Prim, Type};

/// One value in a register, or what can be put there.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Scalar {
    pub kind: Kind,
    pub prim: Prim,
}

/// What a scalar is.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Kind {
    /// The result of an instruction, or a parameter of a block.
    Ssa(ir::Value),
    /// These bits, also those of a floating-point number.
    Const(u128),
    /// An address so many bytes into data.
    Data { symbol: SymbolId, offset: i32 },
    /// An address so many bytes after another, within one object, so that the sum does not wrap around.
    Offset { base: ir::Value, by: i32 },
    /// The index of a function in the table. Called, it is a direct call.
    Func(SymbolId),
    /// An address so many bytes into the frame. Loads and stores through it alone do not keep the slot from registers.
    Stack { slot: StackSlot, offset: i32 },
    /// Any bits.
    Undef,
}

/// What `rustc_codegen_ssa` calls a value.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Value {
    /// What a function without a result gives.
    Void,
    One(Scalar),
    Pair(Scalar, Scalar),
    /// A constant vector of so many bytes, which lies in data.
    Vector {
        symbol: SymbolId,
        size: u32,
    },
}

impl Scalar {
    /// The result of an instruction.
    pub fn ssa(value: ir::Value, prim: Prim) -> Scalar {
        Scalar {
            kind: Kind::Ssa(value),
            prim,
        }
    }

    /// The bits of `prim` that `bits` has.
    pub fn constant(bits: u128, prim: Prim) -> Scalar {
        let unused = 128 - prim.bits() as u32;
        Scalar {
            kind: Kind::Const(bits << unused >> unused),
            prim,
        }
    }

    /// Any bits.
    pub fn undef(prim: Prim) -> Scalar {
        Scalar {
            kind: Kind::Undef,
            prim,
        }
    }

    /// The bits, if they are known.
    pub fn as_const(self) -> Option<u128> {
        match self.kind {
            Kind::Const(bits) => Some(bits),
            _ => None,
        }
    }

    /// The same bits as another type of the same size.
    pub fn retype(self, prim: Prim) -> Scalar {
        Scalar { prim, ..self }
    }
}

impl Value {
    /// One result of an instruction.
    pub fn ssa(value: ir::Value, prim: Prim) -> Value {
        Value::One(Scalar::ssa(value, prim))
    }

    /// The bits of `prim` that `bits` has.
    pub fn constant(bits: u128, prim: Prim) -> Value {
        Value::One(Scalar::constant(bits, prim))
    }

    /// An address so many bytes into data.
    pub fn data(symbol: SymbolId, offset: i32) -> Value {
        Value::One(Scalar {
            kind: Kind::Data { symbol, offset },
            prim: Prim::Ptr,
        })
    }

    /// The index of a function in the table.
    pub fn func(symbol: SymbolId) -> Value {
        Value::One(Scalar {
            kind: Kind::Func(symbol),
            prim: Prim::Ptr,
        })
    }

    /// The value's type.
    pub fn ty(self) -> Type {
        match self {
            Value::Void => Type::Void,
            Value::One(one) => Type::Prim(one.prim),
            Value::Pair(a, b) => Type::Pair(a.prim, b.prim),
            Value::Vector { size, .. } => Type::Memory { size: size.into() },
        }
    }

    /// The one scalar that it is.
    ///
    /// # Panics
    /// It is not one.
    pub fn one(self) -> Scalar {
        match self {
            Value::One(one) => one,
            _ => bug!("not one value: {self:?}"),
        }
    }
}
