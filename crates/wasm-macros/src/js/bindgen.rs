//! The road through wasm-bindgen: everything that has types of its own, of js-sys, web-sys or the user's.
//!
//! What the user wrote stays as it is. Beside it stands a function that wasm-bindgen exports, with JavaScript's name, which throws
//! the whole chain of an error.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote};
use syn::spanned::Spanned;
use syn::{
    Attribute, Error, Fields, FnArg, ForeignItem, ImplItem, ImplItemFn, ItemEnum, ItemFn, ItemImpl,
    ItemStruct, LitStr, Pat, ReturnType, Signature, Type, Visibility,
};

use super::function;
use super::import::{self, Source};
use super::names;
use super::types::{self, Ty};

/// wasm-bindgen's attribute, with where the crates are that its expansion names.
fn attribute(args: TokenStream) -> TokenStream {
    quote! {
        #[::wasm::__private::bindgen::wasm_bindgen(
            wasm_bindgen = ::wasm::__private::bindgen::wasm_bindgen_crate,
            js_sys = ::wasm::__private::bindgen::js_sys,
            wasm_bindgen_futures = ::wasm::__private::bindgen::wasm_bindgen_futures,
            #args
        )]
    }
}

/// One form for JavaScript, another for everything else.
fn either(js: TokenStream, other: TokenStream) -> TokenStream {
    let js = match cfg!(feature = "js") {
        true => js,
        false => quote! {
            ::core::compile_error!("types that are no numbers, texts or views cross by wasm-bindgen; add the feature `js` of the crate `wasm`");
            #other
        },
    };
    quote!(::wasm::__js_host! { { #js } { #other } { #other } })
}

fn text(name: &str) -> LitStr {
    LitStr::new(name, Span::call_site())
}

pub(super) fn function(item: ItemFn, name: &str) -> syn::Result<TokenStream> {
    if let Some(FnArg::Receiver(receiver)) = item.sig.inputs.first() {
        return Err(Error::new(
            receiver.self_token.span(),
            "methods are exported with their `impl`; write `#[wasm::export]` above it",
        ));
    }
    let ident = &item.sig.ident;
    let views = match item.sig.asyncness {
        None => Views::Lent,
        Some(_) => Views::Refused,
    };
    let shim = shim(
        &item.sig,
        &item.attrs,
        &format_ident!("__export"),
        views,
        |arguments| quote!(#ident(#arguments)),
    )?;
    let record = wrapped(&item, name);
    let name = text(name);
    let attribute = attribute(quote!(js_name = #name));
    let js = quote!(#[allow(non_snake_case)] const _: () = { #attribute #shim #record };);
    let js = either(js, TokenStream::new());
    Ok(quote!(#item #js))
}

/// The record of a function that takes views, by which the package has one that lends them.
fn wrapped(item: &ItemFn, name: &str) -> Option<TokenStream> {
    let mut has_view = false;
    let params = item.sig.inputs.iter().filter_map(|input| match input {
        FnArg::Typed(input) => Some(input),
        FnArg::Receiver(_) => None,
    });
    let params = params.enumerate().map(|(index, input)| {
        let name = param_name(index, &input.pat).to_string();
        let words = match types::read(&input.ty) {
            Some(ty @ Ty::View { slice: false, .. }) => {
                has_view = true;
                ty.words()
            }
            _ => quote!(__js::Field::U32(1), __js::Field::Text("js")),
        };
        quote!(__js::Field::Text(#name), #words,)
    });
    let params: Vec<_> = params.collect();
    let (count, docs) = (params.len(), super::docs(&item.attrs));
    let record = super::record(quote! {
        __js::Field::U8(3), __js::Field::Text(#name), __js::Field::Text(#name), __js::Field::Text(#docs),
        __js::Field::U32(#count), #(#params)* __js::Field::U32(1), __js::Field::Text("js")
    });
    has_view.then(|| quote!(const _: () = { use ::wasm::__private::js as __js; #record };))
}

fn param_name(index: usize, pat: &Pat) -> Ident {
    match pat {
        Pat::Ident(pattern) => Ident::new(&names::param(&pattern.ident), pattern.ident.span()),
        _ => format_ident!("p{index}"),
    }
}

/// What becomes of views among the parameters.
#[derive(Clone, Copy, PartialEq)]
enum Views {
    /// They are an address and a length.
    Lent,
    Refused,
}

/// A public function that calls the user's.
fn shim(
    sig: &Signature,
    attrs: &[Attribute],
    ident: &Ident,
    views: Views,
    call: impl Fn(TokenStream) -> TokenStream,
) -> syn::Result<TokenStream> {
    function::check(sig)?;
    let mut errors = Vec::new();
    let (mut params, mut arguments) = (Vec::new(), Vec::new());
    for (index, input) in sig.inputs.iter().enumerate() {
        let input = match input {
            FnArg::Receiver(receiver) => {
                params.push(quote!(#receiver));
                continue;
            }
            FnArg::Typed(input) => input,
        };
        let (name, ty) = (param_name(index, &input.pat), &input.ty);
        match types::read(ty) {
            Some(view @ Ty::View { slice: false, .. }) if views == Views::Lent => {
                let [at, len] = ["at", "len"].map(|part| format_ident!("{name}_{part}"));
                params.push(quote!(#at: usize, #len: usize));
                // SAFETY, of what is written: the layer lends a range for the call, of this element.
                let value = view.lift(&[at, len]);
                arguments.push(quote! {
                    {
                        use ::wasm::__private::js as __js;
                        unsafe { #value }
                    }
                });
            }
            Some(Ty::View { slice: false, .. }) => errors.push(Error::new(
                ty.span(),
                "a view lasts for a call, in a function that is no method and not `async`; write `&[T]`, or `Vec<T>` where it is `async`",
            )),
            _ => {
                params.push(quote!(#name: #ty));
                arguments.push(quote!(#name));
            }
        }
    }
    super::combine(errors)?;
    let wait = sig.asyncness.map(|_| quote!(.await));
    let call = call(quote!(#(#arguments),*));
    let (output, body) = match thrown(&sig.output) {
        Some(ok) => (
            quote!(-> ::core::result::Result<#ok, ::wasm::__private::bindgen::JsValue>),
            quote! {
                (#call #wait).map_err(|error| {
                    use ::wasm::__private::js::{BoxChain as _, DisplayChain as _, ErrorChain as _, SendChain as _};
                    ::wasm::__private::bindgen::error(&(&&&&::wasm::__private::js::Thrown(error)).chain())
                })
            },
        ),
        None => {
            let output = &sig.output;
            (quote!(#output), quote!(#call #wait))
        }
    };
    let docs = attrs.iter().filter(|attr| attr.path().is_ident("doc"));
    let (asyncness, lifetimes) = (&sig.asyncness, &sig.generics);
    Ok(quote! {
        #(#docs)*
        #[allow(non_snake_case, clippy::unused_unit)]
        pub #asyncness fn #ident #lifetimes (#(#params),*) #output { #body }
    })
}

/// The value of a `Result` whose error is thrown as a chain of messages: one that wasm-bindgen does not know itself.
fn thrown(output: &ReturnType) -> Option<Type> {
    let ReturnType::Type(_, ty) = output else {
        return None;
    };
    let Type::Path(path) = &**ty else { return None };
    let segment = path.path.segments.last()?;
    let syn::PathArguments::AngleBracketed(arguments) = &segment.arguments else {
        return None;
    };
    let mut types = arguments.args.iter().filter_map(|argument| match argument {
        syn::GenericArgument::Type(ty) => Some(ty),
        _ => None,
    });
    let ok = types.next()?;
    let known = types
        .next()
        .is_some_and(|error| types::mentions(error, &types::THEIR_ERRORS));
    (segment.ident == "Result" && !known).then(|| ok.clone())
}

pub(super) fn structure(mut item: ItemStruct, name: Option<LitStr>) -> syn::Result<TokenStream> {
    if let Some(param) = item.generics.params.first() {
        return Err(Error::new(
            param.span(),
            "JavaScript has no generic classes; export a struct for each type that is needed",
        ));
    }
    let name = name.map_or_else(|| item.ident.to_string(), |name| name.value());
    names::check_export(&name, &item.ident)?;
    let mut plain = item.clone();
    if let Fields::Named(fields) = &mut item.fields {
        for field in &mut fields.named {
            let options = Options::take(&mut field.attrs)?;
            let ident = field.ident.clone().unwrap_or_else(|| format_ident!("_"));
            if matches!(field.vis, Visibility::Public(_)) {
                let args = options.field(&ident);
                field.attrs.push(syn::parse_quote!(#[wasm_bindgen(#args)]));
            }
        }
    }
    for field in plain.fields.iter_mut() {
        Options::take(&mut field.attrs)?;
    }
    let name = text(&name);
    let attribute = attribute(quote!(js_name = #name, getter_with_clone));
    Ok(either(quote!(#attribute #item), quote!(#plain)))
}

pub(super) fn enumeration(item: ItemEnum, name: Option<LitStr>) -> syn::Result<TokenStream> {
    let with_values = item
        .variants
        .iter()
        .filter(|variant| !matches!(variant.fields, Fields::Unit));
    let errors = with_values.map(|variant| {
        Error::new(
            variant.fields.span(),
            "JavaScript has no enums with values; export a struct with an enum without values in it, and an `Option` for each value",
        )
    });
    super::combine(errors.collect())?;
    let name = name.map_or_else(|| item.ident.to_string(), |name| name.value());
    names::check_export(&name, &item.ident)?;
    let name = text(&name);
    let attribute = attribute(quote!(js_name = #name));
    Ok(either(quote!(#attribute #item), quote!(#item)))
}

pub(super) fn methods(mut item: ItemImpl, name: Option<LitStr>) -> syn::Result<TokenStream> {
    if let Some(name) = name {
        return Err(Error::new(
            name.span(),
            "a class is named with its struct; write this above the struct, and `#[wasm(name = \"…\")]` above a method",
        ));
    }
    if let Some((_, path, _)) = &item.trait_ {
        return Err(Error::new(
            path.span(),
            "JavaScript has no traits; export an `impl` of the type itself, whose methods may call the trait's",
        ));
    }
    let mut errors = Vec::new();
    let mut shims = Vec::new();
    for member in &mut item.items {
        let ImplItem::Fn(method) = member else {
            continue;
        };
        let options = Options::take(&mut method.attrs)?;
        if !matches!(method.vis, Visibility::Public(_)) {
            continue;
        }
        match self::method(method, &options) {
            Ok(shim) => shims.push(shim),
            Err(error) => errors.push(error),
        }
    }
    super::combine(errors)?;
    let attribute = attribute(TokenStream::new());
    let ty = &item.self_ty;
    let js = either(
        quote!(#attribute #[allow(non_snake_case, clippy::new_ret_no_self)] impl #ty { #(#shims)* }),
        TokenStream::new(),
    );
    Ok(quote!(#item #js))
}

fn method(item: &ImplItemFn, options: &Options) -> syn::Result<TokenStream> {
    let ident = &item.sig.ident;
    let own = item
        .sig
        .inputs
        .iter()
        .any(|input| matches!(input, FnArg::Receiver(_)));
    let shim = shim(
        &item.sig,
        &item.attrs,
        &format_ident!("__export_{ident}"),
        Views::Refused,
        |arguments| match own {
            true => quote!(self.#ident(#arguments)),
            false => quote!(Self::#ident(#arguments)),
        },
    )?;
    let args = match !own && ident == "new" && options.name.is_none() {
        true => quote!(constructor),
        false => options.method(ident),
    };
    Ok(quote!(#[doc(hidden)] #[wasm_bindgen(#args)] #shim))
}

/// What `#[wasm(…)]` says above a field or method.
#[derive(Default)]
struct Options {
    name: Option<LitStr>,
    /// `skip`, `readonly`, `getter`, `setter`: wasm-bindgen's words.
    words: Vec<Ident>,
}

impl Options {
    /// Reads the attributes and removes them.
    fn take(attrs: &mut Vec<Attribute>) -> syn::Result<Self> {
        let mut options = Options::default();
        for attr in attrs.iter().filter(|attr| attr.path().is_ident("wasm")) {
            attr.parse_nested_meta(|meta| {
                if meta.path.is_ident("name") {
                    options.name = Some(meta.value()?.parse()?);
                    return Ok(());
                }
                match meta.path.get_ident() {
                    Some(word) if ["skip", "readonly", "getter", "setter"].iter().any(|known| word == known) => {
                        options.words.push(word.clone());
                        Ok(())
                    }
                    _ => Err(meta.error("write `name = \"…\"`; `skip` or `readonly` on a field; `getter` or `setter` on a method")),
                }
            })?;
        }
        attrs.retain(|attr| !attr.path().is_ident("wasm"));
        Ok(options)
    }

    fn name(&self, ident: &Ident) -> LitStr {
        self.name
            .clone()
            .unwrap_or_else(|| text(&names::camel(ident)))
    }

    fn field(&self, ident: &Ident) -> TokenStream {
        let (name, words) = (self.name(ident), &self.words);
        match self.words.iter().any(|word| word == "skip") {
            true => quote!(skip),
            false => quote!(js_name = #name, #(#words),*),
        }
    }

    fn method(&self, ident: &Ident) -> TokenStream {
        let (name, words) = (self.name(ident), &self.words);
        // `set_width` sets `width`.
        let setter = self.words.iter().any(|word| word == "setter") && self.name.is_none();
        match ident.to_string().strip_prefix("set_") {
            Some(property) if setter => {
                let name = text(&names::camel(&Ident::new(property, ident.span())));
                quote!(js_name = #name, #(#words),*)
            }
            _ => quote!(js_name = #name, #(#words),*),
        }
    }
}

/// The functions and types of a block that have types of wasm-bindgen's.
pub(super) fn imports(source: &Source, items: Vec<ForeignItem>) -> syn::Result<TokenStream> {
    let (mut js, mut plain) = (Vec::new(), Vec::new());
    for item in items {
        match item {
            ForeignItem::Fn(item) => {
                let (name, attrs) = import::name_of(&item)?;
                let mock = import::mock(source, &item, &attrs);
                plain.push(quote!(#mock));
                let name = name.unwrap_or_else(|| text(&names::camel(&item.sig.ident)));
                let mut args = vec![quote!(js_name = #name)];
                let this = item.sig.inputs.first().is_some_and(|input| {
                    matches!(input, FnArg::Typed(input) if matches!(&*input.pat, Pat::Ident(pat) if pat.ident == "this"))
                });
                if this {
                    args.push(quote!(method));
                } else if let Source::Global(Some(path)) = source {
                    args.push(namespace(path));
                }
                if is_result(&item.sig.output) {
                    args.push(quote!(catch));
                }
                let (vis, sig) = (&item.vis, &item.sig);
                js.push(quote!(#(#attrs)* #[wasm_bindgen(#(#args),*)] #vis #sig;));
            }
            ForeignItem::Type(item) => {
                let (attrs, vis, ident) = (&item.attrs, &item.vis, &item.ident);
                plain.push(quote! {
                    #(#attrs)*
                    #[derive(Debug)]
                    #vis struct #ident(
                        /// What mocks tell it by.
                        pub u32,
                    );
                });
                let namespace = match source {
                    Source::Global(Some(path)) => Some(namespace(path)),
                    _ => None,
                };
                js.push(quote!(#[wasm_bindgen(#namespace)] #item));
            }
            _ => {}
        }
    }
    let module = match source {
        Source::Module(module) if source.is_file() => quote!(module = #module),
        // A package's name, as a bundler or Node resolves it.
        Source::Module(module) => quote!(raw_module = #module),
        Source::Global(_) => TokenStream::new(),
    };
    let attribute = attribute(module);
    Ok(either(
        quote!(#attribute unsafe extern "C" { #(#js)* }),
        quote!(#(#plain)*),
    ))
}

fn namespace(path: &LitStr) -> TokenStream {
    let path = path.value();
    let parts = path.split('.').map(text);
    quote!(js_namespace = [#(#parts),*])
}

fn is_result(output: &ReturnType) -> bool {
    matches!(output, ReturnType::Type(_, ty) if matches!(&**ty, Type::Path(path)
        if path.path.segments.last().is_some_and(|segment| segment.ident == "Result")))
}
