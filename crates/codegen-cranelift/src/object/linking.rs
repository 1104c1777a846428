//! The sections for the linker: `linking`, `reloc.*` and `target_features`.

use wasmir::{Binding, Data, Features, Item, Module, Policy, Visibility};

use super::index::{Entry, Index};
use super::{DataContent, SectionReloc};
use crate::encode::uleb;

const SEGMENT_INFO: u8 = 5;
const INIT_FUNCS: u8 = 6;
const SYMBOL_TABLE: u8 = 8;

const FUNCTION: u8 = 0;
const DATA: u8 = 1;
const GLOBAL: u8 = 2;
const SECTION: u8 = 3;
const TABLE: u8 = 5;

const WEAK: u32 = 0x1;
const LOCAL: u32 = 0x2;
const HIDDEN: u32 = 0x4;
const UNDEFINED: u32 = 0x10;
const EXPORTED: u32 = 0x20;
const EXPLICIT_NAME: u32 = 0x40;
const NO_STRIP: u32 = 0x80;
const TLS: u32 = 0x100;

const SEGMENT_STRINGS: u32 = 0x1;
const SEGMENT_TLS: u32 = 0x2;
const SEGMENT_RETAIN: u32 = 0x4;

fn string(out: &mut Vec<u8>, text: &str) {
    uleb(out, text.len() as u32);
    out.extend_from_slice(text.as_bytes());
}

fn subsection(out: &mut Vec<u8>, kind: u8, bytes: &[u8]) {
    out.push(kind);
    uleb(out, bytes.len() as u32);
    out.extend_from_slice(bytes);
}

/// The section `linking`. Debug sections have a name and a number each.
pub(super) fn linking(
    module: &Module,
    index: &Index,
    data: &DataContent,
    debug: &[(&str, u32)],
) -> Vec<u8> {
    let mut out = Vec::new();
    uleb(&mut out, 2);
    let mut bytes = Vec::new();
    uleb(&mut bytes, (index.symbols.len() + debug.len()) as u32);
    for entry in &index.symbols {
        symbol(module, index, *entry, &mut bytes);
    }
    for (_, number) in debug {
        bytes.push(SECTION);
        uleb(&mut bytes, LOCAL);
        uleb(&mut bytes, *number);
    }
    subsection(&mut out, SYMBOL_TABLE, &bytes);
    if !data.segments.is_empty() {
        bytes.clear();
        segments(module, data, &mut bytes);
        subsection(&mut out, SEGMENT_INFO, &bytes);
    }
    if !module.constructors.is_empty() {
        bytes.clear();
        uleb(&mut bytes, module.constructors.len() as u32);
        for constructor in &module.constructors {
            uleb(&mut bytes, constructor.priority);
            uleb(&mut bytes, index.symbol(constructor.function.as_u32()));
        }
        subsection(&mut out, INIT_FUNCS, &bytes);
    }
    out
}

fn symbol(module: &Module, index: &Index, entry: Entry, out: &mut Vec<u8>) {
    let id = match entry {
        Entry::Module(id) => id,
        Entry::Builtin(builtin) => {
            out.push(if builtin.global().is_some() {
                GLOBAL
            } else {
                FUNCTION
            });
            uleb(out, UNDEFINED);
            return uleb(out, index.entity(entry));
        }
        Entry::IndirectTable => {
            out.push(TABLE);
            uleb(out, UNDEFINED | NO_STRIP);
            return uleb(out, index.entity(entry));
        }
    };
    let symbol = &module.symbols[id];
    let defined = symbol.is_defined();
    let mut flags = match symbol.binding {
        Binding::Strong => 0,
        Binding::Weak => WEAK,
        Binding::Local => LOCAL,
    };
    let mut set = |flag: u32, condition: bool| flags |= if condition { flag } else { 0 };
    set(HIDDEN, symbol.visibility == Visibility::Hidden);
    set(UNDEFINED, !defined);
    set(EXPORTED, symbol.export.is_some());
    set(NO_STRIP, symbol.retain);
    let import = match &symbol.item {
        Item::Function(wasmir::Function::Undefined { import, .. }) => import.is_some(),
        Item::Global(global) => !defined && global.import.is_some(),
        Item::Table(table) => !defined && table.import.is_some(),
        _ => false,
    };
    set(EXPLICIT_NAME, import);
    let kind = match &symbol.item {
        Item::Function(_) => FUNCTION,
        Item::Table(_) => TABLE,
        Item::Global(_) => GLOBAL,
        Item::Data(data) => {
            set(TLS, data.is_tls());
            out.push(DATA);
            uleb(out, flags);
            string(out, &symbol.name);
            if let Data::Defined(segment) = data {
                uleb(out, index.entity(entry));
                uleb(out, 0);
                uleb(out, segment.contents.len() as u32);
            }
            return;
        }
    };
    out.push(kind);
    uleb(out, flags);
    uleb(out, index.entity(entry));
    // What is undefined is called as its import, unless that has another name.
    if defined || import {
        string(out, &symbol.name);
    }
}

fn segments(module: &Module, data: &DataContent, out: &mut Vec<u8>) {
    uleb(out, data.segments.len() as u32);
    for id in &data.segments {
        let Some(Data::Defined(segment)) = module.data(*id) else {
            continue;
        };
        string(out, &segment.section);
        uleb(out, segment.align.max(1).trailing_zeros());
        let mut flags = 0;
        let mut set = |flag: u32, condition: bool| flags |= if condition { flag } else { 0 };
        set(SEGMENT_STRINGS, segment.strings);
        set(SEGMENT_TLS, segment.is_tls());
        set(SEGMENT_RETAIN, module.symbols[*id].retain);
        uleb(out, flags);
    }
}

/// A section of relocations of the section with this number.
pub(super) fn relocs(section: u32, relocs: &[SectionReloc]) -> Vec<u8> {
    let mut out = Vec::with_capacity(8 * relocs.len() + 10);
    uleb(&mut out, section);
    uleb(&mut out, relocs.len() as u32);
    for reloc in relocs {
        out.push(reloc.kind as u8);
        uleb(&mut out, reloc.offset);
        uleb(&mut out, reloc.symbol);
        if reloc.kind.has_addend() {
            signed(&mut out, reloc.addend);
        }
    }
    out
}

fn signed(out: &mut Vec<u8>, mut value: i32) {
    loop {
        let byte = value as u8 & 0x7f;
        value >>= 7;
        if value == 0 && byte & 0x40 == 0 || value == -1 && byte & 0x40 != 0 {
            return out.push(byte);
        }
        out.push(byte | 0x80);
    }
}

/// The section `target_features`.
pub(super) fn features(features: &Features) -> Vec<u8> {
    let mut out = Vec::new();
    uleb(&mut out, features.0.len() as u32);
    for (name, policy) in &features.0 {
        out.push(match policy {
            Policy::Used => b'+',
            Policy::Disallowed => b'-',
        });
        string(&mut out, name);
    }
    out
}
