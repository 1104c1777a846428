//! Constants: numbers, addresses, and what the interpreter made, as values.

use rustc_abi as abi;
use rustc_abi::HasDataLayout;
use rustc_ast::Mutability;
use rustc_codegen_ssa::traits::{ConstCodegenMethods, StaticCodegenMethods};
use rustc_middle::bug;
use rustc_middle::mir::interpret::{GlobalAlloc, PointerArithmetic, Scalar as Interpreted};
use wasmir::{Item, Segment, Symbol};

use crate::context::CodegenCx;
use crate::types::{Prim, Type};
use crate::value::{Kind, Scalar, Value};

impl<'tcx> CodegenCx<'tcx> {
    fn map(ty: Type, one: impl Fn(Prim) -> Scalar) -> Value {
        match ty {
            Type::Void => Value::Void,
            Type::Prim(prim) => Value::One(one(prim)),
            Type::Pair(a, b) => Value::Pair(one(a), one(b)),
            // Only an error asks for it.
            Type::Memory { .. } => Value::Void,
        }
    }
}

impl<'tcx> ConstCodegenMethods for CodegenCx<'tcx> {
    fn const_null(&self, t: Type) -> Value {
        Self::map(t, |prim| Scalar::constant(0, prim))
    }
    fn const_undef(&self, t: Type) -> Value {
        Self::map(t, Scalar::undef)
    }
    fn const_poison(&self, t: Type) -> Value {
        Self::map(t, Scalar::undef)
    }
    fn const_bool(&self, val: bool) -> Value {
        Value::constant(val.into(), Prim::I1)
    }
    fn const_i8(&self, i: i8) -> Value {
        Value::constant(i as u128, Prim::I8)
    }
    fn const_i16(&self, i: i16) -> Value {
        Value::constant(i as u128, Prim::I16)
    }
    fn const_i32(&self, i: i32) -> Value {
        Value::constant(i as u128, Prim::I32)
    }
    fn const_i64(&self, i: i64) -> Value {
        Value::constant(i as u128, Prim::I64)
    }
    fn const_int(&self, t: Type, i: i64) -> Value {
        Value::constant(i as u128, t.prim())
    }
    fn const_u8(&self, i: u8) -> Value {
        Value::constant(i.into(), Prim::I8)
    }
    fn const_u32(&self, i: u32) -> Value {
        Value::constant(i.into(), Prim::I32)
    }
    fn const_u64(&self, i: u64) -> Value {
        Value::constant(i.into(), Prim::I64)
    }
    fn const_u128(&self, i: u128) -> Value {
        Value::constant(i, Prim::I128)
    }
    fn const_usize(&self, i: u64) -> Value {
        let bits = self.data_layout().pointer_size().bits();
        assert!(bits == 64 || i >> bits == 0, "{i} is no usize");
        Value::constant(i.into(), Prim::int(bits))
    }
    fn const_uint(&self, t: Type, i: u64) -> Value {
        Value::constant(i.into(), t.prim())
    }
    fn const_uint_big(&self, t: Type, u: u128) -> Value {
        Value::constant(u, t.prim())
    }
    fn const_real(&self, t: Type, val: f64) -> Value {
        match t.prim() {
            Prim::F32 => Value::constant((val as f32).to_bits().into(), Prim::F32),
            Prim::F64 => Value::constant(val.to_bits().into(), Prim::F64),
            prim => bug!("{val} as {prim:?}"),
        }
    }

    fn const_str(&self, s: &str) -> (Value, Value) {
        let known = self.strings.borrow().get(s).copied();
        let symbol = known.unwrap_or_else(|| {
            let name = self.local_name("str");
            let segment = Segment::new(format!(".rodata.{name}"), 1, s.as_bytes().to_vec());
            let data = Item::Data(wasmir::Data::Defined(segment));
            let symbol = Symbol::new(name, data).local();
            let symbol = self.module.borrow_mut().symbols.push(symbol);
            self.strings.borrow_mut().insert(s.to_owned(), symbol);
            symbol
        });
        (Value::data(symbol, 0), self.const_usize(s.len() as u64))
    }

    fn const_struct(&self, elts: &[Value], _packed: bool) -> Value {
        match *elts {
            [one] => one,
            [Value::One(a), Value::One(b)] => Value::Pair(a, b),
            _ => bug!("a struct of {elts:?}"),
        }
    }

    fn const_vector(&self, elts: &[Value]) -> Value {
        let mut bytes = Vec::new();
        for element in elts {
            let element = element.one();
            let Some(bits) = element.as_const() else {
                bug!("a constant vector with {element:?}");
            };
            bytes.extend_from_slice(&bits.to_le_bytes()[..element.prim.size() as usize]);
        }
        let size = bytes.len() as u32;
        let name = self.local_name("vector");
        let segment = Segment::new(format!(".rodata.{name}"), 16, bytes);
        let symbol = Symbol::new(name, Item::Data(wasmir::Data::Defined(segment))).local();
        let symbol = self.module.borrow_mut().symbols.push(symbol);
        Value::Vector { symbol, size }
    }

    fn const_to_opt_uint(&self, v: Value) -> Option<u64> {
        match v {
            Value::One(one) => one.as_const()?.try_into().ok(),
            _ => None,
        }
    }

    fn const_to_opt_u128(&self, v: Value, sign_ext: bool) -> Option<u128> {
        let Value::One(one) = v else { return None };
        let bits = one.as_const()?;
        let unused = 128 - one.prim.bits() as u32;
        Some(if sign_ext {
            (((bits << unused) as i128) >> unused) as u128
        } else {
            bits
        })
    }

    fn scalar_to_backend(&self, cv: Interpreted, layout: abi::Scalar, llty: Type) -> Value {
        let prim = llty.prim();
        let (pointer, _) = match cv {
            Interpreted::Int(int) => {
                return Value::constant(int.to_bits(layout.size(self)), prim);
            }
            Interpreted::Ptr(pointer, size) => (pointer, size),
        };
        let (provenance, offset) = pointer.prov_and_relative_offset();
        let base = match self.tcx.global_alloc(provenance.alloc_id()) {
            GlobalAlloc::Memory(alloc) => {
                // Nothing needs to be there where there are no bytes, only an aligned address.
                if alloc.inner().len() == 0 {
                    let address = alloc.inner().align.bytes().wrapping_add(offset.bytes());
                    let address = self.truncate_to_target_usize(address);
                    return Value::constant(address.into(), prim);
                }
                match alloc.inner().mutability {
                    Mutability::Mut => Value::data(self.mutable_data(alloc), 0),
                    Mutability::Not => self.static_addr_of(alloc, None),
                }
            }
            GlobalAlloc::Function { instance, .. } => Value::func(self.function(instance)),
            GlobalAlloc::VTable(ty, dyn_ty) => {
                let principal = dyn_ty
                    .principal()
                    .map(|it| self.tcx.instantiate_bound_regions_with_erased(it));
                let vtable = self.tcx.vtable_allocation((ty, principal));
                let alloc = self.tcx.global_alloc(vtable).unwrap_memory();
                self.static_addr_of(alloc, None)
            }
            GlobalAlloc::Static(def_id) => Value::data(self.static_symbol(def_id), 0),
            // A piece of a hash: its provenance is the interpreter's alone.
            GlobalAlloc::TypeId { .. } => return Value::constant(offset.bytes().into(), prim),
        };
        let address = self.const_ptr_byte_offset(base, offset);
        Value::One(address.one().retype(prim))
    }

    fn const_ptr_byte_offset(&self, val: Value, offset: abi::Size) -> Value {
        let one = val.one();
        let by = offset.bytes() as i32;
        let kind = match one.kind {
            _ if by == 0 => one.kind,
            Kind::Data { symbol, offset } => Kind::Data {
                symbol,
                offset: offset.wrapping_add(by),
            },
            Kind::Stack { slot, offset } => Kind::Stack {
                slot,
                offset: offset.wrapping_add(by),
            },
            Kind::Const(bits) => Kind::Const((bits as u32).wrapping_add(by as u32).into()),
            kind => bug!("{by} bytes from {kind:?} is no constant"),
        };
        Value::One(Scalar { kind, ..one })
    }
}
