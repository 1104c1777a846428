//! Checks of variables and their types.

use super::module::Report;
use crate::debug::{Type, Variable};
use crate::{Body, Debug};

/// That the parts of types exist.
pub(super) fn check_types(debug: &Debug, report: &mut Report<'_>) {
    for (id, ty) in debug.types.iter() {
        for part in ty.parts() {
            if !debug.types.is_valid(part) {
                report.invalid(format!("{id} has a part {part}, which does not exist"));
            }
        }
        let number = match ty {
            Type::Enum { tag, .. } => tag.map(|it| it.ty),
            Type::Enumeration { repr, .. } => Some(*repr),
            _ => None,
        };
        let number = number.and_then(|it| debug.types.get(it));
        if number.is_some_and(|it| !matches!(it, Type::Base { .. })) {
            report.invalid(format!("{id} is told by something that is no number"));
        }
    }
}

/// That what the variables of a body refer to exists.
pub(super) fn check(debug: &Debug, body: &Body, report: &mut Report<'_>) {
    for it in &body.variables {
        let Variable { name, ty, .. } = it;
        if !debug.types.is_valid(*ty) {
            report.invalid(format!("`{name}` is of {ty}, which does not exist"));
        }
        match debug.locations.get(it.declared) {
            None => report.invalid(format!(
                "`{name}` is declared at {}, which does not exist",
                it.declared
            )),
            Some(location) if location.subprogram.is_none() => {
                report.invalid(format!("`{name}` is in no function"));
            }
            Some(_) => {}
        }
        for part in &it.parts {
            let slots = &body.ir.sized_stack_slots;
            match slots.is_valid(part.slot) {
                false => report.invalid(format!(
                    "`{name}` is in {}, which does not exist",
                    part.slot
                )),
                true if part.offset > slots[part.slot].size => report.invalid(format!(
                    "`{name}` lies behind {}, which has {} bytes",
                    part.slot, slots[part.slot].size
                )),
                true => {}
            }
            if part.bytes.as_ref().is_some_and(|it| it.start >= it.end) {
                report.invalid(format!("a part of `{name}` has no bytes"));
            }
        }
    }
}
