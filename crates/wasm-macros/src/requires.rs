//! `#[wasm::requires(…)]`: records what an item needs, and has each use of it warned of where the host lacks that.
//!
//! Where nothing is lacking, the item stays as it is. Where something is, a function that a fallback may replace gets
//! another name, and its own comes from a glob import; a fallback's explicit import then takes precedence over the glob.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote};
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::visit::Visit;
use syn::{Attribute, Error, ImplItem, Item, ItemFn, ItemImpl, ItemMod, Meta, Token, Visibility};

use crate::capability;

pub(crate) fn expand(args: TokenStream, input: TokenStream) -> TokenStream {
    let names = capability::parse_list(args);
    let item = syn::parse2::<Item>(input.clone());
    match (names, item) {
        (Ok(names), Ok(item)) => {
            annotate(&names, item).unwrap_or_else(|error| with_error(&error, &input))
        }
        (Err(mut error), Err(other)) => {
            error.combine(other);
            with_error(&error, &input)
        }
        (Err(error), _) | (_, Err(error)) => with_error(&error, &input),
    }
}

/// The item stays, so that its absence is not reported as well.
pub(crate) fn with_error(error: &Error, input: &TokenStream) -> TokenStream {
    let error = error.to_compile_error();
    quote!(#error #input)
}

fn annotate(names: &[Ident], item: Item) -> syn::Result<TokenStream> {
    match item {
        Item::Fn(function) => Ok(annotate_fn(names, function)),
        Item::Mod(module) => annotate_mod(names, module),
        Item::Impl(block) => annotate_impl(names, block),
        Item::Verbatim(tokens) => Err(Error::new(
            keyword(&tokens),
            "`#[wasm::requires]` goes on a function with a body; annotate the function that implements this declaration",
        )),
        other => Err(Error::new(
            keyword(&other.to_token_stream()),
            "`#[wasm::requires]` goes on functions, modules and `impl` blocks; annotate what is called, such as the `impl` of this type",
        )),
    }
}

/// The token that says what an item is, behind attributes and visibility.
fn keyword(tokens: &TokenStream) -> Span {
    let is_keyword = |token: &TokenTree| {
        let TokenTree::Ident(ident) = token else {
            return false;
        };
        matches!(
            ident.to_string().as_str(),
            "fn" | "struct"
                | "enum"
                | "union"
                | "trait"
                | "type"
                | "const"
                | "static"
                | "use"
                | "extern"
                | "macro_rules"
        )
    };
    let mut tokens = tokens.clone().into_iter();
    let found = tokens.find(is_keyword).map(|token| token.span());
    found.unwrap_or_else(Span::call_site)
}

fn annotate_fn(names: &[Ident], mut function: ItemFn) -> TokenStream {
    let name = function.sig.ident.unraw();
    let record = record(names, &format!("::{name}"));
    function.block.stmts.insert(0, record);
    let kind = if is_method(&function) {
        "method"
    } else if is_exported(&function.attrs) {
        "exported"
    } else {
        "function"
    };
    let kind = format_ident!("{kind}");
    let chain = chain(names, &kind, &name, &function);
    if kind == "method" {
        return chain;
    }
    let (outer, inner) = (
        format_ident!("__wasm_requires_{name}"),
        format_ident!("wasm_requires_on_{name}", span = function.sig.ident.span()),
    );
    let body = if kind == "exported" {
        let message = format!(
            "`{name}` is exported under its name, which a fallback cannot take over; export a function that calls `{name}`"
        );
        let mut text = proc_macro2::Literal::string(&message);
        text.set_span(function.sig.ident.span());
        quote!(#text)
    } else {
        let (vis, sig) = (&function.vis, &function.sig);
        quote!([#(#names)*] #vis #sig;)
    };
    quote! {
        #chain
        ::wasm::__annotate_the_impl_block_if_this_is_in_one! { $ #outer #inner { #body } }
    }
}

fn annotate_mod(names: &[Ident], mut module: ItemMod) -> syn::Result<TokenStream> {
    let Some((_, items)) = &mut module.content else {
        return Err(Error::new(
            module.ident.span(),
            "the attribute sees no content here; write `#![…]`-free `mod name { … }`, or annotate the functions in the file",
        ));
    };
    let record = record(names, "");
    items.push(Item::Verbatim(record.to_token_stream()));
    let name = module.ident.clone();
    Ok(chain(names, &format_ident!("module"), &name, &module))
}

/// Each function of the block becomes a method that requires: an `impl` itself cannot be deprecated.
fn annotate_impl(names: &[Ident], mut block: ItemImpl) -> syn::Result<TokenStream> {
    if let Some((_, path, _)) = &block.trait_ {
        return Err(Error::new(
            path.span(),
            "callers see the trait's declaration, not this `impl`; annotate the trait's functions that have a body, or functions of a plain `impl`",
        ));
    }
    let ty = block.self_ty.to_token_stream().to_string();
    let ty: String = ty.split_whitespace().collect();
    for item in &mut block.items {
        if let ImplItem::Fn(function) = item {
            let name = function.sig.ident.unraw();
            let record = record(names, &format!("::{ty}::{name}"));
            function.block.stmts.insert(0, record);
            let tokens = chain(names, &format_ident!("method"), &name, &function);
            *item = ImplItem::Verbatim(tokens);
        }
    }
    Ok(block.to_token_stream())
}

/// Asks about each capability in turn; `wasm::__private::capability` explains.
fn chain(names: &[Ident], kind: &Ident, name: &Ident, item: &impl ToTokens) -> TokenStream {
    let (first, text) = (&names[0], name.to_string());
    quote! {
        ::wasm::__private::capability::#first! { [] #(#names)* finish item #kind #text { #item } }
    }
}

fn record(names: &[Ident], item: &str) -> syn::Stmt {
    let names = names.iter().map(capability::text);
    syn::parse_quote!(::wasm::__record_capabilities! { Requires #item "" [#(#names)*] })
}

/// Whether the function can only be in an `impl` or a trait.
fn is_method(function: &ItemFn) -> bool {
    struct MentionsSelf(bool);

    impl<'ast> Visit<'ast> for MentionsSelf {
        // Items within the body have a `Self` of their own.
        fn visit_item(&mut self, _: &'ast Item) {}

        fn visit_ident(&mut self, ident: &'ast Ident) {
            self.0 |= ident == "Self";
        }

        // What a macro is called with, or what syn does not know.
        fn visit_token_stream(&mut self, tokens: &'ast TokenStream) {
            self.0 |= mentions_self(tokens.clone());
        }
    }

    fn mentions_self(tokens: TokenStream) -> bool {
        tokens.into_iter().any(|token| match token {
            TokenTree::Ident(ident) => ident == "Self",
            TokenTree::Group(group) => mentions_self(group.stream()),
            _ => false,
        })
    }

    let mut found = MentionsSelf(false);
    found.visit_signature(&function.sig);
    found.visit_block(&function.block);
    function.sig.receiver().is_some() || found.0
}

/// Whether the function's own name is its symbol, so that it must not get another.
fn is_exported(attrs: &[Attribute]) -> bool {
    ["no_mangle", "export_name", "wasm_bindgen"]
        .iter()
        .any(|name| !conditions(attrs, name).is_empty())
}

/// Under which predicates of `cfg` there is an attribute whose path ends with `name`; `all()` is under every.
fn conditions(attrs: &[Attribute], name: &str) -> Vec<TokenStream> {
    let mut found = Vec::new();
    for attr in attrs {
        find(&attr.meta, name, &quote!(all()), &mut found);
    }
    found
}

/// Looks into `unsafe(…)` and `cfg_attr(…)`, which is still there when it is written below `#[wasm::requires]`.
fn find(meta: &Meta, name: &str, when: &TokenStream, found: &mut Vec<TokenStream>) {
    let path = meta.path();
    if path
        .segments
        .last()
        .is_some_and(|segment| segment.ident == name)
    {
        found.push(when.clone());
    }
    let Meta::List(list) = meta else { return };
    let mut when = when.clone();
    let inner = |input: ParseStream<'_>| {
        if path.is_ident("cfg_attr") {
            let mut predicate = TokenStream::new();
            while !input.is_empty() && !input.peek(Token![,]) {
                predicate.extend([input.parse::<TokenTree>()?]);
            }
            input.parse::<Option<Token![,]>>()?;
            when = quote!(all(#when, #predicate));
        } else if !path.is_ident("unsafe") {
            input.parse::<TokenStream>()?;
        }
        Punctuated::<Meta, Token![,]>::parse_terminated(input)
    };
    // What does not parse is rustc's to refuse.
    for meta in list.parse_args_with(inner).unwrap_or_default() {
        find(&meta, name, &when, found);
    }
}

/// The attributes in front of an item of any kind.
fn attributes(item: &TokenStream) -> Vec<Attribute> {
    let parser = |input: ParseStream<'_>| {
        let attrs = input.call(Attribute::parse_outer)?;
        input.parse::<TokenStream>()?;
        Ok(attrs)
    };
    parser.parse2(item.clone()).unwrap_or_default()
}

/// What the end of the chain gives where something is lacking: `host [lacking] kind "name" { item }`.
struct Lacking {
    host: Ident,
    names: Vec<Ident>,
    kind: Ident,
    name: String,
    item: TokenStream,
}

impl Parse for Lacking {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let host = input.parse()?;
        let list;
        syn::bracketed!(list in input);
        let mut names = Vec::new();
        while !list.is_empty() {
            names.push(list.parse()?);
        }
        let (kind, name) = (input.parse()?, input.parse::<syn::LitStr>()?.value());
        let item;
        syn::braced!(item in input);
        Ok(Lacking {
            host,
            names,
            kind,
            name,
            item: item.parse()?,
        })
    }
}

/// Marks an item under a host that lacks what it needs.
pub(crate) fn lacking(input: TokenStream) -> TokenStream {
    let lacking: Lacking = match syn::parse2(input) {
        Ok(lacking) => lacking,
        Err(error) => return error.to_compile_error(),
    };
    let replaceable = lacking.kind == "function";
    let note = capability::warning(
        &lacking.name,
        &lacking.host.to_string(),
        &lacking.names,
        replaceable,
    );
    let item = &lacking.item;
    // `useless_deprecated` is an error of rustc in `impl`s of traits, where callers see the trait's function.
    let deprecated = conditions(&attributes(item), "deprecated");
    // Only one such attribute may be there at a time, and the user's says something already.
    let marks = if deprecated.is_empty() {
        quote!(#[deprecated(note = #note)])
    } else {
        quote!(#[cfg_attr(not(any(#(#deprecated),*)), deprecated(note = #note))])
    };
    if !replaceable {
        return quote!(#marks #[allow(useless_deprecated)] #item);
    }
    let mut function: ItemFn = match syn::parse2(item.clone()) {
        Ok(function) => function,
        Err(error) => return error.to_compile_error(),
    };
    let name = function.sig.ident.clone();
    let needs: Vec<_> = lacking.names.iter().map(ToString::to_string).collect();
    let renamed = format_ident!(
        "{}_requires_{}",
        name.unraw(),
        needs.join("_and_"),
        span = name.span()
    );
    function.sig.ident = renamed.clone();
    let module = format_ident!("__wasm_glob_{}", name.unraw());
    let vis = &function.vis;
    let inner = seen_from_below(vis);
    quote! {
        #marks
        #[allow(dead_code)]
        #function
        #[doc(hidden)]
        mod #module {
            #[allow(deprecated, unused_imports)]
            #inner use super::#renamed as #name;
        }
        #[allow(unused_imports)]
        #[doc(hidden)]
        #vis use #module::*;
    }
}

/// The same visibility, said one module further down.
fn seen_from_below(vis: &Visibility) -> TokenStream {
    match vis {
        Visibility::Inherited => quote!(pub(super)),
        Visibility::Restricted(restricted) => {
            let path = &restricted.path;
            let first = path.segments.first().map(|segment| segment.ident.clone());
            match first {
                Some(first) if first == "self" => quote!(pub(super)),
                Some(first) if first == "super" => quote!(pub(in super::#path)),
                _ => quote!(#vis),
            }
        }
        Visibility::Public(_) => quote!(#vis),
    }
}
