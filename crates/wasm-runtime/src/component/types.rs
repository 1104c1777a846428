//! Types of functions as WIT writes them, so that two components' types can be compared and shown.

use wasmtime::component::ResourceType;
use wasmtime::component::types::{ComponentFunc, Type};

/// Names of resource types. Two components know the same resource by different types and by the same name.
#[derive(Debug, Default)]
pub(crate) struct Resources(Vec<(ResourceType, String)>);

impl Resources {
    pub(crate) fn add(&mut self, ty: ResourceType, name: &str) {
        if self.name(ty).is_none() {
            self.0.push((ty, name.into()));
        }
    }

    fn name(&self, ty: ResourceType) -> Option<&str> {
        self.0
            .iter()
            .find_map(|(known, name)| (*known == ty).then_some(name.as_str()))
    }
}

/// What has to be known of a function's type besides its text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Traits {
    /// It is an `async func`.
    pub(crate) asynchronous: bool,
    /// Futures, streams or error contexts are among its values.
    pub(crate) concurrent: bool,
    /// Resources are among its values.
    pub(crate) resources: bool,
}

/// `func(pixels: list<u8>) -> list<u8>`, with records and variants written out.
pub(crate) fn signature(func: &ComponentFunc, resources: &Resources) -> (String, Traits) {
    let mut writer = Writer {
        resources,
        traits: Traits {
            asynchronous: func.async_(),
            ..Traits::default()
        },
    };
    let params: Vec<String> = func
        .params()
        .map(|(name, ty)| format!("{name}: {}", writer.ty(&ty)))
        .collect();
    let mut text = match func.async_() {
        true => format!("async func({})", params.join(", ")),
        false => format!("func({})", params.join(", ")),
    };
    if let Some(result) = func.results().next() {
        text.push_str(" -> ");
        text.push_str(&writer.ty(&result));
    }
    (text, writer.traits)
}

/// A type by itself. Resources have no names then.
pub(crate) fn text(ty: &Type) -> String {
    Writer {
        resources: &Resources::default(),
        traits: Traits::default(),
    }
    .ty(ty)
}

struct Writer<'a> {
    resources: &'a Resources,
    traits: Traits,
}

impl Writer<'_> {
    fn ty(&mut self, ty: &Type) -> String {
        match ty {
            Type::Bool => "bool".into(),
            Type::S8 => "s8".into(),
            Type::U8 => "u8".into(),
            Type::S16 => "s16".into(),
            Type::U16 => "u16".into(),
            Type::S32 => "s32".into(),
            Type::U32 => "u32".into(),
            Type::S64 => "s64".into(),
            Type::U64 => "u64".into(),
            Type::Float32 => "f32".into(),
            Type::Float64 => "f64".into(),
            Type::Char => "char".into(),
            Type::String => "string".into(),
            Type::List(list) => format!("list<{}>", self.ty(&list.ty())),
            Type::FixedLengthList(list) => {
                format!("list<{}, {}>", self.ty(&list.ty()), list.len())
            }
            Type::Map(map) => format!("map<{}, {}>", self.ty(&map.key()), self.ty(&map.value())),
            Type::Record(record) => {
                let fields: Vec<_> = record
                    .fields()
                    .map(|field| format!("{}: {}", field.name, self.ty(&field.ty)))
                    .collect();
                format!("record {{ {} }}", fields.join(", "))
            }
            Type::Tuple(tuple) => {
                let types: Vec<_> = tuple.types().map(|ty| self.ty(&ty)).collect();
                format!("tuple<{}>", types.join(", "))
            }
            Type::Variant(variant) => {
                let cases: Vec<_> = variant
                    .cases()
                    .map(|case| match case.ty {
                        Some(ty) => format!("{}({})", case.name, self.ty(&ty)),
                        None => case.name.into(),
                    })
                    .collect();
                format!("variant {{ {} }}", cases.join(", "))
            }
            Type::Enum(cases) => {
                format!(
                    "enum {{ {} }}",
                    cases.names().collect::<Vec<_>>().join(", ")
                )
            }
            Type::Flags(flags) => {
                format!(
                    "flags {{ {} }}",
                    flags.names().collect::<Vec<_>>().join(", ")
                )
            }
            Type::Option(option) => format!("option<{}>", self.ty(&option.ty())),
            Type::Result(result) => match (result.ok(), result.err()) {
                (None, None) => "result".into(),
                (Some(ok), None) => format!("result<{}>", self.ty(&ok)),
                (None, Some(err)) => format!("result<_, {}>", self.ty(&err)),
                (Some(ok), Some(err)) => format!("result<{}, {}>", self.ty(&ok), self.ty(&err)),
            },
            Type::Own(resource) => self.resource(*resource),
            Type::Borrow(resource) => format!("borrow<{}>", self.resource(*resource)),
            Type::Future(future) => {
                self.traits.concurrent = true;
                match future.ty() {
                    Some(ty) => format!("future<{}>", self.ty(&ty)),
                    None => "future".into(),
                }
            }
            Type::Stream(stream) => {
                self.traits.concurrent = true;
                match stream.ty() {
                    Some(ty) => format!("stream<{}>", self.ty(&ty)),
                    None => "stream".into(),
                }
            }
            Type::ErrorContext => {
                self.traits.concurrent = true;
                "error-context".into()
            }
        }
    }

    fn resource(&mut self, ty: ResourceType) -> String {
        self.traits.resources = true;
        self.resources.name(ty).unwrap_or("resource").into()
    }
}
