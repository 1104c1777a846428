//! Values that can be turned into another type without loss, as the Component Model's `Subtyping.md` has it.

use wit_parser::{Resolve, Type, TypeDefKind};

use super::types::flatten;

/// Whether each value of type `from` is a value of type `to` after a coercion without loss. Types with names are not looked
/// into: an interface exports them, so they are invariant.
pub fn flows((rf, from): (&Resolve, &Type), (rt, to): (&Resolve, &Type)) -> bool {
    let (from, to) = (flatten(rf, from), flatten(rt, to));
    if let (Some((signed, bits)), Some((to_signed, to_bits))) = (integer(from), integer(to)) {
        return match (signed, to_signed) {
            (false, true) => bits < to_bits,
            (true, false) => false,
            _ => bits <= to_bits,
        };
    }
    if from == Type::F32 && to == Type::F64 {
        return true;
    }
    let kind = |resolve: &Resolve, ty| match ty {
        Type::Id(id) => Some(resolve.types[id].kind.clone()),
        _ => None,
    };
    match (kind(rf, from), kind(rt, to)) {
        (None, None) => from == to,
        (Some(TypeDefKind::Option(a)), Some(TypeDefKind::Option(b)))
        | (Some(TypeDefKind::List(a)), Some(TypeDefKind::List(b))) => flows((rf, &a), (rt, &b)),
        (Some(TypeDefKind::Tuple(a)), Some(TypeDefKind::Tuple(b))) => {
            a.types.len() >= b.types.len()
                && (a.types.iter().zip(&b.types)).all(|(a, b)| flows((rf, a), (rt, b)))
        }
        (_, Some(TypeDefKind::Option(inner))) => flows((rf, &from), (rt, &inner)),
        _ => false,
    }
}

/// Whether an integer is signed, and its bits.
fn integer(ty: Type) -> Option<(bool, u8)> {
    Some(match ty {
        Type::U8 => (false, 8),
        Type::U16 => (false, 16),
        Type::U32 => (false, 32),
        Type::U64 => (false, 64),
        Type::S8 => (true, 8),
        Type::S16 => (true, 16),
        Type::S32 => (true, 32),
        Type::S64 => (true, 64),
        _ => return None,
    })
}
