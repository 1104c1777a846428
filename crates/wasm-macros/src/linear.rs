//! `#[linear]`: a hidden field that must not be dropped, and the two functions that put it in and take it out.

use proc_macro2::{Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::parse::Parser;
use syn::spanned::Spanned;
use syn::{Attribute, Data, DeriveInput, Error, Fields, Ident, Meta, Path, Type, parse_quote};

/// What the attribute may say.
const FORMS: &str =
    "`#[wasm::linear]` takes nothing, or `consumed_by(…)` with the methods that end a value";

pub(crate) fn expand(args: TokenStream, item: TokenStream) -> TokenStream {
    let errors = match parse(args, item.clone()) {
        Ok(linear) => return linear.expand(),
        Err(errors) => errors.into_compile_error(),
    };
    // The struct stays as it is: its uses elsewhere are not to be reported too. What is no struct goes unchanged as well.
    match syn::parse2::<DeriveInput>(item.clone()) {
        Ok(input) if matches!(input.data, Data::Struct(_)) => {
            // Other derives of a refused one would only repeat that the type is not what it was to be.
            let stub = Linear {
                consumed_by: Vec::new(),
                fields: fields(&input),
                input: without_clone(input),
            };
            let expanded = stub.expand();
            quote!(#errors #expanded)
        }
        _ => quote!(#errors #item),
    }
}

/// A struct that is to become linear.
struct Linear {
    input: DeriveInput,
    consumed_by: Vec<Ident>,
    fields: Vec<(Ident, Type)>,
}

fn parse(args: TokenStream, item: TokenStream) -> syn::Result<Linear> {
    let mut errors = Errors(None);
    let consumed_by = match parse_args(args) {
        Ok(methods) => methods,
        Err(error) => {
            errors.add(error);
            Vec::new()
        }
    };
    let input = match syn::parse2::<DeriveInput>(item.clone()) {
        Ok(input) => input,
        Err(_) => {
            // The attribute stands above a function, an `impl`, a trait, …: the item's first tokens say which.
            errors.add(Error::new(
                head(&item),
                "only a struct can be linear; write `#[wasm::linear]` above the struct that owns the resource",
            ));
            return Err(errors.0.expect("one was just added"));
        }
    };
    let name = &input.ident;
    match &input.data {
        Data::Struct(_) => {}
        Data::Enum(data) => errors.add(Error::new(
            data.enum_token.span,
            format!(
                "an enum cannot be linear, because its variants have no room for a common field; rename it to \
                 `{name}State`, say, and write `#[wasm::linear] struct {name}({name}State);`"
            ),
        )),
        Data::Union(data) => errors.add(Error::new(
            data.union_token.span,
            format!(
                "a union cannot be linear, because rustc does not track which field was moved out; rename it to \
                 `Raw{name}`, say, and write `#[wasm::linear] struct {name}(Raw{name});`"
            ),
        )),
    }
    check_derives(&input.attrs, &mut errors);
    if let Data::Struct(data) = &input.data {
        for attr in data.fields.iter().flat_map(|field| &field.attrs) {
            if attr.path().is_ident("cfg") {
                errors.add(Error::new(
                    attr.span(),
                    "a field of a linear struct cannot depend on `cfg`, because `acquire` and `consume` name the fields; \
                     write two structs, each with its `#[cfg]` above it",
                ));
            }
        }
    }
    match errors.0 {
        Some(errors) => Err(errors),
        None => Ok(Linear {
            fields: fields(&input),
            input,
            consumed_by,
        }),
    }
}

/// `consumed_by(a, b)` → its names.
fn parse_args(args: TokenStream) -> syn::Result<Vec<Ident>> {
    let settings =
        syn::punctuated::Punctuated::<Meta, syn::Token![,]>::parse_terminated.parse2(args)?;
    let mut methods: Vec<Ident> = Vec::new();
    let mut seen = false;
    let mut errors = Errors(None);
    for setting in settings {
        if !setting.path().is_ident("consumed_by") {
            errors.add(Error::new(
                setting.path().span(),
                format!("unknown setting; {FORMS}"),
            ));
            continue;
        }
        if seen {
            errors.add(Error::new(
                setting.path().span(),
                "`consumed_by` is there twice; write all methods into the first",
            ));
        }
        seen = true;
        let Meta::List(list) = &setting else {
            errors.add(Error::new(
                setting.span(),
                "write the methods in parentheses: `consumed_by(into_bitmap, close)`",
            ));
            continue;
        };
        match list
            .parse_args_with(syn::punctuated::Punctuated::<Ident, syn::Token![,]>::parse_terminated)
        {
            Ok(names) if names.is_empty() => errors.add(Error::new(
                setting.span(),
                "`consumed_by` names no method; name those that end a value, or leave it out",
            )),
            Ok(names) => methods.extend(names),
            Err(error) => errors.add(Error::new(
                error.span(),
                "a method's name is expected, as in `consumed_by(into_bitmap, close)`",
            )),
        }
    }
    match errors.0 {
        Some(errors) => Err(errors),
        None => Ok(methods),
    }
}

fn check_derives(attrs: &[Attribute], errors: &mut Errors) {
    for attr in attrs.iter().filter(|attr| attr.path().is_ident("derive")) {
        let derives = attr
            .parse_args_with(syn::punctuated::Punctuated::<Path, syn::Token![,]>::parse_terminated);
        // What is wrong with the list, rustc says.
        for path in derives.into_iter().flatten() {
            let Some(last) = path.segments.last() else {
                continue;
            };
            let why = match last.ident.to_string().as_str() {
                "Clone" => "two of it would have to be consumed",
                "Copy" => "it would still be there after it was consumed",
                "Ord" => "its `max` and `min` lose one of two values",
                "Default" => "it would be made without a resource",
                _ => continue,
            };
            errors.add(Error::new(
                path.span(),
                format!(
                    "a linear type cannot be `{}`: {why}; take it out of the `derive`",
                    last.ident
                ),
            ));
        }
    }
}

/// The item without the derives that were refused, so that each mistake is reported once.
fn without_clone(mut input: DeriveInput) -> DeriveInput {
    for attr in &mut input.attrs {
        if !attr.path().is_ident("derive") {
            continue;
        }
        let Ok(derives) = attr
            .parse_args_with(syn::punctuated::Punctuated::<Path, syn::Token![,]>::parse_terminated)
        else {
            continue;
        };
        let kept = derives.iter().filter(|path| {
            path.segments.last().is_none_or(|last| {
                !["Clone", "Copy", "Default", "Ord"]
                    .iter()
                    .any(|refused| last.ident == refused)
            })
        });
        *attr = parse_quote!(#[derive(#(#kept),*)]);
    }
    input
}

fn fields(input: &DeriveInput) -> Vec<(Ident, Type)> {
    let Data::Struct(data) = &input.data else {
        return Vec::new();
    };
    let name = |(i, field): (usize, &syn::Field)| {
        let name = field.ident.clone();
        let name = name.unwrap_or_else(|| Ident::new(&format!("field{i}"), Span::call_site()));
        (name, field.ty.clone())
    };
    data.fields.iter().enumerate().map(name).collect()
}

impl Linear {
    fn expand(mut self) -> TokenStream {
        let Data::Struct(data) = &mut self.input.data else {
            unreachable!("the check lets only structs pass")
        };
        let bomb = format_ident!("__linear");
        let attrs = quote!(#[doc(hidden)]);
        let pattern = match &mut data.fields {
            Fields::Named(fields) => {
                fields
                    .named
                    .push(parse_quote!(#attrs #bomb: ::wasm::linear::Bomb<Self>));
                let names = self.fields.iter().map(|(name, _)| name);
                quote!(Self { #(#names,)* #bomb })
            }
            Fields::Unnamed(fields) => {
                fields
                    .unnamed
                    .push(parse_quote!(#attrs ::wasm::linear::Bomb<Self>));
                let names = self.fields.iter().map(|(name, _)| name);
                quote!(Self(#(#names,)* #bomb))
            }
            Fields::Unit => {
                data.fields = Fields::Unnamed(parse_quote!((#attrs ::wasm::linear::Bomb<Self>)));
                data.semi_token = Some(Default::default());
                quote!(Self(#bomb))
            }
        };
        let name = &self.input.ident;
        let text = name.to_string();
        let ends = match &self.consumed_by[..] {
            [] => "one of its methods that take `self`".to_owned(),
            methods => {
                let names: Vec<String> =
                    methods.iter().map(|method| format!("`{method}`")).collect();
                names.join(" or ")
            }
        };
        let unused = format!("a linear value must be consumed, by {ends}");
        // The place is known to rustc alone, which joins the text around it.
        let before = format!("a value of the linear type `{name}`, declared at ");
        let after = format!(
            ", is lost: a path of this program ends without consuming it\n\
             consume it on every path, also before `return`, `?`, `break` and an assignment: by {ends}\n\
             inside an `Option` write `LinOpt<{name}>`, inside a `Vec` `LinVec<{name}>`, in a map, a `Box<dyn Trait>`, a \
             thread or across an `.await` `Deferred<{name}>`\n\
             `cargo wasm check` names the function, the variable and the line"
        );
        let (generics, arguments, bounds) = self.input.generics.split_for_impl();
        let (names, types): (Vec<_>, Vec<_>) =
            self.fields.iter().map(|(name, ty)| (name, ty)).unzip();
        let input = &self.input;
        let acquire_docs = format!("Makes a `{name}`, which has to be consumed.");
        let consume_docs = format!("Takes a `{name}` apart: it is consumed.");
        // An error about the impls points at the type's name, not at the attribute.
        let refusals = quote_spanned! {name.span()=>
            #[automatically_derived]
            impl #generics ::wasm::linear::LinearIsNeverClone for #name #arguments #bounds {}
            #[automatically_derived]
            impl #generics ::wasm::linear::LinearNeverHasDrop for #name #arguments #bounds {}
        };
        quote! {
            #[must_use = #unused]
            #input

            #[automatically_derived]
            impl #generics ::wasm::linear::Linear for #name #arguments #bounds {
                const NAME: &'static str = #text;
                const DECLARED: &'static str = ::core::concat!(::core::file!(), ":", ::core::line!());
                const LOST: &'static str = ::core::concat!(#before, ::core::file!(), ":", ::core::line!(), #after);
            }

            #refusals

            #[automatically_derived]
            #[allow(dead_code, clippy::too_many_arguments, clippy::type_complexity, clippy::unused_unit)]
            impl #generics #name #arguments #bounds {
                #[doc = #acquire_docs]
                #[inline(always)]
                const fn acquire(#(#names: #types),*) -> Self {
                    let #bomb = ::wasm::linear::Bomb::armed();
                    #pattern
                }

                #[doc = #consume_docs]
                #[inline(always)]
                fn consume(self) -> (#(#types,)*) {
                    let #pattern = self;
                    ::wasm::linear::Bomb::defuse(#bomb);
                    (#(#names,)*)
                }
            }
        }
    }
}

/// Where an item of whatever kind begins, behind its attributes.
fn head(item: &TokenStream) -> Span {
    let mut tokens = item.clone().into_iter().peekable();
    while let Some(token) = tokens.next() {
        let is_attribute = matches!(&token, proc_macro2::TokenTree::Punct(p) if p.as_char() == '#');
        if !is_attribute {
            return token.span();
        }
        tokens.next();
    }
    Span::call_site()
}

/// All mistakes at once.
struct Errors(Option<Error>);

impl Errors {
    fn add(&mut self, error: Error) {
        match &mut self.0 {
            Some(all) => all.combine(error),
            None => self.0 = Some(error),
        }
    }
}
