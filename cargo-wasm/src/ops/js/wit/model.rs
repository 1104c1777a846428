//! A world as JavaScript sees it: kinds of types, who owns a resource, what is exported under which name.

use std::collections::HashMap;

use wit_parser::{
    Function, FunctionKind, Handle, Int, InterfaceId, Resolve, Type, TypeDefKind, TypeId,
    TypeOwner, World, WorldId, WorldItem, WorldKey,
};

use super::names::{camel, local, pascal};
use crate::error::Failure;

/// Which half of a world a type is used in: a resource that the module itself exports is another thing in its exports than
/// one that it imports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Side {
    Import,
    Export,
}

/// A type without its aliases.
pub enum Kind<'a> {
    Bool,
    Char,
    Number(Number),
    String,
    List(Type),
    /// A resource, owned or borrowed.
    Handle(TypeId, bool),
    Shape(Shape<'a>),
}

/// What is made of parts.
pub enum Shape<'a> {
    Fields(Vec<(&'a str, Type)>),
    Tuple(Vec<Type>),
    Flags(Vec<String>),
    Names {
        names: Vec<String>,
        tag: Int,
    },
    Cases {
        cases: Vec<Case<'a>>,
        tag: Int,
        form: Form,
    },
}

pub struct Case<'a> {
    pub name: &'a str,
    pub ty: Option<Type>,
}

/// How JavaScript tells the cases apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// `undefined`, or the value.
    Maybe,
    /// `{ tag, val }`.
    Tagged,
}

/// Numbers in memory, which typed arrays hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Number {
    U8,
    S8,
    U16,
    S16,
    U32,
    S32,
    U64,
    S64,
    F32,
    F64,
}

impl Number {
    fn of(ty: &Type) -> Option<Number> {
        Some(match ty {
            Type::U8 => Number::U8,
            Type::S8 => Number::S8,
            Type::U16 => Number::U16,
            Type::S16 => Number::S16,
            Type::U32 => Number::U32,
            Type::S32 => Number::S32,
            Type::U64 => Number::U64,
            Type::S64 => Number::S64,
            Type::F32 => Number::F32,
            Type::F64 => Number::F64,
            _ => return None,
        })
    }

    /// The typed array, and what the methods of a `DataView` end in.
    fn names(self) -> (&'static str, &'static str) {
        match self {
            Number::U8 => ("Uint8Array", "Uint8"),
            Number::S8 => ("Int8Array", "Int8"),
            Number::U16 => ("Uint16Array", "Uint16"),
            Number::S16 => ("Int16Array", "Int16"),
            Number::U32 => ("Uint32Array", "Uint32"),
            Number::S32 => ("Int32Array", "Int32"),
            Number::U64 => ("BigUint64Array", "BigUint64"),
            Number::S64 => ("BigInt64Array", "BigInt64"),
            Number::F32 => ("Float32Array", "Float32"),
            Number::F64 => ("Float64Array", "Float64"),
        }
    }

    pub fn array(self) -> &'static str {
        self.names().0
    }

    pub fn lifted(self, core: &str) -> String {
        match self {
            Number::U8 => format!("{core} & 255"),
            Number::S8 => format!("{core} << 24 >> 24"),
            Number::U16 => format!("{core} & 65535"),
            Number::S16 => format!("{core} << 16 >> 16"),
            Number::U32 => format!("{core} >>> 0"),
            Number::U64 => format!("BigInt.asUintN(64, {core})"),
            Number::S32 | Number::S64 | Number::F32 | Number::F64 => core.to_owned(),
        }
    }

    /// WebAssembly takes the low bits itself.
    pub fn lowered(self, value: &str) -> String {
        match self {
            Number::U8 => format!("{value} & 255"),
            Number::U16 => format!("{value} & 65535"),
            Number::S8 => format!("{value} << 24 >> 24"),
            Number::S16 => format!("{value} << 16 >> 16"),
            _ => value.to_owned(),
        }
    }

    fn ending(self) -> &'static str {
        match self {
            Number::U8 | Number::S8 => "",
            _ => ", true",
        }
    }

    pub fn loaded(self, at: &str) -> String {
        format!("$view().get{}({at}{})", self.names().1, self.ending())
    }

    pub fn stored(self, at: &str, value: &str) -> String {
        format!(
            "$view().set{}({at}, {value}{});",
            self.names().1,
            self.ending()
        )
    }
}

impl Kind<'_> {
    /// The typed array for a list of such values.
    pub fn array(&self) -> Option<&'static str> {
        match self {
            Kind::Number(number) => Some(number.array()),
            _ => None,
        }
    }
}

impl Shape<'_> {
    /// The value of a case.
    pub fn value(&self, case: &Case, value: Option<String>) -> String {
        match (self, value) {
            (
                Shape::Cases {
                    form: Form::Maybe, ..
                },
                value,
            ) => value.unwrap_or_else(|| "undefined".to_owned()),
            (_, Some(value)) => format!("{{ tag: \"{}\", val: {value} }}", case.name),
            (_, None) => format!("{{ tag: \"{}\" }}", case.name),
        }
    }

    /// The payload within the value `v` of a case.
    pub fn payload(&self, v: &str, _: &Case) -> String {
        match self {
            Shape::Cases {
                form: Form::Maybe, ..
            } => v.to_owned(),
            _ => format!("{v}.val"),
        }
    }

    /// Statements that run the arm for the case that `v` is.
    pub fn choose(&self, v: &str, arms: &[String]) -> String {
        let Shape::Cases { cases, form, .. } = self else {
            unreachable!("only cases are chosen from");
        };
        if *form == Form::Maybe {
            return format!(
                "if ({v} === undefined || {v} === null) {{ {} }} else {{ {} }}",
                arms[0], arms[1]
            );
        }
        let mut text = format!("switch ({v}?.tag) {{ ");
        for (case, arm) in cases.iter().zip(arms) {
            let end = if arm.contains("return [") {
                ""
            } else {
                " break;"
            };
            text += &format!("case \"{}\": {{ {arm}{end} }} ", case.name);
        }
        let names: Vec<&str> = cases.iter().map(|case| case.name).collect();
        text += &format!(
            "default: $wrong({v}, \"an object whose tag is {}\"); }}",
            names.join(", ")
        );
        text
    }
}

/// The world, with what is derived from it once.
pub struct Model {
    pub resolve: Resolve,
    pub world: WorldId,
    /// Number of each resource's table; a resource that is imported and exported has two.
    tables: HashMap<(TypeId, Side), usize>,
    /// Classes of exported resources.
    classes: HashMap<TypeId, String>,
}

impl Model {
    /// # Errors
    /// The world has functions or types that JavaScript hosts do not run.
    pub fn new(resolve: Resolve, world: WorldId) -> Result<Model, Failure> {
        let mut model = Model {
            resolve,
            world,
            tables: HashMap::new(),
            classes: HashMap::new(),
        };
        model.refuse()?;
        for side in [Side::Import, Side::Export] {
            for (resource, _) in model.resources(side) {
                let number = model.tables.len();
                model.tables.insert((resource, side), number);
            }
        }
        let mut names: Vec<String> = Vec::new();
        for (resource, interface) in model.resources(Side::Export) {
            let mut name = pascal(model.name(resource));
            if names.contains(&name) {
                name = pascal(&model.interface_name(interface)) + &name;
            }
            names.push(name.clone());
            model.classes.insert(resource, name);
        }
        Ok(model)
    }

    pub fn items(&self, side: Side) -> impl Iterator<Item = (&WorldKey, &WorldItem)> {
        let World {
            imports, exports, ..
        } = &self.resolve.worlds[self.world];
        match side {
            Side::Import => imports.iter(),
            Side::Export => exports.iter(),
        }
    }

    /// Functions of one half, with the interface they are in.
    pub fn functions(&self, side: Side) -> Vec<(Option<&WorldKey>, &Function)> {
        let mut all = Vec::new();
        for (key, item) in self.items(side) {
            match item {
                WorldItem::Function(function) => all.push((None, function)),
                WorldItem::Interface { id, .. } => {
                    let functions = &self.resolve.interfaces[*id].functions;
                    all.extend(functions.values().map(|function| (Some(key), function)));
                }
                WorldItem::Type { .. } => {}
            }
        }
        all
    }

    /// Resources that one half declares, with their interface.
    pub fn resources(&self, side: Side) -> Vec<(TypeId, InterfaceId)> {
        let mut all = Vec::new();
        for (_, item) in self.items(side) {
            if let WorldItem::Interface { id, .. } = item {
                for ty in self.resolve.interfaces[*id].types.values() {
                    if matches!(self.resolve.types[*ty].kind, TypeDefKind::Resource) {
                        all.push((*ty, *id));
                    }
                }
            }
        }
        all
    }

    pub fn name(&self, id: TypeId) -> &str {
        self.resolve.types[id].name.as_deref().unwrap_or_default()
    }

    pub fn interface_name(&self, id: InterfaceId) -> String {
        let name = &self.resolve.interfaces[id].name;
        name.clone().unwrap_or_default()
    }

    /// The variable of a resource's table, and its class if the module itself exports it.
    pub fn table(&self, resource: TypeId, side: Side) -> (String, Option<String>) {
        let own = self.tables.get(&(resource, side));
        let number = own.or_else(|| self.tables.get(&(resource, Side::Import)));
        let class = match (side, own) {
            (Side::Export, Some(_)) => self.classes.get(&resource).map(|name| local(name)),
            _ => None,
        };
        // A world's own resources, without an interface, are refused before.
        (
            format!("$table{}", number.copied().unwrap_or_default()),
            class,
        )
    }

    /// The class of an exported resource, as it is exported.
    pub fn class(&self, resource: TypeId) -> &str {
        &self.classes[&resource]
    }

    /// A type without its aliases.
    pub fn target(&self, ty: &Type) -> Type {
        let mut ty = *ty;
        while let Type::Id(id) = ty
            && let TypeDefKind::Type(next) = self.resolve.types[id].kind
        {
            ty = next;
        }
        ty
    }

    /// The resource behind an alias.
    fn resource(&self, id: TypeId) -> TypeId {
        match self.target(&Type::Id(id)) {
            Type::Id(id) => id,
            _ => id,
        }
    }

    pub fn kind(&self, ty: &Type) -> Kind<'_> {
        let id = match self.target(ty) {
            Type::Bool => return Kind::Bool,
            Type::Char => return Kind::Char,
            Type::String => return Kind::String,
            Type::Id(id) => id,
            ty => {
                let number = Number::of(&ty).expect("what has no number was refused");
                return Kind::Number(number);
            }
        };
        let tagged = |cases, tag| Shape::Cases {
            cases,
            tag,
            form: Form::Tagged,
        };
        Kind::Shape(match &self.resolve.types[id].kind {
            TypeDefKind::List(item) => return Kind::List(*item),
            TypeDefKind::Handle(Handle::Own(resource)) => {
                return Kind::Handle(self.resource(*resource), true);
            }
            TypeDefKind::Handle(Handle::Borrow(resource)) => {
                return Kind::Handle(self.resource(*resource), false);
            }
            TypeDefKind::Record(record) => {
                let fields = record.fields.iter();
                Shape::Fields(
                    fields
                        .map(|field| (field.name.as_str(), field.ty))
                        .collect(),
                )
            }
            TypeDefKind::Tuple(tuple) => Shape::Tuple(tuple.types.clone()),
            TypeDefKind::Flags(flags) => {
                Shape::Flags(flags.flags.iter().map(|flag| flag.name.clone()).collect())
            }
            TypeDefKind::Enum(names) => Shape::Names {
                names: names.cases.iter().map(|case| case.name.clone()).collect(),
                tag: names.tag(),
            },
            TypeDefKind::Variant(variant) => {
                let cases = variant.cases.iter();
                let cases = cases.map(|case| Case {
                    name: &case.name,
                    ty: case.ty,
                });
                tagged(cases.collect(), variant.tag())
            }
            TypeDefKind::Option(some) => Shape::Cases {
                cases: vec![
                    Case {
                        name: "none",
                        ty: None,
                    },
                    Case {
                        name: "some",
                        ty: Some(*some),
                    },
                ],
                tag: Int::U8,
                form: if self.is_option(some) {
                    Form::Tagged
                } else {
                    Form::Maybe
                },
            },
            TypeDefKind::Result(result) => tagged(
                vec![
                    Case {
                        name: "ok",
                        ty: result.ok,
                    },
                    Case {
                        name: "err",
                        ty: result.err,
                    },
                ],
                Int::U8,
            ),
            _ => unreachable!("refused before"),
        })
    }

    /// An option of an option is told by tags: one `undefined` cannot say which is missing.
    pub fn is_option(&self, ty: &Type) -> bool {
        match self.target(ty) {
            Type::Id(id) => matches!(self.resolve.types[id].kind, TypeDefKind::Option(_)),
            _ => false,
        }
    }

    /// The types of a function's result that stands for success or an exception.
    pub fn fallible(&self, function: &Function) -> Option<(Option<Type>, Option<Type>)> {
        let Type::Id(id) = self.target(&function.result?) else {
            return None;
        };
        match &self.resolve.types[id].kind {
            TypeDefKind::Result(result) => Some((result.ok, result.err)),
            _ => None,
        }
    }

    /// Says what the glue cannot do, before anything is written.
    fn refuse(&self) -> Result<(), Failure> {
        for side in [Side::Import, Side::Export] {
            for (key, function) in self.functions(side) {
                let name = match key {
                    Some(key) => {
                        format!("{}#{}", self.resolve.name_world_key(key), function.name)
                    }
                    None => function.name.clone(),
                };
                let refuse = |what: &str| {
                    Err(Failure::unsupported(format!("`{name}` in a package for JavaScript"))
                        .note(what)
                        .help("leave it to `--host component`: a `cfg(wasm_host = \"component\")` above the module says so"))
                };
                let types = function.params.iter().map(|param| &param.ty);
                for ty in types.chain(&function.result) {
                    if let Some(what) = self.unsupported(ty) {
                        return refuse(&format!("it has {what}, which only components have"));
                    }
                }
            }
            for (_, item) in self.items(side) {
                if let WorldItem::Type { id, .. } = item
                    && matches!(self.resolve.types[*id].kind, TypeDefKind::Resource)
                {
                    return Err(Failure::unsupported(format!(
                        "the resource `{}` in a package for JavaScript",
                        self.name(*id)
                    ))
                    .note("it stands in the world itself")
                    .help("move it into an interface"));
                }
            }
        }
        Ok(())
    }

    /// What a type has that JavaScript does not get.
    fn unsupported(&self, ty: &Type) -> Option<&'static str> {
        self.find(ty, &|kind| match kind {
            None => Some("an error context"),
            Some(TypeDefKind::Future(_)) => Some("a future"),
            Some(TypeDefKind::Stream(_)) => Some("a stream"),
            Some(TypeDefKind::Map(..)) => Some("a map"),
            Some(TypeDefKind::FixedLengthList(..)) => Some("a list of fixed length"),
            _ => None,
        })
    }

    /// Whether a resource is somewhere in the type.
    pub fn has_handles(&self, ty: &Type) -> bool {
        let handle =
            |kind: Option<&TypeDefKind>| matches!(kind, Some(TypeDefKind::Handle(_))).then_some(());
        self.find(ty, &handle).is_some()
    }

    /// The first answer for the type and those in it; `None` stands for an error context.
    fn find<T>(&self, ty: &Type, answer: &dyn Fn(Option<&TypeDefKind>) -> Option<T>) -> Option<T> {
        let id = match ty {
            Type::ErrorContext => return answer(None),
            Type::Id(id) => *id,
            _ => return None,
        };
        let kind = &self.resolve.types[id].kind;
        if let Some(found) = answer(Some(kind)) {
            return Some(found);
        }
        let inner: Vec<&Type> = match kind {
            TypeDefKind::Record(record) => record.fields.iter().map(|field| &field.ty).collect(),
            TypeDefKind::Tuple(tuple) => tuple.types.iter().collect(),
            TypeDefKind::Variant(variant) => variant
                .cases
                .iter()
                .filter_map(|case| case.ty.as_ref())
                .collect(),
            TypeDefKind::Result(result) => result.ok.iter().chain(&result.err).collect(),
            TypeDefKind::Type(ty) | TypeDefKind::Option(ty) | TypeDefKind::List(ty) => vec![ty],
            _ => Vec::new(),
        };
        inner.into_iter().find_map(|ty| self.find(ty, answer))
    }

    /// Whether the functions of an exported interface are exports of the package: that of the component itself, or the only one.
    pub fn is_own(&self, interface: InterfaceId) -> bool {
        let exported = self.items(Side::Export);
        let interfaces = exported
            .filter(|(_, item)| matches!(item, WorldItem::Interface { .. }))
            .count();
        let package = self.resolve.interfaces[interface].package;
        let own = package == self.resolve.worlds[self.world].package
            && package.is_some_and(|package| {
                self.resolve.packages[package].name.name == self.interface_name(interface)
            });
        own || interfaces == 1
    }

    /// Where a type was declared.
    pub fn owner(&self, id: TypeId) -> TypeOwner {
        self.resolve.types[id].owner
    }

    /// The name of a function within its interface or class.
    /// What a function is, asynchronous or not.
    pub fn plain(&self, function: &Function) -> FunctionKind {
        match function.kind {
            FunctionKind::AsyncFreestanding => FunctionKind::Freestanding,
            FunctionKind::AsyncMethod(id) => FunctionKind::Method(id),
            FunctionKind::AsyncStatic(id) => FunctionKind::Static(id),
            ref kind => kind.clone(),
        }
    }

    pub fn method(&self, function: &Function) -> String {
        camel(function.item_name())
    }
}
