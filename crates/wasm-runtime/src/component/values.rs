//! Whether a value is of a type, said before anything of a component runs.

use wasmtime::component::Val;
use wasmtime::component::types::Type;

/// Checks `value`, and says where in it something does not fit.
pub(crate) fn check(value: &Val, ty: &Type) -> Result<(), String> {
    let wrong = || Err(format!("{} is not {}", kind(value), expected(ty)));
    let all = |values: &[Val], ty: &Type| values.iter().try_for_each(|value| check(value, ty));
    let payload = |value: Option<&Val>, ty: Option<Type>| match (value, ty) {
        (Some(value), Some(ty)) => check(value, &ty),
        (None, None) => Ok(()),
        (Some(value), None) => Err(format!("{} where there is no value", kind(value))),
        (None, Some(ty)) => Err(format!("nothing where {} is", expected(&ty))),
    };
    match (value, ty) {
        (Val::Bool(_), Type::Bool)
        | (Val::S8(_), Type::S8)
        | (Val::U8(_), Type::U8)
        | (Val::S16(_), Type::S16)
        | (Val::U16(_), Type::U16)
        | (Val::S32(_), Type::S32)
        | (Val::U32(_), Type::U32)
        | (Val::S64(_), Type::S64)
        | (Val::U64(_), Type::U64)
        | (Val::Float32(_), Type::Float32)
        | (Val::Float64(_), Type::Float64)
        | (Val::Char(_), Type::Char)
        | (Val::String(_), Type::String)
        | (Val::Future(_), Type::Future(_))
        | (Val::Stream(_), Type::Stream(_))
        | (Val::ErrorContext(_), Type::ErrorContext) => Ok(()),
        (Val::Resource(any), Type::Own(ty)) if any.ty() == *ty && any.owned() => Ok(()),
        (Val::Resource(any), Type::Borrow(ty)) if any.ty() == *ty => Ok(()),
        (Val::List(values), Type::List(list)) => all(values, &list.ty()),
        (Val::FixedLengthList(values), Type::FixedLengthList(list))
            if values.len() == list.len() as usize =>
        {
            all(values, &list.ty())
        }
        (Val::Map(pairs), Type::Map(map)) => pairs.iter().try_for_each(|(key, value)| {
            check(key, &map.key()).and_then(|()| check(value, &map.value()))
        }),
        (Val::Tuple(values), Type::Tuple(tuple)) if values.len() == tuple.types().len() => values
            .iter()
            .zip(tuple.types())
            .try_for_each(|(value, ty)| check(value, &ty)),
        (Val::Record(fields), Type::Record(record)) if fields.len() == record.fields().len() => {
            fields
                .iter()
                .zip(record.fields())
                .try_for_each(|((name, value), field)| {
                    if name != field.name {
                        return Err(format!("the field `{name}` is not `{}`", field.name));
                    }
                    check(value, &field.ty).map_err(|problem| format!("field `{name}`: {problem}"))
                })
        }
        (Val::Variant(name, value), Type::Variant(variant)) => {
            let Some(case) = variant.cases().find(|case| case.name == name) else {
                return Err(format!("there is no case `{name}` in {}", expected(ty)));
            };
            payload(value.as_deref(), case.ty)
                .map_err(|problem| format!("case `{name}`: {problem}"))
        }
        (Val::Enum(name), Type::Enum(cases)) => match cases.names().any(|case| case == name) {
            true => Ok(()),
            false => Err(format!("there is no case `{name}` in {}", expected(ty))),
        },
        (Val::Flags(names), Type::Flags(flags)) => {
            match names
                .iter()
                .find(|name| !flags.names().any(|flag| flag == *name))
            {
                None => Ok(()),
                Some(name) => Err(format!("there is no flag `{name}` in {}", expected(ty))),
            }
        }
        (Val::Option(None), Type::Option(_)) => Ok(()),
        (Val::Option(Some(value)), Type::Option(option)) => check(value, &option.ty()),
        (Val::Result(Ok(value)), Type::Result(result)) => payload(value.as_deref(), result.ok()),
        (Val::Result(Err(value)), Type::Result(result)) => payload(value.as_deref(), result.err()),
        _ => wrong(),
    }
}

/// What a value is, without its content.
fn kind(value: &Val) -> &'static str {
    match value {
        Val::Bool(_) => "a `bool`",
        Val::S8(_) => "an `s8`",
        Val::U8(_) => "a `u8`",
        Val::S16(_) => "an `s16`",
        Val::U16(_) => "a `u16`",
        Val::S32(_) => "an `s32`",
        Val::U32(_) => "a `u32`",
        Val::S64(_) => "an `s64`",
        Val::U64(_) => "a `u64`",
        Val::Float32(_) => "an `f32`",
        Val::Float64(_) => "an `f64`",
        Val::Char(_) => "a `char`",
        Val::String(_) => "a `string`",
        Val::List(_) => "a `list`",
        Val::FixedLengthList(_) => "a `list` of fixed length",
        Val::Map(_) => "a `map`",
        Val::Record(_) => "a `record`",
        Val::Tuple(_) => "a `tuple`",
        Val::Variant(..) => "a `variant`",
        Val::Enum(_) => "an `enum`",
        Val::Option(_) => "an `option`",
        Val::Result(_) => "a `result`",
        Val::Flags(_) => "a value of `flags`",
        Val::Resource(_) => "a resource",
        Val::Future(_) => "a `future`",
        Val::Stream(_) => "a `stream`",
        Val::ErrorContext(_) => "an `error-context`",
    }
}

fn expected(ty: &Type) -> String {
    format!("`{}`", super::types::text(ty))
}
