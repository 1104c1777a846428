//! Variables: where in the frame they are, for as long as the function runs.

use std::ops::Range;

use rustc_abi::{Align, Size};
use rustc_codegen_ssa::mir::debuginfo::VariableKind;
use rustc_index::bit_set::DenseBitSet;
use rustc_middle::mir::{self, SourceScope};
use rustc_middle::ty::Ty;
use rustc_span::Symbol;
use wasmir::debug::Part;
use wasmir::{LocationId, TypeId, Variable};

use crate::builder::Builder;
use crate::context::CodegenCx;
use crate::value::{Kind, Value};

/// A variable that nobody has said the place of yet, by its number among these.
pub struct Named {
    name: Symbol,
    ty: TypeId,
    parameter: Option<u32>,
}

/// Scopes with variables, each a block then.
pub fn scopes(mir: &mir::Body<'_>) -> DenseBitSet<SourceScope> {
    let mut scopes = DenseBitSet::new_empty(mir.source_scopes.len());
    for it in &mir.var_debug_info {
        scopes.insert(it.source_info.scope);
    }
    scopes
}

impl<'tcx> CodegenCx<'tcx> {
    /// A new variable's number.
    pub fn name_variable(&self, name: Symbol, ty: Ty<'tcx>, kind: VariableKind) -> u32 {
        let ty = self.debug_type(ty);
        let parameter = match kind {
            VariableKind::ArgumentVariable(number) => Some(number as u32),
            VariableKind::LocalVariable => None,
        };
        let mut named = self.debug.named.borrow_mut();
        named.push(Named {
            name,
            ty,
            parameter,
        });
        named.len() as u32 - 1
    }
}

impl Builder<'_, '_> {
    /// Says where a variable is, or some bytes of it: in the frame, from where addresses may have to be followed. A slot with a
    /// variable stays in memory.
    pub fn place_variable(
        &mut self,
        number: u32,
        declared: LocationId,
        base: Value,
        direct: Size,
        indirect: &[Size],
        fragment: Option<Range<Size>>,
    ) {
        let Value::One(base) = base else { return };
        let mut derefs: Vec<u32> = indirect.iter().map(|it| it.bytes() as u32).collect();
        let direct = direct.bytes() as u32;
        let (slot, offset) = match base.kind {
            Kind::Stack { slot, offset } => match u32::try_from(offset) {
                Ok(offset) => (slot, offset + direct),
                Err(_) => return,
            },
            Kind::Undef => return,
            // An argument in memory of the caller, for one: its address goes to the frame.
            _ => {
                let align = Align::from_bytes(4).expect("a power of two");
                let place = self.slot(4, align);
                self.store_scalar(base, place, false);
                let Kind::Stack { slot, .. } = place.kind else {
                    return;
                };
                derefs.insert(0, direct);
                (slot, 0)
            }
        };
        let part = Part {
            slot,
            offset,
            derefs,
            bytes: fragment.map(|it| it.start.bytes() as u32..it.end.bytes() as u32),
        };
        let body = &mut *self.body.borrow_mut();
        body.slots.escape(slot);
        let named = &self.cx.debug.named.borrow()[number as usize];
        let variable = body.variables.entry(number).or_insert_with(|| Variable {
            name: named.name.to_string(),
            ty: named.ty,
            declared,
            parameter: named.parameter,
            parts: Vec::new(),
        });
        let parts = &mut variable.parts;
        // The first place is that for all of the function.
        let is_known = |it: &Part| it.bytes == part.bytes || it.bytes.is_none();
        if !parts.iter().any(is_known) {
            parts.push(part);
        }
    }
}
