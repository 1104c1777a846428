//! `#[wasm::region]`: turns a static into a `wasm::memory::Region` and records it in the module.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::parse::{Parse, ParseStream, Parser};
use syn::spanned::Spanned;
use syn::{Attribute, Error, Expr, LitInt, LitStr, Result, Token, Type, Visibility};

/// Intents as they are written, and their types in `wasm::memory`.
const INTENTS: [(&str, &str); 4] = [
    ("read-only", "ReadOnly"),
    ("shared", "Shared"),
    ("streaming", "Streaming"),
    ("scratch", "Scratch"),
];

/// The largest alignment of a region: a page.
const MAX_ALIGN: u64 = 65_536;

pub(crate) fn expand(args: TokenStream, item: TokenStream) -> TokenStream {
    let mut errors = Vec::new();
    let args = match Args::parse.parse2(args) {
        Ok(args) => Some(args),
        Err(error) => {
            errors.push(error);
            None
        }
    };
    let region = match syn::parse2::<Static>(item) {
        Ok(region) => Some(region),
        Err(error) => {
            errors.push(error);
            None
        }
    };
    if let (Some(args), Some(region)) = (&args, &region) {
        errors.extend(check(args, region).err());
    }
    match (args, region, errors.into_iter().reduce(combine)) {
        (Some(args), Some(region), None) => write(&args, &region),
        (_, _, error) => error
            .unwrap_or_else(|| Error::new(Span::call_site(), "this is no region"))
            .into_compile_error(),
    }
}

fn combine(mut all: Error, error: Error) -> Error {
    all.combine(error);
    all
}

/// The attribute's arguments.
struct Args {
    /// An index into [`INTENTS`], and where it is written.
    intent: (usize, Span),
    /// In bytes.
    align: Option<u64>,
    /// In bytes, and where it is written.
    size: Option<(u64, Span)>,
}

impl Args {
    fn parse(input: ParseStream) -> Result<Self> {
        let (mut intent, mut align, mut size) = (None, None, None);
        let mut errors = Vec::new();
        let whole = input.span();
        while !input.is_empty() {
            let name: Ident = input.call(syn::ext::IdentExt::parse_any)?;
            input
                .parse::<Token![=]>()
                .map_err(|error| Error::new(error.span(), format!("write `{name} = …`")))?;
            let twice = match name.to_string().as_str() {
                "intent" => {
                    let text: LitStr = input.parse().map_err(|error| {
                        Error::new(error.span(), format!("an intent is a text: {}", one_of()))
                    })?;
                    match INTENTS.iter().position(|(name, _)| *name == text.value()) {
                        Some(found) => intent.replace((found, text.span())).is_some(),
                        None => {
                            errors.push(Error::new(
                                text.span(),
                                format!(
                                    "no intent is called `{}`; write {}",
                                    text.value(),
                                    one_of()
                                ),
                            ));
                            // Not missing as well.
                            intent.replace((0, text.span())).is_some()
                        }
                    }
                }
                "align" => {
                    let number: LitInt = bytes(input, "align = 64")?;
                    let value = number.base10_parse::<u64>();
                    if !value
                        .as_ref()
                        .is_ok_and(|n| n.is_power_of_two() && *n <= MAX_ALIGN)
                    {
                        errors.push(Error::new(
                            number.span(),
                            format!(
                                "an alignment is a power of two from 1 to {MAX_ALIGN}, in bytes"
                            ),
                        ));
                    }
                    align.replace(value.unwrap_or(1)).is_some()
                }
                "size" => {
                    let number: LitInt = bytes(input, "size = 4096")?;
                    size.replace((number.base10_parse()?, number.span()))
                        .is_some()
                }
                other => {
                    return Err(Error::new(
                        name.span(),
                        format!(
                            "a region has no `{other}`; it has `intent = \"…\"`, `align = 64` and `size = 4096`"
                        ),
                    ));
                }
            };
            if twice {
                errors.push(Error::new(
                    name.span(),
                    format!("`{name}` is there twice; remove one"),
                ));
            }
            if !input.is_empty() {
                input.parse::<Token![,]>()?;
            }
        }
        if intent.is_none() {
            errors.push(Error::new(
                whole,
                format!(
                    "a region needs an intent; write `#[wasm::region(intent = \"…\")]` with {}",
                    one_of()
                ),
            ));
        }
        match (intent, errors.into_iter().reduce(combine)) {
            (Some(intent), None) => Ok(Args {
                intent,
                align,
                size,
            }),
            (_, Some(error)) => Err(error),
            (None, None) => Err(Error::new(whole, "a region needs an intent")),
        }
    }
}

fn bytes(input: ParseStream, example: &str) -> Result<LitInt> {
    input.parse().map_err(|error| {
        Error::new(
            error.span(),
            format!("write a number of bytes, as in `{example}`"),
        )
    })
}

/// All intents, for messages.
fn one_of() -> String {
    let names: Vec<String> = INTENTS
        .iter()
        .map(|(name, _)| format!("\"{name}\""))
        .collect();
    let (last, others) = names.split_last().expect("there are intents");
    format!("{} or {last}", others.join(", "))
}

/// A static, with or without a value.
struct Static {
    attrs: Vec<Attribute>,
    vis: Visibility,
    name: Ident,
    ty: Type,
    value: Option<Expr>,
}

impl Parse for Static {
    fn parse(input: ParseStream) -> Result<Self> {
        let attrs = input.call(Attribute::parse_outer)?;
        let vis = input.parse()?;
        if !input.peek(Token![static]) {
            let found: proc_macro2::TokenTree = input.parse()?;
            input.parse::<TokenStream>()?;
            return Err(Error::new(
                found.span(),
                "a region is a static; write `static NAME: [T; N];` below the attribute",
            ));
        }
        input.parse::<Token![static]>()?;
        if let Some(mutable) = input.parse::<Option<Token![mut]>>()? {
            input.parse::<TokenStream>()?;
            return Err(Error::new(
                mutable.span,
                "a region is written through its accessors; remove `mut`",
            ));
        }
        let name = input.parse()?;
        input.parse::<Token![:]>()?;
        let ty = input.parse()?;
        let value = match input.parse::<Option<Token![=]>>()? {
            Some(_) => Some(input.parse()?),
            None => None,
        };
        input.parse::<Token![;]>()?;
        Ok(Static {
            attrs,
            vis,
            name,
            ty,
            value,
        })
    }
}

fn check(args: &Args, region: &Static) -> Result<()> {
    let (intent, span) = (INTENTS[args.intent.0].0, args.intent.1);
    match (intent, &region.value) {
        ("read-only", None) => Err(Error::new(
            span,
            format!(
                "a region that nobody writes needs a value; write `static {}: … = …;`, or another intent",
                region.name
            ),
        )),
        ("streaming" | "scratch", Some(value)) => Err(Error::new(
            value.span(),
            format!(
                "a {intent} region begins as zeros; remove the value, or write `intent = \"read-only\"`"
            ),
        )),
        _ => Ok(()),
    }
}

fn write(args: &Args, region: &Static) -> TokenStream {
    let Static {
        attrs,
        vis,
        name,
        ty,
        value,
    } = region;
    let intent = Ident::new(INTENTS[args.intent.0].1, Span::call_site());
    let align = args
        .align
        .map_or_else(|| "Natural".to_owned(), |align| format!("A{align}"));
    let align = Ident::new(&align, Span::call_site());
    let region_ty = quote_spanned! {ty.span()=>
        ::wasm::memory::Region<#ty, ::wasm::memory::#intent, ::wasm::memory::align::#align>
    };
    let start = match value {
        Some(value) => quote!(::wasm::memory::Region::new(#value)),
        None => quote!(::wasm::memory::Region::zeroed()),
    };
    let size = args.size.map(|(said, span)| {
        let message = format!(
            "region `{name}` has another size than {said} bytes; correct `size`, or remove it and let the type say it"
        );
        quote_spanned! {span=>
            ::wasm::__private::region::check_size(__SIZE, #said, #message);
        }
    });
    let text = name.to_string();
    quote! {
        #(#attrs)*
        #vis static #name: #region_ty = #start;

        const _: () = {
            const __SIZE: usize = ::core::mem::size_of::<#ty>();
            #size
        };

        const _: () = {
            const __NAME: &str = ::core::concat!(::core::module_path!(), "::", #text);
            const fn __layout<T: ::wasm::memory::RegionData, I: ::wasm::memory::RegionIntent, A>(
                _: &::wasm::memory::Region<T, I, A>,
            ) -> (usize, usize) {
                (
                    ::wasm::memory::Region::<T, I, A>::SIZE,
                    ::wasm::memory::Region::<T, I, A>::ALIGN,
                )
            }
            #[used]
            #[cfg_attr(target_family = "wasm", unsafe(link_section = "wasmrust.regions"))]
            static __RECORD: [u8; ::wasm::__private::region::record_size(__NAME)] =
                ::wasm::__private::region::record(
                    __NAME,
                    __layout(&#name).0,
                    __layout(&#name).1,
                    ::wasm::__private::region::Intent::#intent,
                );
        };
    }
}
