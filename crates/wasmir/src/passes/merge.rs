//! One module of several: what the linker does with symbols, done while there are still bodies to put into each other.
//!
//! Symbols are resolved as `Linking.md` says: a strong definition before a weak one, the first weak one before others, and any
//! definition before none. A definition that loses is dropped, unless an alias of its own module still means it.

use std::collections::HashMap;

use cranelift_codegen::entity::{EntityRef, EntitySet, PrimaryMap, SecondaryMap};
use cranelift_codegen::ir;

use super::rename_body;
use crate::body;
use crate::{
    Binding, Data, Debug, File, FileId, Function, Item, Location, LocationId, Module, Subprogram,
    SubprogramId, Symbol, SymbolId, TypeId, Visibility,
};

/// Why modules cannot be made one: symbols or features that contradict each other.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", .0.join("\n"))]
pub struct MergeErrors(pub Vec<String>);

/// Makes one module, called `name`, of several. Symbols keep the order of modules, each at the place where it is first named.
///
/// # Errors
/// All contradictions: two strong definitions, different kinds or signatures of one name, a feature that one module uses and
/// another one disallows.
///
/// # Panics
/// A module is not valid.
pub fn merge(name: impl Into<String>, modules: Vec<Module>) -> Result<Module, MergeErrors> {
    let mut merger = Merger {
        merged: Module::new(name),
        known: HashMap::new(),
        owners: SecondaryMap::new(),
        files: HashMap::new(),
        errors: Vec::new(),
    };
    for (index, module) in modules.into_iter().enumerate() {
        merger.add(index as u32, module);
    }
    match merger.errors.is_empty() {
        true => Ok(merger.merged),
        false => Err(MergeErrors(merger.errors)),
    }
}

struct Merger {
    merged: Module,
    /// Symbols that are not local.
    known: HashMap<String, SymbolId>,
    /// From which module each symbol's item is.
    owners: SecondaryMap<SymbolId, u32>,
    files: HashMap<String, FileId>,
    errors: Vec<String>,
}

impl Merger {
    fn add(&mut self, owner: u32, module: Module) {
        for (feature, policy) in module.features.0 {
            let known = *self
                .merged
                .features
                .0
                .entry(feature.clone())
                .or_insert(policy);
            if known != policy {
                let message =
                    format!("`{feature}` is used by one module and disallowed by another");
                self.errors.push(message);
            }
        }
        let places = self.add_debug(module.debug);
        let aliased = aliased(&module.symbols);
        // Everything has its number before anything refers to it.
        let mut numbers: SecondaryMap<SymbolId, SymbolId> =
            SecondaryMap::with_default(SymbolId::from_u32(0));
        let mut taken = Vec::new();
        for (id, symbol) in module.symbols {
            let (number, item) = self.resolve(owner, symbol, aliased.contains(id));
            numbers[id] = number;
            taken.extend(item.map(|(target, item)| (id, target, item)));
        }
        // An alias means what its own module has, wherever that is now.
        let mut definitions: SecondaryMap<SymbolId, Option<SymbolId>> = SecondaryMap::new();
        for (id, target, _) in &taken {
            definitions[*id] = Some(*target);
        }
        for (_, target, mut item) in taken {
            match &mut item {
                Item::Function(Function::Defined(body)) => {
                    rename_body(body, |id| numbers[id]);
                    body.ir.name = body::name(target);
                    places.apply(&mut body.ir);
                    body.subprogram = body.subprogram.map(|it| places.subprogram(it));
                    for variable in &mut body.variables {
                        variable.ty = places.ty(variable.ty);
                        variable.declared = places.location(variable.declared);
                    }
                }
                Item::Function(Function::Alias { target }) => {
                    *target = definitions[*target].unwrap_or(numbers[*target]);
                }
                Item::Data(Data::Defined(segment)) => {
                    for it in &mut segment.relocations {
                        it.target = numbers[it.target];
                    }
                }
                _ => {}
            }
            self.merged.symbols[target].item = item;
            self.owners[target] = owner;
        }
        for mut it in module.constructors {
            it.function = numbers[it.function];
            self.merged.constructors.push(it);
        }
        self.merged.custom_sections.extend(module.custom_sections);
    }

    /// The number that a symbol has from now on, and where its item is to be put, if it is not dropped.
    fn resolve(
        &mut self,
        owner: u32,
        mut symbol: Symbol,
        aliased: bool,
    ) -> (SymbolId, Option<(SymbolId, Item)>) {
        let known = match symbol.binding {
            Binding::Local => None,
            _ => self.known.get(&symbol.name).copied(),
        };
        let Some(id) = known else {
            // It takes its place when everything that it refers to has a number.
            let item = std::mem::replace(&mut symbol.item, placeholder());
            let id = self.merged.symbols.next_key();
            if symbol.binding != Binding::Local {
                self.known.insert(symbol.name.clone(), id);
            }
            self.merged.symbols.push(symbol);
            return (id, Some((id, item)));
        };
        self.check(id, &symbol);
        let before = &mut self.merged.symbols[id];
        before.retain |= symbol.retain;
        before.export = before.export.take().or(symbol.export);
        if symbol.visibility == Visibility::Hidden {
            before.visibility = Visibility::Hidden;
        }
        let (old, new) = (before.is_defined(), symbol.item.is_defined());
        if old && new && before.binding == Binding::Strong && symbol.binding == Binding::Strong {
            self.errors
                .push(format!("`{}` is defined twice", symbol.name));
        }
        let wins = match (old, new) {
            (false, true) => true,
            (true, true) => before.binding == Binding::Weak && symbol.binding == Binding::Strong,
            // Where it is imported from may be said by one of them only.
            (false, false) => has_import(&symbol.item) && !has_import(&before.item),
            (true, false) => false,
        };
        match (old, new) {
            // Of two that are undefined, one that must be found is enough.
            (false, false) if symbol.binding == Binding::Strong => before.binding = Binding::Strong,
            (false, false) => {}
            _ if wins => before.binding = symbol.binding,
            _ => {}
        }
        if !wins {
            // The loser's code goes on under its name, seen by its own module alone.
            let kept = (aliased && new).then(|| {
                let local = Symbol::new(symbol.name, placeholder()).local();
                (self.merged.symbols.push(local), symbol.item)
            });
            return (id, kept);
        }
        if old {
            self.keep_for_aliases(id);
        }
        self.owners[id] = owner;
        (id, Some((id, symbol.item)))
    }

    /// Before the definition of `id` is replaced, gives it another place if aliases of its module mean it.
    fn keep_for_aliases(&mut self, id: SymbolId) {
        let symbols = &mut self.merged.symbols;
        let owner = self.owners[id];
        let means = |symbol: &Symbol| matches!(&symbol.item, Item::Function(Function::Alias { target }) if *target == id);
        let aliases: Vec<SymbolId> = symbols
            .iter()
            .filter(|(alias, symbol)| means(symbol) && self.owners[*alias] == owner)
            .map(|(alias, _)| alias)
            .collect();
        if aliases.is_empty() {
            return;
        }
        let mut copy = symbols[id].clone().local();
        copy.export = None;
        let copy = symbols.push(copy);
        if let Item::Function(Function::Defined(body)) = &mut symbols[copy].item {
            body.ir.name = body::name(copy);
        }
        self.owners[copy] = owner;
        for alias in aliases {
            symbols[alias].item = Function::Alias { target: copy }.into();
        }
    }

    /// What contradicts the symbol `id`, which has the same name.
    fn check(&mut self, id: SymbolId, symbol: &Symbol) {
        let before = &self.merged.symbols[id];
        let name = &symbol.name;
        let message = match (&before.item, &symbol.item) {
            (Item::Function(one), Item::Function(other)) => {
                // The target of an alias is checked by itself.
                match (signature(one), signature(other)) {
                    (Some(one), Some(other)) if one != other => Some(format!(
                        "`{name}` is `{one}` in one module and `{other}` in another"
                    )),
                    _ => None,
                }
            }
            (Item::Data(one), Item::Data(other)) if one.is_tls() == other.is_tls() => None,
            (Item::Data(_), Item::Data(_)) => Some(format!(
                "`{name}` is in thread-local storage in one module only"
            )),
            (Item::Table(one), Item::Table(other)) if one.element == other.element => None,
            (Item::Global(one), Item::Global(other))
                if (one.ty, one.mutable) == (other.ty, other.mutable) =>
            {
                None
            }
            _ => Some(format!(
                "`{name}` is something else in one module than in another"
            )),
        };
        self.errors.extend(message);
    }

    fn add_debug(&mut self, debug: Debug) -> Places {
        let merged = &mut self.merged.debug;
        merged.producer = merged.producer.take().or(debug.producer);
        merged.directory = merged.directory.take().or(debug.directory);
        let mut files: SecondaryMap<FileId, FileId> =
            SecondaryMap::with_default(FileId::from_u32(0));
        for (id, file) in debug.files {
            files[id] = *self
                .files
                .entry(file.path)
                .or_insert_with_key(|path| merged.files.push(File { path: path.clone() }));
        }
        let places = Places {
            subprograms: merged.subprograms.len(),
            locations: merged.locations.len(),
            types: merged.types.len(),
        };
        for (_, it) in debug.subprograms {
            merged.subprograms.push(Subprogram {
                file: files[it.file],
                within: it.within.map(|it| places.subprogram(it)),
                ..it
            });
        }
        for (_, it) in debug.locations {
            merged.locations.push(Location {
                file: files[it.file],
                subprogram: it.subprogram.map(|it| places.subprogram(it)),
                inlined_at: it.inlined_at.map(|it| places.location(it)),
                ..it
            });
        }
        for (_, mut it) in debug.types {
            it.map_parts(|part| places.ty(part));
            merged.types.push(it);
        }
        places
    }
}

/// How far the numbers of a module's places are moved.
#[derive(Clone, Copy)]
struct Places {
    subprograms: usize,
    locations: usize,
    types: usize,
}

impl Places {
    fn subprogram(self, id: SubprogramId) -> SubprogramId {
        SubprogramId::new(id.index() + self.subprograms)
    }

    fn location(self, id: LocationId) -> LocationId {
        LocationId::new(id.index() + self.locations)
    }

    fn ty(self, id: TypeId) -> TypeId {
        TypeId::new(id.index() + self.types)
    }

    fn apply(self, ir: &mut ir::Function) {
        if self.locations == 0 {
            return;
        }
        let blocks: Vec<_> = ir.layout.blocks().collect();
        for block in blocks {
            let insts: Vec<_> = ir.layout.block_insts(block).collect();
            for inst in insts {
                if let Some(place) = body::location(ir.srcloc(inst)) {
                    ir.set_srcloc(inst, body::source_loc(Some(self.location(place))));
                }
            }
        }
    }
}

/// What stands for an item until it is put in its place.
fn placeholder() -> Item {
    Data::Undefined { tls: false }.into()
}

/// The symbols of which there are aliases.
fn aliased(symbols: &PrimaryMap<SymbolId, Symbol>) -> EntitySet<SymbolId> {
    let mut aliased = EntitySet::with_capacity(symbols.len());
    for symbol in symbols.values() {
        if let Item::Function(Function::Alias { target }) = &symbol.item {
            aliased.insert(*target);
        }
    }
    aliased
}

fn has_import(item: &Item) -> bool {
    match item {
        Item::Function(Function::Undefined { import, .. }) => import.is_some(),
        Item::Table(table) => table.import.is_some(),
        Item::Global(global) => global.import.is_some(),
        _ => false,
    }
}

fn signature(function: &Function) -> Option<&ir::Signature> {
    match function {
        Function::Undefined { signature, .. } => Some(signature),
        Function::Defined(body) => Some(&body.ir.signature),
        Function::Alias { .. } => None,
    }
}
