//! `#[wasm::export]` on what JavaScript may use.

use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::parse::Parser;
use syn::{Error, Item, ItemFn, LitStr};

use super::function::{self, Direct, Side};
use super::types::Ty;
use super::{bindgen, docs, names, record};

pub(crate) fn expand(args: TokenStream, item: TokenStream) -> TokenStream {
    let expanded = parse_args(args).and_then(|name| match syn::parse2::<Item>(item.clone())? {
        Item::Fn(item) => function(item, name),
        Item::Struct(item) => bindgen::structure(item, name),
        Item::Enum(item) => bindgen::enumeration(item, name),
        Item::Impl(item) => bindgen::methods(item, name),
        Item::ForeignMod(item) => Err(Error::new_spanned(
            item.abi,
            "functions of JavaScript's are imported; write `#[wasm::import(\"module\")]` or `#[wasm::import(global)]`",
        )),
        other => Err(Error::new_spanned(
            first_token(&other),
            "JavaScript has no use for this; `#[wasm::export]` stands above functions, structs, enums and `impl` blocks",
        )),
    });
    // With the item, so that its uses are not reported as well.
    expanded.unwrap_or_else(|error| {
        let error = error.to_compile_error();
        quote!(#error #item)
    })
}

/// The first token of an item that is not an attribute's or its visibility's, or the first of all.
fn first_token(item: &Item) -> TokenStream {
    let keyword = match item {
        Item::Const(item) => quote!(#item).into_iter().find(|t| t.to_string() == "const"),
        Item::Static(item) => quote!(#item)
            .into_iter()
            .find(|t| t.to_string() == "static"),
        Item::Mod(item) => quote!(#item).into_iter().find(|t| t.to_string() == "mod"),
        Item::Trait(item) => quote!(#item).into_iter().find(|t| t.to_string() == "trait"),
        Item::Type(item) => quote!(#item).into_iter().find(|t| t.to_string() == "type"),
        other => quote!(#other).into_iter().next(),
    };
    keyword.into_iter().collect()
}

/// `name = "…"`, or nothing.
fn parse_args(args: TokenStream) -> syn::Result<Option<LitStr>> {
    let mut name: Option<LitStr> = None;
    let parser = syn::meta::parser(|meta| {
        if !meta.path.is_ident("name") {
            return Err(meta.error(
                "for JavaScript `#[wasm::export]` takes `name` and nothing else: #[wasm::export(name = \"drawLine\")]",
            ));
        }
        let text: LitStr = meta.value()?.parse()?;
        if !names::is_identifier(&text.value()) {
            return Err(Error::new(
                text.span(),
                "a name in JavaScript is letters, digits, `_` and `$`, and does not begin with a digit",
            ));
        }
        if name.replace(text).is_some() {
            return Err(meta.error("`name` is there twice; remove one"));
        }
        Ok(())
    });
    parser.parse2(args)?;
    Ok(name)
}

fn function(item: ItemFn, name: Option<LitStr>) -> syn::Result<TokenStream> {
    function::check(&item.sig)?;
    let ident = match &name {
        Some(name) => proc_macro2::Ident::new("name", name.span()),
        None => item.sig.ident.clone(),
    };
    let (name, raw) = match name {
        Some(name) => (name.value(), name.value()),
        None => (names::camel(&item.sig.ident), item.sig.ident.to_string()),
    };
    names::check_export(&name, &ident)?;
    match function::read(&item.sig, Side::Rust)? {
        Some(direct) => Ok(direct_function(&item, &name, &raw, &direct)),
        None => bindgen::function(item, &name),
    }
}

/// `raw` is its name where there is no JavaScript.
fn direct_function(item: &ItemFn, name: &str, raw: &str, direct: &Direct) -> TokenStream {
    // A name of its own: an export called `log` would take the place of libm's in the whole module.
    let symbol = format!("js:{name}");
    let wrapped = wrapped(item, direct, &symbol);
    let (docs, fields) = (docs(&item.attrs), direct.fields());
    let record = record(quote! {
        __js::Field::U8(0), __js::Field::Text(#name), __js::Field::Text(#symbol), __js::Field::Text(#docs), #fields
    });
    let plain = direct.is_plain().then(|| self::wrapped(item, direct, raw));
    quote! {
        #item
        ::wasm::__js_host! {
            { const _: () = { use ::wasm::__private::js as __js; #wrapped #record }; }
            { const _: () = { use ::wasm::__private::js as __js; #plain }; }
            {}
        }
    }
}

/// The module's function, which takes and gives numbers.
fn wrapped(item: &ItemFn, direct: &Direct, symbol: &str) -> TokenStream {
    let (function, params, result) = (&item.sig.ident, direct.abi_params(), direct.abi_result());
    let arguments = direct
        .params
        .iter()
        .map(|param| param.ty.lift(&param.numbers));
    // SAFETY, of what is written: JavaScript's side passes what `wasm::section::js` says for these types.
    let call = quote!(let result = unsafe { #function(#(#arguments),*) };);
    let body = match &direct.result {
        Ty::Unit => quote!(#call result),
        Ty::Scalar(ident) => {
            let ty = super::types::scalar(ident);
            quote!(#call result as #ty)
        }
        other => {
            let messages = matches!(other, Ty::Result(_)).then(|| {
                quote! {
                    let result = result.map_err(|error| {
                        use __js::{BoxChain as _, DisplayChain as _, ErrorChain as _, SendChain as _};
                        (&&&&__js::Thrown(error)).chain()
                    });
                }
            });
            quote! {
                #call
                #messages
                __js::Lower::lower(result, &mut unsafe { __js::Slots::new(slots) })
            }
        }
    };
    let symbol = LitStr::new(symbol, Span::call_site());
    quote! {
        #[unsafe(export_name = #symbol)]
        #[allow(unused_imports, unused_unsafe, clippy::unnecessary_cast, clippy::let_unit_value)]
        extern "C" fn __export(#params) #result { #body }
    }
}
