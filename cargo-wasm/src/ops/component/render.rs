//! Types and functions as WIT on one line, for messages.

use wit_parser::{Function, FunctionKind, Handle, Resolve, Type, TypeDefKind, TypeId, TypeOwner};

/// A type where it is used: its name if it has one, else its structure.
pub fn ty(resolve: &Resolve, ty: &Type) -> String {
    let id = match ty {
        Type::Bool => return "bool".to_owned(),
        Type::U8 => return "u8".to_owned(),
        Type::U16 => return "u16".to_owned(),
        Type::U32 => return "u32".to_owned(),
        Type::U64 => return "u64".to_owned(),
        Type::S8 => return "s8".to_owned(),
        Type::S16 => return "s16".to_owned(),
        Type::S32 => return "s32".to_owned(),
        Type::S64 => return "s64".to_owned(),
        Type::F32 => return "f32".to_owned(),
        Type::F64 => return "f64".to_owned(),
        Type::Char => return "char".to_owned(),
        Type::String => return "string".to_owned(),
        Type::ErrorContext => return "error-context".to_owned(),
        Type::Id(id) => *id,
    };
    match &resolve.types[id].name {
        Some(name) => name.clone(),
        None => structure(resolve, id),
    }
}

/// What a type consists of, one level deep.
fn structure(resolve: &Resolve, id: TypeId) -> String {
    let one = |t: &Type| ty(resolve, t);
    let maybe = |t: &Option<Type>| t.as_ref().map_or_else(|| "_".to_owned(), one);
    match &resolve.types[id].kind {
        TypeDefKind::Record(record) => {
            let fields = record.fields.iter();
            braces(fields.map(|field| format!("{}: {}", field.name, one(&field.ty))))
        }
        TypeDefKind::Variant(variant) => braces(variant.cases.iter().map(|case| match &case.ty {
            Some(payload) => format!("{}({})", case.name, one(payload)),
            None => case.name.clone(),
        })),
        TypeDefKind::Enum(cases) => braces(cases.cases.iter().map(|case| case.name.clone())),
        TypeDefKind::Flags(flags) => braces(flags.flags.iter().map(|flag| flag.name.clone())),
        TypeDefKind::Resource => String::new(),
        TypeDefKind::Handle(Handle::Own(resource)) => one(&Type::Id(*resource)),
        TypeDefKind::Handle(Handle::Borrow(resource)) => {
            format!("borrow<{}>", one(&Type::Id(*resource)))
        }
        TypeDefKind::Tuple(tuple) => {
            let types: Vec<String> = tuple.types.iter().map(one).collect();
            format!("tuple<{}>", types.join(", "))
        }
        TypeDefKind::Option(inner) => format!("option<{}>", one(inner)),
        TypeDefKind::Result(result) => match (&result.ok, &result.err) {
            (None, None) => "result".to_owned(),
            (Some(ok), None) => format!("result<{}>", one(ok)),
            (ok, err) => format!("result<{}, {}>", maybe(ok), maybe(err)),
        },
        TypeDefKind::List(element) => format!("list<{}>", one(element)),
        TypeDefKind::Map(key, value) => format!("map<{}, {}>", one(key), one(value)),
        TypeDefKind::FixedLengthList(element, length) => {
            format!("list<{}, {length}>", one(element))
        }
        TypeDefKind::Future(None) => "future".to_owned(),
        TypeDefKind::Future(Some(inner)) => format!("future<{}>", one(inner)),
        TypeDefKind::Stream(None) => "stream".to_owned(),
        TypeDefKind::Stream(Some(inner)) => format!("stream<{}>", one(inner)),
        TypeDefKind::Type(inner) => one(inner),
        TypeDefKind::Unknown => "_".to_owned(),
    }
}

fn braces(parts: impl Iterator<Item = String>) -> String {
    format!("{{ {} }}", parts.collect::<Vec<_>>().join(", "))
}

/// The definition of a named type, such as `record point { x: u32, y: u32 }`.
pub fn definition(resolve: &Resolve, id: TypeId) -> String {
    let def = &resolve.types[id];
    let name = def.name.as_deref().unwrap_or("_");
    match &def.kind {
        TypeDefKind::Type(Type::Id(used))
            if def.owner != resolve.types[*used].owner
                && let TypeOwner::Interface(owner) = resolve.types[*used].owner
                && let Some(owner) = resolve.id_of(owner) =>
        {
            format!("use {owner}.{{{name}}}")
        }
        TypeDefKind::Resource => format!("resource {name}"),
        TypeDefKind::Record(_)
        | TypeDefKind::Variant(_)
        | TypeDefKind::Enum(_)
        | TypeDefKind::Flags(_) => {
            format!("{} {name} {}", def.kind.as_str(), structure(resolve, id))
        }
        _ => format!("type {name} = {}", structure(resolve, id)),
    }
}

/// A function's name as people say it: `draw`, `canvas.draw`, `canvas.constructor`.
pub fn function_name(function: &Function) -> String {
    let name = function.name.as_str();
    match name.strip_prefix("[constructor]") {
        Some(resource) => format!("{resource}.constructor"),
        None => name.rsplit(']').next().unwrap_or(name).to_owned(),
    }
}

/// The whole signature, such as `canvas.draw: func(x: u32) -> bool`.
pub fn signature(resolve: &Resolve, function: &Function) -> String {
    // A method's first parameter is its own resource: WIT does not write it.
    let implicit = usize::from(matches!(
        function.kind,
        FunctionKind::Method(_) | FunctionKind::AsyncMethod(_)
    ));
    let params: Vec<String> = function
        .params
        .iter()
        .skip(implicit)
        .map(|param| format!("{}: {}", param.name, ty(resolve, &param.ty)))
        .collect();
    let keyword = match function.kind {
        FunctionKind::Freestanding | FunctionKind::Method(_) => "func",
        FunctionKind::AsyncFreestanding | FunctionKind::AsyncMethod(_) => "async func",
        FunctionKind::Static(_) => "static func",
        FunctionKind::AsyncStatic(_) => "static async func",
        FunctionKind::Constructor(_) => "constructor",
    };
    let result = match (&function.kind, &function.result) {
        (FunctionKind::Constructor(_), _) | (_, None) => String::new(),
        (_, Some(result)) => format!(" -> {}", ty(resolve, result)),
    };
    let name = function_name(function);
    format!("{name}: {keyword}({}){result}", params.join(", "))
}
