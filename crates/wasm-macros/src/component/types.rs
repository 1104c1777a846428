//! Types of Rust as WIT has them, and what WIT cannot say.

use proc_macro2::{Ident, Span};
use syn::spanned::Spanned;
use syn::{Error, Expr, GenericArgument, Lit, PathArguments, PathSegment, Type};

use super::model::{Form, Ty};

/// What a type is read in.
pub(crate) struct Scope<'a> {
    /// Every type that the module declares.
    pub(crate) declared: &'a [Ident],
    /// What `Self` is.
    pub(crate) itself: Option<&'a Ident>,
}

/// The type of a parameter, which may be borrowed.
pub(crate) fn param(ty: &Type, scope: &Scope<'_>) -> syn::Result<(Ty, Form)> {
    if let Some((ty, form)) = borrowed(ty, scope)? {
        return Ok((ty, form));
    }
    if let Some((segment, [inner])) = generic(ty).as_ref().map(|(s, a)| (*s, &a[..]))
        && segment.ident == "Option"
        && let Some((ty, form)) = borrowed(inner, scope)?
    {
        let form = match form {
            Form::View => Form::OptionView,
            Form::Ref => Form::OptionRef,
            _ => {
                return Err(Error::new(
                    inner.span(),
                    "an optional resource cannot be borrowed to be changed; take `Option<&T>`, or the resource itself",
                ));
            }
        };
        return Ok((Ty::Option(Box::new(ty)), form));
    }
    Ok((owned(ty, scope)?, Form::Owned))
}

/// `&T`, `&str`, `&[T]`, `View<T>`.
fn borrowed(ty: &Type, scope: &Scope<'_>) -> syn::Result<Option<(Ty, Form)>> {
    if let Some((segment, [element])) = generic(ty).as_ref().map(|(s, a)| (*s, &a[..]))
        && segment.ident == "View"
    {
        let element = owned(element, scope)?;
        return match element {
            Ty::Scalar(name) if name != "bool" && name != "char" => {
                Ok(Some((Ty::List(Box::new(Ty::Scalar(name))), Form::View)))
            }
            _ => Err(Error::new(
                ty.span(),
                "a view in a signature is of numbers, since only their lists lie in memory as they are; write `&[T]` or `Vec<T>`",
            )),
        };
    }
    let Type::Reference(reference) = ty else {
        return Ok(None);
    };
    if let Some(lifetime) = &reference.lifetime {
        return Err(Error::new(
            lifetime.span(),
            "WIT has no lifetimes: a reference is valid for the call; leave the lifetime out",
        ));
    }
    let form = match reference.mutability {
        None => Form::Ref,
        Some(_) => Form::RefMut,
    };
    let inner = match &*reference.elem {
        Type::Slice(slice) => Ty::List(Box::new(owned(&slice.elem, scope)?)),
        Type::Path(path) if path.path.is_ident("str") => Ty::String,
        other => owned(other, scope)?,
    };
    if let (Form::RefMut, Some(token)) = (form, &reference.mutability)
        && !matches!(inner, Ty::Named(_))
    {
        return Err(Error::new(
            token.span(),
            "a component cannot change its caller's values; take the value and return the changed one",
        ));
    }
    Ok(Some((inner, form)))
}

/// A type in any place but a parameter's outermost.
pub(crate) fn owned(ty: &Type, scope: &Scope<'_>) -> syn::Result<Ty> {
    let no = |span: Span, why: &str| Err(Error::new(span, why));
    match ty {
        Type::Paren(paren) => owned(&paren.elem, scope),
        Type::Group(group) => owned(&group.elem, scope),
        Type::Tuple(tuple) => {
            let types = all(tuple.elems.iter(), |ty| owned(ty, scope))?;
            match types.len() {
                0 => no(
                    ty.span(),
                    "WIT has no type `()`; leave the value out, or write `Option<T>` or `Result<(), E>`",
                ),
                1..=Ty::LONGEST_TUPLE => Ok(Ty::Tuple(types)),
                _ => no(
                    ty.span(),
                    "a tuple here has at most 16 values; declare a struct",
                ),
            }
        }
        Type::Array(array) => {
            let element = owned(&array.elem, scope)?;
            let Expr::Lit(len) = &array.len else {
                return no(
                    array.len.span(),
                    "the macro cannot evaluate this; write the array's length as a number",
                );
            };
            let Lit::Int(len) = &len.lit else {
                return no(len.span(), "write the array's length as a number");
            };
            match len.base10_parse()? {
                0 => no(len.span(), "WIT has no empty arrays; leave the value out"),
                len => Ok(Ty::Array(Box::new(element), len)),
            }
        }
        Type::Path(path) if path.qself.is_none() => path_type(ty, scope),
        Type::Path(_) => no(
            ty.span(),
            "WIT has no associated types; write the type itself",
        ),
        Type::Reference(reference) => no(
            reference.and_token.span(),
            "a reference is possible only as a parameter, or in the `Option` of one; write the owned type, as `String` for \
             `&str` and `Vec<T>` for `&[T]`",
        ),
        Type::Slice(_) => no(
            ty.span(),
            "a slice has no size of its own; write `Vec<T>`, or `&[T]` for a parameter",
        ),
        Type::ImplTrait(it) => no(
            it.impl_token.span(),
            "WIT has no `impl Trait`; write the type, or `Vec<T>` in place of an iterator",
        ),
        Type::TraitObject(it) => no(
            it.span(),
            "WIT has no trait objects; export a resource, by `#[wasm::export]` above its `impl`",
        ),
        Type::Ptr(pointer) => no(
            pointer.star_token.span(),
            "an address means nothing in another component; pass the data, or a resource that owns it",
        ),
        Type::BareFn(function) => no(
            function.fn_token.span(),
            "WIT has no function values; export a resource with a method",
        ),
        Type::Never(never) => no(
            never.bang_token.span(),
            "WIT has no type `!`; return nothing",
        ),
        Type::Infer(it) => no(it.underscore_token.span(), "write the type"),
        other => no(other.span(), "WIT has no such type"),
    }
}

fn path_type(ty: &Type, scope: &Scope<'_>) -> syn::Result<Ty> {
    let Type::Path(path) = ty else {
        unreachable!("the caller has matched it")
    };
    let Some(segment) = path.path.segments.last() else {
        return Err(Error::new(ty.span(), "a type is expected"));
    };
    let span = segment.ident.span();
    let name = segment.ident.to_string();
    let single = path.path.segments.len() == 1;
    if single && name == "Self" {
        return match scope.itself {
            Some(ident) => Ok(Ty::Named(ident.clone())),
            None => Err(Error::new(
                span,
                "`Self` is known in an `impl` only; write the type",
            )),
        };
    }
    // What the module declares goes first, as it does in Rust.
    if single && scope.declared.contains(&segment.ident) {
        if let Some(why) = generics_of(segment) {
            return Err(Error::new(
                why,
                "WIT has no generic types; declare one type for each that is needed",
            ));
        }
        return Ok(Ty::Named(segment.ident.clone()));
    }
    let arguments = arguments(segment)?;
    let one = || match arguments[..] {
        [argument] => owned(argument, scope),
        _ => Err(Error::new(
            segment.span(),
            format!("`{name}` takes one type"),
        )),
    };
    if Ty::SCALARS.iter().any(|(scalar, _)| *scalar == name) {
        return Ok(Ty::Scalar(segment.ident.clone()));
    }
    let unit = |ty: &Type| matches!(ty, Type::Tuple(tuple) if tuple.elems.is_empty());
    let instead = match &name[..] {
        "String" => return Ok(Ty::String),
        "Vec" => return Ok(Ty::List(Box::new(one()?))),
        "Option" => return Ok(Ty::Option(Box::new(one()?))),
        "StreamReader" | "FutureReader" => {
            let payload = Box::new(one()?);
            if name == "StreamReader" && matches!(&*payload, Ty::Scalar(scalar) if scalar == "char")
            {
                return Err(Error::new(
                    segment.arguments.span(),
                    "not supported: tools and hosts refuse streams of `char` for now; write `StreamReader<u8>`, of UTF-8, or \
                     `StreamReader<String>`",
                ));
            }
            return Ok(match &name[..] {
                "StreamReader" => Ty::Stream(payload),
                _ => Ty::Future(payload),
            });
        }
        "Result" => {
            let [ok, err] = arguments[..] else {
                return Err(Error::new(
                    segment.span(),
                    "write both types, `Result<T, E>`: the macro does not see what another `Result` stands for",
                ));
            };
            let part = |ty: &Type| match unit(ty) {
                true => Ok(None),
                false => owned(ty, scope).map(|ty| Some(Box::new(ty))),
            };
            return both(part(ok), part(err)).map(|(ok, err)| Ty::Result(ok, err));
        }
        "View" => {
            "a view is possible only as a parameter, or in the `Option` of one; write `Vec<T>`"
        }
        "usize" => "`usize` has another size in another component; write `u32`, or `u64`",
        "isize" => "`isize` has another size in another component; write `i32`, or `i64`",
        "u128" => "WIT has integers of up to 64 bits; write `(u64, u64)`, low half first, say",
        "i128" => "WIT has integers of up to 64 bits; write `(u64, i64)`, low half first, say",
        "str" => "`str` has no size of its own; write `String`, or `&str` for a parameter",
        "Box" | "Rc" | "Arc" => {
            "WIT has values only, and no pointers to them; write the type inside (a recursive type is a `Vec` with indices)"
        }
        "HashMap" | "BTreeMap" => "WIT has no maps here; write `Vec<(K, V)>`",
        "HashSet" | "BTreeSet" | "VecDeque" => "WIT has no such collection; write `Vec<T>`",
        "Duration" | "Instant" | "SystemTime" => {
            "WIT has no times; write `u64` for nanoseconds, say"
        }
        "Path" | "PathBuf" | "OsString" | "OsStr" | "CStr" | "CString" => {
            "WIT has text of one kind; write `String`"
        }
        "Cow" => "WIT has values only; write `String` or `Vec<T>`",
        "Stream" | "Future" => {
            "write `wasm::component::StreamReader<T>` or `wasm::component::FutureReader<T>`"
        }
        _ => {
            return Err(Error::new(
                ty.span(),
                format!(
                    "`{name}` is not declared in this module, and the macro sees nothing else; declare the type in the module"
                ),
            ));
        }
    };
    Err(Error::new(ty.span(), instead))
}

/// The last segment of a path and its types, if there are any.
fn generic(ty: &Type) -> Option<(&PathSegment, Vec<&Type>)> {
    let Type::Path(path) = ty else {
        return None;
    };
    let segment = path.path.segments.last()?;
    Some((segment, arguments(segment).ok()?))
}

fn generics_of(segment: &PathSegment) -> Option<Span> {
    match &segment.arguments {
        PathArguments::None => None,
        arguments => Some(arguments.span()),
    }
}

/// The types in the angle brackets.
fn arguments(segment: &PathSegment) -> syn::Result<Vec<&Type>> {
    match &segment.arguments {
        PathArguments::None => Ok(Vec::new()),
        PathArguments::Parenthesized(arguments) => Err(Error::new(
            arguments.span(),
            "WIT has no closures; export a resource with a method",
        )),
        PathArguments::AngleBracketed(arguments) => {
            let mut types = Vec::new();
            for argument in &arguments.args {
                match argument {
                    GenericArgument::Type(ty) => types.push(ty),
                    // That of a view says nothing more than a parameter's does.
                    GenericArgument::Lifetime(lifetime) if lifetime.ident == "_" => {}
                    GenericArgument::Lifetime(lifetime) => {
                        return Err(Error::new(
                            lifetime.span(),
                            "WIT has no lifetimes; leave it out, or own the data",
                        ));
                    }
                    other => return Err(Error::new(other.span(), "only types can stand here")),
                }
            }
            Ok(types)
        }
    }
}

/// All values, or all errors.
pub(crate) fn all<T, U>(
    items: impl IntoIterator<Item = T>,
    read: impl FnMut(T) -> syn::Result<U>,
) -> syn::Result<Vec<U>> {
    let mut values = Vec::new();
    let mut errors = Errors::default();
    for result in items.into_iter().map(read) {
        match result {
            Ok(value) => values.push(value),
            Err(error) => errors.add(error),
        }
    }
    errors.finish(values)
}

/// Both values, or both errors.
pub(crate) fn both<T, U>(a: syn::Result<T>, b: syn::Result<U>) -> syn::Result<(T, U)> {
    match (a, b) {
        (Ok(a), Ok(b)) => Ok((a, b)),
        (Err(mut a), Err(b)) => {
            a.combine(b);
            Err(a)
        }
        (Err(error), _) | (_, Err(error)) => Err(error),
    }
}

/// All mistakes at once.
#[derive(Default)]
pub(crate) struct Errors(Option<Error>);

impl Errors {
    pub(crate) fn add(&mut self, error: Error) {
        match &mut self.0 {
            Some(all) => all.combine(error),
            None => self.0 = Some(error),
        }
    }

    /// The value, or what was added.
    pub(crate) fn take<T>(&mut self, result: syn::Result<T>) -> Option<T> {
        result.map_err(|error| self.add(error)).ok()
    }

    pub(crate) fn finish<T>(self, value: T) -> syn::Result<T> {
        match self.0 {
            Some(error) => Err(error),
            None => Ok(value),
        }
    }
}
