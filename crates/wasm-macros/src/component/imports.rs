//! What is imported: the user's declarations get a body, which calls wit-bindgen's function in a component, and a mock
//! elsewhere.

use heck::ToSnakeCase;
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use syn::{FnArg, Signature, Type};

use super::glue::{BINDINGS, Glue, generated, lift, lower, private};
use super::model::{
    Component, Direction, Form, Function, FunctionKind, Interface, Param, Ty, TypeDef, TypeKind,
};

impl Glue<'_> {
    /// What was declared, for components.
    pub(crate) fn imports(&self) -> TokenStream {
        let mut out = TokenStream::new();
        for interface in &self.component.imports {
            let path = self.module_path(Direction::Import, interface);
            let bindings = format_ident!("{BINDINGS}");
            let module = quote!(self::#bindings::#(#path::)*);
            for function in &interface.functions {
                let name = &function.sig.ident;
                let theirs = self.signature(&path, None, name);
                out.extend(self.import(function, &quote!(#module #name), theirs));
            }
            for (def, functions) in resources(interface) {
                let (ident, ty) = (&def.ident, generated(def));
                let functions = functions.iter().map(|function| {
                    let name = &function.sig.ident;
                    let theirs = self.signature(&path, Some(&ty), name);
                    self.import(function, &quote!(#module #ty::#name), theirs)
                });
                let docs = docs(def).into_iter();
                out.extend(quote! {
                    #(#docs)*
                    #[derive(Debug)]
                    pub struct #ident(#module #ty);
                    impl #ident { #(#functions)* }
                });
            }
        }
        out
    }

    /// A function whose body calls wit-bindgen's: what goes out is converted, and what comes back.
    fn import(&self, function: &Function, target: &TokenStream, theirs: &Signature) -> TokenStream {
        let (private, user) = (private(), quote!(self::));
        let Function {
            attrs, vis, sig, ..
        } = function;
        let mut inputs = theirs.inputs.iter();
        let mut lets = Vec::new();
        let mut arguments = Vec::new();
        match function.kind {
            FunctionKind::Method { .. } => {
                inputs.next();
                arguments.push(quote!(&self.0));
            }
            FunctionKind::Consuming => {
                inputs.next();
                arguments.push(quote!(self.0));
            }
            FunctionKind::Free | FunctionKind::Constructor | FunctionKind::Static => {}
        }
        for (param, input) in function.params.iter().zip(inputs) {
            let name = &param.ident;
            let FnArg::Typed(input) = input else {
                unreachable!("`self` has been taken")
            };
            match &param.ty {
                Ty::Option(inner)
                    if param.form == Form::OptionRef && self.resource(inner).is_some() =>
                {
                    arguments.push(quote!(#name.map(|it| &it.0)));
                }
                Ty::Named(ident) if self.component.is_resource(ident) => {
                    arguments.push(match param.form {
                        Form::Owned => lower(&user, name),
                        _ => quote!(&#name.0),
                    });
                }
                _ if !has_reference(&input.ty) => arguments.push(owned(param)),
                ty => {
                    let theirs = match borrowed_type(param) {
                        Some(ty) => ty,
                        None => self.generated_type(ty, &user),
                    };
                    let value = owned(param);
                    lets.push(quote!(let #name: #theirs = #value;));
                    arguments.push(quote!(#private::Lend::lend(&#name)));
                }
            }
        }
        let wait = sig.asyncness.map(|_| quote!(.await));
        let call = quote!(#target(#(#arguments),*) #wait);
        let call = match &function.result {
            Some(ty) if !ty.is_same() => lift(&user, call),
            _ => call,
        };
        quote! {
            #(#attrs)*
            #[allow(dead_code, clippy::let_unit_value)]
            #vis #sig { #(#lets)* #call }
        }
    }
}

/// A parameter as wit-bindgen has it. What is borrowed stays so if it is the same, and is copied before it is converted.
fn owned(param: &Param) -> TokenStream {
    let (user, name) = (quote!(self::), &param.ident);
    match param.form {
        Form::Owned if param.ty.is_same() => quote!(#name),
        Form::Ref if !is_slice(&param.ty) => {
            lower(&user, quote!(::core::clone::Clone::clone(#name)))
        }
        Form::OptionRef if !matches!(&param.ty, Ty::Option(ty) if is_slice(ty)) => {
            lower(&user, quote!(#name.cloned()))
        }
        _ => lower(&user, name),
    }
}

/// What is `str` or a slice behind a reference.
fn is_slice(ty: &Ty) -> bool {
    matches!(ty, Ty::String | Ty::List(_))
}

/// The type of a borrowed parameter that goes out without being made an owned one.
fn borrowed_type(param: &Param) -> Option<TokenStream> {
    if !param.ty.is_same() {
        return None;
    }
    let slice = |ty: &Ty| match ty {
        Ty::String => Some(quote!(&str)),
        Ty::List(_) => Some(quote!(&[_])),
        _ => None,
    };
    match (param.form, &param.ty) {
        (Form::Ref | Form::View, ty) => slice(ty),
        (Form::OptionRef | Form::OptionView, Ty::Option(ty)) => {
            slice(ty).map(|ty| quote!(::core::option::Option<#ty>))
        }
        _ => None,
    }
}

/// Whether wit-bindgen takes something by reference.
fn has_reference(ty: &Type) -> bool {
    struct Find(bool);
    impl<'a> syn::visit::Visit<'a> for Find {
        fn visit_type_reference(&mut self, _: &'a syn::TypeReference) {
            self.0 = true;
        }
    }
    let mut find = Find(false);
    syn::visit::Visit::visit_type(&mut find, ty);
    find.0
}

/// What was declared, for everything that is no component: each function calls what a test gave it.
pub(crate) fn mocks(component: &Component) -> TokenStream {
    let mut out = TokenStream::new();
    for interface in &component.imports {
        for function in &interface.functions {
            let Function {
                attrs, vis, sig, ..
            } = function;
            let name = &sig.ident;
            let call = call(
                function,
                &quote!(self::#name::MOCK),
                &name.to_string(),
                interface,
            );
            let mock = mock(function, None);
            out.extend(quote! {
                #(#attrs)*
                #[allow(dead_code)]
                #vis #sig { #call }
                #[doc(hidden)]
                #[allow(dead_code, unused_imports)]
                #vis mod #name { use super::*; #mock }
            });
        }
        for (def, functions) in resources(interface) {
            let (ident, docs) = (&def.ident, docs(def).into_iter());
            let module = format_ident!("{}", def.name.to_snake_case());
            let mut mocks = TokenStream::new();
            let functions = functions.iter().map(|function| {
                let Function {
                    attrs, vis, sig, ..
                } = function;
                let name = &sig.ident;
                let text = format!("{ident}::{name}");
                let call = call(
                    function,
                    &quote!(self::#module::#name::MOCK),
                    &text,
                    interface,
                );
                let mock = mock(function, Some(ident));
                mocks.extend(quote!(pub mod #name { use super::super::*; #mock }));
                quote! {
                    #(#attrs)*
                    #[allow(dead_code)]
                    #vis #sig { #call }
                }
            });
            let functions: TokenStream = functions.collect();
            out.extend(quote! {
                #(#docs)*
                #[derive(Debug)]
                pub struct #ident(
                    /// What mocks tell it by.
                    pub u32,
                );
                #[allow(clippy::new_without_default)]
                impl #ident { #functions }
                #[doc(hidden)]
                #[allow(dead_code, unused_imports)]
                pub mod #module { #mocks }
            });
        }
    }
    out
}

/// Calls a mock, or says that there is none.
fn call(function: &Function, mock: &TokenStream, name: &str, interface: &Interface) -> TokenStream {
    let arguments = function.sig.inputs.iter().map(|input| match input {
        FnArg::Receiver(_) => quote!(self),
        FnArg::Typed(input) => {
            let pat = &input.pat;
            quote!(#pat)
        }
    });
    let interface = interface.name.to_string();
    quote! {
        let mock = #mock.with(|mock| mock.get(#name, #interface, "a component", "wasm::component"));
        mock(#(#arguments),*)
    }
}

/// The slot of a function's mock, and the function that fills it.
fn mock(function: &Function, of: Option<&Ident>) -> TokenStream {
    let types = function.sig.inputs.iter().map(|input| match (input, of) {
        (FnArg::Receiver(it), Some(of)) => match (&it.reference, &it.mutability) {
            (Some(_), Some(_)) => quote!(&mut #of),
            (Some(_), None) => quote!(&#of),
            (None, _) => quote!(#of),
        },
        (FnArg::Receiver(_), None) => unreachable!("a function without an `impl` has no `self`"),
        (FnArg::Typed(input), of) => named(&input.ty, of),
    });
    let output = match &function.sig.output {
        syn::ReturnType::Default => quote!(),
        syn::ReturnType::Type(arrow, ty) => {
            let ty = named(ty, of);
            quote!(#arrow #ty)
        }
    };
    let types: Vec<_> = types.collect();
    quote! {
        type Function = dyn Fn(#(#types),*) #output;
        ::wasm::__private::mock::mock_slot!(Function);

        /// What calls on this thread are answered with, where there is no component.
        pub fn mock(function: impl Fn(#(#types),*) #output + 'static) {
            MOCK.with(|mock| mock.set(::std::rc::Rc::new(function)));
        }
    }
}

/// A type outside of an `impl`, where `Self` has its name.
fn named(ty: &Type, of: Option<&Ident>) -> TokenStream {
    struct Rename<'a>(&'a Ident);
    impl syn::visit_mut::VisitMut for Rename<'_> {
        fn visit_ident_mut(&mut self, ident: &mut Ident) {
            if ident == "Self" {
                *ident = self.0.clone();
            }
        }
    }
    let mut ty = ty.clone();
    if let Some(of) = of {
        syn::visit_mut::VisitMut::visit_type_mut(&mut Rename(of), &mut ty);
    }
    quote!(#ty)
}

/// An interface's resources.
fn resources(interface: &Interface) -> impl Iterator<Item = (&TypeDef, &Vec<Function>)> {
    interface.types.iter().filter_map(|def| match &def.kind {
        TypeKind::Resource(resource) => Some((def, &resource.functions)),
        _ => None,
    })
}

fn docs(def: &TypeDef) -> Option<TokenStream> {
    def.docs.as_ref().map(|docs| quote!(#[doc = #docs]))
}
