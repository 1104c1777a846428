//! Functions and constants that are equal are there once: instances of generics that came out alike, above all.
//!
//! Two functions are equal if their bodies are and what they refer to is, pair by pair; so are constants. That is decided for
//! all at once, by refining a partition until it holds (Moore, "Gedanken-experiments on sequential machines", 1956): nodes
//! start in one class if they are equal but for the symbols in them, and classes are split where the symbols' classes differ.
//! So functions that call each other in circles are found, too.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use cranelift_codegen::entity::SecondaryMap;

use super::{references, rename_body};
use crate::hash::{Detail, Hash, Hashes};
use crate::{Binding, Data, Function, Item, Module, Symbol, SymbolId};

/// Makes aliases of functions that are equal to one before them, lets everything refer to that one, and likewise to the first
/// of several constants; returns how many there were that are now not used. Local ones of these
/// [`dead`](super::dead) removes.
///
/// Constants are local data in `.rodata`. Weak functions are left as they are, and functions and constants for which
/// `keeps_address` is true, because their addresses must differ; those of Rust's functions, vtables and anonymous constants need
/// not. With `places`, functions are equal only if they come from the same places in the source; without, a debugger is shown
/// one of them.
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
            Item::Function(Function::Defined(body)) => rename_body(body, number),
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

/// The class of each function and constant that may be merged.
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
    let mut nodes: SecondaryMap<SymbolId, Vec<SymbolId>> = SecondaryMap::new();
    let mut members: Vec<Vec<SymbolId>> = Vec::new();
    for (id, symbol) in module.symbols.iter() {
        // A weak function may be replaced when modules are linked, and then it is not equal to what it was equal to.
        if symbol.binding == Binding::Weak || keeps_address(symbol) {
            continue;
        }
        let (hash, references) = match &symbol.item {
            Item::Function(Function::Defined(body)) => (
                hashes.function(id),
                references(&body.ir).collect::<Vec<_>>(),
            ),
            Item::Data(Data::Defined(segment))
                if symbol.binding == Binding::Local && segment.is_constant() =>
            {
                (
                    hashes.data(id),
                    segment.relocations.iter().map(|it| it.target).collect(),
                )
            }
            _ => continue,
        };
        let hash = hash.expect("it is defined");
        let class = *numbers.entry(hash).or_insert_with(|| {
            members.push(Vec::new());
            members.len() as u32 - 1
        });
        classes[id] = Some(class);
        members[class as usize].push(id);
        nodes[id] = references;
    }
    refine(&mut classes, members, &nodes);
    classes
}

/// Splits classes until the members of each refer to the same classes. Only what refers to something that has got another class
/// is looked at again, so that long chains of calls do not take a look at everything for each of their links.
fn refine(
    classes: &mut SecondaryMap<SymbolId, Option<u32>>,
    mut members: Vec<Vec<SymbolId>>,
    nodes: &SecondaryMap<SymbolId, Vec<SymbolId>>,
) {
    let mut users: SecondaryMap<SymbolId, Vec<SymbolId>> = SecondaryMap::new();
    for (id, references) in nodes.iter() {
        for it in references.iter().filter(|it| classes[**it].is_some()) {
            users[*it].push(id);
        }
    }
    // By class, and in order, so that the outcome is the same in each run.
    let mut pending: BTreeMap<u32, BTreeSet<SymbolId>> = BTreeMap::new();
    for (class, ids) in members.iter().enumerate() {
        pending.insert(class as u32, ids.iter().copied().collect());
    }
    while let Some((class, changed)) = pending.pop_first() {
        let all = &members[class as usize];
        if all.len() == 1 {
            continue;
        }
        let key = |id: SymbolId, classes: &SecondaryMap<SymbolId, Option<u32>>| -> Vec<Reference> {
            let references = nodes[id].iter();
            let keys =
                references.map(|it| classes[*it].map_or(Reference::Symbol(*it), Reference::Class));
            keys.collect()
        };
        // Those that did not change are still alike, and keep the class.
        let unchanged = all.iter().find(|id| !changed.contains(id));
        let first = *unchanged.unwrap_or(&all[0]);
        let kept = key(first, classes);
        let mut groups: Vec<(Vec<Reference>, Vec<SymbolId>)> = Vec::new();
        let mut known: HashMap<Vec<Reference>, usize> = HashMap::new();
        for id in changed {
            let key = key(id, classes);
            if key == kept {
                continue;
            }
            let group = *known.entry(key.clone()).or_insert_with(|| {
                groups.push((key, Vec::new()));
                groups.len() - 1
            });
            groups[group].1.push(id);
        }
        let first_new = members.len();
        for (_, group) in groups {
            for id in &group {
                classes[*id] = Some(members.len() as u32);
            }
            members.push(group);
        }
        members[class as usize].retain(|id| classes[*id] == Some(class));
        // Only now, since users may be of the class that was split.
        for id in members[first_new..].iter().flatten() {
            for user in &users[*id] {
                let class = classes[*user].expect("a user is a node");
                pending.entry(class).or_default().insert(*user);
            }
        }
    }
}

/// What a reference is compared by: the class, if it is to what may be merged.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Reference {
    Class(u32),
    Symbol(SymbolId),
}
