//! One type where an interface is both imported and exported: wit-bindgen writes two, alike in all but their path.

use std::collections::HashSet;

use proc_macro2::Ident;
use quote::{format_ident, quote};
use syn::{Item, Type};
use wit_bindgen_core::name_package_module;
use wit_parser::{
    Handle, InterfaceId, Resolve, Type as WitType, TypeDefKind, TypeId, WorldId, WorldItem,
    WorldKey,
};

use super::names;

/// Replaces the types of exported interfaces by those of the import of the same one. Those with resources in them stay, since
/// an imported resource is another than an exported one.
pub(crate) fn unify(file: &mut syn::File, resolve: &Resolve, world: WorldId) {
    let world = &resolve.worlds[world];
    for (key, item) in &world.exports {
        let (WorldKey::Interface(_), WorldItem::Interface { id, .. }) = (key, item) else {
            continue;
        };
        // By name: wit-bindgen has given the export a copy of the interface.
        let name = resolve.name_world_key(key);
        if !world
            .imports
            .keys()
            .any(|key| resolve.name_world_key(key) == name)
        {
            continue;
        }
        let import = path(resolve, *id);
        let mut export = vec![format_ident!("exports")];
        export.extend(import.iter().cloned());
        let Some(items) = module(&mut file.items, &export) else {
            continue;
        };
        let types = resolve.interfaces[*id].types.iter();
        let plain = types.filter(|(_, ty)| !has_resource(resolve, **ty, &mut HashSet::new()));
        let names: Vec<Ident> = plain
            .map(|(name, _)| format_ident!("{}", names::generated_type(name)))
            .collect();
        let up = std::iter::repeat_n(quote!(super::), export.len());
        let root: proc_macro2::TokenStream = up.collect();
        let mut replaced = Vec::new();
        items.retain(|item| match defines(item) {
            Some(Defines::Type(name)) if names.contains(&name) => {
                replaced.push(name);
                false
            }
            Some(Defines::Impl(name)) => !names.contains(&name),
            _ => true,
        });
        for name in replaced {
            items.push(Item::Verbatim(quote!(pub use #root #(#import::)* #name;)));
        }
    }
}

/// Where wit-bindgen puts an imported interface.
fn path(resolve: &Resolve, id: InterfaceId) -> Vec<Ident> {
    let interface = &resolve.interfaces[id];
    let package = interface
        .package
        .expect("an interface with a key of its own is in a package");
    let namespace = names::snake(&resolve.packages[package].name.namespace);
    let name = interface
        .name
        .as_deref()
        .expect("an interface with a key of its own has a name");
    let path = [
        namespace,
        name_package_module(resolve, package),
        names::snake(name),
    ];
    path.into_iter()
        .map(|part| format_ident!("{part}"))
        .collect()
}

fn module<'a>(items: &'a mut Vec<Item>, path: &[Ident]) -> Option<&'a mut Vec<Item>> {
    let Some((first, rest)) = path.split_first() else {
        return Some(items);
    };
    let inner = items.iter_mut().find_map(|item| match item {
        Item::Mod(module) if module.ident == *first => module.content.as_mut(),
        _ => None,
    });
    module(&mut inner?.1, rest)
}

enum Defines {
    Type(Ident),
    Impl(Ident),
}

fn defines(item: &Item) -> Option<Defines> {
    match item {
        Item::Struct(item) => Some(Defines::Type(item.ident.clone())),
        Item::Enum(item) => Some(Defines::Type(item.ident.clone())),
        // Flags: `bitflags! { … pub struct Name: u8 { … } }`.
        Item::Macro(item) => {
            let mut tokens = item.mac.tokens.clone().into_iter();
            tokens.find(
                |token| matches!(token, proc_macro2::TokenTree::Ident(it) if it == "struct"),
            )?;
            match tokens.next() {
                Some(proc_macro2::TokenTree::Ident(name)) => Some(Defines::Type(name)),
                _ => None,
            }
        }
        Item::Impl(item) => match &*item.self_ty {
            Type::Path(path) => path.path.get_ident().cloned().map(Defines::Impl),
            _ => None,
        },
        _ => None,
    }
}

/// Whether a value of the type has a handle somewhere.
fn has_resource(resolve: &Resolve, ty: TypeId, seen: &mut HashSet<TypeId>) -> bool {
    if !seen.insert(ty) {
        return false;
    }
    let mut any = |types: &[&WitType]| {
        types.iter().any(|ty| match ty {
            WitType::Id(id) => has_resource(resolve, *id, seen),
            _ => false,
        })
    };
    match &resolve.types[ty].kind {
        TypeDefKind::Resource | TypeDefKind::Handle(Handle::Own(_) | Handle::Borrow(_)) => true,
        // These are of one component instance, too.
        TypeDefKind::Future(_) | TypeDefKind::Stream(_) => true,
        TypeDefKind::Record(it) => {
            any(&it.fields.iter().map(|field| &field.ty).collect::<Vec<_>>())
        }
        TypeDefKind::Variant(it) => any(&it
            .cases
            .iter()
            .filter_map(|case| case.ty.as_ref())
            .collect::<Vec<_>>()),
        TypeDefKind::Tuple(it) => any(&it.types.iter().collect::<Vec<_>>()),
        TypeDefKind::Result(it) => any(&it.ok.iter().chain(&it.err).collect::<Vec<_>>()),
        TypeDefKind::Option(it) | TypeDefKind::List(it) | TypeDefKind::Type(it) => any(&[it]),
        TypeDefKind::FixedLengthList(it, _) => any(&[it]),
        TypeDefKind::Map(key, value) => any(&[key, value]),
        TypeDefKind::Enum(_) | TypeDefKind::Flags(_) | TypeDefKind::Unknown => false,
    }
}
