//! Which of a module's types cross the boundary, in which interface each is at home, and what WIT calls them.

use proc_macro2::{Ident, Span};
use syn::spanned::Spanned;
use syn::{Attribute, Error, Fields, ForeignItemType, Generics, Item, Type};

use super::model::{
    Component, Direction, Function, Interface, Member, Resource, Ty, TypeDef, TypeKind,
};
use super::names::{self, Case, InterfaceName};
use super::parse::{docs, is};
use super::types::{self, Errors, Scope};

/// A type as the module declares it.
pub(crate) struct Declared {
    pub(crate) ident: Ident,
    /// The interface that `#[wasm::import]` above it names.
    pub(crate) home: Option<InterfaceName>,
    /// Whether it has an `impl` with one of our attributes.
    pub(crate) resource: bool,
    /// Those of such an `impl`.
    pub(crate) functions: Vec<Function>,
    /// `#[wasm::export]` above it: it is there even if no function mentions it.
    exported: bool,
    flags: bool,
    docs: Option<String>,
    shape: Shape,
}

/// What stands behind the name.
enum Shape {
    Item(Box<Item>),
    /// `type Name;` in an `extern` block.
    Foreign,
}

impl Declared {
    pub(crate) fn new(
        item: &Item,
        home: Option<InterfaceName>,
        exported: bool,
        flags: bool,
    ) -> Self {
        let (ident, attrs) = match item {
            Item::Struct(item) => (&item.ident, &item.attrs),
            Item::Enum(item) => (&item.ident, &item.attrs),
            Item::Type(item) => (&item.ident, &item.attrs),
            _ => unreachable!("the caller has taken types alone"),
        };
        Declared {
            ident: ident.clone(),
            home,
            resource: attrs.iter().any(|attr| is(attr, "linear")),
            functions: Vec::new(),
            exported,
            flags,
            docs: docs(attrs),
            shape: Shape::Item(Box::new(item.clone())),
        }
    }

    pub(crate) fn foreign(item: &ForeignItemType, home: InterfaceName) -> Self {
        Declared {
            ident: item.ident.clone(),
            home: Some(home),
            resource: true,
            functions: Vec::new(),
            exported: false,
            flags: false,
            docs: docs(&item.attrs),
            shape: Shape::Foreign,
        }
    }

    fn define(&self, scope: &Scope<'_>) -> syn::Result<TypeDef> {
        let name = names::kebab(&self.ident, Case::Camel);
        let (name, kind) = types::both(name, self.kind(scope))?;
        Ok(TypeDef {
            ident: self.ident.clone(),
            name,
            docs: self.docs.clone(),
            kind,
        })
    }

    fn kind(&self, scope: &Scope<'_>) -> syn::Result<TypeKind> {
        let item = match &self.shape {
            Shape::Item(item) => &**item,
            Shape::Foreign => return Ok(self.resource(false)),
        };
        let no = |span: Span, why: &str| Err(Error::new(span, why));
        match item {
            Item::Struct(item) => {
                not_generic(&item.generics)?;
                if self.resource {
                    return Ok(self.resource(item.attrs.iter().any(|attr| is(attr, "linear"))));
                }
                match &item.fields {
                    Fields::Named(fields) if fields.named.is_empty() => no(
                        item.ident.span(),
                        "WIT has no empty records; give it a field, or leave it out",
                    ),
                    Fields::Named(fields) if self.flags => {
                        let flag = |field: &syn::Field| match &field.ty {
                            Type::Path(path) if path.path.is_ident("bool") => {
                                member(field_ident(field), &field.attrs, Case::Snake, ())
                            }
                            other => Err(Error::new(other.span(), "a flag is a `bool`")),
                        };
                        types::all(&fields.named, flag).map(TypeKind::Flags)
                    }
                    Fields::Named(fields) => {
                        let field = |field: &syn::Field| {
                            let ty = types::owned(&field.ty, scope)?;
                            member(field_ident(field), &field.attrs, Case::Snake, ty)
                        };
                        types::all(&fields.named, field).map(TypeKind::Record)
                    }
                    Fields::Unnamed(_) => no(
                        item.ident.span(),
                        "a record's fields have names in WIT: write `struct Name { field: T }`; or make this a resource, by \
                         `#[wasm::export]` above its `impl`",
                    ),
                    Fields::Unit => no(
                        item.ident.span(),
                        "WIT has no empty records; give it a field, or leave it out; or make this a resource, by \
                         `#[wasm::export]` above its `impl`",
                    ),
                }
            }
            Item::Enum(item) => {
                not_generic(&item.generics)?;
                if self.resource {
                    return Ok(self.resource(false));
                }
                if item.variants.is_empty() {
                    return no(
                        item.ident.span(),
                        "WIT has no enums without cases; give it one",
                    );
                }
                if item
                    .variants
                    .iter()
                    .all(|variant| variant.fields.is_empty())
                {
                    let case = |variant: &syn::Variant| {
                        unit_case(variant)?;
                        member(&variant.ident, &variant.attrs, Case::Camel, ())
                    };
                    return types::all(&item.variants, case).map(TypeKind::Enum);
                }
                let case = |variant: &syn::Variant| {
                    let ty = payload(variant, scope)?;
                    member(&variant.ident, &variant.attrs, Case::Camel, ty)
                };
                types::all(&item.variants, case).map(TypeKind::Variant)
            }
            Item::Type(item) => {
                not_generic(&item.generics)?;
                types::owned(&item.ty, scope).map(TypeKind::Alias)
            }
            _ => unreachable!("the caller has taken types alone"),
        }
    }

    fn resource(&self, linear: bool) -> TypeKind {
        TypeKind::Resource(Resource {
            linear,
            functions: self.functions.clone(),
        })
    }
}

fn field_ident(field: &syn::Field) -> &Ident {
    field.ident.as_ref().expect("named fields have names")
}

fn member<T>(ident: &Ident, attrs: &[Attribute], case: Case, ty: T) -> syn::Result<Member<T>> {
    if let Some(attr) = attrs.iter().find(|attr| attr.path().is_ident("cfg")) {
        return Err(Error::new(
            attr.span(),
            "an interface cannot depend on `cfg`, because the macro runs before it; declare two types",
        ));
    }
    Ok(Member {
        ident: ident.clone(),
        name: names::kebab(ident, case)?,
        docs: docs(attrs),
        ty,
    })
}

/// A case without a payload, which `A` is and `A()` is not.
fn unit_case(variant: &syn::Variant) -> syn::Result<()> {
    match variant.fields {
        Fields::Unit => Ok(()),
        _ => Err(Error::new(
            variant.fields.span(),
            "a case without a value has no parentheses; leave them out",
        )),
    }
}

fn payload(variant: &syn::Variant, scope: &Scope<'_>) -> syn::Result<Option<Ty>> {
    match &variant.fields {
        Fields::Unnamed(fields) if fields.unnamed.len() == 1 => {
            types::owned(&fields.unnamed[0].ty, scope).map(Some)
        }
        Fields::Unnamed(fields) if !fields.unnamed.is_empty() => Err(Error::new(
            fields.span(),
            "a case has one value in WIT; write a tuple, `Case((A, B))`, or a struct of its own",
        )),
        Fields::Named(fields) => Err(Error::new(
            fields.span(),
            "a case's value has no fields of its own in WIT; declare a struct and write `Case(Struct)`",
        )),
        _ => unit_case(variant).map(|()| None),
    }
}

fn not_generic(generics: &Generics) -> syn::Result<()> {
    let Some(param) = generics.params.first() else {
        return Ok(());
    };
    let why = match param {
        syn::GenericParam::Lifetime(_) => {
            "WIT has no lifetimes: own the data, as `String` and `Vec<T>`"
        }
        _ => "WIT has no generic types; declare one type for each that is needed",
    };
    Err(Error::new(param.span(), why))
}

/// Puts every type that a function mentions into the interface where it is at home.
pub(crate) fn types(component: Component, declared: Vec<Declared>) -> syn::Result<Component> {
    let names: Vec<Ident> = declared
        .iter()
        .map(|declared| declared.ident.clone())
        .collect();
    let mut homes = Homes {
        scope: Scope {
            declared: &names,
            itself: None,
        },
        exports: component.exports.name.clone(),
        found: declared.iter().map(|_| None).collect(),
        declared: &declared,
        errors: Errors::default(),
    };
    // Imports first: a type that both sides mention is the import's, and exports use it from there.
    for interface in &component.imports {
        homes.roots(interface);
    }
    homes.roots(&component.exports);
    let Homes { found, errors, .. } = homes;
    let mut component = errors.finish(component)?;
    for (home, def) in found.into_iter().flatten() {
        let mut interfaces = component.imports.iter_mut();
        let interface = interfaces.find(|interface| interface.name == home);
        interface.unwrap_or(&mut component.exports).types.push(def);
    }
    check(&component)?;
    Ok(component)
}

struct Homes<'a> {
    declared: &'a [Declared],
    scope: Scope<'a>,
    exports: InterfaceName,
    /// For each declared type that was reached.
    found: Vec<Option<(InterfaceName, TypeDef)>>,
    errors: Errors,
}

impl Homes<'_> {
    fn roots(&mut self, interface: &Interface) {
        for function in &interface.functions {
            function
                .types()
                .for_each(|ty| self.visit(ty, &interface.name));
        }
        for declared in self.declared {
            let here = match &declared.home {
                Some(home) => *home == interface.name,
                None => {
                    let root = declared.exported || !declared.functions.is_empty();
                    root && interface.name == self.exports
                }
            };
            if here {
                self.reach(&declared.ident, &interface.name);
            }
        }
    }

    fn visit(&mut self, ty: &Ty, from: &InterfaceName) {
        let mut names = Vec::new();
        ty.names(&mut names);
        for ident in names {
            self.reach(ident, from);
        }
    }

    /// `ident` is mentioned in the interface `from`.
    fn reach(&mut self, ident: &Ident, from: &InterfaceName) {
        let Some(at) = self.declared.iter().position(|it| it.ident == *ident) else {
            return;
        };
        let declared = &self.declared[at];
        let home = match &declared.home {
            Some(home) => home.clone(),
            None if !declared.functions.is_empty() => self.exports.clone(),
            None => from.clone(),
        };
        if let Some((first, _)) = &self.found[at] {
            if declared.home.is_none() && *first != *from && *from != self.exports {
                self.errors.add(Error::new(
                    declared.ident.span(),
                    format!(
                        "`{first}` and `{from}` both mention this type; say which one declares it, by `#[wasm::import(\"…\")]` above it"
                    ),
                ));
            }
            return;
        }
        if home == self.exports && *from != self.exports {
            self.errors.add(Error::new(
                ident.span(),
                format!("`{ident}` is exported, so an import cannot mention it; import it, or export another type"),
            ));
            return;
        }
        let Some(def) = self.errors.take(declared.define(&self.scope)) else {
            // Reported once.
            return;
        };
        let parts: Vec<Ty> = def.parts().into_iter().cloned().collect();
        self.found[at] = Some((home.clone(), def));
        for part in &parts {
            self.visit(part, &home);
        }
    }
}

/// What only the whole shows: names that clash, and borrows of what is no resource.
fn check(component: &Component) -> syn::Result<()> {
    let mut errors = Errors::default();
    for (direction, interface) in component.interfaces() {
        // Types of other interfaces have their names here, too.
        let mut names: Vec<&str> = Vec::new();
        for def in mentioned(component, interface) {
            names.push(&def.name);
        }
        let functions = interface.functions.iter();
        let functions = functions.map(|function| (&function.name, function.sig.ident.span()));
        let types = interface.types.iter().map(|def| (&def.name, def.span()));
        for (name, span) in types.chain(functions) {
            if names.contains(&&name[..]) {
                errors.add(Error::new(
                    span,
                    format!("two items are `{name}` in WIT, where types and functions share their names; rename this one"),
                ));
            }
            names.push(name);
        }
        if direction == Direction::Export
            && interface.functions.is_empty()
            && interface.types.is_empty()
            && component.imports.is_empty()
        {
            errors.add(Error::new(
                Span::call_site(),
                "this component has nothing: write `#[wasm::export]` above a function",
            ));
        }
        let methods = interface.types.iter().filter_map(|def| match &def.kind {
            TypeKind::Resource(resource) => Some(&resource.functions),
            _ => None,
        });
        for function in interface.functions.iter().chain(methods.flatten()) {
            for param in &function.params {
                if let (super::model::Form::RefMut, Ty::Named(ident)) = (param.form, &param.ty)
                    && !component.is_resource(ident)
                {
                    errors.add(Error::new(
                        param.ident.span(),
                        "a component cannot change its caller's values; take the value and return the changed one",
                    ));
                }
            }
        }
    }
    errors.finish(())
}

/// The types of other interfaces that one mentions, each once, in the order of their mention.
pub(crate) fn mentioned<'a>(
    component: &'a Component,
    interface: &'a Interface,
) -> Vec<&'a TypeDef> {
    let mut names = Vec::new();
    let parts = interface.types.iter().flat_map(TypeDef::parts);
    let types = interface.functions.iter().flat_map(Function::types);
    parts.chain(types).for_each(|ty| ty.names(&mut names));
    let mut found: Vec<&TypeDef> = Vec::new();
    for ident in names {
        let here = interface.types.iter().any(|def| def.ident == *ident);
        if here || found.iter().any(|def| def.ident == *ident) {
            continue;
        }
        found.extend(component.type_named(ident).map(|(_, _, def)| def));
    }
    found
}
