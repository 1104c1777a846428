//! The world in WIT, as text.

use proc_macro2::Ident;
use wit_encoder::{
    EnumCase, Field, Flag, NestedPackage, Package, PackageItem, Params, Resource, ResourceFunc,
    StandaloneFunc, Type, TypeDef as WitTypeDef, VariantCase, World,
};

use super::define;
use super::function::THIS;
use super::model::{
    Component, Form, Function, FunctionKind, Interface, Member, Ty, TypeDef, TypeKind,
};

/// The component's package, and behind it those that it imports from.
pub(crate) fn text(component: &Component) -> String {
    let mut package = Package::new(component.package.clone());
    let mut nested: Vec<NestedPackage> = Vec::new();
    for import in &component.imports {
        let item = PackageItem::Interface(interface(component, import));
        if import.name.package == component.package {
            package.item(item);
            continue;
        }
        let at = nested
            .iter()
            .position(|it| *it.name() == import.name.package);
        let at = at.unwrap_or_else(|| {
            nested.push(NestedPackage::new(import.name.package.clone()));
            nested.len() - 1
        });
        nested[at].item(item);
    }
    let mut world = World::new(component.world.clone());
    world.set_docs(component.docs.clone());
    for import in &component.imports {
        world.named_interface_import(path(component, import));
    }
    if !is_empty(&component.exports) {
        package.item(PackageItem::Interface(interface(
            component,
            &component.exports,
        )));
        world.named_interface_export(component.exports.name.interface.clone());
    }
    package.world(world);
    let nested = nested.iter().map(|package| format!("\n{package}"));
    package.to_string() + &nested.collect::<String>()
}

fn is_empty(interface: &Interface) -> bool {
    interface.types.is_empty() && interface.functions.is_empty()
}

/// How the component's own package names an interface.
fn path(component: &Component, interface: &Interface) -> String {
    if interface.name.package == component.package {
        interface.name.interface.clone()
    } else {
        interface.name.to_string()
    }
}

fn interface(component: &Component, interface: &Interface) -> wit_encoder::Interface {
    let mut out = wit_encoder::Interface::new(interface.name.interface.clone());
    for def in define::mentioned(component, interface) {
        if let Some((_, home, _)) = component.type_named(&def.ident) {
            let target = if home.name.package == interface.name.package {
                home.name.interface.clone()
            } else {
                home.name.to_string()
            };
            out.use_type(target, def.name.clone(), None);
        }
    }
    for def in &interface.types {
        out.type_def(type_def(component, def));
    }
    for function in &interface.functions {
        let mut func = StandaloneFunc::new(function.name.clone(), function.is_async());
        func.set_params(params(component, function));
        func.set_result(function.result.as_ref().map(|result| ty(component, result)));
        func.set_docs(function.docs.clone());
        out.function(func);
    }
    out
}

fn type_def(component: &Component, def: &TypeDef) -> WitTypeDef {
    let name = def.name.clone();
    let mut out = match &def.kind {
        TypeKind::Record(fields) => {
            let field = |member: &Member<Ty>| {
                let mut field = Field::new(member.name.clone(), ty(component, &member.ty));
                field.set_docs(member.docs.clone());
                field
            };
            WitTypeDef::record(name, fields.iter().map(field))
        }
        TypeKind::Variant(cases) => {
            let case = |member: &Member<Option<Ty>>| {
                let name = member.name.clone();
                let mut case = match &member.ty {
                    Some(payload) => VariantCase::value(name, ty(component, payload)),
                    None => VariantCase::empty(name),
                };
                case.set_docs(member.docs.clone());
                case
            };
            WitTypeDef::variant(name, cases.iter().map(case))
        }
        TypeKind::Enum(cases) => {
            let case = |member: &Member<()>| {
                let mut case = EnumCase::new(member.name.clone());
                case.set_docs(member.docs.clone());
                case
            };
            WitTypeDef::enum_(name, cases.iter().map(case))
        }
        TypeKind::Flags(flags) => {
            let flag = |member: &Member<()>| {
                let mut flag = Flag::new(member.name.clone());
                flag.set_docs(member.docs.clone());
                flag
            };
            WitTypeDef::flags(name, flags.iter().map(flag))
        }
        TypeKind::Alias(target) => WitTypeDef::type_(name, ty(component, target)),
        TypeKind::Resource(resource) => {
            let mut out = Resource::empty();
            for function in &resource.functions {
                out.func(resource_func(component, def, function));
            }
            WitTypeDef::new(name, wit_encoder::TypeDefKind::Resource(out))
        }
    };
    out.set_docs(def.docs.clone());
    out
}

fn resource_func(component: &Component, def: &TypeDef, function: &Function) -> ResourceFunc {
    let (name, is_async) = (function.name.clone(), function.is_async());
    let mut func = match function.kind {
        FunctionKind::Constructor => ResourceFunc::constructor(),
        FunctionKind::Method { .. } => ResourceFunc::method(name, is_async),
        FunctionKind::Consuming | FunctionKind::Static | FunctionKind::Free => {
            ResourceFunc::static_(name, is_async)
        }
    };
    let mut params = params(component, function);
    if function.kind == FunctionKind::Consuming {
        let this = (THIS.into(), Type::named(def.name.clone()));
        params.items_mut().insert(0, this);
    }
    func.set_params(params);
    if function.kind != FunctionKind::Constructor {
        func.set_result(function.result.as_ref().map(|result| ty(component, result)));
    }
    func.set_docs(function.docs.clone());
    func
}

fn params(component: &Component, function: &Function) -> Params {
    let mut params = Params::empty();
    for param in &function.params {
        params.push(
            param.name.clone(),
            param_type(component, &param.ty, param.form),
        );
    }
    params
}

/// A reference to a resource is a borrow; to anything else, it is the value.
fn param_type(component: &Component, it: &Ty, form: Form) -> Type {
    match (form, it) {
        (Form::Ref | Form::RefMut, Ty::Named(ident)) if component.is_resource(ident) => {
            Type::borrow(name(component, ident))
        }
        (Form::OptionRef, Ty::Option(inner)) => {
            Type::option(param_type(component, inner, Form::Ref))
        }
        _ => ty(component, it),
    }
}

fn ty(component: &Component, it: &Ty) -> Type {
    let inner = |it: &Ty| ty(component, it);
    match it {
        Ty::Scalar(ident) => {
            let scalar = Ty::SCALARS.into_iter().find(|(name, _)| ident == name);
            scalar.expect("only scalars are read as such").1
        }
        Ty::String => Type::String,
        Ty::List(element) => Type::list(inner(element)),
        Ty::Array(element, len @ 1..=Ty::LONGEST_TUPLE) => {
            Type::tuple(std::iter::repeat_n(inner(element), *len))
        }
        Ty::Array(element, _) => Type::list(inner(element)),
        Ty::Option(it) => Type::option(inner(it)),
        Ty::Result(ok, err) => match (ok, err) {
            (Some(ok), Some(err)) => Type::result_both(inner(ok), inner(err)),
            (Some(ok), None) => Type::result_ok(inner(ok)),
            (None, Some(err)) => Type::result_err(inner(err)),
            (None, None) => Type::result_empty(),
        },
        Ty::Tuple(types) => Type::tuple(types.iter().map(inner)),
        Ty::Named(ident) => Type::named(name(component, ident)),
        Ty::Stream(it) => Type::stream(Some(inner(it))),
        Ty::Future(it) => Type::future(Some(inner(it))),
    }
}

fn name(component: &Component, ident: &Ident) -> String {
    let found = component.type_named(ident);
    found
        .expect("every type that is mentioned is declared")
        .2
        .name
        .clone()
}
