//! What is exported: an implementation of each trait that wit-bindgen wrote, which calls the user's functions.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use syn::{FnArg, Item, ItemTrait, Pat, Signature, TraitItem};

use super::glue::{Glue, find, generated, private};
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
        let private = private();
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
                arguments.push(quote!(#private::Lift::lift(#this)));
            }
            FunctionKind::Free | FunctionKind::Constructor | FunctionKind::Static => {}
        }
        for (param, input) in function.params.iter().zip(inputs) {
            let (value, name) = (argument(Some(input)), &param.ident);
            let resource = matches!(&param.ty, Ty::Named(it) if self.component.is_resource(it));
            match param.form {
                Form::Owned if param.ty.is_same() => arguments.push(quote!(#value)),
                Form::Owned => arguments.push(quote!(#private::Lift::lift(#value))),
                Form::Ref | Form::RefMut if resource => {
                    let (borrow, reference) = self.borrowed(param, &value, user);
                    lets.push(borrow);
                    arguments.push(reference);
                }
                _ => {
                    let ty = self.user_type(&param.ty, user);
                    let lift = match param.ty.is_same() {
                        true => quote!(#value),
                        false => quote!(#private::Lift::lift(#value)),
                    };
                    lets.push(quote!(let #name: #ty = #lift;));
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
            Some(ty) if !ty.is_same() => quote!(#private::Lower::lower(#call)),
            _ => call,
        };
        quote!(#sig { #(#lets)* #call })
    }

    /// A resource that the caller lends.
    fn borrowed(
        &self,
        param: &Param,
        value: &TokenStream,
        user: &TokenStream,
    ) -> (TokenStream, TokenStream) {
        let Ty::Named(ident) = &param.ty else {
            unreachable!("resources have names")
        };
        let name = &param.ident;
        let (direction, _, def) = self.home(ident);
        let TypeKind::Resource(resource) = &def.kind else {
            unreachable!("the caller has asked")
        };
        let ident = &def.ident;
        if direction == Direction::Import {
            let ty = self.generated_path(ident, user);
            // SAFETY (of what is written): the handle is the caller's and stays so, since what holds it is not dropped.
            let held = quote! {
                let #name = ::core::mem::ManuallyDrop::new(#user #ident(unsafe { #ty::from_handle(#value.handle()) }));
            };
            return (held, quote!(&#name));
        }
        let kept = kept(resource.linear);
        let (keyword, method, reference) = match param.form {
            Form::RefMut => (quote!(let mut), quote!(borrow_mut), quote!(&mut #name)),
            _ => (quote!(let), quote!(borrow), quote!(&#name)),
        };
        let guard = quote!(#keyword #name = #value.get::<#kept<#user #ident>>().#method(););
        (guard, reference)
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
