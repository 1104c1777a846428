//! What is exported: an implementation of each trait that wit-bindgen wrote, which calls the user's functions.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use syn::{FnArg, Item, ItemTrait, Pat, Signature, TraitItem};

use super::glue::{Glue, find, generated, lift, lower, private};
use super::model::{Direction, Form, Function, FunctionKind, Param, Ty, TypeKind};

impl Glue<'_> {
    /// The implementations of the traits of exports, for the module that the path leads to; none without exports.
    pub(crate) fn exports(&self) -> Option<(Vec<Ident>, TokenStream)> {
        let interface = &self.component.exports;
        let path = self.module_path(Direction::Export, interface);
        let items = find(&self.file.items, &path)?;
        // Up through the path, and out of wit-bindgen's output.
        let up = std::iter::repeat_n(quote!(super::), path.len() + 1);
        let user: TokenStream = up.collect();
        let mut implementations = Vec::new();
        for it in items.iter().filter_map(guest) {
            let resources = interface.types.iter().filter_map(|def| match &def.kind {
                TypeKind::Resource(resource) => Some((def, resource)),
                _ => None,
            });
            let name = it.ident.to_string();
            if name == "Guest" {
                let types = resources.map(|(def, resource)| {
                    let (ty, kept) = (generated(def), kept(resource.linear));
                    let ident = &def.ident;
                    quote!(type #ty = #kept<#user #ident>;)
                });
                let functions = signatures(it).map(|sig| {
                    let function = by_name(&interface.functions, sig);
                    let target = &function.sig.ident;
                    self.export(sig, function, &quote!(#user #target), &user)
                });
                implementations.push(quote! {
                    #[doc(hidden)]
                    pub struct __Component;
                    impl Guest for __Component { #(#types)* #(#functions)* }
                });
                continue;
            }
            for (def, resource) in resources {
                if name != format!("Guest{}", generated(def)) {
                    continue;
                }
                let (kept, ident, trait_) = (kept(resource.linear), &def.ident, &it.ident);
                let functions = signatures(it).map(|sig| {
                    let function = by_name(&resource.functions, sig);
                    let target = &function.sig.ident;
                    self.export(sig, function, &quote!(#user #ident::#target), &user)
                });
                implementations.push(quote! {
                    impl #trait_ for #kept<#user #ident> { #(#functions)* }
                });
            }
        }
        Some((path, quote!(#(#implementations)*)))
    }

    /// A function of a trait of exports: what comes in is converted, given to the user's, and what that returns converted.
    fn export(
        &self,
        sig: &Signature,
        function: &Function,
        target: &TokenStream,
        user: &TokenStream,
    ) -> TokenStream {
        let mut inputs = sig.inputs.iter();
        let mut lets = Vec::new();
        let mut arguments = Vec::new();
        match function.kind {
            FunctionKind::Method { mutable } => {
                inputs.next();
                let (borrow, reference) = match mutable {
                    true => (
                        quote!(let mut receiver = self.borrow_mut();),
                        quote!(&mut receiver),
                    ),
                    false => (quote!(let receiver = self.borrow();), quote!(&receiver)),
                };
                lets.push(borrow);
                arguments.push(reference);
            }
            FunctionKind::Consuming => {
                let this = argument(inputs.next());
                arguments.push(lift(user, this));
            }
            FunctionKind::Free | FunctionKind::Constructor | FunctionKind::Static => {}
        }
        for (param, input) in function.params.iter().zip(inputs) {
            let (value, name) = (argument(Some(input)), &param.ident);
            let lent = match (param.form, &param.ty) {
                (Form::Ref | Form::RefMut, ty) => self.resource(ty),
                (Form::OptionRef, Ty::Option(inner)) => self.resource(inner),
                _ => None,
            };
            if let Some(ident) = lent {
                let (borrow, reference) = self.borrowed(param, ident, &value, user);
                lets.push(borrow);
                arguments.push(reference);
                continue;
            }
            match param.form {
                Form::Owned if param.ty.is_same() => arguments.push(quote!(#value)),
                Form::Owned => arguments.push(lift(user, value)),
                _ => {
                    let ty = self.user_type(&param.ty, user);
                    let lifted = match param.ty.is_same() {
                        true => value,
                        false => lift(user, value),
                    };
                    lets.push(quote!(let #name: #ty = #lifted;));
                    arguments.push(match param.form {
                        Form::View => quote!(::wasm::memory::View::from(&#name)),
                        Form::OptionView => {
                            quote!(#name.as_ref().map(|it| ::wasm::memory::View::from(it)))
                        }
                        Form::OptionRef if is_slice(&param.ty) => quote!(#name.as_deref()),
                        Form::OptionRef => quote!(#name.as_ref()),
                        _ => quote!(&#name),
                    });
                }
            }
        }
        let wait = sig.asyncness.map(|_| quote!(.await));
        let call = quote!(#target(#(#arguments),*) #wait);
        let call = match &function.result {
            _ if function.kind == FunctionKind::Constructor => quote!(Self::new(#call)),
            Some(ty) if !ty.is_same() => lower(user, call),
            _ => call,
        };
        quote!(#sig { #(#lets)* #call })
    }

    /// A resource that the caller lends, or may lend.
    fn borrowed(
        &self,
        param: &Param,
        ident: &Ident,
        value: &TokenStream,
        user: &TokenStream,
    ) -> (TokenStream, TokenStream) {
        let name = &param.ident;
        let (direction, _, def) = self.home(ident);
        let TypeKind::Resource(resource) = &def.kind else {
            unreachable!("the caller has asked")
        };
        let ident = &def.ident;
        let hold = |handle: TokenStream| match direction {
            Direction::Import => {
                let ty = self.generated_path(ident, user);
                // SAFETY (of what is written): the handle is the caller's and stays so, since what holds it is not dropped.
                quote! {
                    ::core::mem::ManuallyDrop::new(#user #ident(unsafe { #ty::from_handle(#handle.handle()) }))
                }
            }
            Direction::Export => {
                let kept = kept(resource.linear);
                let method = match param.form {
                    Form::RefMut => quote!(borrow_mut),
                    _ => quote!(borrow),
                };
                quote!(#handle.get::<#kept<#user #ident>>().#method())
            }
        };
        match param.form {
            Form::OptionRef => {
                let held = hold(quote!(it));
                let held = quote!(let #name = #value.as_ref().map(|it| #held););
                (held, quote!(#name.as_deref()))
            }
            Form::RefMut => {
                let held = hold(value.clone());
                (quote!(let mut #name = #held;), quote!(&mut #name))
            }
            _ => {
                let held = hold(value.clone());
                (quote!(let #name = #held;), quote!(&#name))
            }
        }
    }
}

/// What holds the value of a resource while others have its handle.
pub(crate) fn kept(linear: bool) -> TokenStream {
    let (private, name) = (private(), if linear { "KeptLinear" } else { "Kept" });
    let name = format_ident!("{name}");
    quote!(#private::#name)
}

/// A trait whose implementations are the exports.
fn guest(item: &Item) -> Option<&ItemTrait> {
    match item {
        Item::Trait(it) if it.ident.to_string().starts_with("Guest") => Some(it),
        _ => None,
    }
}

/// The functions that the user's are behind; others have a body, and are wit-bindgen's own.
fn signatures(it: &ItemTrait) -> impl Iterator<Item = &Signature> {
    it.items.iter().filter_map(|item| match item {
        TraitItem::Fn(function) if function.default.is_none() => Some(&function.sig),
        _ => None,
    })
}

fn by_name<'a>(functions: &'a [Function], sig: &Signature) -> &'a Function {
    let found = functions
        .iter()
        .find(|function| function.sig.ident == sig.ident);
    found.expect("names in Rust and WIT are checked to agree")
}

/// The name of a parameter in a signature of wit-bindgen.
fn argument(input: Option<&FnArg>) -> TokenStream {
    match input {
        Some(FnArg::Typed(input)) => match &*input.pat {
            Pat::Ident(pattern) => {
                let ident = &pattern.ident;
                quote!(#ident)
            }
            other => quote!(#other),
        },
        _ => unreachable!("the signature is that of the function"),
    }
}

fn is_slice(ty: &Ty) -> bool {
    matches!(ty, Ty::Option(inner) if matches!(**inner, Ty::String | Ty::List(_)))
}
