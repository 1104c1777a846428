//! Numbers: of types, imports, functions, tables, globals, segments and symbols.

use std::collections::HashMap;

use cranelift_codegen::entity::{EntityRef, SecondaryMap};
use wasmir::{Body, Data, Function, Item, Module, SymbolId, ValType};

use crate::Error;
use crate::builtin::Builtin;
use crate::encode::{Chunk, INDIRECT_TABLE, RelocKind};
use crate::legalize::signature;
use crate::ssa::{Signature, SymbolRef};

/// Something that is imported.
pub(super) struct Import {
    pub module: String,
    pub name: String,
    pub what: Resolved,
}

/// What an import is.
pub(super) enum Resolved {
    /// Its type's number.
    Function(u32),
    Global(ValType, bool),
    /// The table's symbol; without one, that of functions for indirect calls.
    Table(Option<SymbolId>),
}

/// Who a symbol of the object is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Entry {
    Module(SymbolId),
    Builtin(Builtin),
    /// The table for indirect calls.
    IndirectTable,
}

const NONE: u32 = u32::MAX;

/// All numbers of an object.
#[derive(Default)]
pub(super) struct Index {
    pub types: Vec<Signature>,
    type_numbers: HashMap<Signature, u32>,
    pub imports: Vec<Import>,
    /// Types of functions with bodies.
    pub function_types: Vec<u32>,
    pub defined_tables: Vec<SymbolId>,
    pub defined_globals: Vec<SymbolId>,
    /// Symbols that define data, and their addresses in this object.
    pub segments: Vec<(SymbolId, u32)>,
    /// Types of each chunk's signatures.
    pub chunk_types: Vec<Vec<u32>>,
    /// The table of symbols.
    pub symbols: Vec<Entry>,
    /// Number of a module's symbol in it.
    symbol_numbers: SecondaryMap<SymbolId, Option<u32>>,
    builtins: Vec<Option<u32>>,
    indirect_table: Option<u32>,
    /// Number in the space of functions, globals, tables or segments.
    entities: SecondaryMap<SymbolId, Option<u32>>,
    builtin_entities: Vec<Option<u32>>,
    indirect_table_entity: Option<u32>,
    addresses: SecondaryMap<SymbolId, u32>,
}

impl Index {
    pub fn new(
        module: &Module,
        bodies: &[(SymbolId, &Body)],
        chunks: &[Chunk],
    ) -> Result<Self, Error> {
        let mut index = Index {
            builtins: vec![None; Builtin::ALL.len()],
            builtin_entities: vec![None; Builtin::ALL.len()],
            ..Index::default()
        };
        let used = Used::find(module, chunks);
        index.import_functions(module, &used)?;
        index.define_functions(module, bodies)?;
        index.globals(module, &used);
        index.tables(module, &used);
        index.lay_out_data(module);
        for chunk in chunks {
            let types = chunk
                .signatures
                .iter()
                .map(|it| index.type_number(it))
                .collect();
            index.chunk_types.push(types);
        }
        index.collect_symbols(module, &used);
        Ok(index)
    }

    fn type_number(&mut self, signature: &Signature) -> u32 {
        if let Some(number) = self.type_numbers.get(signature) {
            return *number;
        }
        let number = self.types.len() as u32;
        self.types.push(signature.clone());
        self.type_numbers.insert(signature.clone(), number);
        number
    }

    fn import_functions(&mut self, module: &Module, used: &Used) -> Result<(), Error> {
        let mut count = 0;
        for (id, symbol) in &module.symbols {
            if !used.symbols[id] {
                continue;
            }
            let Item::Function(Function::Undefined {
                signature: ir,
                import,
            }) = &symbol.item
            else {
                continue;
            };
            let ty = signature(ir).map_err(|error| error.in_function(&symbol.name))?;
            let ty = self.type_number(&ty);
            self.import(&symbol.name, import.as_ref(), Resolved::Function(ty));
            self.entities[id] = Some(count);
            count += 1;
        }
        for builtin in Builtin::ALL {
            let number = *builtin as usize;
            if !used.builtins[number] || used.named[number].is_some() {
                continue;
            }
            if let Some(signature) = builtin.signature() {
                let ty = self.type_number(&signature);
                self.import(builtin.name(), None, Resolved::Function(ty));
                self.builtin_entities[number] = Some(count);
                count += 1;
            }
        }
        Ok(())
    }

    fn import(&mut self, name: &str, import: Option<&wasmir::Import>, what: Resolved) {
        let (module, name) = match import {
            Some(it) => (it.module.clone(), it.name.clone()),
            None => ("env".to_owned(), name.to_owned()),
        };
        self.imports.push(Import { module, name, what });
    }

    fn define_functions(
        &mut self,
        module: &Module,
        bodies: &[(SymbolId, &Body)],
    ) -> Result<(), Error> {
        let first = self.imports.len() as u32;
        for (at, (id, body)) in bodies.iter().enumerate() {
            let name = &module.symbols[*id].name;
            let ty = signature(&body.ir.signature).map_err(|error| error.in_function(name))?;
            let ty = self.type_number(&ty);
            self.function_types.push(ty);
            self.entities[*id] = Some(first + at as u32);
        }
        for (id, symbol) in &module.symbols {
            if let Item::Function(Function::Alias { target }) = &symbol.item {
                let number = self.entities[*target];
                if module.body(*target).is_none() {
                    let what = "an alias of what is not a function with a body".to_owned();
                    return Err(Error::Invalid {
                        symbol: symbol.name.clone(),
                        what,
                    });
                }
                self.entities[id] = number;
            }
        }
        Ok(())
    }

    fn globals(&mut self, module: &Module, used: &Used) {
        let mut count = 0;
        for (id, symbol) in &module.symbols {
            if let Item::Global(global) = &symbol.item
                && global.init.is_none()
                && used.symbols[id]
            {
                let what = Resolved::Global(global.ty, global.mutable);
                self.import(&symbol.name, global.import.as_ref(), what);
                self.entities[id] = Some(count);
                count += 1;
            }
        }
        for builtin in Builtin::ALL {
            let number = *builtin as usize;
            if let Some(mutable) = builtin.global()
                && used.builtins[number]
                && used.named[number].is_none()
            {
                self.import(
                    builtin.name(),
                    None,
                    Resolved::Global(ValType::I32, mutable),
                );
                self.builtin_entities[number] = Some(count);
                count += 1;
            }
        }
        for (id, symbol) in &module.symbols {
            if matches!(&symbol.item, Item::Global(global) if global.init.is_some()) {
                self.entities[id] = Some(count);
                self.defined_globals.push(id);
                count += 1;
            }
        }
    }

    fn tables(&mut self, module: &Module, used: &Used) {
        let mut count = 0;
        // First, so that code without relocations for tables can call it table 0.
        if used.indirect_table {
            self.import("__indirect_function_table", None, Resolved::Table(None));
            self.indirect_table_entity = Some(count);
            count += 1;
        }
        for (id, symbol) in &module.symbols {
            if let Item::Table(table) = &symbol.item
                && !table.defined
                && used.symbols[id]
            {
                self.import(
                    &symbol.name,
                    table.import.as_ref(),
                    Resolved::Table(Some(id)),
                );
                self.entities[id] = Some(count);
                count += 1;
            }
        }
        for (id, symbol) in &module.symbols {
            if matches!(&symbol.item, Item::Table(table) if table.defined) {
                self.entities[id] = Some(count);
                self.defined_tables.push(id);
                count += 1;
            }
        }
    }

    fn lay_out_data(&mut self, module: &Module) {
        let mut address: u32 = 0;
        for id in module.symbols.keys() {
            let Some(Data::Defined(segment)) = module.data(id) else {
                continue;
            };
            address = address.next_multiple_of(segment.align.max(1));
            self.addresses[id] = address;
            self.entities[id] = Some(self.segments.len() as u32);
            self.segments.push((id, address));
            address = address.wrapping_add(segment.contents.len() as u32);
        }
    }

    fn collect_symbols(&mut self, module: &Module, used: &Used) {
        for (id, symbol) in &module.symbols {
            if symbol.is_defined() || used.symbols[id] {
                self.symbol_numbers[id] = Some(self.symbols.len() as u32);
                self.symbols.push(Entry::Module(id));
            }
        }
        for builtin in Builtin::ALL {
            let number = *builtin as usize;
            if !used.builtins[number] {
                continue;
            }
            if let Some(id) = used.named[number] {
                self.builtins[number] = self.symbol_numbers[id];
                self.builtin_entities[number] = self.entities[id];
            } else {
                self.builtins[number] = Some(self.symbols.len() as u32);
                self.symbols.push(Entry::Builtin(*builtin));
            }
        }
        if used.indirect_table && used.table_relocs {
            self.indirect_table = Some(self.symbols.len() as u32);
            self.symbols.push(Entry::IndirectTable);
        }
    }

    /// The number in the table of symbols of what a relocation names.
    pub fn symbol(&self, target: u32) -> u32 {
        let number = match target {
            INDIRECT_TABLE => self.indirect_table,
            _ => match target.checked_sub(SymbolRef::BUILTIN) {
                Some(number) => self.builtins[number as usize],
                None => self.symbol_numbers[SymbolId::new(target as usize)],
            },
        };
        number.unwrap_or(NONE)
    }

    /// The number of the symbol of a debug section, which come after all others.
    pub fn section_symbol(&self, number: usize) -> u32 {
        (self.symbols.len() + number) as u32
    }

    /// What a relocated number is in this object: an index or an address.
    pub fn value(&self, module: &Module, target: u32) -> u32 {
        let number = match target {
            INDIRECT_TABLE => self.indirect_table_entity,
            _ => match target.checked_sub(SymbolRef::BUILTIN) {
                Some(number) => self.builtin_entities[number as usize],
                None => {
                    let id = SymbolId::new(target as usize);
                    if module.data(id).is_some() {
                        return self.addresses[id];
                    }
                    self.entities[id]
                }
            },
        };
        number.unwrap_or(0)
    }

    /// The index of a function, global, table or segment.
    pub fn entity(&self, entry: Entry) -> u32 {
        let number = match entry {
            Entry::Module(id) => self.entities[id],
            Entry::Builtin(builtin) => self.builtin_entities[builtin as usize],
            Entry::IndirectTable => self.indirect_table_entity,
        };
        number.unwrap_or(0)
    }

    /// The index of a function.
    pub fn function_index(&self, id: SymbolId) -> Option<u32> {
        self.entities[id]
    }
}

/// What code and data refer to.
struct Used {
    symbols: SecondaryMap<SymbolId, bool>,
    builtins: Vec<bool>,
    /// Symbols of the module that are called like builtins.
    named: Vec<Option<SymbolId>>,
    indirect_table: bool,
    /// Whether it is named by relocations.
    table_relocs: bool,
}

impl Used {
    fn find(module: &Module, chunks: &[Chunk]) -> Used {
        let mut used = Used {
            symbols: SecondaryMap::new(),
            builtins: vec![false; Builtin::ALL.len()],
            named: vec![None; Builtin::ALL.len()],
            indirect_table: false,
            table_relocs: module.features.has("reference-types"),
        };
        for reloc in chunks.iter().flat_map(|it| &it.relocs) {
            match reloc.target {
                _ if reloc.kind == RelocKind::TypeIndexLeb => used.indirect_table = true,
                INDIRECT_TABLE => {}
                target => match target.checked_sub(SymbolRef::BUILTIN) {
                    Some(number) => used.builtins[number as usize] = true,
                    None => used.symbols[SymbolId::new(target as usize)] = true,
                },
            }
            // A function's place in the table is one in this table.
            used.indirect_table |= reloc.kind == RelocKind::TableIndexSleb;
        }
        for id in module.symbols.keys() {
            if let Some(Data::Defined(segment)) = module.data(id) {
                for reloc in &segment.relocations {
                    used.symbols[reloc.target] = true;
                    used.indirect_table |= reloc.kind == wasmir::RelocationKind::TableIndex;
                }
            }
        }
        for constructor in &module.constructors {
            used.symbols[constructor.function] = true;
        }
        // What a symbol is retained or exported for counts as a use.
        for (id, symbol) in &module.symbols {
            if symbol.retain || symbol.export.is_some() {
                used.symbols[id] = true;
            }
            if symbol.binding == wasmir::Binding::Local {
                continue;
            }
            let same = |it: &&Builtin| it.name() == symbol.name;
            if let Some(builtin) = Builtin::ALL.iter().find(same) {
                used.named[*builtin as usize] = Some(id);
                used.symbols[id] |= used.builtins[*builtin as usize];
            }
        }
        used
    }
}
