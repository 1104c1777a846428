//! The form of a whole module.

use super::Hashes;
use super::write::Writer;
use crate::body;
use crate::{Binding, Data, Function, Import, Item, Module, Symbol, SymbolId, Visibility};

/// Everything but the module's name.
pub(super) fn write(w: &mut Writer, hashes: &Hashes<'_>, module: &Module) {
    w.features(module);
    if hashes.detail.places {
        w.optional(module.debug.producer.as_deref());
        w.optional(module.debug.directory.as_deref());
    }
    w.u32(module.symbols.len() as u32);
    for (id, symbol) in module.symbols.iter() {
        write_symbol(w, hashes, id, symbol);
    }
    w.u32(module.constructors.len() as u32);
    for it in &module.constructors {
        w.u32(it.priority);
        w.u32(it.function.as_u32());
    }
    w.u32(module.custom_sections.len() as u32);
    for it in &module.custom_sections {
        w.text(&it.name);
        w.bytes(&it.bytes);
    }
}

fn write_symbol(w: &mut Writer, hashes: &Hashes<'_>, id: SymbolId, symbol: &Symbol) {
    w.text(&symbol.name);
    w.u8(match symbol.binding {
        Binding::Strong => 0,
        Binding::Weak => 1,
        Binding::Local => 2,
    });
    w.flags(&[symbol.visibility == Visibility::Hidden, symbol.retain]);
    w.optional(symbol.export.as_deref());
    match &symbol.item {
        Item::Function(Function::Undefined { signature, import }) => {
            w.u8(0);
            w.signature(signature);
            write_import(w, import.as_ref());
        }
        Item::Function(Function::Defined(body)) => {
            w.u8(1);
            // Names of local functions need not be unique.
            for symbol in body::references(&body.ir) {
                w.u32(symbol.as_u32());
            }
            if let Some(hash) = hashes.function(id) {
                w.bytes(&hash.0);
            }
        }
        Item::Function(Function::Alias { target }) => {
            w.u8(2);
            w.u32(target.as_u32());
        }
        Item::Data(Data::Undefined { tls }) => {
            w.u8(3);
            w.flags(&[*tls]);
        }
        Item::Data(Data::Defined(segment)) => {
            w.u8(4);
            // Of the section's name, the hash covers the family alone.
            w.text(&segment.section);
            w.bytes(&hashes.segment(id, segment).0);
            for it in &segment.relocations {
                w.u32(it.target.as_u32());
            }
        }
        Item::Table(it) => {
            w.u8(5);
            w.text(it.element.name());
            w.u32(it.min);
            w.flags(&[it.max.is_some(), it.defined]);
            w.u32(it.max.unwrap_or_default());
            write_import(w, it.import.as_ref());
        }
        Item::Global(it) => {
            w.u8(6);
            w.text(it.ty.name());
            w.flags(&[it.mutable, it.init.is_some()]);
            w.bytes(&it.init.unwrap_or_default().to_le_bytes());
            write_import(w, it.import.as_ref());
        }
    }
}

fn write_import(w: &mut Writer, import: Option<&Import>) {
    w.optional(import.map(|it| it.module.as_str()));
    w.optional(import.map(|it| it.name.as_str()));
}
