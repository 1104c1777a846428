//! Values of any type that a component has, made by proptest.

use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::sample::{Index, subsequence};
use wasmtime::component::{Type, Val};

/// Values of a type. Floats are numbers, since one NaN need not come back as the same.
///
/// # Panics
/// On resources, streams and futures, which have no values of their own.
pub fn of(ty: &Type) -> BoxedStrategy<Val> {
    match ty {
        Type::Bool => any::<bool>().prop_map(Val::Bool).boxed(),
        Type::U8 => any::<u8>().prop_map(Val::U8).boxed(),
        Type::S8 => any::<i8>().prop_map(Val::S8).boxed(),
        Type::U16 => any::<u16>().prop_map(Val::U16).boxed(),
        Type::S16 => any::<i16>().prop_map(Val::S16).boxed(),
        Type::U32 => any::<u32>().prop_map(Val::U32).boxed(),
        Type::S32 => any::<i32>().prop_map(Val::S32).boxed(),
        Type::U64 => any::<u64>().prop_map(Val::U64).boxed(),
        Type::S64 => any::<i64>().prop_map(Val::S64).boxed(),
        Type::Float32 => any::<f32>().prop_map(Val::Float32).boxed(),
        Type::Float64 => any::<f64>().prop_map(Val::Float64).boxed(),
        Type::Char => any::<char>().prop_map(Val::Char).boxed(),
        Type::String => any::<String>().prop_map(Val::String).boxed(),
        Type::List(list) => {
            let items = proptest::collection::vec(of(&list.ty()), 0..4);
            items.prop_map(Val::List).boxed()
        }
        Type::Tuple(tuple) => all(tuple.types()).prop_map(Val::Tuple).boxed(),
        Type::Record(record) => {
            let fields = record.fields();
            let (names, types): (Vec<_>, Vec<_>) = fields
                .map(|field| (field.name.to_owned(), field.ty))
                .unzip();
            let values = all(types);
            let record = move |values: Vec<Val>| names.clone().into_iter().zip(values).collect();
            values
                .prop_map(move |values| Val::Record(record(values)))
                .boxed()
        }
        Type::Variant(variant) => {
            let cases = variant.cases();
            let cases: Vec<_> = cases
                .map(|case| {
                    let name = case.name.to_owned();
                    let value = optional(case.ty.as_ref());
                    value
                        .prop_map(move |value| Val::Variant(name.clone(), value))
                        .boxed()
                })
                .collect();
            proptest::strategy::Union::new(cases).boxed()
        }
        Type::Enum(it) => {
            let names: Vec<String> = it.names().map(str::to_owned).collect();
            let pick = move |index: Index| Val::Enum(index.get(&names).clone());
            any::<Index>().prop_map(pick).boxed()
        }
        Type::Flags(flags) => {
            let names: Vec<String> = flags.names().map(str::to_owned).collect();
            let count = 0..=names.len();
            subsequence(names, count).prop_map(Val::Flags).boxed()
        }
        Type::Option(option) => {
            let value = of(&option.ty()).prop_map(Box::new);
            proptest::option::of(value).prop_map(Val::Option).boxed()
        }
        Type::Result(result) => {
            let ok = optional(result.ok().as_ref()).prop_map(Ok);
            let err = optional(result.err().as_ref()).prop_map(Err);
            prop_oneof![ok, err].prop_map(Val::Result).boxed()
        }
        other => panic!("no values of {other:?}"),
    }
}

/// What WIT calls each kind of type with values of its own, in the order of the Component Model's explainer.
pub const KINDS: [&str; 21] = [
    "bool", "s8", "u8", "s16", "u16", "s32", "u32", "s64", "u64", "f32", "f64", "char", "string",
    "list", "record", "variant", "tuple", "flags", "enum", "option", "result",
];

/// Adds the kinds of a type and of its parts.
pub fn kinds(ty: &Type, into: &mut BTreeSet<&'static str>) {
    let mut inner = |ty: Type| kinds(&ty, into);
    let kind = match ty {
        Type::Bool => "bool",
        Type::S8 => "s8",
        Type::U8 => "u8",
        Type::S16 => "s16",
        Type::U16 => "u16",
        Type::S32 => "s32",
        Type::U32 => "u32",
        Type::S64 => "s64",
        Type::U64 => "u64",
        Type::Float32 => "f32",
        Type::Float64 => "f64",
        Type::Char => "char",
        Type::String => "string",
        Type::Flags(_) => "flags",
        Type::Enum(_) => "enum",
        Type::List(list) => {
            inner(list.ty());
            "list"
        }
        Type::Record(record) => {
            record.fields().for_each(|field| inner(field.ty));
            "record"
        }
        Type::Variant(variant) => {
            variant.cases().filter_map(|case| case.ty).for_each(inner);
            "variant"
        }
        Type::Tuple(tuple) => {
            tuple.types().for_each(inner);
            "tuple"
        }
        Type::Option(option) => {
            inner(option.ty());
            "option"
        }
        Type::Result(result) => {
            result.ok().into_iter().chain(result.err()).for_each(inner);
            "result"
        }
        other => panic!("no values of {other:?}"),
    };
    into.insert(kind);
}

/// One value of each type.
pub fn all(types: impl IntoIterator<Item = Type>) -> BoxedStrategy<Vec<Val>> {
    let values: Vec<_> = types.into_iter().map(|ty| of(&ty)).collect();
    values.boxed()
}

fn optional(ty: Option<&Type>) -> BoxedStrategy<Option<Box<Val>>> {
    match ty {
        Some(ty) => of(ty).prop_map(|value| Some(Box::new(value))).boxed(),
        None => Just(None).boxed(),
    }
}
