//! What an annotated module says: the interfaces of its world, with their types and functions.

use proc_macro2::{Ident, Span};
use syn::{Attribute, Signature, Visibility};
use wit_encoder::PackageName;

use super::names::InterfaceName;

/// An annotated module.
pub(crate) struct Component {
    /// Of the module's name.
    pub(crate) span: Span,
    pub(crate) package: PackageName,
    pub(crate) world: String,
    /// Of the module itself.
    pub(crate) docs: Option<String>,
    /// What is exported, under the package's name.
    pub(crate) exports: Interface,
    /// In the order in which they are first named.
    pub(crate) imports: Vec<Interface>,
}

impl Component {
    /// All interfaces, imports first: types that exports use come from there.
    pub(crate) fn interfaces(&self) -> impl Iterator<Item = (Direction, &Interface)> {
        let imports = self.imports.iter().map(|i| (Direction::Import, i));
        imports.chain([(Direction::Export, &self.exports)])
    }

    /// A type by its name in Rust, and where it is at home.
    pub(crate) fn type_named(&self, ident: &Ident) -> Option<(Direction, &Interface, &TypeDef)> {
        self.interfaces().find_map(|(direction, interface)| {
            let def = interface.types.iter().find(|def| def.ident == *ident)?;
            Some((direction, interface, def))
        })
    }

    /// Whether `ident` is a resource, also by another name.
    pub(crate) fn is_resource(&self, ident: &Ident) -> bool {
        match self.type_named(ident).map(|(_, _, def)| &def.kind) {
            Some(TypeKind::Resource(_)) => true,
            Some(TypeKind::Alias(Ty::Named(other))) => self.is_resource(other),
            _ => false,
        }
    }
}

/// Which way an interface goes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Direction {
    Import,
    Export,
}

/// An interface of the world.
pub(crate) struct Interface {
    pub(crate) name: InterfaceName,
    pub(crate) types: Vec<TypeDef>,
    pub(crate) functions: Vec<Function>,
}

/// A type that crosses the boundary.
pub(crate) struct TypeDef {
    pub(crate) ident: Ident,
    pub(crate) name: String,
    pub(crate) docs: Option<String>,
    pub(crate) kind: TypeKind,
}

pub(crate) enum TypeKind {
    Record(Vec<Member<Ty>>),
    Variant(Vec<Member<Option<Ty>>>),
    Enum(Vec<Member<()>>),
    Flags(Vec<Member<()>>),
    Alias(Ty),
    Resource(Resource),
}

/// A field, case or flag.
pub(crate) struct Member<T> {
    pub(crate) ident: Ident,
    pub(crate) name: String,
    pub(crate) docs: Option<String>,
    pub(crate) ty: T,
}

pub(crate) struct Resource {
    /// `#[wasm::linear]`: a value that is dropped is an error.
    pub(crate) linear: bool,
    pub(crate) functions: Vec<Function>,
}

/// A function as Rust and WIT have it.
#[derive(Clone)]
pub(crate) struct Function {
    pub(crate) name: String,
    pub(crate) docs: Option<String>,
    pub(crate) kind: FunctionKind,
    pub(crate) params: Vec<Param>,
    pub(crate) result: Option<Ty>,
    /// As the user wrote it.
    pub(crate) sig: Signature,
    pub(crate) attrs: Vec<Attribute>,
    pub(crate) vis: Visibility,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum FunctionKind {
    /// In no `impl`.
    Free,
    /// `fn new(…) -> Self`.
    Constructor,
    /// `&self` or `&mut self`.
    Method { mutable: bool },
    /// Takes `self` by value: in WIT a static function whose first parameter owns.
    Consuming,
    /// Without `self`.
    Static,
}

#[derive(Clone)]
pub(crate) struct Param {
    pub(crate) ident: Ident,
    pub(crate) name: String,
    pub(crate) ty: Ty,
    pub(crate) form: Form,
}

/// How a parameter is written in Rust, where WIT knows only the type.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// `T`
    Owned,
    /// `&T`, `&str`, `&[T]`
    Ref,
    /// `&mut T`, of a resource
    RefMut,
    /// `View<T>`
    View,
    /// `Option<&T>`, `Option<&str>`, `Option<&[T]>`
    OptionRef,
    /// `Option<View<T>>`
    OptionView,
}

/// A type, as WIT can say it.
#[derive(Clone, PartialEq)]
pub(crate) enum Ty {
    /// A type of both Rust and WIT, under Rust's name.
    Scalar(Ident),
    String,
    List(Box<Ty>),
    Array(Box<Ty>, usize),
    Option(Box<Ty>),
    Result(Option<Box<Ty>>, Option<Box<Ty>>),
    Tuple(Vec<Ty>),
    /// Declared in the module.
    Named(Ident),
    Stream(Box<Ty>),
    Future(Box<Ty>),
}

impl Ty {
    /// Types of Rust that WIT has under the same or another name.
    pub(crate) const SCALARS: [(&str, wit_encoder::Type); 12] = {
        use wit_encoder::Type::*;
        [
            ("bool", Bool),
            ("u8", U8),
            ("u16", U16),
            ("u32", U32),
            ("u64", U64),
            ("i8", S8),
            ("i16", S16),
            ("i32", S32),
            ("i64", S64),
            ("f32", F32),
            ("f64", F64),
            ("char", Char),
        ]
    };

    /// The longest array that is a tuple; longer ones are lists.
    pub(crate) const LONGEST_TUPLE: usize = 16;

    /// The names of the module's types in it.
    pub(crate) fn names<'a>(&'a self, into: &mut Vec<&'a Ident>) {
        match self {
            Ty::Named(ident) => into.push(ident),
            Ty::List(ty) | Ty::Array(ty, _) | Ty::Option(ty) => ty.names(into),
            Ty::Stream(ty) | Ty::Future(ty) => ty.names(into),
            Ty::Result(ok, err) => ok.iter().chain(err).for_each(|ty| ty.names(into)),
            Ty::Tuple(types) => types.iter().for_each(|ty| ty.names(into)),
            Ty::Scalar(_) | Ty::String => {}
        }
    }

    /// Whether wit-bindgen has the very type, so that nothing is to be converted.
    pub(crate) fn is_same(&self) -> bool {
        match self {
            Ty::Scalar(_) | Ty::String => true,
            Ty::List(ty) | Ty::Option(ty) => ty.is_same(),
            Ty::Result(ok, err) => ok.iter().chain(err).all(|ty| ty.is_same()),
            Ty::Tuple(types) => types.iter().all(Ty::is_same),
            Ty::Array(..) | Ty::Named(_) | Ty::Stream(_) | Ty::Future(_) => false,
        }
    }
}

impl TypeDef {
    /// The types that it is made of.
    pub(crate) fn parts(&self) -> Vec<&Ty> {
        match &self.kind {
            TypeKind::Record(fields) => fields.iter().map(|field| &field.ty).collect(),
            TypeKind::Variant(cases) => cases.iter().filter_map(|case| case.ty.as_ref()).collect(),
            TypeKind::Enum(_) | TypeKind::Flags(_) => Vec::new(),
            TypeKind::Alias(ty) => vec![ty],
            TypeKind::Resource(resource) => resource
                .functions
                .iter()
                .flat_map(Function::types)
                .collect(),
        }
    }

    pub(crate) fn span(&self) -> Span {
        self.ident.span()
    }
}

impl Function {
    pub(crate) fn types(&self) -> impl Iterator<Item = &Ty> {
        self.params
            .iter()
            .map(|param| &param.ty)
            .chain(&self.result)
    }

    pub(crate) fn is_async(&self) -> bool {
        self.sig.asyncness.is_some()
    }
}
