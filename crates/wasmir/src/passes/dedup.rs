//! Functions that are equal are there once: instances of generics that came out alike, above all.
//!
//! Two functions are equal if their bodies are and what they refer to is, pair by pair. That is decided for all at once, by
//! refining a partition until it holds (Moore, "Gedanken-experiments on sequential machines", 1956): functions start in one
//! class if their code is equal but for the symbols in it, and classes are split where the symbols' classes differ. So
//! functions that call each other in circles are found, too.

use std::collections::HashMap;

use cranelift_codegen::entity::SecondaryMap;

use super::{references, rename};
use crate::hash::{Detail, Hash, Hashes};
use crate::{Binding, Data, Function, Item, Module, Symbol, SymbolId};

/// Makes aliases of functions that are equal to one before them, and lets everything refer to that one; returns how many
/// there were. Local ones are then unused, and [`dead`](super::dead) removes them.
///
/// Weak functions are left as they are, and those for which `keeps_address` is true, because their addresses must differ;
/// Rust's functions need not have different ones. With `places`, functions are equal only if they come from the same places
/// in the source; without, a debugger is shown one of them.
///
/// # Panics
/// The module is not valid.
pub fn dedup(module: &mut Module, places: bool, keeps_address: impl Fn(&Symbol) -> bool) -> usize {
    let classes = partition(module, places, keeps_address);
    let mut first: HashMap<u32, SymbolId> = HashMap::new();
    let mut same: SecondaryMap<SymbolId, Option<SymbolId>> = SecondaryMap::new();
    let mut merged = 0;
    for id in module.symbols.keys() {
        let Some(class) = classes[id] else {
            continue;
        };
        let target = *first.entry(class).or_insert(id);
        if target != id {
            same[id] = Some(target);
            merged += 1;
        }
    }
    if merged == 0 {
        return 0;
    }
    let number = |id: SymbolId| same[id].unwrap_or(id);
    for (id, symbol) in module.symbols.iter_mut() {
        match &mut symbol.item {
            Item::Function(function) if same[id].is_some() => {
                let target = number(id);
                *function = Function::Alias { target };
            }
            Item::Function(Function::Defined(body)) => rename(&mut body.ir, number),
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
    merged
}

/// The class of each function that may be merged.
fn partition(
    module: &Module,
    places: bool,
    keeps_address: impl Fn(&Symbol) -> bool,
) -> SecondaryMap<SymbolId, Option<u32>> {
    let detail = Detail {
        symbols: false,
        places,
        ..Detail::CODE
    };
    let hashes = Hashes::new(module, detail);
    let mut classes: SecondaryMap<SymbolId, Option<u32>> = SecondaryMap::new();
    let mut numbers: HashMap<Hash, u32> = HashMap::new();
    let mut functions = Vec::new();
    for (id, symbol) in module.symbols.iter() {
        // A weak function may be replaced when modules are linked, and then it is not equal to what it was equal to.
        if symbol.binding == Binding::Weak || keeps_address(symbol) {
            continue;
        }
        let Some(body) = module.body(id) else {
            continue;
        };
        let hash = hashes.function(id).expect("it has a body");
        let next = numbers.len() as u32;
        classes[id] = Some(*numbers.entry(hash).or_insert(next));
        functions.push((id, references(&body.ir).collect::<Vec<_>>()));
    }
    let mut count = numbers.len();
    loop {
        let mut split: HashMap<Vec<Reference>, u32> = HashMap::new();
        let mut refined = SecondaryMap::new();
        for (id, references) in &functions {
            let own = std::iter::once(id);
            let key = own.chain(references).map(|it| match classes[*it] {
                Some(class) => Reference::Class(class),
                None => Reference::Symbol(*it),
            });
            let key = key.collect();
            let next = split.len() as u32;
            refined[*id] = Some(*split.entry(key).or_insert(next));
        }
        classes = refined;
        if split.len() == count {
            return classes;
        }
        count = split.len();
    }
}

/// What a reference is compared by: the class, if it is to a function that may be merged.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Reference {
    Class(u32),
    Symbol(SymbolId),
}
