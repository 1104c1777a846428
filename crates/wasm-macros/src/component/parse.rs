//! Reads an annotated module: what it imports and exports, and the rest, which stays as it is.

use proc_macro2::{Ident, TokenStream};
use quote::format_ident;
use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{
    Attribute, Error, Expr, ExprLit, ForeignItem, ImplItem, Item, ItemForeignMod, ItemImpl,
    ItemMod, Lit, LitStr, Meta, Token, TraitItemFn, Type, parse_quote,
};
use wit_encoder::PackageName;

use super::define;
use super::function::{self, Place};
use super::model::{Component, Function, Interface};
use super::names::{self, DEFAULT_NAMESPACE, InterfaceName};
use super::types::{Errors, Scope};

const ARGS: &str = "`#[wasm::component]` takes `name`, and may take `version` and `namespace`: #[wasm::component(name = \"image-filter\", \
     version = \"1.0.0\")]";

/// An annotated module, read.
pub(crate) struct Module {
    pub(crate) component: Component,
    /// The module with our attributes off, and without what was imported.
    pub(crate) rest: ItemMod,
}

/// What the attribute says.
struct Args {
    namespace: String,
    package: PackageName,
}

pub(crate) fn parse(args: TokenStream, item: TokenStream) -> syn::Result<Module> {
    let args = parse_args(args);
    let module = syn::parse2::<Item>(item.clone()).and_then(|item| match item {
        Item::Mod(module) => Ok(module),
        other => Err(Error::new(
            other.span(),
            "a component is a module; write `#[wasm::component(…)]` above `mod name { … }`",
        )),
    });
    let (args, mut module) = super::types::both(args, module)?;
    let Some((_, items)) = &mut module.content else {
        return Err(Error::new(
            module.ident.span(),
            "the attribute sees no content here; write `mod name { … }` with the content in braces",
        ));
    };
    let mut errors = Errors::default();
    let read = read(items, &args, &mut errors);
    let read = errors.finish(read)?;
    let docs = docs(&module.attrs);
    let interface = args.package.name().raw_name().to_owned();
    let name = InterfaceName {
        package: args.package.clone(),
        interface: interface.clone(),
    };
    let component = Component {
        span: module.ident.span(),
        package: args.package,
        // An interface and a world of one package cannot share a name, and the interface's is what others import.
        world: format!("{interface}-component"),
        docs,
        exports: Interface {
            name,
            types: Vec::new(),
            functions: read.exports,
        },
        imports: read.imports,
    };
    let component = define::types(component, read.types)?;
    Ok(Module {
        component,
        rest: module,
    })
}

fn parse_args(args: TokenStream) -> syn::Result<Args> {
    let settings = Punctuated::<Meta, Token![,]>::parse_terminated.parse2(args)?;
    let mut errors = Errors::default();
    let (mut name, mut version, mut namespace) = (None, None, None);
    for setting in &settings {
        let slot = match setting.path().get_ident().map(Ident::to_string).as_deref() {
            Some("name") => &mut name,
            Some("version") => &mut version,
            Some("namespace") => &mut namespace,
            _ => {
                errors.add(Error::new(
                    setting.path().span(),
                    format!("unknown setting; {ARGS}"),
                ));
                continue;
            }
        };
        let text = match setting {
            Meta::NameValue(pair) => string(&pair.value),
            _ => None,
        };
        match text {
            _ if slot.is_some() => errors.add(Error::new(
                setting.path().span(),
                "this is there twice; leave one of the two out",
            )),
            Some(text) => *slot = Some(text),
            None => errors.add(Error::new(
                setting.span(),
                format!("a text is expected; {ARGS}"),
            )),
        }
    }
    let mut kebab = |text: Option<LitStr>, default: Option<&str>| match text {
        Some(text) if names::is_kebab(&text.value()) => text.value(),
        Some(text) => {
            errors.add(Error::new(
                text.span(),
                "a name in WIT is words of lowercase letters and digits between hyphens, as `image-filter`",
            ));
            String::new()
        }
        None => default.unwrap_or_default().to_owned(),
    };
    let namespace = kebab(namespace, Some(DEFAULT_NAMESPACE));
    let has_name = name.is_some();
    let name = kebab(name, None);
    if !has_name {
        errors.add(Error::new(
            settings.span(),
            format!("the component has no name; {ARGS}"),
        ));
    }
    let version = version.and_then(|text| {
        let version = names::parse_version(&text.value());
        if version.is_none() {
            errors.add(Error::new(
                text.span(),
                "a version is three numbers, as `1.0.0`",
            ));
        }
        version
    });
    errors.finish(Args {
        package: PackageName::new(namespace.clone(), name, version),
        namespace,
    })
}

fn string(value: &Expr) -> Option<LitStr> {
    match value {
        Expr::Lit(ExprLit {
            lit: Lit::Str(text),
            ..
        }) => Some(text.clone()),
        _ => None,
    }
}

/// What the items of a module come to.
struct Read {
    exports: Vec<Function>,
    imports: Vec<Interface>,
    types: Vec<define::Declared>,
}

/// Takes our attributes off the items, and imports out.
fn read(items: &mut Vec<Item>, args: &Args, errors: &mut Errors) -> Read {
    let mut types = declared(items, args, errors);
    let names: Vec<Ident> = types
        .iter()
        .map(|declared| declared.ident.clone())
        .collect();
    let mut read = Read {
        exports: Vec::new(),
        imports: Vec::new(),
        types: Vec::new(),
    };
    for declared in &types {
        if let Some(home) = &declared.home {
            interface(&mut read.imports, home);
        }
    }
    let scope = Scope {
        declared: &names,
        itself: None,
    };
    items.retain_mut(|item| match item {
        Item::Fn(item) => {
            refuse_import(&item.attrs, errors);
            if take_export(&mut item.attrs, errors) {
                item.attrs.push(used());
                let place = Place::Free;
                let read_fn = function::read(&item.sig, &item.attrs, &item.vis, place, &scope);
                read.exports.extend(errors.take(read_fn));
            }
            true
        }
        Item::ForeignMod(block) if block.attrs.iter().any(|attr| is(attr, "import")) => {
            if let Some(name) = take_import(&mut block.attrs, args, errors) {
                let functions = foreign_functions(block, &scope, errors);
                interface(&mut read.imports, &name).functions.extend(functions);
            }
            false
        }
        Item::ForeignMod(block) => {
            if block.abi.name.as_ref().is_some_and(|abi| abi.value() == "wasm") {
                errors.add(Error::new(
                    block.abi.span(),
                    "which interface is this of? Write `#[wasm::import(\"package@version\")]` above it",
                ));
            }
            true
        }
        Item::Impl(block) => {
            let import = take_import(&mut block.attrs, args, errors);
            let export = take_export(&mut block.attrs, errors);
            if import.is_none() && !export {
                return true;
            }
            let Some(declared) = owner(block, &mut types, errors) else {
                return true;
            };
            if let Some(name) = &import {
                if declared.home.as_ref() != Some(name) {
                    errors.add(Error::new(
                        block.self_ty.span(),
                        format!(
                            "`{}` is no resource of `{name}`; declare it there, by `type {};` in the `extern \"wasm\"` block",
                            declared.ident, declared.ident
                        ),
                    ));
                }
            } else if declared.home.is_some() {
                errors.add(Error::new(
                    block.self_ty.span(),
                    "an imported type cannot be exported; leave out one of the two attributes",
                ));
            }
            declared.resource = true;
            block.attrs.push(used());
            let ident = declared.ident.clone();
            let scope = Scope {
                declared: &names,
                itself: Some(&ident),
            };
            let functions = impl_functions(block, import.is_some(), &scope, errors);
            declared.functions.extend(functions);
            import.is_none()
        }
        _ => true,
    });
    read.types = types;
    read
}

/// Every type of the module, with our attributes off.
fn declared(items: &mut [Item], args: &Args, errors: &mut Errors) -> Vec<define::Declared> {
    let mut types = Vec::new();
    for item in items {
        let attrs = match item {
            Item::Struct(item) => &mut item.attrs,
            Item::Enum(item) => &mut item.attrs,
            Item::Type(item) => &mut item.attrs,
            Item::ForeignMod(block) => {
                // The attribute is taken off, and its mistakes are reported, where the functions are read.
                let mut attrs = block.attrs.clone();
                let Some(home) = take_import(&mut attrs, args, &mut Errors::default()) else {
                    continue;
                };
                for item in &block.items {
                    if let ForeignItem::Type(item) = item {
                        types.push(define::Declared::foreign(item, home.clone()));
                    }
                }
                continue;
            }
            _ => continue,
        };
        let home = take_import(attrs, args, errors);
        let exported = take_export(attrs, errors);
        let flags = take(attrs, "flags").is_some();
        types.push(define::Declared::new(item, home, exported, flags));
    }
    types
}

/// The interface of that name, which is made when it is new.
fn interface<'a>(imports: &'a mut Vec<Interface>, name: &InterfaceName) -> &'a mut Interface {
    let at = imports.iter().position(|interface| interface.name == *name);
    let at = at.unwrap_or_else(|| {
        imports.push(Interface {
            name: name.clone(),
            types: Vec::new(),
            functions: Vec::new(),
        });
        imports.len() - 1
    });
    &mut imports[at]
}

fn foreign_functions(
    block: &ItemForeignMod,
    scope: &Scope<'_>,
    errors: &mut Errors,
) -> Vec<Function> {
    if block
        .abi
        .name
        .as_ref()
        .is_none_or(|abi| abi.value() != "wasm")
    {
        errors.add(Error::new(
            block.abi.span(),
            "the functions of an interface are declared in `extern \"wasm\" { … }`",
        ));
    }
    let mut functions = Vec::new();
    for item in &block.items {
        let read = match item {
            ForeignItem::Fn(item) => {
                function::read(&item.sig, &item.attrs, &item.vis, Place::Free, scope)
            }
            ForeignItem::Type(_) => continue,
            ForeignItem::Verbatim(tokens) => match declaration(tokens.clone()) {
                Ok((vis, item)) => match item.default {
                    Some(body) => Err(Error::new(
                        body.span(),
                        "what is imported has no body here; write `;`",
                    )),
                    None => function::read(&item.sig, &item.attrs, &vis, Place::Free, scope),
                },
                Err(error) => Err(error),
            },
            other => Err(Error::new(
                other.span(),
                "an interface has functions and resources, and no other items",
            )),
        };
        functions.extend(errors.take(read));
    }
    functions
}

/// `pub fn name(…);`, which syn has no type for in some places.
fn declaration(tokens: TokenStream) -> syn::Result<(syn::Visibility, TraitItemFn)> {
    let parse = |input: syn::parse::ParseStream<'_>| {
        let attrs = input.call(Attribute::parse_outer)?;
        let vis = input.parse()?;
        let mut item: TraitItemFn = input.parse()?;
        item.attrs.splice(..0, attrs);
        Ok((vis, item))
    };
    parse.parse2(tokens)
}

/// The type that an `impl` with one of our attributes is of.
fn owner<'a>(
    block: &ItemImpl,
    types: &'a mut [define::Declared],
    errors: &mut Errors,
) -> Option<&'a mut define::Declared> {
    if let Some((_, path, _)) = &block.trait_ {
        errors.add(Error::new(
            path.span(),
            "WIT has no traits; export an `impl` of the type itself, whose methods may call the trait's",
        ));
        return None;
    }
    if let Some(param) = block.generics.params.first() {
        errors.add(Error::new(
            param.span(),
            "WIT has no generic types; declare one type for each that is needed",
        ));
        return None;
    }
    let found = match &*block.self_ty {
        Type::Path(path) => path
            .path
            .get_ident()
            .and_then(|ident| types.iter_mut().find(|declared| declared.ident == *ident)),
        _ => None,
    };
    if found.is_none() {
        errors.add(Error::new(
            block.self_ty.span(),
            "a resource is a type of this module; declare it here",
        ));
    }
    found
}

fn impl_functions(
    block: &mut ItemImpl,
    import: bool,
    scope: &Scope<'_>,
    errors: &mut Errors,
) -> Vec<Function> {
    let mut functions = Vec::new();
    for item in &mut block.items {
        let read = match item {
            // What is not `pub` is nobody else's business.
            ImplItem::Fn(item) if !import => match item.vis {
                syn::Visibility::Inherited => continue,
                _ => function::read(&item.sig, &item.attrs, &item.vis, Place::Impl, scope),
            },
            ImplItem::Fn(item) => Err(Error::new(
                item.block.span(),
                "what is imported has no body here; write `;`",
            )),
            ImplItem::Verbatim(tokens) if import => {
                declaration(tokens.clone()).and_then(|(vis, item)| {
                    function::read(&item.sig, &item.attrs, &vis, Place::Impl, scope)
                })
            }
            _ if !import => continue,
            other => Err(Error::new(
                other.span(),
                "a resource has functions, and no other items",
            )),
        };
        functions.extend(errors.take(read));
    }
    functions
}

/// What is exported is used, also where only components call it.
fn used() -> Attribute {
    parse_quote!(#[allow(dead_code)])
}

/// Takes `#[wasm::NAME]` off, and returns it.
fn take(attrs: &mut Vec<Attribute>, name: &str) -> Option<Attribute> {
    let at = attrs.iter().position(|attr| is(attr, name))?;
    Some(attrs.remove(at))
}

/// Whether this is `#[wasm::NAME]`, or `#[NAME]` by a `use`.
pub(crate) fn is(attr: &Attribute, name: &str) -> bool {
    let segments = &attr.path().segments;
    let wasm = format_ident!("wasm");
    match segments.len() {
        1 => segments[0].ident == name,
        2 => segments[0].ident == wasm && segments[1].ident == name,
        _ => false,
    }
}

fn take_export(attrs: &mut Vec<Attribute>, errors: &mut Errors) -> bool {
    let Some(attr) = take(attrs, "export") else {
        return false;
    };
    if !matches!(attr.meta, Meta::Path(_)) {
        errors.add(Error::new(
            attr.meta.span(),
            "`#[wasm::export]` takes nothing: exports form one interface, of the component's name",
        ));
    }
    true
}

fn take_import(
    attrs: &mut Vec<Attribute>,
    args: &Args,
    errors: &mut Errors,
) -> Option<InterfaceName> {
    let attr = take(attrs, "import")?;
    let name = attr.parse_args::<LitStr>().map_err(|_| {
        Error::new(
            attr.meta.span(),
            "`#[wasm::import]` takes the interface: #[wasm::import(\"gfx@2.1\")]",
        )
    });
    errors.take(name.and_then(|name| InterfaceName::parse(&name, &args.namespace)))
}

fn refuse_import(attrs: &[Attribute], errors: &mut Errors) {
    if let Some(attr) = attrs.iter().find(|attr| is(attr, "import")) {
        errors.add(Error::new(
            attr.span(),
            "what is imported is declared, without a body, in `extern \"wasm\" { … }`, and the attribute stands above that",
        ));
    }
}

/// The text of doc comments, each line without the space that it begins with.
pub(crate) fn docs(attrs: &[Attribute]) -> Option<String> {
    let mut lines = Vec::new();
    for attr in attrs.iter().filter(|attr| attr.path().is_ident("doc")) {
        if let Meta::NameValue(pair) = &attr.meta
            && let Some(text) = string(&pair.value)
        {
            let text = text.value();
            lines.extend(
                text.lines()
                    .map(|line| line.strip_prefix(' ').unwrap_or(line).to_owned()),
            );
            if text.is_empty() {
                lines.push(String::new());
            }
        }
    }
    (!lines.is_empty()).then(|| lines.join("\n"))
}
