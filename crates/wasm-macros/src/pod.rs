//! `#[derive(wasm::Pod)]`: refuses what is no plain data, each mistake by its name, and implements `bytemuck::Pod`.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Attribute, Data, DeriveInput, Error, Field, Member, Result, Type};

/// What is known of the struct's layout.
#[derive(Clone, Copy, PartialEq)]
enum Repr {
    C,
    Transparent,
    /// The compiler's own.
    Rust,
}

pub(crate) fn expand(item: TokenStream) -> TokenStream {
    match syn::parse2(item) {
        Ok(input) => derive(&input).unwrap_or_else(|error| refuse(error, &input)),
        Err(error) => error.into_compile_error(),
    }
}

/// The errors, with an implementation all the same, so that uses of the type are not reported as well.
fn refuse(error: Error, input: &DeriveInput) -> TokenStream {
    let error = error.into_compile_error();
    if !input.generics.params.is_empty() {
        return error;
    }
    let impls = unsafe_impls(&input.ident, &input.generics);
    quote!(#error #impls)
}

fn derive(input: &DeriveInput) -> Result<TokenStream> {
    let fields = match &input.data {
        Data::Struct(data) => &data.fields,
        Data::Enum(data) => {
            return Err(Error::new(
                data.enum_token.span,
                "an enum is not plain data: the host may write numbers that are no variant; store the number in a `u8` or `u32` field of a struct, and convert it by `TryFrom`",
            ));
        }
        Data::Union(data) => {
            return Err(Error::new(
                data.union_token.span,
                "a union is not plain data: its fields may leave bytes uninitialised; write a struct with an array of bytes, and read it by `wasm::bytemuck::cast`",
            ));
        }
    };
    let mut errors = Vec::new();
    let repr = repr(&input.attrs, &mut errors);
    check_generics(input, repr, &mut errors);
    if repr == Repr::Rust {
        errors.push(Error::new(
            input.ident.span(),
            format!(
                "`{}` needs `#[repr(C)]`: without it the order of fields is the compiler's; write `#[repr(C)]` above the struct",
                input.ident
            ),
        ));
    }
    for field in fields {
        check_type(&field.ty, &mut errors);
    }
    if let Some(error) = errors.into_iter().reduce(|mut all, error| {
        all.combine(error);
        all
    }) {
        return Err(error);
    }
    let fields: Vec<&Field> = fields.iter().collect();
    Ok(implement(input, repr, &fields))
}

fn repr(attrs: &[Attribute], errors: &mut Vec<Error>) -> Repr {
    let mut repr = Repr::Rust;
    for attr in attrs.iter().filter(|attr| attr.path().is_ident("repr")) {
        let parsed = attr.parse_nested_meta(|meta| {
            if meta.path.is_ident("C") {
                repr = Repr::C;
            } else if meta.path.is_ident("transparent") {
                repr = Repr::Transparent;
            } else if meta.input.peek(syn::token::Paren) {
                // `align(N)`, `packed(N)`
                let content;
                syn::parenthesized!(content in meta.input);
                content.parse::<TokenStream>()?;
            }
            Ok(())
        });
        errors.extend(parsed.err());
    }
    repr
}

fn check_generics(input: &DeriveInput, repr: Repr, errors: &mut Vec<Error>) {
    for param in &input.generics.params {
        if let syn::GenericParam::Lifetime(param) = param {
            errors.push(Error::new(
                param.span(),
                "plain data borrows nothing; remove the lifetime, and hold an index or an offset in place of a reference",
            ));
        } else if repr == Repr::C {
            errors.push(Error::new(
                param.span(),
                "the padding of a generic `#[repr(C)]` struct is unknown; write `#[repr(transparent)]` around one field, or one struct for each type",
            ));
        }
    }
}

/// Names the mistake where the way that a type is written shows it. What hides behind an alias meets the trait bound.
fn check_type(ty: &Type, errors: &mut Vec<Error>) {
    let refuse = |way_out: &str| {
        Error::new(
            ty.span(),
            format!("`{}` is not plain data: {way_out}", display(ty)),
        )
    };
    match ty {
        Type::Array(array) => check_type(&array.elem, errors),
        Type::Paren(inner) => check_type(&inner.elem, errors),
        Type::Group(inner) => check_type(&inner.elem, errors),
        Type::Ptr(_) => errors.push(refuse(
            "the host could forge an address; write a `u32` index or offset",
        )),
        Type::Reference(_) => errors.push(refuse(
            "the host could forge an address; write an array by value, or a `u32` index or offset",
        )),
        Type::BareFn(_) => errors.push(refuse(
            "the host could forge a function; write a `u32` number and `match` on it",
        )),
        Type::Tuple(tuple) if !tuple.elems.is_empty() => errors.push(refuse(
            "the order of a tuple's fields is the compiler's; write an array or a `#[repr(C)]` struct",
        )),
        Type::Slice(_) => errors.push(refuse("its length is unknown; write an array `[T; N]`")),
        Type::TraitObject(_) | Type::ImplTrait(_) => {
            errors.push(refuse("its type is unknown; write a struct"));
        }
        Type::Never(_) => errors.push(refuse("it has no value; remove the field")),
        Type::Path(path) => {
            // `Vec`, `std::vec::Vec`; not `Self::Vec` nor `<T as Trait>::Vec`.
            let last = path.path.segments.last().filter(|_| path.qself.is_none());
            if let Some(way_out) = last.and_then(|segment| way_out(&segment.ident.to_string())) {
                errors.push(refuse(way_out));
            }
        }
        _ => {}
    }
}

/// What to write in place of a type of the standard library or of `wasm`.
fn way_out(name: &str) -> Option<&'static str> {
    Some(match name {
        "bool" => "the host may write other bytes than 0 and 1; write `u8`, and compare it with 0",
        "char" => {
            "the host may write numbers that are no character; write `u32`, and convert it by `char::from_u32`"
        }
        "str" | "String" => "it is not in place; write `[u8; N]` and a length",
        "Vec" | "VecDeque" => "its elements are elsewhere; write an array `[T; N]` and a length",
        "Box" | "Rc" | "Arc" | "Weak" | "NonNull" | "AtomicPtr" => {
            "it is an address that the host could forge; write the value itself, or a `u32` index"
        }
        "Option" => {
            "the host may write other tags than `Some` and `None`; write a value that stands for none, or a `u8` flag beside it"
        }
        "Result" => {
            "the host may write other tags than `Ok` and `Err`; write a `u8` flag beside the value"
        }
        "HashMap" | "BTreeMap" | "HashSet" | "BTreeSet" | "BinaryHeap" | "LinkedList" => {
            "its elements are elsewhere; write an array `[T; N]` and a length"
        }
        "Cell" | "RefCell" | "UnsafeCell" | "OnceCell" | "Mutex" | "RwLock" => {
            "plain data is copied; write the value itself"
        }
        "ExternRef" | "FuncRef" | "TypedFuncRef" | "Handle" => {
            "it is owned, and a copy would be freed twice; keep it outside of the struct"
        }
        "View" | "ViewMut" | "SharedSlice" | "SharedSliceMut" | "AtomicSlice" => {
            "it is an address that the host could forge; write an array by value, or a `u32` index"
        }
        "NonZero" => "the host may write 0; write the integer, and convert it by `NonZero::new`",
        _ if name.starts_with("NonZero") => {
            "the host may write 0; write the integer, and convert it by `NonZero::new`"
        }
        "AtomicBool" => "plain data is copied; write `u8`",
        _ if name.starts_with("Atomic") => {
            "plain data is copied; write the integer, and use `SharedSliceMut::atomic` on a slice of it"
        }
        _ => return None,
    })
}

/// A type as people write it.
fn display(ty: &Type) -> String {
    let mut text = ty.to_token_stream().to_string();
    for (from, to) in [
        (" < ", "<"),
        (" >", ">"),
        (" :: ", "::"),
        (" ,", ","),
        ("* const ", "*const "),
        ("* mut ", "*mut "),
        ("& ", "&"),
        (" (", "("),
        (" ;", ";"),
    ] {
        text = text.replace(from, to);
    }
    text
}

fn implement(input: &DeriveInput, repr: Repr, fields: &[&Field]) -> TokenStream {
    let name = &input.ident;
    let mut generics = input.generics.clone();
    let mut checks = TokenStream::new();
    if generics.params.is_empty() {
        for field in fields {
            // `Self` is not a name outside of an impl.
            let ty = without_self(field.ty.to_token_stream(), name);
            let check = quote_spanned!(field.ty.span()=> ::wasm::__private::pod::plain::<#ty>(););
            checks.extend(check);
        }
        if repr == Repr::C {
            checks.extend(gaps(name, fields));
        }
    } else {
        // `repr(transparent)`: no gaps, whatever the fields are.
        let bounds = fields.iter().map(|field| {
            let ty = &field.ty;
            quote_spanned!(ty.span()=> #ty: ::wasm::__private::pod::Pod)
        });
        let params: Vec<_> = input.generics.type_params().map(|p| &p.ident).collect();
        let where_clause = generics.make_where_clause();
        for bound in bounds {
            where_clause.predicates.push(syn::parse_quote!(#bound));
        }
        // `Pod` is `'static`, also for a parameter that only a marker names.
        for param in params {
            where_clause
                .predicates
                .push(syn::parse_quote!(#param: ::core::marker::Copy + 'static));
        }
    }
    let same_fields = same_fields(name, &generics, fields);
    let unsafe_impls = unsafe_impls(name, &generics);
    let element = crate::js::element(input, &members(fields), fields);
    quote! {
        const _: () = { #checks };
        #same_fields
        #unsafe_impls
        #element
    }
}

/// Refuses a struct whose fields are others than those that were checked: an attribute macro below the derive runs after it.
fn same_fields(name: &Ident, generics: &syn::Generics, fields: &[&Field]) -> TokenStream {
    let (params, args, bounds) = generics.split_for_impl();
    let members = members(fields);
    let variables: Vec<Ident> = (0..members.len())
        .map(|i| Ident::new(&format!("field{i}"), Span::mixed_site()))
        .collect();
    let types = fields.iter().map(|field| &field.ty);
    let pattern = quote_spanned!(name.span()=> #name { #(#members: #variables),* });
    quote! {
        const _: () = {
            // A trait of its own, since there `Self` in the types is what it is in the struct.
            #[allow(dead_code)]
            trait __WasmFields {
                fn fields(self);
            }
            #[automatically_derived]
            #[allow(clippy::let_unit_value)]
            impl #params __WasmFields for #name #args #bounds {
                fn fields(self) {
                    let #pattern = self;
                    #(let _: #types = #variables;)*
                }
            }
        };
    }
}

fn unsafe_impls(name: &Ident, generics: &syn::Generics) -> TokenStream {
    let (params, args, bounds) = generics.split_for_impl();
    let unsafe_impls = ["Zeroable", "Pod"].map(|implemented| {
        let implemented = Ident::new(implemented, Span::call_site());
        let head =
            quote_spanned!(name.span()=> ::wasm::__private::pod::#implemented for #name #args);
        quote! {
            #[automatically_derived]
            unsafe impl #params #head #bounds {}
        }
    });
    quote!(#(#unsafe_impls)*)
}

/// Checks that nothing lies between the fields, nor behind the last.
fn gaps(name: &Ident, fields: &[&Field]) -> TokenStream {
    let members = members(fields);
    let text_of = |member: &Member| member.to_token_stream().to_string();
    let mut parts = Vec::new();
    let checks = members.iter().enumerate().map(|(i, member)| {
        let text = text_of(member);
        let span = fields[i]
            .ident
            .as_ref()
            .map_or_else(|| fields[i].ty.span(), Ident::span);
        let ty = without_self(fields[i].ty.to_token_stream(), name);
        let (following, text) = match members.get(i + 1) {
            Some(next) => (
                quote_spanned!(span=> ::core::mem::offset_of!(#name, #next)),
                format!(
                    " of padding after field `{text}`: `{}` is aligned to more; put fields of larger alignment first, or fill the gap by a field `_padding: [u8; N]` of that many bytes",
                    text_of(next)
                ),
            ),
            None => (
                quote_spanned!(span=> ::core::mem::size_of::<#name>()),
                format!(
                    " of padding after field `{text}`, at the end of `{name}`; append a field `_padding: [u8; N]` of that many bytes"
                ),
            ),
        };
        let (start, size) = (
            quote_spanned!(span=> ::core::mem::offset_of!(#name, #member)),
            quote_spanned!(span=> ::core::mem::size_of::<#ty>()),
        );
        parts.push(quote!((#start, #size, #following)));
        quote_spanned! {span=>
            ::wasm::__private::pod::no_gap(
                #start + #size,
                #following,
                #text,
            );
        }
    });
    // One constant for each, so that all are reported.
    let checks = checks.map(|check| quote!(const _: () = { #check };));
    let mut checks: TokenStream = checks.collect();
    // What was checked above is only so while the fields are in this order and the struct is `repr(C)`.
    let text = format!(
        "`{name}` is laid out otherwise than its `#[repr(C)]` said when it was derived: write `#[derive(wasm::Pod)]` below the attribute that changes it"
    );
    checks.extend(quote_spanned! {name.span()=>
        const _: () = ::wasm::__private::pod::whole(::core::mem::size_of::<#name>(), &[#(#parts),*], #text);
    });
    // An aligned struct without fields is nothing but padding.
    if members.is_empty() {
        let text = format!(" of padding in `{name}`, which has no fields; remove its `align`");
        return quote_spanned! {name.span()=>
            ::wasm::__private::pod::no_gap(0, ::core::mem::size_of::<#name>(), #text);
        };
    }
    checks
}

fn members(fields: &[&Field]) -> Vec<Member> {
    let member = |(index, field): (usize, &&Field)| match &field.ident {
        Some(ident) => Member::Named(ident.clone()),
        None => Member::Unnamed(index.into()),
    };
    (0..).zip(fields).map(member).collect()
}

/// The same with the struct's name for `Self`.
pub(crate) fn without_self(tokens: TokenStream, name: &Ident) -> TokenStream {
    let replace = |token| match token {
        TokenTree::Ident(ident) if ident == "Self" => {
            TokenTree::Ident(Ident::new(&name.to_string(), ident.span()))
        }
        TokenTree::Group(group) => {
            let mut inner =
                proc_macro2::Group::new(group.delimiter(), without_self(group.stream(), name));
            inner.set_span(group.span());
            TokenTree::Group(inner)
        }
        other => other,
    };
    tokens.into_iter().map(replace).collect()
}
