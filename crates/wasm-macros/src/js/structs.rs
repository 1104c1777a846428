//! What `#[derive(wasm::Pod)]` writes for JavaScript: the struct's name as an element, and its fields in the module's section.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{DeriveInput, Field, Member, Type};

use super::{docs, names, record};

/// What a struct of plain data is beside views of it. A generic one has no name that JavaScript could know.
pub(crate) fn element(input: &DeriveInput, members: &[Member], fields: &[&Field]) -> TokenStream {
    if !input.generics.params.is_empty() {
        return TokenStream::new();
    }
    let ident = &input.ident;
    let name = ident.to_string();
    let entries = members.iter().zip(fields).filter_map(|(member, field)| {
        let name = match member {
            Member::Named(ident) if ident.to_string().starts_with('_') => return None,
            Member::Named(ident) => names::camel(ident),
            Member::Unnamed(index) => format!("_{}", index.index),
        };
        let (docs, ty, element) = (docs(&field.attrs), &field.ty, innermost(&field.ty));
        let array = u8::from(matches!(ty, Type::Array(_)));
        Some(quote! {
            __js::Field::Text(#name),
            __js::Field::Text(#docs),
            __js::Field::U32(::core::mem::offset_of!(#ident, #member)),
            __js::Field::U32(::core::mem::size_of::<#ty>()),
            __js::Field::U8(#array),
            __js::Field::Text(__js::Probe::<#element>::NAME),
        })
    });
    let entries: Vec<_> = entries.collect();
    let (docs, count) = (docs(&input.attrs), entries.len());
    let record = record(quote! {
        __js::Field::U8(2),
        __js::Field::Text(#name),
        __js::Field::Text(#docs),
        __js::Field::U32(::core::mem::size_of::<#ident>()),
        __js::Field::U32(::core::mem::align_of::<#ident>()),
        __js::Field::U32(#count),
        #(#entries)*
    });
    // `Self` in a field's type is the struct.
    let this = format_ident!("{name}", span = ident.span());
    let record = crate::pod::without_self(record, &this);
    quote! {
        impl ::wasm::__private::js::Element for #ident {
            const NAME: &'static str = #name;
        }
        ::wasm::__js_host! {
            {
                const _: () = {
                    use ::wasm::__private::js::{self as __js, Unknown as _};
                    #record
                };
            }
            {}
            {}
        }
    }
}

/// The element of an array of arrays, which lie in memory as one.
fn innermost(ty: &Type) -> &Type {
    match ty {
        Type::Array(array) => innermost(&array.elem),
        Type::Paren(inner) => innermost(&inner.elem),
        Type::Group(inner) => innermost(&inner.elem),
        other => other,
    }
}
