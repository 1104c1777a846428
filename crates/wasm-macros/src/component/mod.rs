//! `#[wasm::component]`: a module's functions and types become a world in WIT, and wit-bindgen's Rust for it, with glue
//! between the two.

mod bindings;
mod define;
mod exports;
mod first;
mod function;
mod glue;
mod imports;
mod model;
mod names;
mod parse;
#[cfg(test)]
#[path = "../../../../cargo-wasm/src/ops/component/skeleton.rs"]
mod skeleton;
mod streams;
#[cfg(test)]
mod tests;
mod types;
mod unify;
mod wit;

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use syn::{Error, Item};

pub(crate) use first::expand as expand_wit;
use glue::{BINDINGS, Glue};

pub(crate) fn expand(args: TokenStream, item: TokenStream) -> TokenStream {
    match parse::parse(args, item) {
        Ok(module) => module.expand(),
        Err(error) => error.to_compile_error(),
    }
}

/// `#[wasm::flags]` where no component's macro has seen it.
pub(crate) fn outside(name: &str, item: &TokenStream) -> TokenStream {
    let text = format!(
        "`#[wasm::{name}]` has a meaning only inside of a module with `#[wasm::component(name = \"…\")]` above it"
    );
    let error = Error::new(proc_macro2::Span::call_site(), text).to_compile_error();
    quote!(#error #item)
}

impl parse::Module {
    fn expand(self) -> TokenStream {
        let (component, mut rest) = (&self.component, self.rest);
        let text = wit::text(component);
        let bindings = match self::bindings(component, &text) {
            Ok(bindings) => bindings,
            Err(error) => {
                // Whatever a user can get wrong was refused before.
                let text = format!(
                    "this is a bug of `#[wasm::component]`, please report it with the module: {error:#}\n{text}"
                );
                return Error::new(component.span, text).to_compile_error();
            }
        };
        let mocks = imports::mocks(component);
        let content = rest
            .content
            .as_mut()
            .expect("a module without content was refused");
        content.1.push(Item::Verbatim(quote! {
            ::wasm::__component! { { #bindings } { #mocks } }
        }));
        quote!(#rest)
    }
}

/// What a component has besides the user's own items.
fn bindings(component: &model::Component, text: &str) -> anyhow::Result<TokenStream> {
    let (mut resolve, world) = bindings::resolve("component.wit", text, None)?;
    let mut file = bindings::generate(&mut resolve, world, Default::default())?;
    let glue = Glue {
        component,
        resolve: &resolve,
        file: &file,
    };
    let (imports, conversions) = (glue.imports(), glue.conversions());
    let exports = glue.exports();
    streams::tables(&mut file);
    if let Some((path, exports)) = exports {
        append(&mut file.items, &path, exports);
        file.items.push(Item::Verbatim(quote! {
            use self::#(#path::)* __Component;
            export!(__Component with_types_in self);
        }));
    }
    let module = format_ident!("{BINDINGS}");
    let documented = documented(component, text);
    Ok(quote! {
        #[doc(hidden)]
        #[allow(missing_docs, unreachable_pub, unused_imports, unsafe_op_in_unsafe_fn, dead_code)]
        mod #module { #file #documented }
        #imports
        #conversions
    })
}

/// The custom section with the whole text: the binary form of a world, which is in another, has no documentation.
fn documented(component: &model::Component, text: &str) -> Option<TokenStream> {
    if !text.contains("///") {
        return None;
    }
    // The linker would join sections of one name.
    let section = format!("{WIT_SECTION}:{}", component.package);
    let (len, bytes) = (
        text.len(),
        proc_macro2::Literal::byte_string(text.as_bytes()),
    );
    Some(quote! {
        #[cfg(target_arch = "wasm32")]
        #[unsafe(link_section = #section)]
        #[doc(hidden)]
        pub static __WIT: [u8; #len] = *#bytes;
    })
}

/// Custom sections whose names begin so are WIT, as text.
const WIT_SECTION: &str = "wasmrust.wit";

/// Adds items to a nested module.
fn append(items: &mut Vec<Item>, path: &[Ident], tokens: TokenStream) {
    let Some((first, rest)) = path.split_first() else {
        items.push(Item::Verbatim(tokens));
        return;
    };
    let module = items.iter_mut().find_map(|item| match item {
        Item::Mod(module) if module.ident == *first => module.content.as_mut(),
        _ => None,
    });
    append(
        &mut module.expect("the path was found in the same items").1,
        rest,
        tokens,
    );
}
