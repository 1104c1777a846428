//! Streams and futures: which the bindings have, for the crate `wasm`, whose readers and writers are of the user's types.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{Item, ItemImpl};

use super::glue::{private, via_name};

/// Names the bindings, and says of each type of which they have streams or futures where wit-bindgen's table of functions is.
pub(crate) fn tables(file: &mut syn::File) {
    let name = via_name();
    file.items.push(Item::Verbatim(quote! {
        #[doc(hidden)]
        pub struct #name;
    }));
    for (module, table) in [("wit_stream", "Stream"), ("wit_future", "Future")] {
        for items in modules(&mut file.items, module) {
            for (_, items) in items.iter_mut().filter_map(content) {
                let tables = items.iter().filter_map(|item| match item {
                    Item::Impl(payload) => Some(implementation(payload, table)),
                    _ => None,
                });
                let tables: TokenStream = tables.collect();
                items.push(Item::Verbatim(tables));
            }
        }
    }
}

/// wit-bindgen says the same by a trait of its own, which is another in each component.
fn implementation(payload: &ItemImpl, table: &str) -> TokenStream {
    let (private, name) = (private(), via_name());
    let (ty, kinds) = (&payload.self_ty, format_ident!("{table}s"));
    let table = format_ident!("{table}Vtable");
    quote! {
        // SAFETY: the table is wit-bindgen's for the type.
        unsafe impl #private::#kinds<#ty> for super::super::#name {
            const TABLE: &'static #private::rt::async_support::#table<#ty> = &VTABLE;
        }
    }
}

/// What is in the modules of that name.
fn modules<'a>(items: &'a mut [Item], name: &'a str) -> impl Iterator<Item = &'a mut Vec<Item>> {
    let contents = items.iter_mut().filter_map(content);
    contents.filter_map(move |(module, items)| (module == name).then_some(items))
}

fn content(item: &mut Item) -> Option<(String, &mut Vec<Item>)> {
    match item {
        Item::Mod(module) => {
            let name = module.ident.to_string();
            module.content.as_mut().map(|(_, items)| (name, items))
        }
        _ => None,
    }
}
