//! Types that cross to JavaScript without wasm-bindgen: read from the way they are written, described as `wasm::section::js` does.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Error, Expr, GenericArgument, PathArguments, PathSegment, Type};

/// A type, as it crosses.
pub(super) enum Ty {
    Unit,
    /// A number, `bool` or `char`.
    Scalar(Ident),
    /// `&str`
    Str,
    String,
    /// `View<T>`, `ViewMut<T>`, `&[T]`, `&mut [T]`
    View {
        element: Type,
        mutable: bool,
        /// A slice, which is no `View`.
        slice: bool,
    },
    Vec(Type),
    Array(Type, Box<Expr>),
    Option(Box<Ty>),
    /// Only outermost, and only as a result.
    Result(Box<Ty>),
}

/// Numbers that lie in memory as JavaScript's typed arrays have them.
const NUMBERS: [&str; 12] = [
    "i8", "u8", "i16", "u16", "i32", "u32", "i64", "u64", "isize", "usize", "f32", "f64",
];

/// Errors that wasm-bindgen throws as they are.
pub(super) const THEIR_ERRORS: [&str; 2] = ["JsValue", "JsError"];

/// Reads a type; nothing when it is wasm-bindgen's to know.
pub(super) fn read(ty: &Type) -> Option<Ty> {
    match ty {
        Type::Paren(inner) => read(&inner.elem),
        Type::Group(inner) => read(&inner.elem),
        Type::Tuple(tuple) if tuple.elems.is_empty() => Some(Ty::Unit),
        Type::Array(array) => is_number(&array.elem)
            .then(|| Ty::Array((*array.elem).clone(), Box::new(array.len.clone()))),
        Type::Reference(reference) => match &*reference.elem {
            Type::Path(path) if path.path.is_ident("str") && reference.mutability.is_none() => {
                Some(Ty::Str)
            }
            Type::Slice(slice) => is_number(&slice.elem).then(|| Ty::View {
                element: (*slice.elem).clone(),
                mutable: reference.mutability.is_some(),
                slice: true,
            }),
            _ => None,
        },
        Type::Path(path) if path.qself.is_none() => path_type(path.path.segments.last()?),
        _ => None,
    }
}

fn path_type(segment: &PathSegment) -> Option<Ty> {
    let name = segment.ident.to_string();
    let arguments = arguments(segment);
    match (name.as_str(), &arguments[..]) {
        ("bool" | "char", []) => Some(Ty::Scalar(segment.ident.clone())),
        ("String", []) => Some(Ty::String),
        (name, []) if NUMBERS.contains(&name) => Some(Ty::Scalar(segment.ident.clone())),
        ("View" | "ViewMut", [element]) => Some(Ty::View {
            element: (*element).clone(),
            mutable: name == "ViewMut",
            slice: false,
        }),
        ("Vec", [element]) => is_number(element).then(|| Ty::Vec((*element).clone())),
        ("Option", [inner]) => read(inner).map(|ty| Ty::Option(Box::new(ty))),
        // An error that is wasm-bindgen's is thrown as it is.
        ("Result", [ok, error]) if !mentions(error, &THEIR_ERRORS) => {
            read(ok).map(|ty| Ty::Result(Box::new(ty)))
        }
        ("Result", [ok]) => read(ok).map(|ty| Ty::Result(Box::new(ty))),
        _ => None,
    }
}

fn arguments(segment: &PathSegment) -> Vec<&Type> {
    let PathArguments::AngleBracketed(arguments) = &segment.arguments else {
        return Vec::new();
    };
    let types = arguments.args.iter().filter_map(|argument| match argument {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    });
    types.collect()
}

fn is_number(ty: &Type) -> bool {
    matches!(ty, Type::Path(path) if NUMBERS.iter().any(|number| path.path.is_ident(number)))
}

/// Whether one of the names stands anywhere in a type.
pub(super) fn mentions(ty: &Type, names: &[&str]) -> bool {
    struct Find<'a>(&'a [&'a str], bool);
    impl syn::visit::Visit<'_> for Find<'_> {
        fn visit_ident(&mut self, ident: &Ident) {
            self.1 |= self.0.iter().any(|name| ident == name);
        }
    }
    let mut find = Find(names, false);
    syn::visit::Visit::visit_type(&mut find, ty);
    find.1
}

impl Ty {
    /// What a parameter of a function that JavaScript calls cannot be.
    pub(super) fn check_param(&self, ty: &Type) -> syn::Result<()> {
        let no = |why: &str| Err(Error::new(ty.span(), why));
        match self {
            Ty::Unit => no("there is nothing to pass; leave the parameter out"),
            Ty::Result(_) => no("a parameter cannot be an error; take an `Option<T>`"),
            Ty::Option(inner) => match **inner {
                Ty::Option(_) => no(NESTED),
                Ty::Result(_) | Ty::Unit => no("take an `Option` of a value, or a `bool`"),
                _ => Ok(()),
            },
            _ => Ok(()),
        }
    }

    /// What a result cannot be. What is borrowed goes out, and does not come in.
    pub(super) fn check_result(&self, ty: &Type, lends: bool) -> syn::Result<()> {
        let no = |why: &str| Err(Error::new(ty.span(), why));
        match self {
            Ty::View { .. } if !lends => {
                no("what JavaScript returns is copied into memory of this module; write `Vec<T>`")
            }
            Ty::Str if !lends => {
                no("what JavaScript returns is copied into memory of this module; write `String`")
            }
            Ty::View { mutable: true, .. } => no(
                "JavaScript gets a copy of what is returned, and changing that changes nothing here; return a `View`, or take a `ViewMut` as a parameter",
            ),
            Ty::Option(inner) => match **inner {
                Ty::Option(_) => no(NESTED),
                Ty::Result(_) => no("the error goes outermost: `Result<Option<T>, E>`"),
                Ty::Unit => no("write `bool`"),
                _ => inner.check_result(ty, lends),
            },
            Ty::Result(inner) => match **inner {
                Ty::Result(_) => {
                    no("one `Result` is thrown; put the inner error into the outer one")
                }
                _ => inner.check_result(ty, lends),
            },
            _ => Ok(()),
        }
    }

    /// The type's words in the section, as fields.
    pub(super) fn words(&self) -> TokenStream {
        let mut words = Vec::new();
        self.push_words(&mut words);
        let count = words.len();
        quote!(__js::Field::U32(#count), #(#words),*)
    }

    fn push_words(&self, words: &mut Vec<TokenStream>) {
        let mut text = |text: &str| words.push(quote!(__js::Field::Text(#text)));
        let name = |element: &Type| quote_spanned!(element.span()=> __js::Field::Text(<#element as __js::Element>::NAME));
        match self {
            Ty::Unit => text("unit"),
            Ty::Scalar(ident) => text(&ident.to_string()),
            Ty::Str => text("str"),
            Ty::String => text("string"),
            Ty::View {
                element, mutable, ..
            } => {
                text(if *mutable { "view-mut" } else { "view" });
                words.push(name(element));
            }
            Ty::Vec(element) => {
                text("vec");
                words.push(name(element));
            }
            Ty::Array(element, len) => {
                text("array");
                words.push(quote!(__js::Field::Decimal(#len)));
                words.push(name(element));
            }
            Ty::Option(inner) => {
                text("option");
                inner.push_words(words);
            }
            Ty::Result(inner) => {
                text("result");
                inner.push_words(words);
            }
        }
    }

    /// Whether it is one number, or nothing, as C has it.
    pub(super) fn is_plain(&self) -> bool {
        matches!(self, Ty::Unit | Ty::Scalar(_))
    }

    /// Types of the numbers that it is as a parameter.
    pub(super) fn flat(&self) -> Vec<TokenStream> {
        match self {
            Ty::Unit => Vec::new(),
            Ty::Scalar(ident) => vec![scalar(ident)],
            Ty::Str | Ty::View { .. } | Ty::Vec(_) => vec![quote!(usize); 2],
            Ty::String => vec![quote!(usize); 3],
            Ty::Array(..) => vec![quote!(usize)],
            Ty::Option(inner) => {
                let mut all = vec![quote!(u32)];
                all.extend(inner.flat());
                all
            }
            Ty::Result(_) => unreachable!("`check_param` refuses it"),
        }
    }

    /// The value of these numbers, which JavaScript has passed.
    pub(super) fn lift(&self, numbers: &[Ident]) -> TokenStream {
        match (self, numbers) {
            (Ty::Scalar(ident), [number]) => match ident.to_string().as_str() {
                "bool" => quote!((#number != 0)),
                "char" => quote!(__js::character(#number)),
                _ => quote!((#number as #ident)),
            },
            (Ty::Str, [at, len]) => quote!(__js::text(#at, #len)),
            (Ty::String, [at, len, capacity]) => quote!(__js::string(#at, #len, #capacity)),
            (Ty::Vec(_), [at, len]) => quote!(__js::vec(#at, #len, #len)),
            (Ty::Array(..), [at]) => quote!(__js::array(#at)),
            (Ty::View { mutable, slice, .. }, [at, len]) => match (mutable, slice) {
                (false, true) => quote!(__js::slice(#at, #len)),
                (true, true) => quote!(__js::slice_mut(#at, #len)),
                (false, false) => quote!(::wasm::memory::View::new(__js::slice(#at, #len))),
                (true, false) => quote!(::wasm::memory::ViewMut::new(__js::slice_mut(#at, #len))),
            },
            (Ty::Option(inner), [tag, numbers @ ..]) => {
                let inner = inner.lift(numbers);
                quote!(if #tag != 0 { ::core::option::Option::Some(#inner) } else { ::core::option::Option::None })
            }
            _ => unreachable!("`flat` gave other numbers"),
        }
    }

    /// The numbers of the value in the variable `name`, for JavaScript.
    pub(super) fn lower(&self, name: &Ident) -> Vec<TokenStream> {
        let address = quote!(#name.as_ptr().expose_provenance());
        match self {
            Ty::Unit | Ty::Result(_) => unreachable!("`check_param` refuses it"),
            Ty::Scalar(ident) => {
                let ty = scalar(ident);
                vec![quote!(#name as #ty)]
            }
            Ty::Array(..) => vec![address],
            // JavaScript reads it, and the capacity is for those who take it.
            Ty::String => vec![address, quote!(#name.len()), quote!(0)],
            Ty::Str | Ty::View { .. } | Ty::Vec(_) => vec![address, quote!(#name.len())],
            Ty::Option(inner) => {
                let (value, copies) = (format_ident!("value"), matches!(**inner, Ty::Scalar(_)));
                let by = if copies {
                    quote!(#name)
                } else {
                    quote!(&#name)
                };
                // A `match` for each number: rustc makes one of them.
                let numbers = inner.lower(&value).into_iter().map(|number| {
                    quote! {
                        match #by {
                            ::core::option::Option::Some(#value) => #number,
                            ::core::option::Option::None => ::core::default::Default::default(),
                        }
                    }
                });
                let mut all = vec![quote!(#name.is_some() as u32)];
                all.extend(numbers);
                all
            }
        }
    }
}

const NESTED: &str =
    "JavaScript has one `undefined`, so it cannot tell `None` from `Some(None)`; write `Option<T>`";

/// A scalar as a number of WebAssembly's: narrower ones are widened, so that nothing depends on what JavaScript leaves above them.
pub(super) fn scalar(ident: &Ident) -> TokenStream {
    match ident.to_string().as_str() {
        "i8" | "i16" | "i32" | "isize" => quote!(i32),
        "i64" => quote!(i64),
        "u64" => quote!(u64),
        "f32" => quote!(f32),
        "f64" => quote!(f64),
        _ => quote!(u32),
    }
}
