//! `#[wasm::export]` and `#[wasm::import]` where no component's macro has taken them: functions that JavaScript calls, and its own.
//!
//! Two roads lead there. What a signature writes with types of [`types::Ty`] alone goes by an ABI of our own, and cargo-wasm
//! writes the JavaScript for it from a custom section. Everything else goes through wasm-bindgen.

mod bindgen;
mod export;
mod function;
mod import;
mod names;
mod structs;
mod types;

pub(crate) use export::expand as export;
pub(crate) use import::expand as import;
pub(crate) use structs::element;

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Attribute, Error, Expr, ExprLit, Lit, Meta};

/// A documentation's text, without the space after each `///`.
fn docs(attrs: &[Attribute]) -> String {
    let lines = attrs.iter().filter_map(|attr| match &attr.meta {
        Meta::NameValue(meta) if meta.path.is_ident("doc") => match &meta.value {
            Expr::Lit(ExprLit {
                lit: Lit::Str(text),
                ..
            }) => Some(text.value()),
            _ => None,
        },
        _ => None,
    });
    let lines: Vec<String> = lines
        .map(|line| line.strip_prefix(' ').unwrap_or(&line).to_owned())
        .collect();
    lines.join("\n").trim().to_owned()
}

/// A record in the module's section.
fn record(fields: TokenStream) -> TokenStream {
    quote! {
        const __FIELDS: &[__js::Field<'_>] = &[#fields];
        // Not `#[used]`: it would be in memory as well.
        #[unsafe(link_section = "wasmrust.js")]
        static __RECORD: [u8; __js::record_size(__FIELDS)] = __js::record(__FIELDS);
    }
}

fn combine(errors: Vec<Error>) -> syn::Result<()> {
    let all = errors.into_iter().reduce(|mut all, error| {
        all.combine(error);
        all
    });
    all.map_or(Ok(()), Err)
}
