//! Functions as WIT has them.

use proc_macro2::Ident;
use syn::spanned::Spanned;
use syn::{Attribute, Error, FnArg, Pat, ReturnType, Signature, Type, Visibility};

use super::model::{Function, FunctionKind, Param, Ty};
use super::names::{self, Case};
use super::parse::docs;
use super::types::{self, Errors, Scope};

/// Where a function stands.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Place {
    Free,
    Impl,
}

pub(crate) fn read(
    sig: &Signature,
    attrs: &[Attribute],
    vis: &Visibility,
    place: Place,
    scope: &Scope<'_>,
) -> syn::Result<Function> {
    let mut errors = Errors::default();
    check(sig, &mut errors);
    let name = errors.take(names::kebab(&sig.ident, Case::Snake));
    let mut receiver = None;
    let mut params: Vec<Param> = Vec::new();
    for input in &sig.inputs {
        match input {
            FnArg::Receiver(it) => {
                receiver = Some(it);
                let plain = it.colon_token.is_none();
                if !plain {
                    errors.add(Error::new(
                        it.ty.span(),
                        "a method of a resource takes `self`, `&self` or `&mut self`",
                    ));
                }
                if let Some((_, Some(lifetime))) = &it.reference {
                    errors.add(Error::new(
                        lifetime.span(),
                        "WIT has no lifetimes; leave it out",
                    ));
                }
                if place == Place::Free {
                    errors.add(Error::new(
                        it.self_token.span(),
                        "a function without an `impl` has no `self`; put it into `impl Type { … }` with the attribute above",
                    ));
                }
            }
            FnArg::Typed(input) => {
                let Pat::Ident(pattern) = &*input.pat else {
                    errors.add(Error::new(
                        input.pat.span(),
                        "a parameter's name is part of the interface; write a name and take the value apart inside",
                    ));
                    continue;
                };
                let name = param_name(&pattern.ident);
                let ty = types::param(&input.ty, scope);
                if let Some((name, (ty, form))) = errors.take(types::both(name, ty)) {
                    params.push(Param {
                        ident: pattern.ident.clone(),
                        name,
                        ty,
                        form,
                    });
                }
            }
        }
    }
    let result = match &sig.output {
        ReturnType::Default => None,
        ReturnType::Type(_, ty) if is_unit(ty) => None,
        ReturnType::Type(_, ty) => errors.take(types::owned(ty, scope)),
    };
    let kind = match receiver {
        Some(it) if it.reference.is_some() => FunctionKind::Method {
            mutable: it.mutability.is_some(),
        },
        Some(_) => FunctionKind::Consuming,
        None if place == Place::Free => FunctionKind::Free,
        None if sig.ident == "new"
            && sig.asyncness.is_none()
            && matches!((&result, scope.itself), (Some(Ty::Named(a)), Some(b)) if a == b) =>
        {
            FunctionKind::Constructor
        }
        None => FunctionKind::Static,
    };
    if kind == FunctionKind::Consuming
        && let Some(param) = params.iter().find(|param| param.name == THIS)
    {
        errors.add(Error::new(
            param.ident.span(),
            "`this` is what WIT calls the value that a method consumes; rename the parameter",
        ));
    }
    errors.finish(Function {
        name: name.unwrap_or_default(),
        docs: docs(attrs),
        kind,
        params,
        result,
        sig: sig.clone(),
        attrs: attrs.to_vec(),
        vis: vis.clone(),
    })
}

/// What WIT calls the value that a method consumes.
pub(crate) const THIS: &str = "this";

/// `_width` is `width`: the underscore tells rustc alone that it is not used.
fn param_name(ident: &Ident) -> syn::Result<String> {
    match ident.to_string().strip_prefix('_') {
        Some(rest) if !rest.is_empty() && syn::parse_str::<Ident>(rest).is_ok() => {
            names::kebab(&Ident::new(rest, ident.span()), Case::Snake)
        }
        _ => names::kebab(ident, Case::Snake),
    }
}

pub(crate) fn is_unit(ty: &Type) -> bool {
    matches!(ty, Type::Tuple(tuple) if tuple.elems.is_empty())
}

/// What stands before the parameters.
fn check(sig: &Signature, errors: &mut Errors) {
    if let Some(param) = sig.generics.params.first() {
        let why = match param {
            syn::GenericParam::Lifetime(_) => {
                "WIT has no lifetimes: references are valid for the call; leave it out"
            }
            _ => {
                "WIT has no generic functions; write one function for each type that is needed, which may call the generic one"
            }
        };
        errors.add(Error::new(param.span(), why));
    } else if let Some(clause) = &sig.generics.where_clause {
        errors.add(Error::new(
            clause.span(),
            "there is nothing to constrain; leave it out",
        ));
    }
    if let Some(token) = &sig.unsafety {
        errors.add(Error::new(
            token.span(),
            "another component cannot keep promises about this one's memory; write a safe function that checks",
        ));
    }
    if let Some(abi) = &sig.abi {
        errors.add(Error::new(
            abi.span(),
            "the component's ABI is the one there is; leave this out",
        ));
    }
    if let Some(variadic) = &sig.variadic {
        errors.add(Error::new(
            variadic.span(),
            "WIT functions have a fixed number of parameters; take a `Vec<T>`",
        ));
    }
}
