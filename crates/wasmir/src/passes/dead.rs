//! Removes symbols that nothing reaches.
//!
//! What the linker would remove need not be encoded. Roots are what is exported, retained (`#[used]`) or a constructor, and
//! what the caller says; from there, bodies and relocations are followed. Data in a section of the program's own is reached
//! as one when its bounds, `__start_NAME` or `__stop_NAME`, are, as in the linker.

use std::collections::HashMap;

use cranelift_codegen::entity::{EntitySet, PrimaryMap, SecondaryMap};

use super::{IMPLIED, references, rename_body};
use crate::body;
use crate::{Binding, Data, Function, Item, Module, Symbol, SymbolId};

/// Removes what cannot be reached from the roots, of which `is_root` adds to those that always are, and returns how many
/// symbols are gone. The others keep their order and get new numbers.
///
/// # Panics
/// The module is not valid.
pub fn dead(module: &mut Module, is_root: impl Fn(&Symbol) -> bool) -> usize {
    let live = reach(module, is_root);
    let before = module.symbols.len();
    retain(module, &live);
    before - module.symbols.len()
}

/// Whether other objects may refer to a symbol: the roots of a module that is linked with others.
#[must_use]
pub fn is_visible(symbol: &Symbol) -> bool {
    symbol.binding != Binding::Local && symbol.is_defined()
}

/// The symbols that can be reached.
///
/// # Panics
/// The module is not valid.
#[must_use]
pub fn reach(module: &Module, is_root: impl Fn(&Symbol) -> bool) -> EntitySet<SymbolId> {
    let mut sections: HashMap<&str, Vec<SymbolId>> = HashMap::new();
    for (id, symbol) in module.symbols.iter() {
        if let Item::Data(Data::Defined(segment)) = &symbol.item {
            sections.entry(&segment.section).or_default().push(id);
        }
    }
    let mut live = EntitySet::with_capacity(module.symbols.len());
    let mut pending: Vec<SymbolId> = module.constructors.iter().map(|it| it.function).collect();
    for (id, symbol) in module.symbols.iter() {
        let implied = IMPLIED.contains(&symbol.name.as_str());
        if symbol.retain || symbol.export.is_some() || implied || is_root(symbol) {
            pending.push(id);
        }
    }
    while let Some(id) = pending.pop() {
        if !live.insert(id) {
            continue;
        }
        let symbol = &module.symbols[id];
        match &symbol.item {
            Item::Function(Function::Defined(body)) => pending.extend(references(&body.ir)),
            Item::Function(Function::Alias { target }) => pending.push(*target),
            Item::Data(Data::Defined(segment)) => {
                pending.extend(segment.relocations.iter().map(|it| it.target));
            }
            Item::Data(Data::Undefined { .. }) => {
                let bounds = ["__start_", "__stop_"];
                let section = bounds
                    .iter()
                    .find_map(|bound| symbol.name.strip_prefix(bound));
                let segments = section.and_then(|section| sections.get(section));
                pending.extend(segments.into_iter().flatten());
            }
            Item::Function(Function::Undefined { .. }) | Item::Table(_) | Item::Global(_) => {}
        }
    }
    live
}

/// Keeps the symbols of a set to which everything belongs that its members refer to.
fn retain(module: &mut Module, live: &EntitySet<SymbolId>) {
    let old = std::mem::take(&mut module.symbols);
    let mut numbers: SecondaryMap<SymbolId, Option<SymbolId>> = SecondaryMap::new();
    let mut kept: PrimaryMap<SymbolId, Symbol> = PrimaryMap::new();
    for (id, symbol) in old {
        if live.contains(id) {
            numbers[id] = Some(kept.push(symbol));
        }
    }
    let number = |id: SymbolId| numbers[id].expect("what is kept refers to what is kept");
    for (id, symbol) in kept.iter_mut() {
        match &mut symbol.item {
            Item::Function(Function::Defined(body)) => {
                rename_body(body, number);
                body.ir.name = body::name(id);
            }
            Item::Function(Function::Alias { target }) => *target = number(*target),
            Item::Data(Data::Defined(segment)) => {
                segment
                    .relocations
                    .iter_mut()
                    .for_each(|it| it.target = number(it.target));
            }
            _ => {}
        }
    }
    for it in &mut module.constructors {
        it.function = number(it.function);
    }
    module.symbols = kept;
}
