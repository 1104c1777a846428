//! A signature, as far as it can be told from the way that it is written.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use syn::spanned::Spanned;
use syn::{Error, FnArg, Pat, ReturnType, Signature};

use super::names;
use super::types::{self, Ty};

/// A function whose types cross without wasm-bindgen.
pub(super) struct Direct {
    pub(super) params: Vec<Param>,
    pub(super) result: Ty,
}

pub(super) struct Param {
    pub(super) ident: Ident,
    /// In JavaScript.
    pub(super) name: String,
    pub(super) ty: Ty,
    /// What its numbers are called.
    pub(super) numbers: Vec<Ident>,
}

/// Who has the function.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Side {
    Rust,
    JavaScript,
}

/// What no function that crosses can have.
pub(super) fn check(sig: &Signature) -> syn::Result<()> {
    let mut errors = Vec::new();
    if let Some(param) = sig
        .generics
        .params
        .iter()
        .find(|param| !matches!(param, syn::GenericParam::Lifetime(_)))
    {
        errors.push(Error::new(
            param.span(),
            "JavaScript has no generic functions; write one function for each type that is needed, which may call the generic one",
        ));
    }
    if let Some(token) = &sig.unsafety {
        errors.push(Error::new(
            token.span(),
            "JavaScript cannot keep promises about memory; write a safe function that checks",
        ));
    }
    if let Some(abi) = &sig.abi {
        errors.push(Error::new(
            abi.span(),
            "the attribute chooses the ABI; leave this out",
        ));
    }
    if let Some(variadic) = &sig.variadic {
        errors.push(Error::new(
            variadic.span(),
            "a function has a fixed number of parameters; take a `Vec<T>` or `View<T>`",
        ));
    }
    super::combine(errors)
}

/// Reads a signature; nothing when it is wasm-bindgen's to know.
///
/// # Errors
/// It has a type that could cross, but not where it stands.
pub(super) fn read(sig: &Signature, side: Side) -> syn::Result<Option<Direct>> {
    if sig.asyncness.is_some() {
        return Ok(None);
    }
    let mut params = Vec::new();
    let mut errors = Vec::new();
    for (index, input) in sig.inputs.iter().enumerate() {
        let FnArg::Typed(input) = input else {
            return Ok(None);
        };
        let Some(ty) = types::read(&input.ty) else {
            return Ok(None);
        };
        let ident = match &*input.pat {
            Pat::Ident(pattern) => pattern.ident.clone(),
            other => {
                return Err(Error::new(
                    other.span(),
                    "a parameter has a name in JavaScript, too; write a name and take the value apart inside",
                ));
            }
        };
        if let Err(error) = ty.check_param(&input.ty) {
            errors.push(error);
            continue;
        }
        if let (Ty::View { mutable: true, .. }, Side::JavaScript) = (&ty, side) {
            errors.push(Error::new(
                input.ty.span(),
                "JavaScript reads what it is given here, and may not write to it; take the changed elements as the result, a `Vec<T>`",
            ));
        }
        let count = ty.flat().len();
        params.push(Param {
            name: names::param(&ident),
            ident,
            ty,
            numbers: (0..count).map(|n| format_ident!("p{index}_{n}")).collect(),
        });
    }
    let result = match &sig.output {
        ReturnType::Default => Ty::Unit,
        ReturnType::Type(_, ty) => match types::read(ty) {
            Some(read) => {
                errors.extend(read.check_result(ty, side == Side::Rust).err());
                read
            }
            None => return Ok(None),
        },
    };
    super::combine(errors)?;
    Ok(Some(Direct { params, result }))
}

impl Direct {
    /// Whether it is a plain function of C's.
    pub(super) fn is_plain(&self) -> bool {
        self.result.is_plain() && self.params.iter().all(|param| param.ty.is_plain())
    }

    /// The parameters of the module's function, with the slots of a result that is no number.
    pub(super) fn abi_params(&self) -> TokenStream {
        let params = self.params.iter().map(|param| {
            let (numbers, types) = (&param.numbers, param.ty.flat());
            quote!(#(#numbers: #types,)*)
        });
        let slots = (!self.result.is_plain()).then(|| quote!(slots: *mut u64));
        quote!(#(#params)* #slots)
    }

    /// The result of the module's function.
    pub(super) fn abi_result(&self) -> TokenStream {
        match &self.result {
            Ty::Scalar(ident) => {
                let ty = types::scalar(ident);
                quote!(-> #ty)
            }
            _ => TokenStream::new(),
        }
    }

    /// The fields of the record from the parameters on.
    pub(super) fn fields(&self) -> TokenStream {
        let count = self.params.len();
        let params = self.params.iter().map(|param| {
            let (name, words) = (&param.name, param.ty.words());
            quote!(__js::Field::Text(#name), #words,)
        });
        let result = self.result.words();
        quote!(__js::Field::U32(#count), #(#params)* #result)
    }
}
