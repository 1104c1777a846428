//! `#[wasm::on_start]` and `#[wasm::on_stop]`: functions that run when a program starts and stops.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use proc_macro2::{Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::ext::IdentExt;
use syn::parse::{ParseStream, Parser};
use syn::spanned::Spanned;
use syn::{Error, Ident, ItemFn, LitInt, ReturnType, Token};

use crate::requires::with_error;

/// `phase` is `Start` or `Stop`.
pub(crate) fn expand(phase: &str, args: TokenStream, input: TokenStream) -> TokenStream {
    let name = format!("on_{}", phase.to_lowercase());
    let order = (|stream: ParseStream<'_>| order(&name, stream)).parse2(args);
    let function = syn::parse2::<ItemFn>(input.clone())
        .map_err(|error| {
            Error::new(
                error.span(),
                format!("`#[wasm::{name}]` goes on a function: write `fn name() {{ … }}` below it"),
            )
        })
        .and_then(|function| check(&name, function));
    match (order, function) {
        (Ok(order), Ok(function)) => write(phase, order, &function),
        (Err(mut error), Err(other)) => {
            error.combine(other);
            with_error(&error, &input)
        }
        (Err(error), _) | (_, Err(error)) => with_error(&error, &input),
    }
}

/// Reads nothing or `order = -3`.
fn order(name: &str, input: ParseStream<'_>) -> syn::Result<i32> {
    let form = format!("write `#[wasm::{name}]` or `#[wasm::{name}(order = 10)]`");
    if input.is_empty() {
        return Ok(0);
    }
    let key: Ident = input
        .parse()
        .map_err(|error| Error::new(error.span(), &form))?;
    if key != "order" {
        let message = format!("`{key}` is no setting of a hook; {form}");
        return Err(Error::new(key.span(), message));
    }
    if input.parse::<Token![=]>().is_err() {
        return Err(Error::new(
            key.span(),
            format!("`order` has no value; {form}"),
        ));
    }
    let minus: Option<Token![-]> = input.parse()?;
    let number: LitInt = input.parse().map_err(|error| {
        Error::new(
            error.span(),
            "the order is a number, such as `order = 10`; smaller ones start first",
        )
    })?;
    if !input.is_empty() {
        return Err(input.error(&form));
    }
    let text = format!(
        "{}{}",
        if minus.is_some() { "-" } else { "" },
        number.base10_digits()
    );
    let suffixed = !matches!(number.suffix(), "" | "i32");
    text.parse().ok().filter(|_| !suffixed).ok_or_else(|| {
        Error::new(
            number.span(),
            "the order is an `i32`; write a number from -2147483648 to 2147483647",
        )
    })
}

fn check(name: &str, function: ItemFn) -> syn::Result<ItemFn> {
    let sig = &function.sig;
    let mut errors: Option<Error> = None;
    let mut fail = |span: Span, message: String| {
        let error = Error::new(span, message);
        match &mut errors {
            Some(all) => all.combine(error),
            None => errors = Some(error),
        }
    };
    match sig.inputs.first() {
        Some(syn::FnArg::Receiver(receiver)) => fail(
            receiver.span(),
            "a hook has no `self`: nobody could say which one; write a free function".to_owned(),
        ),
        Some(arg) => fail(
            arg.span(),
            format!(
                "a hook is called with nothing; write `fn {}()`, and keep what it needs in a static",
                sig.ident
            ),
        ),
        None => {}
    }
    if let Some(token) = &sig.asyncness {
        fail(
            token.span(),
            "a hook is called, not awaited; start the task or block on it inside a plain `fn`"
                .to_owned(),
        );
    }
    if let Some(token) = &sig.unsafety {
        fail(
            token.span(),
            "a hook is called by safe code; write a plain `fn` with an `unsafe` block that says why it holds".to_owned(),
        );
    }
    if let Some(param) = sig.generics.params.first() {
        fail(
            param.span(),
            format!(
                "nobody chooses a hook's parameters; write `fn {}()`",
                sig.ident
            ),
        );
    }
    if sig.ident == "main" {
        fail(
            sig.ident.span(),
            format!(
                "`main` is no hook: it runs anyway; write a function of another name, and `wasm::life::run` in `main`, which runs it as `{name}`"
            ),
        );
    }
    match errors {
        Some(errors) => Err(errors),
        None => Ok(function),
    }
}

fn write(phase: &str, order: i32, function: &ItemFn) -> TokenStream {
    let (name, phase) = (&function.sig.ident, format_ident!("{phase}"));
    let text = name.unraw().to_string();
    let line = name.span();
    // A result of another type is the mistake of who wrote the type.
    let result = match &function.sig.output {
        ReturnType::Default => name.span(),
        ReturnType::Type(_, ty) => ty.span(),
    };
    let call = quote_spanned!(result=> ::wasm::__private::life::Outcome::into_result(#name()));
    let line = quote_spanned!(line=> ::core::line!());
    let anchor = anchor(&phase, name);
    quote! {
        #function
        ::wasm::__hook! { #phase #order #text { #line } { #call } #anchor }
    }
}

/// What no other hook of a program has, together with the path of its module, which the symbol is followed by: package, file
/// and place, the phase where one function is both, and a number where `macro_rules` wrote several at one place.
fn anchor(phase: &Ident, name: &Ident) -> String {
    // How many hooks of this crate have the same so far. A process compiles one crate, and expands it in the same order each
    // time, so the numbers are the same in every build.
    static SAME: Mutex<BTreeMap<String, usize>> = Mutex::new(BTreeMap::new());
    let variable = |name| std::env::var(name).unwrap_or_default();
    let span = name.span().unwrap();
    let file = span.file();
    // What is in front differs from machine to machine.
    let parts: Vec<&str> = file.rsplit(['/', '\\']).take(3).collect();
    let file = parts.join("_");
    let (package, version) = (variable("CARGO_PKG_NAME"), variable("CARGO_PKG_VERSION"));
    let text = format!(
        "{phase}_{package}_{version}_{}_{file}_{}_{}_{}",
        variable("CARGO_CRATE_NAME"),
        span.line(),
        span.column(),
        name.unraw()
    );
    let plain = |c: char| if c.is_ascii_alphanumeric() { c } else { '_' };
    let text: String = text.chars().map(plain).collect();
    let mut same = SAME.lock().unwrap_or_else(PoisonError::into_inner);
    let count = same.entry(text.clone()).or_insert(0);
    *count += 1;
    match *count {
        1 => text,
        count => format!("{text}_{count}"),
    }
}
