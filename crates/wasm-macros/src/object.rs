//! `#[derive(wasm::Object)]`: what a reference can stand for, and the free ways to what it extends.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, format_ident, quote};
use syn::meta::ParseNestedMeta;
use syn::{
    Attribute, Data, DeriveInput, Error, Field, Fields, GenericParam, Member, Result, Token, Type,
};

pub(crate) fn derive(input: TokenStream) -> Result<TokenStream> {
    let input: DeriveInput = syn::parse2(input)?;
    let mut errors = Errors(None);
    let options = check(&input, &mut errors);
    let Some(error) = errors.0 else {
        return Ok(expand(input, options));
    };
    let mut output = error.to_compile_error();
    if input.generics.lifetimes().next().is_none() {
        // What is right of it, or else each use of the type would be an error too.
        output.extend(expand(input, options));
    }
    Ok(output)
}

/// All that is wrong, to be said at once.
struct Errors(Option<Error>);

impl Errors {
    fn push(&mut self, error: Error) {
        match &mut self.0 {
            Some(errors) => errors.combine(error),
            None => self.0 = Some(error),
        }
    }

    fn at(&mut self, place: impl ToTokens, message: impl std::fmt::Display) {
        self.push(Error::new_spanned(place, message));
    }
}

#[derive(Default)]
struct Options {
    local: bool,
    extends: Option<Super>,
}

struct Super {
    ty: Type,
    /// The field that embeds it; none in types of the host.
    member: Option<Member>,
}

fn check(input: &DeriveInput, errors: &mut Errors) -> Options {
    let mut options = Options::default();
    for lifetime in input.generics.lifetimes() {
        errors.at(
            &lifetime.lifetime,
            format!(
                "a reference can outlive every borrow, so an object borrows nothing; \
                 let it own its data, and remove `{}`",
                lifetime.lifetime
            ),
        );
    }
    each_key(&input.attrs, errors, |meta, errors| {
        type_key(input, meta, &mut options, errors)
    });
    match &input.data {
        Data::Struct(data) => {
            for (index, field) in data.fields.iter().enumerate() {
                each_key(&field.attrs, errors, |meta, errors| {
                    field_key(input, field, index, meta, &mut options, errors)
                });
            }
        }
        Data::Enum(data) => {
            for variant in &data.variants {
                refuse_keys(&variant.attrs, &variant.fields, errors);
            }
        }
        Data::Union(data) => errors.at(
            data.union_token,
            "a union cannot be an object, since nothing says which of its fields has the value; \
             write `struct` or `enum`",
        ),
    }
    options
}

/// Runs `each` on every key in `#[wasm(…)]`.
fn each_key(
    attrs: &[Attribute],
    errors: &mut Errors,
    mut each: impl FnMut(&ParseNestedMeta, &mut Errors) -> Result<()>,
) {
    for attr in attrs.iter().filter(|attr| attr.path().is_ident("wasm")) {
        if let Err(error) = attr.parse_nested_meta(|meta| each(&meta, errors)) {
            errors.push(error);
        }
    }
}

/// The type after `key =`, or after nothing none.
fn value(meta: &ParseNestedMeta) -> Result<Option<Type>> {
    if meta.input.peek(Token![=]) {
        meta.value()?.parse().map(Some)
    } else {
        Ok(None)
    }
}

fn type_key(
    input: &DeriveInput,
    meta: &ParseNestedMeta,
    options: &mut Options,
    errors: &mut Errors,
) -> Result<()> {
    if meta.path.is_ident("local") {
        if options.local {
            errors.at(&meta.path, "`local` is written twice; remove one");
        }
        options.local = true;
        return Ok(());
    }
    if !meta.path.is_ident("extends") {
        return Err(meta.error(
            "there is no such key; above the type write `local`, or `extends = Super` above an enum without variants",
        ));
    }
    let ty = value(meta)?;
    match (&input.data, ty) {
        (Data::Enum(data), Some(ty)) if data.variants.is_empty() => {
            if options.extends.is_some() {
                errors.at(
                    &meta.path,
                    "an object extends one type, and one is named already; remove one `extends`",
                );
            } else {
                options.extends = Some(Super { ty, member: None });
            }
        }
        (Data::Enum(data), None) if data.variants.is_empty() => errors.at(
            &meta.path,
            "the super type is missing; write `extends = Super`",
        ),
        (Data::Enum(_), _) => errors.at(
            &meta.path,
            "an enum with variants has no place for its super type; make it a struct with a field of \
             the super type, and write `#[wasm(extends)]` above that field",
        ),
        (Data::Struct(_), _) => errors.at(
            &meta.path,
            "a struct embeds its super type; write `#[wasm(extends)]` above the field that does",
        ),
        (Data::Union(_), _) => {}
    }
    Ok(())
}

fn field_key(
    input: &DeriveInput,
    field: &Field,
    index: usize,
    meta: &ParseNestedMeta,
    options: &mut Options,
    errors: &mut Errors,
) -> Result<()> {
    if meta.path.is_ident("local") {
        errors.at(
            &meta.path,
            "`local` is said of the whole type; write `#[wasm(local)]` above the struct",
        );
        return Ok(());
    }
    if !meta.path.is_ident("extends") {
        return Err(meta.error("there is no such key; above a field write `extends`"));
    }
    if let Some(ty) = value(meta)? {
        errors.at(
            ty,
            "the type of the field is the super type; write `#[wasm(extends)]`",
        );
    }
    if let Some(parameter) = bare_parameter(input, &field.ty) {
        errors.at(
            &field.ty,
            format!(
                "the super type is one type, and `{parameter}` would be another in each use, also one that extends this; \
                 write the type itself, or a struct of yours around `{parameter}`"
            ),
        );
        // Not again by the implementations.
        return Ok(());
    }
    let member = match &field.ident {
        Some(ident) => Member::Named(ident.clone()),
        None => Member::Unnamed(index.into()),
    };
    if let Some(Super {
        member: Some(first),
        ..
    }) = &options.extends
    {
        errors.at(
            &meta.path,
            format!(
                "an object extends one type, and the field `{}` embeds it already; remove one `#[wasm(extends)]`",
                first.to_token_stream()
            ),
        );
    } else {
        let ty = field.ty.clone();
        options.extends = Some(Super {
            ty,
            member: Some(member),
        });
    }
    Ok(())
}

/// The type parameter that a type is and nothing else.
fn bare_parameter<'a>(input: &'a DeriveInput, ty: &Type) -> Option<&'a Ident> {
    let Type::Path(path) = ty else { return None };
    let name = path.path.get_ident().filter(|_| path.qself.is_none())?;
    let mut parameters = input.generics.type_params();
    parameters.find_map(|parameter| (parameter.ident == *name).then_some(&parameter.ident))
}

fn refuse_keys(attrs: &[Attribute], fields: &Fields, errors: &mut Errors) {
    let all = fields.iter().flat_map(|field| &field.attrs).chain(attrs);
    for attr in all.filter(|attr| attr.path().is_ident("wasm")) {
        errors.at(
            attr,
            "in an enum there is nothing to say about a variant or its fields; make it a struct to embed a super type, \
             and write `#[wasm(extends)]` above the field",
        );
    }
}

fn expand(input: DeriveInput, options: Options) -> TokenStream {
    let name = &input.ident;
    let mut generics = input.generics.clone();
    for parameter in &mut generics.params {
        if let GenericParam::Type(parameter) = parameter {
            parameter.bounds.push(syn::parse_quote!('static));
        }
    }
    let (super_type, super_ref) = match &options.extends {
        Some(Super {
            ty,
            member: Some(member),
        }) => (
            ty.to_token_stream(),
            quote!(::core::option::Option::Some(&self.#member)),
        ),
        Some(Super { ty, member: None }) => {
            (ty.to_token_stream(), quote!(::core::option::Option::None))
        }
        None => (
            quote!(::wasm::reference::Any),
            quote!(::core::option::Option::Some(::wasm::reference::Any::root())),
        ),
    };
    let threads = format_ident!("{}", if options.local { "Local" } else { "Auto" });
    let (impl_generics, type_generics, where_clause) = generics.split_for_impl();

    let mut upcast = generics.clone();
    upcast
        .params
        .push(syn::parse_quote!(__Ancestor: ::wasm::reference::Object));
    upcast
        .make_where_clause()
        .predicates
        .push(syn::parse_quote!(#super_type: ::wasm::reference::Upcast<__Ancestor>));
    let (upcast_generics, _, upcast_where) = upcast.split_for_impl();

    quote! {
        #[automatically_derived]
        impl #impl_generics ::wasm::reference::Object for #name #type_generics #where_clause {
            type Super = #super_type;
            type Threads = ::wasm::reference::#threads;

            fn super_ref(&self) -> ::core::option::Option<&#super_type> {
                #super_ref
            }
        }

        #[automatically_derived]
        impl #impl_generics ::wasm::reference::Upcast<#name #type_generics> for #name #type_generics #where_clause {
            const WAY: ::wasm::reference::Ancestor<Self, Self> = ::wasm::reference::Ancestor::same();
        }

        #[automatically_derived]
        impl #upcast_generics ::wasm::reference::Upcast<__Ancestor> for #name #type_generics #upcast_where {
            const WAY: ::wasm::reference::Ancestor<Self, __Ancestor> =
                ::wasm::reference::Ancestor::through_super();
        }
    }
}
