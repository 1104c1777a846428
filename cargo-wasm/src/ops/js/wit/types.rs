//! Declarations for TypeScript.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write;

use wit_parser::{Function, FunctionKind, Type, TypeDefKind, TypeId, TypeOwner, WorldItem};

use super::model::{Kind, Model, Shape, Side};
use super::names::{camel, comment, pascal, quoted};

/// The whole `.d.ts`.
pub fn declarations(model: &Model, errors: bool) -> String {
    let mut writer = Writer {
        model,
        names: HashMap::new(),
        taken: BTreeMap::new(),
    };
    writer.name_types();
    let mut text = String::new();
    for side in [Side::Export, Side::Import] {
        for (_, item) in model.items(side) {
            let WorldItem::Interface { id, .. } = item else {
                continue;
            };
            let twice = side == Side::Import
                && model.items(Side::Export).any(|(_, other)| {
                    matches!(other, WorldItem::Interface { id: other, .. } if other == id)
                });
            if !twice {
                for ty in model.resolve.interfaces[*id].types.values() {
                    text += &writer.declared(*ty, side);
                }
            }
        }
    }
    for (_, item) in model.items(Side::Export) {
        match item {
            WorldItem::Function(function) => text += &writer.exported(function),
            WorldItem::Type { id, .. } => text += &writer.declared(*id, Side::Export),
            WorldItem::Interface { id, .. } => {
                let functions = model.resolve.interfaces[*id].functions.values();
                let functions: Vec<_> = functions
                    .filter(|function| model.plain(function) == FunctionKind::Freestanding)
                    .collect();
                if model.is_own(*id) {
                    for function in functions {
                        text += &writer.exported(function);
                    }
                    continue;
                }
                let interface = &model.resolve.interfaces[*id];
                let name = camel(&model.interface_name(*id));
                let mut members = String::new();
                for function in functions {
                    let method = camel(&function.name);
                    let _ = writeln!(
                        members,
                        "{}  {method}{};",
                        comment(&function.docs, "  "),
                        writer.signature(function, 0)
                    );
                }
                let _ = write!(
                    text,
                    "{}export const {name}: {{\n{members}}};\n",
                    comment(&interface.docs, "")
                );
            }
        }
    }
    if text.contains("Result<") {
        text += "export type Result<T, E> = { tag: \"ok\", val: T } | { tag: \"err\", val: E };\n";
    }
    if text.contains("Option<") {
        text += "export type Option<T> = { tag: \"none\" } | { tag: \"some\", val: T };\n";
    }
    if errors {
        text += "/** What a function throws whose result in the component is an error. */\n\
                 export class ComponentError extends Error {\n  constructor(payload: unknown);\n  payload: unknown;\n}\n";
    }
    text
}

struct Writer<'a> {
    model: &'a Model,
    names: HashMap<TypeId, String>,
    taken: BTreeMap<String, TypeId>,
}

impl Writer<'_> {
    /// Names are those of WIT; the second of a name has its interface before it.
    fn name_types(&mut self) {
        for side in [Side::Export, Side::Import] {
            for (_, item) in self.model.items(side) {
                let types: Vec<TypeId> = match item {
                    WorldItem::Interface { id, .. } => self.model.resolve.interfaces[*id]
                        .types
                        .values()
                        .copied()
                        .collect(),
                    WorldItem::Type { id, .. } => vec![*id],
                    WorldItem::Function(_) => continue,
                };
                for id in types {
                    if !self.names.contains_key(&id) {
                        self.name(id);
                    }
                }
            }
        }
    }

    fn name(&mut self, id: TypeId) {
        let ty = &self.model.resolve.types[id];
        // `use` of a type under its own name is the same type.
        if let TypeDefKind::Type(Type::Id(target)) = ty.kind
            && self.model.resolve.types[target].name == ty.name
        {
            if !self.names.contains_key(&target) {
                self.name(target);
            }
            let name = self.names[&target].clone();
            self.names.insert(id, name);
            return;
        }
        let mut name = pascal(ty.name.as_deref().unwrap_or_default());
        if self.taken.contains_key(&name)
            && let TypeOwner::Interface(interface) = ty.owner
        {
            name = pascal(&self.model.interface_name(interface)) + &name;
        }
        self.taken.insert(name.clone(), id);
        self.names.insert(id, name);
    }

    /// The declaration of a named type.
    fn declared(&mut self, id: TypeId, side: Side) -> String {
        let ty = &self.model.resolve.types[id];
        let name = self.names[&id].clone();
        if self.taken.get(&name) != Some(&id) {
            return String::new();
        }
        let docs = comment(&ty.docs, "");
        let body = match &ty.kind {
            TypeDefKind::Resource => return docs + &self.class(id, &name, side),
            TypeDefKind::Record(record) => {
                let mut fields = String::new();
                for field in &record.fields {
                    let _ = writeln!(
                        fields,
                        "{}  {};",
                        comment(&field.docs, "  "),
                        self.field(&field.name, &field.ty)
                    );
                }
                return format!("{docs}export interface {name} {{\n{fields}}}\n");
            }
            TypeDefKind::Flags(flags) => {
                let mut fields = String::new();
                for flag in &flags.flags {
                    let _ = writeln!(
                        fields,
                        "{}  {}?: boolean;",
                        comment(&flag.docs, "  "),
                        camel(&flag.name)
                    );
                }
                return format!("{docs}export interface {name} {{\n{fields}}}\n");
            }
            TypeDefKind::Type(ty) => self.ty(ty),
            _ => self.shape(&Type::Id(id)),
        };
        format!("{docs}export type {name} = {body};\n")
    }

    fn field(&self, name: &str, ty: &Type) -> String {
        match self.optional(ty) {
            Some(inner) => format!("{}?: {inner}", camel(name)),
            None => format!("{}: {}", camel(name), self.ty(ty)),
        }
    }

    /// The type of a value that may be missing.
    fn optional(&self, ty: &Type) -> Option<String> {
        match self.model.kind(ty) {
            Kind::Shape(Shape::Cases {
                cases,
                form: super::model::Form::Maybe,
                ..
            }) => cases[1].ty.map(|ty| self.ty(&ty)),
            _ => None,
        }
    }

    fn class(&self, id: TypeId, name: &str, side: Side) -> String {
        let TypeOwner::Interface(interface) = self.model.owner(id) else {
            return String::new();
        };
        let mut members = String::new();
        let mut constructor = false;
        for function in self.model.resolve.interfaces[interface].functions.values() {
            let method = self.model.method(function);
            let line = match self.model.plain(function) {
                FunctionKind::Constructor(of) if of == id => {
                    constructor = true;
                    format!("constructor({})", self.parameters(function, 0))
                }
                FunctionKind::Static(of) if of == id => {
                    format!("static {method}{}", self.signature(function, 0))
                }
                FunctionKind::Method(of) if of == id => {
                    format!("{method}{}", self.signature(function, 1))
                }
                _ => continue,
            };
            let _ = writeln!(members, "{}  {line};", comment(&function.docs, "  "));
        }
        if !constructor && side == Side::Export {
            members += "  private constructor();\n";
        }
        if side == Side::Export {
            members += "  [Symbol.dispose](): void;\n";
            return format!("export class {name} {{\n{members}}}\n");
        }
        // What is imported is whatever has these methods; constructors and static functions are of the other package.
        let methods: Vec<&str> = members
            .lines()
            .filter(|line| {
                !line.trim_start().starts_with("constructor")
                    && !line.trim_start().starts_with("static")
            })
            .collect();
        let methods = methods.join("\n");
        let end = if methods.is_empty() { "" } else { "\n" };
        format!("export interface {name} {{\n{methods}{end}}}\n")
    }

    fn exported(&self, function: &Function) -> String {
        let name = camel(&function.name);
        let docs = comment(&function.docs, "");
        let signature = self.signature(function, 0);
        if super::names::local(&name) == name {
            return format!("{docs}export function {name}{signature};\n");
        }
        format!("{docs}declare function ${name}{signature};\nexport {{ ${name} as {name} }};\n")
    }

    fn signature(&self, function: &Function, skip: usize) -> String {
        let result = match (self.model.fallible(function), &function.result) {
            (Some((ok, _)), _) => ok.map(|ty| self.ty(&ty)),
            (None, result) => result.map(|ty| self.ty(&ty)),
        };
        let result = result.unwrap_or_else(|| "void".to_owned());
        let result = match function.kind.is_async() {
            true => format!("Promise<{result}>"),
            false => result,
        };
        format!("({}): {result}", self.parameters(function, skip))
    }

    fn parameters(&self, function: &Function, skip: usize) -> String {
        let params = &function.params[skip..];
        // Only what nothing mandatory follows can be left out.
        let mandatory = params
            .iter()
            .rposition(|param| self.optional(&param.ty).is_none())
            .map_or(0, |last| last + 1);
        let params: Vec<String> = params
            .iter()
            .enumerate()
            .map(|(index, param)| {
                let name = super::names::parameter(&param.name);
                match self.optional(&param.ty) {
                    Some(inner) if index >= mandatory => format!("{name}?: {inner}"),
                    _ => format!("{name}: {}", self.ty(&param.ty)),
                }
            })
            .collect();
        params.join(", ")
    }

    fn ty(&self, ty: &Type) -> String {
        match ty {
            Type::Id(id) if self.names.contains_key(id) => self.names[id].clone(),
            _ => self.shape(ty),
        }
    }

    /// A type by its parts.
    fn shape(&self, ty: &Type) -> String {
        match self.model.kind(ty) {
            Kind::Bool => "boolean".to_owned(),
            Kind::Char | Kind::String => "string".to_owned(),
            Kind::Number(number) if number.array().starts_with("Big") => "bigint".to_owned(),
            Kind::Number(_) => "number".to_owned(),
            Kind::List(item) => match self.model.kind(&item).array() {
                Some(array) => array.to_owned(),
                None => format!("Array<{}>", self.ty(&item)),
            },
            Kind::Handle(resource, _) => match self.names.get(&resource) {
                Some(name) => name.clone(),
                None => "unknown".to_owned(),
            },
            Kind::Shape(Shape::Fields(fields)) => {
                let fields: Vec<String> = fields
                    .iter()
                    .map(|(name, ty)| self.field(name, ty))
                    .collect();
                format!("{{ {} }}", fields.join(", "))
            }
            Kind::Shape(Shape::Tuple(types)) => {
                let types: Vec<String> = types.iter().map(|ty| self.ty(ty)).collect();
                format!("[{}]", types.join(", "))
            }
            Kind::Shape(Shape::Flags(names)) => {
                let fields: Vec<String> = names
                    .iter()
                    .map(|name| format!("{}?: boolean", camel(name)))
                    .collect();
                format!("{{ {} }}", fields.join(", "))
            }
            Kind::Shape(Shape::Names { names, .. }) => {
                let names: Vec<String> = names.iter().map(|name| quoted(name)).collect();
                names.join(" | ")
            }
            Kind::Shape(Shape::Cases { cases, form, .. }) => {
                if form == super::model::Form::Maybe {
                    let some = cases[1].ty.map(|ty| self.ty(&ty)).unwrap_or_default();
                    return format!("{some} | undefined");
                }
                let names: Vec<&str> = cases.iter().map(|case| case.name).collect();
                let of = |index: usize| match cases[index].ty {
                    Some(ty) => self.ty(&ty),
                    None => "void".to_owned(),
                };
                match names.as_slice() {
                    ["ok", "err"] => format!("Result<{}, {}>", of(0), of(1)),
                    ["none", "some"] => format!("Option<{}>", of(1)),
                    _ => {
                        let cases: Vec<String> = cases
                            .iter()
                            .map(|case| match case.ty {
                                Some(ty) => {
                                    format!("{{ tag: \"{}\", val: {} }}", case.name, self.ty(&ty))
                                }
                                None => format!("{{ tag: \"{}\" }}", case.name),
                            })
                            .collect();
                        cases.join(" | ")
                    }
                }
            }
        }
    }
}
