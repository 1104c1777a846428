//! Between the user's types and those that wit-bindgen wrote: where each is, and the conversions.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, format_ident, quote};
use syn::{ImplItem, Item, Signature, Type};

use super::model::{Component, Direction, Interface, Ty, TypeDef, TypeKind};
use super::names;

/// The module with wit-bindgen's output, inside of the user's.
pub(crate) const BINDINGS: &str = "__wasm_component";

/// What the expansion names of the crate `wasm`.
pub(crate) fn private() -> TokenStream {
    quote!(::wasm::__private::component)
}

/// Where the readers of streams and futures are.
fn readers(generated: bool) -> TokenStream {
    match generated {
        true => quote!(::wasm::component::bindings::),
        false => quote!(::wasm::component::),
    }
}

/// The type that stands for the bindings, from the module `user` is the way to.
pub(crate) fn via(user: &TokenStream) -> TokenStream {
    let (bindings, name) = (format_ident!("{BINDINGS}"), via_name());
    quote!(#user #bindings::#name)
}

pub(crate) fn via_name() -> Ident {
    format_ident!("__Bindings")
}

/// A value of the user's type, from one of wit-bindgen's.
pub(crate) fn lift(user: &TokenStream, value: impl ToTokens) -> TokenStream {
    let (private, via) = (private(), via(user));
    quote!(#private::lift::<#via, _, _>(#value))
}

/// A value of wit-bindgen's type, from one of the user's.
pub(crate) fn lower(user: &TokenStream, value: impl ToTokens) -> TokenStream {
    let (private, via) = (private(), via(user));
    quote!(#private::lower::<#via, _, _>(#value))
}

/// The glue of one component.
pub(crate) struct Glue<'a> {
    pub(crate) component: &'a Component,
    pub(crate) resolve: &'a wit_parser::Resolve,
    /// wit-bindgen's output.
    pub(crate) file: &'a syn::File,
}

impl Glue<'_> {
    /// The way to the module of an interface from that with wit-bindgen's output.
    pub(crate) fn module_path(&self, direction: Direction, interface: &Interface) -> Vec<Ident> {
        let name = &interface.name;
        let found = self.resolve.packages.iter().find(|(_, package)| {
            package.name.namespace == name.package.namespace()
                && package.name.name == name.package.name().raw_name()
                && package.name.version.as_ref() == name.package.version()
        });
        let (id, _) = found.expect("the text has every package");
        let root = (direction == Direction::Export).then(|| "exports".to_owned());
        let path = [
            names::snake(name.package.namespace()),
            wit_bindgen_core::name_package_module(self.resolve, id),
            names::snake(&name.interface),
        ];
        let path = root.into_iter().chain(path);
        path.map(|part| format_ident!("{part}")).collect()
    }

    /// Where a type is at home.
    pub(crate) fn home(&self, ident: &Ident) -> (Direction, &Interface, &TypeDef) {
        let found = self.component.type_named(ident);
        found.expect("every type that is mentioned is declared")
    }

    /// The resource that a type is.
    pub(crate) fn resource<'b>(&self, ty: &'b Ty) -> Option<&'b Ident> {
        match ty {
            Ty::Named(ident) if self.component.is_resource(ident) => Some(ident),
            _ => None,
        }
    }

    /// wit-bindgen's type for one of the module's, from the module `user` is the way to.
    pub(crate) fn generated_path(&self, ident: &Ident, user: &TokenStream) -> TokenStream {
        let (direction, interface, def) = self.home(ident);
        let (bindings, ty) = (format_ident!("{BINDINGS}"), generated(def));
        let path = self.module_path(direction, interface);
        quote!(#user #bindings::#(#path::)* #ty)
    }

    /// A type as the user has it, owned.
    pub(crate) fn user_type(&self, ty: &Ty, user: &TokenStream) -> TokenStream {
        self.rust_type(ty, &|ident| quote!(#user #ident), false)
    }

    /// A type as wit-bindgen has it, owned.
    pub(crate) fn generated_type(&self, ty: &Ty, user: &TokenStream) -> TokenStream {
        let named = |ident: &Ident| match &self.home(ident).2.kind {
            TypeKind::Alias(target) => self.generated_type(target, user),
            _ => self.generated_path(ident, user),
        };
        self.rust_type(ty, &named, true)
    }

    fn rust_type(
        &self,
        ty: &Ty,
        named: &dyn Fn(&Ident) -> TokenStream,
        generated: bool,
    ) -> TokenStream {
        let inner = |ty: &Ty| self.rust_type(ty, named, generated);
        let private = private();
        match ty {
            Ty::Scalar(ident) => quote!(#ident),
            Ty::String => quote!(#private::String),
            Ty::List(element) => {
                let element = inner(element);
                quote!(#private::Vec<#element>)
            }
            Ty::Array(element, len) => {
                let element = inner(element);
                if !generated {
                    quote!([#element; #len])
                } else if *len <= Ty::LONGEST_TUPLE {
                    let elements = std::iter::repeat_n(element, *len);
                    quote!((#(#elements,)*))
                } else {
                    quote!(#private::Vec<#element>)
                }
            }
            Ty::Option(it) => {
                let it = inner(it);
                quote!(::core::option::Option<#it>)
            }
            Ty::Result(ok, err) => {
                let part = |ty: &Option<Box<Ty>>| match ty {
                    Some(ty) => inner(ty),
                    None => quote!(()),
                };
                let (ok, err) = (part(ok), part(err));
                quote!(::core::result::Result<#ok, #err>)
            }
            Ty::Tuple(types) => {
                let types = types.iter().map(inner);
                quote!((#(#types,)*))
            }
            Ty::Named(ident) => named(ident),
            Ty::Stream(it) => {
                let (home, it) = (readers(generated), inner(it));
                quote!(#home StreamReader<#it>)
            }
            Ty::Future(it) => {
                let (home, it) = (readers(generated), inner(it));
                quote!(#home FutureReader<#it>)
            }
        }
    }

    /// `Lift`, `Lower` and `Lend` for every type of the module.
    pub(crate) fn conversions(&self) -> TokenStream {
        let interfaces = self.component.interfaces();
        let types = interfaces.flat_map(|(direction, interface)| {
            let types = interface.types.iter();
            types.map(move |def| self.conversion(direction, interface, def))
        });
        types.collect()
    }

    fn conversion(
        &self,
        direction: Direction,
        interface: &Interface,
        def: &TypeDef,
    ) -> TokenStream {
        let (private, ident) = (private(), &def.ident);
        let user = quote!(self::);
        let (ty, via) = (self.generated_path(ident, &user), via(&user));
        let (lifted, lowered) = match &def.kind {
            TypeKind::Alias(_) => return TokenStream::new(),
            TypeKind::Resource(resource) => {
                let kept = super::exports::kept(resource.linear);
                match direction {
                    Direction::Import => (quote!(#ident(it)), quote!(self.0)),
                    Direction::Export => (
                        quote!(it.into_inner::<#kept<#ident>>().take()),
                        quote!(#ty::new(#kept::<#ident>::new(self))),
                    ),
                }
            }
            TypeKind::Record(fields) => {
                let ours: Vec<_> = fields.iter().map(|field| &field.ident).collect();
                let theirs = fields.iter().map(|field| field_name(&field.name));
                let theirs: Vec<_> = theirs.collect();
                let lifted = theirs.iter().map(|field| lift(&user, quote!(it.#field)));
                let lowered = ours.iter().map(|field| lower(&user, quote!(self.#field)));
                (
                    quote!(#ident { #(#ours: #lifted),* }),
                    quote!(#ty { #(#theirs: #lowered),* }),
                )
            }
            TypeKind::Flags(flags) => {
                let ours: Vec<_> = flags.iter().map(|flag| &flag.ident).collect();
                let theirs = flags.iter().map(|flag| {
                    let name = names::generated_flag(&flag.name);
                    format_ident!("{name}")
                });
                let theirs: Vec<_> = theirs.collect();
                (
                    quote!(#ident { #(#ours: it.contains(#ty::#theirs)),* }),
                    quote! {{
                        let mut flags = #ty::empty();
                        #(flags.set(#ty::#theirs, self.#ours);)*
                        flags
                    }},
                )
            }
            TypeKind::Enum(cases) => {
                let ours: Vec<_> = cases.iter().map(|case| &case.ident).collect();
                (
                    quote!(match it { #(#ty::#ours => #ident::#ours),* }),
                    quote!(match self { #(#ident::#ours => #ty::#ours),* }),
                )
            }
            TypeKind::Variant(cases) => {
                let arms = |from: &TokenStream, to: &TokenStream, value: TokenStream| {
                    let arms = cases.iter().map(|case| {
                        let name = &case.ident;
                        match &case.ty {
                            Some(_) => quote!(#from::#name(it) => #to::#name(#value)),
                            None => quote!(#from::#name => #to::#name),
                        }
                    });
                    quote!(#(#arms),*)
                };
                let ours = quote!(#ident);
                let lifted = arms(&ty, &ours, lift(&user, quote!(it)));
                let lowered = arms(&ours, &ty, lower(&user, quote!(it)));
                (
                    quote!(match it { #lifted }),
                    quote!(match self { #lowered }),
                )
            }
        };
        let lend = self.lend(direction, interface, def, &ty);
        quote! {
            impl #private::Lift<#ty, #via> for #ident {
                #[inline]
                fn lift(it: #ty) -> Self { #lifted }
            }
            impl #private::Lower<#ty, #via> for #ident {
                #[inline]
                fn lower(self) -> #ty { #lowered }
            }
            #lend
        }
    }

    /// An import's parameter is a reference to wit-bindgen's type, or the value where that can be copied.
    fn lend(
        &self,
        direction: Direction,
        interface: &Interface,
        def: &TypeDef,
        ty: &TokenStream,
    ) -> TokenStream {
        let private = private();
        let copy = match &def.kind {
            TypeKind::Alias(_) | TypeKind::Resource(_) => return TokenStream::new(),
            TypeKind::Enum(_) | TypeKind::Flags(_) => true,
            TypeKind::Record(_) | TypeKind::Variant(_) => {
                let path = self.module_path(direction, interface);
                let items = find(&self.file.items, &path).unwrap_or_default();
                items.iter().any(|item| is_copy(item, &generated(def)))
            }
        };
        let by_value = copy.then(|| {
            quote! {
                impl<'a> #private::Lend<'a, #ty> for #ty {
                    #[inline]
                    fn lend(&'a self) -> #ty { *self }
                }
            }
        });
        quote! {
            #by_value
            impl<'a> #private::Lend<'a, &'a #ty> for #ty {
                #[inline]
                fn lend(&'a self) -> &'a #ty { self }
            }
        }
    }

    /// A function's signature in wit-bindgen's output.
    pub(crate) fn signature(&self, path: &[Ident], of: Option<&Ident>, name: &Ident) -> &Signature {
        let items = find(&self.file.items, path).unwrap_or_default();
        let found = items.iter().find_map(|item| match (item, of) {
            (Item::Fn(item), None) if item.sig.ident == *name => Some(&item.sig),
            (Item::Impl(block), Some(of))
                if block.trait_.is_none() && is_path(&block.self_ty, of) =>
            {
                block.items.iter().find_map(|item| match item {
                    ImplItem::Fn(item) if item.sig.ident == *name => Some(&item.sig),
                    _ => None,
                })
            }
            _ => None,
        });
        found.expect("wit-bindgen writes a function for each in the text")
    }
}

/// The name of a field in wit-bindgen's output.
fn field_name(kebab: &str) -> Ident {
    format_ident!("{}", names::snake(kebab))
}

/// The name of a type in wit-bindgen's output.
pub(crate) fn generated(def: &TypeDef) -> Ident {
    let name = names::generated_type(&def.name);
    format_ident!("{name}")
}

/// The items of a nested module.
pub(crate) fn find<'a>(items: &'a [Item], path: &[Ident]) -> Option<&'a [Item]> {
    let Some((first, rest)) = path.split_first() else {
        return Some(items);
    };
    let inner = items.iter().find_map(|item| match item {
        Item::Mod(module) if module.ident == *first => module.content.as_ref(),
        _ => None,
    });
    find(&inner?.1, rest)
}

fn is_path(ty: &Type, ident: &Ident) -> bool {
    matches!(ty, Type::Path(path) if path.path.is_ident(ident))
}

fn is_copy(item: &Item, ident: &Ident) -> bool {
    let (name, attrs) = match item {
        Item::Struct(item) => (&item.ident, &item.attrs),
        Item::Enum(item) => (&item.ident, &item.attrs),
        _ => return false,
    };
    name == ident
        && attrs.iter().any(|attr| {
            let mut copy = false;
            let derive = attr.path().is_ident("derive");
            derive
                && attr
                    .parse_nested_meta(|meta| {
                        copy |= meta.path.is_ident("Copy");
                        Ok(())
                    })
                    .is_ok()
                && copy
        })
}
