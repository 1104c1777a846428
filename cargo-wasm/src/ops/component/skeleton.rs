//! From WIT to Rust as one writes it: a module with `#[wasm::component]`, whose exported functions are `todo!()`.
//!
//! What such a module cannot say is refused: the WIT that the macro derives from the module is the WIT that it was made from.
//! (This file is compiled with the macro's tests, too, which see to that.)

use std::collections::BTreeSet;
use std::fmt::Write as _;

use heck::{ToKebabCase, ToSnakeCase, ToUpperCamelCase};
use wit_bindgen_rust::to_rust_ident;
use wit_parser::{
    Docs, Function, FunctionKind, Handle, InterfaceId, Resolve, Type, TypeDef, TypeDefKind, TypeId,
    TypeOwner, WorldId, WorldItem,
};

/// Writes the module for a world.
///
/// # Errors
/// What the module cannot say, as a sentence without a full stop.
pub(crate) fn write(resolve: &Resolve, world: WorldId) -> Result<String, String> {
    let world = &resolve.worlds[world];
    let package = world.package.ok_or("the world is in no package")?;
    let package_name = &resolve.packages[package].name;
    let mut writer = Writer {
        resolve,
        namespace: &package_name.namespace,
        out: String::new(),
        names: BTreeSet::new(),
        ends: BTreeSet::new(),
    };
    for item in world.imports.values() {
        match item {
            WorldItem::Interface { id, .. } => writer.interface(*id, Side::Import)?,
            _ => {
                return Err(format!(
                    "world `{}` imports what is in no interface",
                    world.name
                ));
            }
        }
    }
    for item in world.exports.values() {
        match item {
            WorldItem::Interface { id, .. }
                if resolve.interfaces[*id].package == Some(package)
                    && resolve.interfaces[*id].name.as_ref() == Some(&package_name.name) =>
            {
                writer.interface(*id, Side::Export)?;
            }
            _ => {
                return Err(format!(
                    "world `{}` exports something else than the interface `{package_name}` of its package's name",
                    world.name
                ));
            }
        }
    }
    let mut head = String::new();
    docs(&mut head, "", &world.docs);
    write!(head, "#[wasm::component(name = \"{}\"", package_name.name).expect(FITS);
    if let Some(version) = &package_name.version {
        write!(head, ", version = \"{version}\"").expect(FITS);
    }
    if package_name.namespace != "local" {
        write!(head, ", namespace = \"{}\"", package_name.namespace).expect(FITS);
    }
    writeln!(head, ")]\nmod {} {{", snake(&package_name.name)?).expect(FITS);
    let ends: Vec<_> = writer.ends.into_iter().collect();
    match ends[..] {
        [] => {}
        [one] => writeln!(head, "    use wasm::component::{one};\n").expect(FITS),
        _ => writeln!(head, "    use wasm::component::{{{}}};\n", ends.join(", ")).expect(FITS),
    }
    Ok(format!(
        "{head}{}}}\n",
        writer.out.trim_end_matches('\n').to_owned() + "\n"
    ))
}

const FITS: &str = "a text takes all that is written to it";

#[derive(Clone, Copy, PartialEq)]
enum Side {
    Import,
    Export,
}

struct Writer<'a> {
    resolve: &'a Resolve,
    /// What packages without a namespace are in.
    namespace: &'a str,
    out: String,
    /// What the module declares.
    names: BTreeSet<String>,
    /// `StreamReader` and `FutureReader`, as far as they are needed.
    ends: BTreeSet<&'static str>,
}

impl Writer<'_> {
    fn interface(&mut self, id: InterfaceId, side: Side) -> Result<(), String> {
        let interface = &self.resolve.interfaces[id];
        let attribute = match side {
            Side::Import => format!("#[wasm::import(\"{}\")]", self.name(id)?),
            Side::Export => "#[wasm::export]".to_owned(),
        };
        let mut resources = Vec::new();
        for (name, id) in &interface.types {
            let def = &self.resolve.types[*id];
            if let TypeDefKind::Type(Type::Id(other)) = def.kind
                && self.resolve.types[other].owner != def.owner
            {
                if self.resolve.types[other].name != def.name {
                    return Err(format!(
                        "`{name}` is another interface's type by another name"
                    ));
                }
                continue;
            }
            let camel = self.declare(camel(name)?)?;
            if matches!(def.kind, TypeDefKind::Resource) {
                // At its place, for the order of types is that of the module.
                match side {
                    Side::Export => {
                        docs(&mut self.out, "    ", &def.docs);
                        writeln!(self.out, "    pub struct {camel} {{}}\n").expect(FITS);
                    }
                    Side::Import => {
                        writeln!(self.out, "    {attribute}\n    extern \"wasm\" {{").expect(FITS);
                        docs(&mut self.out, "        ", &def.docs);
                        writeln!(self.out, "        pub type {camel};\n    }}\n").expect(FITS);
                    }
                }
                resources.push((*id, camel));
            } else {
                self.type_def(def, &camel, &attribute)?;
            }
        }
        let functions = interface.functions.values();
        let (free, methods): (Vec<_>, Vec<_>) =
            functions.partition(|it| it.kind.resource().is_none());
        if side == Side::Import && !free.is_empty() {
            writeln!(self.out, "    {attribute}\n    extern \"wasm\" {{").expect(FITS);
            for function in &free {
                self.declare(snake(&function.name)?)?;
                self.function("        ", function, side)?;
            }
            self.out.push_str("    }\n\n");
        }
        for (id, camel) in &resources {
            let of: Vec<_> = methods
                .iter()
                .filter(|it| it.kind.resource() == Some(*id))
                .collect();
            if of.is_empty() && side == Side::Import {
                continue;
            }
            writeln!(self.out, "    {attribute}\n    impl {camel} {{").expect(FITS);
            for (at, function) in of.into_iter().enumerate() {
                if at > 0 && side == Side::Export {
                    self.out.push('\n');
                }
                self.function("        ", function, side)?;
            }
            self.out.push_str("    }\n\n");
        }
        if side == Side::Export {
            for function in free {
                writeln!(self.out, "    {attribute}").expect(FITS);
                self.declare(snake(&function.name)?)?;
                self.function("    ", function, side)?;
                self.out.push('\n');
            }
        }
        Ok(())
    }

    /// The interface as an attribute names it: without what goes without saying.
    fn name(&self, id: InterfaceId) -> Result<String, String> {
        let interface = &self.resolve.interfaces[id];
        let (Some(package), Some(name)) = (interface.package, &interface.name) else {
            return Err("an interface without a name is imported".to_owned());
        };
        let package = &self.resolve.packages[package].name;
        let mut out = String::new();
        if package.namespace != self.namespace {
            write!(out, "{}:", package.namespace).expect(FITS);
        }
        out.push_str(&package.name);
        if package.name != *name {
            write!(out, "/{name}").expect(FITS);
        }
        if let Some(version) = &package.version {
            write!(out, "@{version}").expect(FITS);
        }
        Ok(out)
    }

    /// In Rust types and functions of all interfaces are in one module.
    fn declare(&mut self, name: String) -> Result<String, String> {
        match self.names.insert(name.clone()) {
            true => Ok(name),
            false => Err(format!(
                "two interfaces have a `{name}`, and the module is one"
            )),
        }
    }

    fn type_def(&mut self, def: &TypeDef, name: &str, attribute: &str) -> Result<(), String> {
        docs(&mut self.out, "    ", &def.docs);
        writeln!(self.out, "    {attribute}").expect(FITS);
        let members: Vec<(&Docs, String)> = match &def.kind {
            TypeDefKind::Record(record) => {
                let mut fields = Vec::new();
                for field in &record.fields {
                    let (name, ty) = (snake(&field.name)?, self.ty(&field.ty)?);
                    fields.push((&field.docs, format!("pub {name}: {ty}")));
                }
                fields
            }
            TypeDefKind::Flags(flags) => {
                let flags = flags.flags.iter();
                let flags =
                    flags.map(|it| Ok((&it.docs, format!("pub {}: bool", snake(&it.name)?))));
                flags.collect::<Result<_, String>>()?
            }
            TypeDefKind::Enum(it) => {
                let cases = it.cases.iter();
                let cases = cases.map(|it| Ok((&it.docs, camel(&it.name)?)));
                cases.collect::<Result<_, String>>()?
            }
            TypeDefKind::Variant(variant) => {
                if variant.cases.iter().all(|case| case.ty.is_none()) {
                    return Err(format!(
                        "variant `{name}` has no values, which Rust's `enum` says of an `enum`"
                    ));
                }
                let mut cases = Vec::new();
                for case in &variant.cases {
                    let mut text = camel(&case.name)?;
                    if let Some(ty) = &case.ty {
                        write!(text, "({})", self.ty(ty)?).expect(FITS);
                    }
                    cases.push((&case.docs, text));
                }
                cases
            }
            kind => {
                let ty = self.kind(kind)?;
                writeln!(self.out, "    pub type {name} = {ty};\n").expect(FITS);
                return Ok(());
            }
        };
        if matches!(def.kind, TypeDefKind::Flags(_)) {
            self.out.push_str("    #[wasm::flags]\n");
        }
        if !self.has_handles(&def.kind) {
            self.out
                .push_str("    #[derive(Clone, Debug, PartialEq)]\n");
        }
        let keyword = match def.kind {
            TypeDefKind::Variant(_) | TypeDefKind::Enum(_) => "enum",
            _ => "struct",
        };
        writeln!(self.out, "    pub {keyword} {name} {{").expect(FITS);
        for (text, member) in members {
            docs(&mut self.out, "        ", text);
            writeln!(self.out, "        {member},").expect(FITS);
        }
        self.out.push_str("    }\n\n");
        Ok(())
    }

    /// Whether there are resources, streams or futures in it, which can be neither copied nor compared.
    fn has_handles(&self, kind: &TypeDefKind) -> bool {
        let has = |ty: &Type| match ty {
            Type::Id(id) => self.has_handles(&self.resolve.types[*id].kind),
            _ => false,
        };
        match kind {
            TypeDefKind::Resource
            | TypeDefKind::Handle(_)
            | TypeDefKind::Future(_)
            | TypeDefKind::Stream(_) => true,
            TypeDefKind::Record(record) => record.fields.iter().any(|field| has(&field.ty)),
            TypeDefKind::Tuple(tuple) => tuple.types.iter().any(has),
            TypeDefKind::Variant(it) => {
                it.cases.iter().filter_map(|case| case.ty.as_ref()).any(has)
            }
            TypeDefKind::Option(ty) | TypeDefKind::List(ty) | TypeDefKind::Type(ty) => has(ty),
            TypeDefKind::Result(result) => result.ok.iter().chain(&result.err).any(has),
            _ => false,
        }
    }

    fn function(&mut self, indent: &str, function: &Function, side: Side) -> Result<(), String> {
        docs(&mut self.out, indent, &function.docs);
        let asynchronous = if function.kind.is_async() {
            "async "
        } else {
            ""
        };
        let mut params = function.params.iter().peekable();
        let (mut name, mut list) = (function.item_name(), Vec::new());
        let mut result = None;
        match function.kind {
            FunctionKind::Constructor(id) => {
                name = "new";
                let itself = matches!(function.result, Some(Type::Id(it)) if self.is_own(it, id));
                if !itself {
                    return Err(format!(
                        "`{}` returns something else than its resource",
                        function.name
                    ));
                }
                result = Some("Self".to_owned());
            }
            FunctionKind::Method(_) | FunctionKind::AsyncMethod(_) => {
                params.next();
                list.push("&self".to_owned());
            }
            FunctionKind::Static(id) | FunctionKind::AsyncStatic(id) => {
                let consumes = |it: &&wit_parser::Param| {
                    it.name == "this" && matches!(it.ty, Type::Id(it) if self.is_own(it, id))
                };
                if params.next_if(consumes).is_some() {
                    list.push("self".to_owned());
                } else if name == "new" {
                    return Err(format!(
                        "`{}` would be a constructor in Rust",
                        function.name
                    ));
                }
            }
            FunctionKind::Freestanding | FunctionKind::AsyncFreestanding => {}
        }
        for param in params {
            let ty = match param.ty {
                Type::String if side == Side::Import => "&str".to_owned(),
                ty => self.param(&ty)?,
            };
            list.push(format!("{}: {ty}", snake(&param.name)?));
        }
        if result.is_none() {
            result = function.result.as_ref().map(|ty| self.ty(ty)).transpose()?;
        }
        let result = result.map(|ty| format!(" -> {ty}")).unwrap_or_default();
        let (name, list) = (snake(name)?, list.join(", "));
        write!(
            self.out,
            "{indent}pub {asynchronous}fn {name}({list}){result}"
        )
        .expect(FITS);
        match side {
            Side::Import => self.out.push_str(";\n"),
            Side::Export => {
                writeln!(self.out, " {{\n{indent}    todo!()\n{indent}}}").expect(FITS);
            }
        }
        Ok(())
    }

    fn is_own(&self, id: TypeId, resource: TypeId) -> bool {
        matches!(self.resolve.types[id].kind, TypeDefKind::Handle(Handle::Own(it)) if it == resource)
    }

    /// A parameter's type: resources can be lent there.
    fn param(&mut self, ty: &Type) -> Result<String, String> {
        if let Type::Id(id) = ty {
            match &self.resolve.types[*id].kind {
                TypeDefKind::Handle(Handle::Borrow(it)) => {
                    return Ok(format!("&{}", self.named(*it)?));
                }
                TypeDefKind::Option(Type::Id(inner)) => {
                    if let TypeDefKind::Handle(Handle::Borrow(it)) =
                        &self.resolve.types[*inner].kind
                    {
                        return Ok(format!("Option<&{}>", self.named(*it)?));
                    }
                }
                _ => {}
            }
        }
        self.ty(ty)
    }

    fn ty(&mut self, ty: &Type) -> Result<String, String> {
        let name = match ty {
            Type::Bool => "bool",
            Type::U8 => "u8",
            Type::U16 => "u16",
            Type::U32 => "u32",
            Type::U64 => "u64",
            Type::S8 => "i8",
            Type::S16 => "i16",
            Type::S32 => "i32",
            Type::S64 => "i64",
            Type::F32 => "f32",
            Type::F64 => "f64",
            Type::Char => "char",
            Type::String => "String",
            Type::ErrorContext => return Err("there is an `error-context`".to_owned()),
            Type::Id(id) if self.resolve.types[*id].name.is_some() => return self.named(*id),
            Type::Id(id) => return self.kind(&self.resolve.types[*id].kind),
        };
        Ok(name.to_owned())
    }

    fn named(&self, id: TypeId) -> Result<String, String> {
        let def = &self.resolve.types[id];
        match (&def.name, &def.owner) {
            (Some(name), TypeOwner::Interface(_)) => camel(name),
            _ => Err("a type is in no interface".to_owned()),
        }
    }

    fn kind(&mut self, kind: &TypeDefKind) -> Result<String, String> {
        Ok(match kind {
            TypeDefKind::Type(ty) => self.ty(ty)?,
            TypeDefKind::Handle(Handle::Own(id)) => self.named(*id)?,
            TypeDefKind::List(ty) => format!("Vec<{}>", self.ty(ty)?),
            TypeDefKind::Option(ty) => format!("Option<{}>", self.ty(ty)?),
            TypeDefKind::Result(result) => {
                let mut part = |ty: &Option<Type>| match ty {
                    Some(ty) => self.ty(ty),
                    None => Ok("()".to_owned()),
                };
                format!("Result<{}, {}>", part(&result.ok)?, part(&result.err)?)
            }
            TypeDefKind::Tuple(tuple) if (1..=16).contains(&tuple.types.len()) => {
                let types = tuple.types.iter().map(|ty| self.ty(ty));
                let types = types.collect::<Result<Vec<_>, _>>()?;
                match &types[..] {
                    [one] => format!("({one},)"),
                    types => format!("({})", types.join(", ")),
                }
            }
            TypeDefKind::Stream(Some(ty)) => {
                self.ends.insert("StreamReader");
                format!("StreamReader<{}>", self.ty(ty)?)
            }
            TypeDefKind::Future(Some(ty)) => {
                self.ends.insert("FutureReader");
                format!("FutureReader<{}>", self.ty(ty)?)
            }
            TypeDefKind::Handle(Handle::Borrow(_)) => {
                return Err("a resource is lent within another value".to_owned());
            }
            other => return Err(format!("there is a `{}` of this form", other.as_str())),
        })
    }
}

fn docs(out: &mut String, indent: &str, docs: &Docs) {
    for line in docs
        .contents
        .iter()
        .flat_map(|text| text.trim_end().lines())
    {
        let space = if line.is_empty() { "" } else { " " };
        writeln!(out, "{indent}///{space}{line}").expect(FITS);
    }
}

/// A name of functions and fields.
fn snake(kebab: &str) -> Result<String, String> {
    same(kebab, &kebab.to_snake_case())?;
    Ok(to_rust_ident(kebab))
}

/// A name of types and cases.
fn camel(kebab: &str) -> Result<String, String> {
    let camel = kebab.to_upper_camel_case();
    same(kebab, &camel)?;
    Ok(camel)
}

/// The name in Rust must lead back to that in WIT.
fn same(kebab: &str, rust: &str) -> Result<(), String> {
    match rust.to_kebab_case() == kebab {
        true => Ok(()),
        false => Err(format!(
            "`{kebab}` has no name in Rust that leads back to it"
        )),
    }
}
