//! `#[wasm::import]` on a block of functions of JavaScript's.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote};
use syn::parse::{Parse, ParseStream, Parser};
use syn::{Attribute, Error, ForeignItem, ForeignItemFn, ItemForeignMod, LitStr, Token};

use super::function::{self, Direct, Side};
use super::types::{self, Ty};
use super::{bindgen, names, record};

/// Where functions are imported from.
pub(super) enum Source {
    /// `globalThis`, or an object in it by its path.
    Global(Option<LitStr>),
    Module(LitStr),
}

const ARGS: &str = "say where the functions are from: #[wasm::import(\"module\")], as `import … from \"module\"` would; \
     #[wasm::import(global)] for `alert`; #[wasm::import(global = \"console\")] for `console.log`";

impl Parse for Source {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        if input.peek(LitStr) {
            let module: LitStr = input.parse()?;
            if module.value().is_empty() {
                return Err(Error::new(module.span(), ARGS));
            }
            return Ok(Source::Module(module));
        }
        let word: Option<Ident> = input.parse()?;
        match word {
            Some(word) if word == "global" => {}
            Some(word) => return Err(Error::new(word.span(), ARGS)),
            None => return Err(Error::new(Span::call_site(), ARGS)),
        }
        if !input.peek(Token![=]) {
            return Ok(Source::Global(None));
        }
        input.parse::<Token![=]>()?;
        let path: LitStr = input.parse()?;
        if !path.value().split('.').all(names::is_identifier) {
            return Err(Error::new(
                path.span(),
                "this is the path of an object, as in `global = \"console\"` or `global = \"navigator.clipboard\"`",
            ));
        }
        Ok(Source::Global(Some(path)))
    }
}

impl Source {
    /// As the section has it.
    pub(super) fn text(&self) -> String {
        match self {
            Source::Global(None) => "global".to_owned(),
            Source::Global(Some(path)) => format!("global {}", path.value()),
            Source::Module(module) => format!("module {}", module.value()),
        }
    }

    /// The module's name where there is no JavaScript.
    fn raw(&self) -> String {
        match self {
            Source::Global(None) => "env".to_owned(),
            Source::Global(Some(path)) => path.value(),
            Source::Module(module) => module.value(),
        }
    }

    /// Whether it names a file of the crate's, which wasm-bindgen brings along.
    pub(super) fn is_file(&self) -> bool {
        matches!(self, Source::Module(module) if module.value().starts_with(['/', '.']))
    }
}

pub(crate) fn expand(args: TokenStream, item: TokenStream) -> TokenStream {
    let expanded = Source::parse
        .parse2(args)
        .and_then(|source| block(&source, item));
    // Without the item: rustc knows no ABI `wasm`.
    expanded.unwrap_or_else(|error| error.to_compile_error())
}

fn block(source: &Source, item: TokenStream) -> syn::Result<TokenStream> {
    let block: ItemForeignMod = syn::parse2(item.clone()).map_err(|_| {
        Error::new(
            item.into_iter()
                .next()
                .map_or_else(Span::call_site, |token| token.span()),
            "for JavaScript `#[wasm::import(…)]` stands above a block of functions: extern \"wasm\" { fn name(…) -> …; }",
        )
    })?;
    if let Some(abi) = &block.abi.name
        && abi.value() != "wasm"
    {
        return Err(Error::new(
            abi.span(),
            "the attribute chooses the ABI; write `extern \"wasm\"`",
        ));
    }
    let mut out = TokenStream::new();
    let mut errors = Vec::new();
    let mut theirs = Vec::new();
    for item in block.items {
        match item {
            ForeignItem::Fn(item) => match function(source, &item) {
                Ok(Some(function)) => out.extend(function),
                Ok(None) => theirs.push(ForeignItem::Fn(item)),
                Err(error) => errors.push(error),
            },
            ForeignItem::Type(item) => theirs.push(ForeignItem::Type(item)),
            ForeignItem::Static(item) => errors.push(Error::new(
                item.ident.span(),
                "a variable of JavaScript's has no address here; import a function that returns it",
            )),
            other => errors.push(Error::new_spanned(
                other,
                "functions and types are imported: `fn name(…) -> …;` and `type Name;`",
            )),
        }
    }
    super::combine(errors)?;
    if !theirs.is_empty() {
        out.extend(bindgen::imports(source, theirs)?);
    }
    Ok(out)
}

/// What a declaration is called in JavaScript, and its other attributes.
pub(super) fn name_of(item: &ForeignItemFn) -> syn::Result<(Option<LitStr>, Vec<&Attribute>)> {
    let (ours, others): (Vec<_>, Vec<_>) = item
        .attrs
        .iter()
        .partition(|attr| attr.path().is_ident("wasm"));
    let mut name = None;
    for attr in ours {
        attr.parse_nested_meta(|meta| {
            if !meta.path.is_ident("name") {
                return Err(meta.error("write `#[wasm(name = \"…\")]`"));
            }
            name = Some(meta.value()?.parse()?);
            Ok(())
        })?;
    }
    Ok((name, others))
}

/// An imported function; nothing when it is wasm-bindgen's to import.
fn function(source: &Source, item: &ForeignItemFn) -> syn::Result<Option<TokenStream>> {
    function::check(&item.sig)?;
    let (name, attrs) = name_of(item)?;
    if source.is_file()
        || attrs
            .iter()
            .any(|attr| attr.path().is_ident("wasm_bindgen"))
    {
        return Ok(None);
    }
    let Some(direct) = function::read(&item.sig, Side::JavaScript)? else {
        return Ok(None);
    };
    let raw = name
        .as_ref()
        .map_or_else(|| item.sig.ident.to_string(), LitStr::value);
    let name = name.map_or_else(|| names::camel(&item.sig.ident), |name| name.value());
    // Two crates may import one function by different signatures.
    let symbol = match source {
        Source::Global(None) => format!("{name}{}", signature(item)),
        Source::Global(Some(path)) => format!("{}.{name}{}", path.value(), signature(item)),
        Source::Module(module) => format!("{}#{name}{}", module.value(), signature(item)),
    };
    let fields = direct.fields();
    let text = source.text();
    let record = record(quote! {
        __js::Field::U8(1), __js::Field::Text(#name), __js::Field::Text(#symbol), __js::Field::Text(#text), #fields
    });
    let js = declared(item, &attrs, &direct, "js", &symbol);
    let mock = mock(source, item, &attrs);
    let raw = match direct.is_plain() {
        true => declared(item, &attrs, &direct, &source.raw(), &raw),
        false => mock.clone(),
    };
    Ok(Some(quote! {
        ::wasm::__js_host! {
            { #js const _: () = { use ::wasm::__private::js as __js; #record }; }
            { #raw }
            { #mock }
        }
    }))
}

/// The types as they are written, without spaces: part of the import's name.
fn signature(item: &ForeignItemFn) -> String {
    let (inputs, output) = (&item.sig.inputs, &item.sig.output);
    let types = inputs.iter().filter_map(|input| match input {
        syn::FnArg::Typed(input) => Some(&input.ty),
        syn::FnArg::Receiver(_) => None,
    });
    let text = quote!((#(#types),*) #output).to_string();
    text.split_whitespace().collect()
}

/// The function with a body that calls what the module imports.
fn declared(
    item: &ForeignItemFn,
    attrs: &[&Attribute],
    direct: &Direct,
    module: &str,
    symbol: &str,
) -> TokenStream {
    let (vis, sig) = (&item.vis, &item.sig);
    let (params, result) = (direct.abi_params(), direct.abi_result());
    let numbers = direct
        .params
        .iter()
        .flat_map(|param| param.ty.lower(&param.ident));
    let numbers: Vec<_> = numbers.collect();
    // SAFETY, of what is written: the numbers are what `wasm::section::js` says for these types, and JavaScript's side keeps to it.
    let body = match &direct.result {
        Ty::Unit => quote!(unsafe { __import(#(#numbers),*) }),
        Ty::Scalar(ident) => {
            let number = format_ident!("number");
            let value = direct.result.lift(std::slice::from_ref(&number));
            let ty = types::scalar(ident);
            quote! {
                let number: #ty = unsafe { __import(#(#numbers),*) };
                #value
            }
        }
        _ => quote! {
            let mut slots = [0u64; __js::Slots::COUNT];
            unsafe {
                __import(#(#numbers,)* slots.as_mut_ptr());
                __js::Lift::lift(&mut __js::Slots::new(slots.as_mut_ptr()))
            }
        },
    };
    quote! {
        #(#attrs)*
        #[allow(dead_code, unused_imports, clippy::unnecessary_cast)]
        #vis #sig {
            use ::wasm::__private::js as __js;
            #[link(wasm_import_module = #module)]
            unsafe extern "C" {
                #[link_name = #symbol]
                fn __import(#params) #result;
            }
            #body
        }
    }
}

/// The function where nobody gives it: it calls what a test gave.
pub(super) fn mock(source: &Source, item: &ForeignItemFn, attrs: &[&Attribute]) -> TokenStream {
    let (vis, sig) = (&item.vis, &item.sig);
    let (name, output, wait) = (&sig.ident, &sig.output, sig.asyncness);
    let (mut types, mut arguments) = (Vec::new(), Vec::new());
    for input in &sig.inputs {
        if let syn::FnArg::Typed(input) = input {
            types.push(&input.ty);
            arguments.push(&input.pat);
        }
    }
    let (text, module) = (name.to_string(), source.raw());
    // An `async` one is answered at once.
    let _ = wait;
    quote! {
        #(#attrs)*
        #[allow(dead_code)]
        #vis #sig {
            let mock = #name::MOCK.with(|mock| mock.get(#text, #module, "JavaScript", "wasm::js"));
            mock(#(#arguments),*)
        }
        #[doc(hidden)]
        #[allow(dead_code, unused_imports)]
        #vis mod #name {
            use super::*;
            type Function = dyn Fn(#(#types),*) #output;
            ::wasm::__private::mock::mock_slot!(Function);

            /// What calls on this thread are answered with, where there is no JavaScript.
            pub fn mock(function: impl Fn(#(#types),*) #output + 'static) {
                MOCK.with(|mock| mock.set(::std::rc::Rc::new(function)));
            }
        }
    }
}
