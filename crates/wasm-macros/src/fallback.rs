//! `#[wasm::fallback(for = f)]`: the body of `f` where the host lacks what `f` requires.
//!
//! The attribute knows only its own function. It calls the macro that `#[wasm::requires]` left beside `f`, and that one
//! brings the two together in [`join`], on every host, so that a mismatch is found whatever is built.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream, Parser};
use syn::spanned::Spanned;
use syn::{Error, FnArg, GenericParam, ItemFn, ReturnType, Signature, Token, Type, Visibility};

use crate::capability;
use crate::requires::with_error;

pub(crate) fn expand(args: TokenStream, input: TokenStream) -> TokenStream {
    let target = target.parse2(args);
    let function = syn::parse2::<ItemFn>(input.clone())
        .map_err(|error| {
            Error::new(
                error.span(),
                "`#[wasm::fallback]` goes on a function with a body",
            )
        })
        .and_then(check);
    match (target, function) {
        (Ok(target), Ok(function)) => write(&target, &function),
        (Err(mut error), Err(other)) => {
            error.combine(other);
            with_error(&error, &input)
        }
        (Err(error), _) | (_, Err(error)) => with_error(&error, &input),
    }
}

/// Reads `for = histogram`.
fn target(input: ParseStream<'_>) -> syn::Result<Ident> {
    const FORM: &str =
        "say which function this stands in for: `#[wasm::fallback(for = histogram)]`";
    let wrong = |error: Error| Error::new(error.span(), FORM);
    input.parse::<Token![for]>().map_err(wrong)?;
    input.parse::<Token![=]>().map_err(wrong)?;
    let path: syn::Path = input.parse().map_err(wrong)?;
    if !input.is_empty() {
        return Err(input.error(FORM));
    }
    path.get_ident().cloned().ok_or_else(|| {
        Error::new_spanned(
            &path,
            "the function is in the same module as its fallback; write its name alone, and move the fallback to it",
        )
    })
}

fn check(function: ItemFn) -> syn::Result<ItemFn> {
    match function.sig.receiver() {
        Some(receiver) => Err(Error::new(
            receiver.span(),
            "a method cannot be a fallback; branch on `wasm::host::has(…)` in the method, or call a free function that has one",
        )),
        None => Ok(function),
    }
}

fn write(target: &Ident, function: &ItemFn) -> TokenStream {
    let requires = format_ident!("wasm_requires_on_{}", target.unraw(), span = target.span());
    let (vis, name) = (&function.vis, &function.sig.ident);
    quote! {
        // Unused where `for` has all that it requires.
        #[allow(dead_code)]
        #function
        #requires! { #vis #name }
    }
}

/// `[capabilities] signature; fallback`, or a text that says why there can be none.
struct Join {
    names: Vec<Ident>,
    vis: Visibility,
    sig: Signature,
    fallback_vis: Visibility,
    fallback: Ident,
}

impl Parse for Join {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        if let Some(refusal) = input.parse::<Option<syn::LitStr>>()? {
            // Not `input.error`: the place is the function that was refused one.
            let _: TokenStream = input.parse()?;
            return Err(Error::new(refusal.span(), refusal.value()));
        }
        let list;
        syn::bracketed!(list in input);
        let mut names = Vec::new();
        while !list.is_empty() {
            names.push(list.parse()?);
        }
        let (vis, sig) = (input.parse()?, input.parse()?);
        input.parse::<Token![;]>()?;
        Ok(Join {
            names,
            vis,
            sig,
            fallback_vis: input.parse()?,
            fallback: input.parse()?,
        })
    }
}

/// What a function and its fallback need once both are known: the check, the record, and the import where it is needed.
pub(crate) fn join(input: TokenStream) -> TokenStream {
    let join: Join = match syn::parse2(input) {
        Ok(join) => join,
        Err(error) => return error.to_compile_error(),
    };
    let Join {
        names,
        vis,
        sig,
        fallback,
        ..
    } = &join;
    if let Err(error) = same_visibility(&join) {
        return error.to_compile_error();
    }
    let check = same_signature(sig, fallback);
    let (first, target) = (&names[0], &sig.ident);
    let texts = names.iter().map(capability::text);
    let (item, target_text) = (
        format!("::{}", fallback.unraw()),
        target.unraw().to_string(),
    );
    let import = quote_spanned!(fallback.span()=> #vis use #fallback as __wasm_fallback;);
    quote! {
        #check
        // The import below under every host, so that rustc compares the visibilities there too.
        const _: () = {
            #[allow(unused_imports)]
            #import
        };
        ::wasm::__record_capabilities! { Fallback #item #target_text [#(#texts)*] }
        ::wasm::__private::capability::#first! { [] #(#names)* finish alias {
            #[allow(unused_imports)]
            #vis use #fallback as #target;
        } }
    }
}

/// The import that takes the function's place cannot show more than the fallback itself does.
///
/// Refused here is what is less visible whatever the modules are; [`join`] leaves the rest to rustc, which knows them.
fn same_visibility(join: &Join) -> syn::Result<()> {
    let enough = match (Shown::by(&join.vis), Shown::by(&join.fallback_vis)) {
        (Shown::Here, _) | (_, Shown::Everywhere) => true,
        (Shown::Everywhere, _) | (_, Shown::Here) => false,
        (Shown::Partly, Shown::Partly) => true,
    };
    if enough {
        return Ok(());
    }
    let vis = &join.vis;
    let wanted = quote!(#vis).to_string().replace(' ', "");
    let wanted = wanted.replace("(in", "(in ");
    let (name, target) = (&join.fallback, &join.sig.ident);
    Err(Error::new(
        name.span(),
        format!("`{target}` is `{wanted}` and its fallback is not; write `{wanted} fn {name}`"),
    ))
}

/// How far an item is seen, as far as its visibility alone says it.
enum Shown {
    /// In its module: no word, or `pub(self)`.
    Here,
    /// `pub(crate)`, `pub(super)`, `pub(in path)`
    Partly,
    /// `pub`
    Everywhere,
}

impl Shown {
    fn by(vis: &Visibility) -> Self {
        match vis {
            Visibility::Inherited => Shown::Here,
            Visibility::Restricted(vis) if vis.path.is_ident("self") => Shown::Here,
            Visibility::Restricted(_) => Shown::Partly,
            Visibility::Public(_) => Shown::Everywhere,
        }
    }
}

fn same_signature(sig: &Signature, fallback: &Ident) -> TokenStream {
    let (params, clause) = (&sig.generics.params, &sig.generics.where_clause);
    let generics = quote!(<#params>);
    let named: Vec<_> = params.iter().filter_map(named).collect();
    let types: Vec<&Type> = sig.inputs.iter().filter_map(ty).collect();
    let output = &sig.output;
    let (unsafety, abi) = (&sig.unsafety, &sig.abi);
    let is_opaque = |ty: &Type| quote!(#ty).to_string().contains("impl ");
    let returns_opaque = matches!(output, ReturnType::Type(_, ty) if is_opaque(ty));
    let takes_opaque = types.iter().any(|ty| is_opaque(ty));
    let callee = if takes_opaque || named.is_empty() {
        quote!(#fallback)
    } else {
        quote!(#fallback::<#(#named),*>)
    };
    if sig.asyncness.is_none() && sig.constness.is_none() && !takes_opaque && !returns_opaque {
        // The error is about the fallback, and so is its place. The function's own parameters imply the same bounds.
        let bind = quote_spanned!(fallback.span()=> let _: #unsafety #abi fn(#(#types),*) #output = #callee;);
        return quote! {
            const _: () = {
                #[allow(dead_code)]
                fn __wasm_signature #generics (#(_: #types),*) #output #clause { #bind ::core::unreachable!() }
            };
        };
    }
    // No type says what an async or const function or one with `impl Trait` must be: one that calls it does.
    // Hygienic, so that a fallback of such a name is not taken for an argument.
    let arg = |i| format_ident!("a{i}", span = Span::mixed_site());
    let args: Vec<_> = (0..types.len()).map(arg).collect();
    let (asyncness, constness) = (&sig.asyncness, &sig.constness);
    let mut call = quote_spanned!(fallback.span()=> #callee(#(#args),*));
    if sig.unsafety.is_some() {
        call = quote!(unsafe { #call });
    }
    if asyncness.is_some() {
        call = quote_spanned!(fallback.span()=> #call.await);
    }
    quote! {
        const _: () = {
            #[allow(dead_code)]
            #constness #asyncness #unsafety #abi fn __wasm_signature #generics (#(#args: #types),*) #output #clause { #call }
        };
    }
}

fn named(param: &GenericParam) -> Option<&Ident> {
    match param {
        GenericParam::Type(param) => Some(&param.ident),
        GenericParam::Const(param) => Some(&param.ident),
        GenericParam::Lifetime(_) => None,
    }
}

fn ty(arg: &FnArg) -> Option<&Type> {
    match arg {
        FnArg::Typed(arg) => Some(&arg.ty),
        FnArg::Receiver(_) => None,
    }
}
