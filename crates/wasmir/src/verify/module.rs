//! What is checked of a module outside bodies.

use std::collections::HashMap;

use cranelift_codegen::entity::SecondaryMap;
use cranelift_codegen::ir::{ArgumentPurpose, Signature, types};

use super::{Place, VerifyError, VerifyErrorKind};
use crate::debug::MAX_DEPTH;
use crate::module::CALL_CONV;
use crate::{
    Binding, Contents, Data, Function, Global, Import, Item, Module, Relocation, RelocationKind,
    Segment, SubprogramId, SymbolId, Table, ValType, subset,
};

/// The greatest alignment that is taken; the linker's own limit is 2^31, but a module would not load with it.
const MAX_ALIGN: u32 = 1 << 16;

/// Collects what is wrong at one place.
pub(super) struct Report<'a> {
    pub(super) errors: &'a mut Vec<VerifyError>,
    pub(super) place: Place,
}

impl Report<'_> {
    pub(super) fn invalid(&mut self, message: impl Into<String>) {
        self.add(VerifyErrorKind::Invalid, message.into());
    }

    pub(super) fn not_supported(&mut self, message: impl Into<String>) {
        self.add(VerifyErrorKind::NotSupported, message.into());
    }

    fn add(&mut self, kind: VerifyErrorKind, message: String) {
        self.errors.push(VerifyError {
            place: self.place.clone(),
            kind,
            message,
        });
    }
}

/// Names, constructors, sections and places in the source.
pub(super) fn check(module: &Module, errors: &mut Vec<VerifyError>) {
    let mut report = Report {
        errors,
        place: Place::Module,
    };
    features(module, &mut report);
    debug(module, &mut report);
    for it in &module.constructors {
        let Some(signature) = module.signature(it.function) else {
            report.invalid(format!("the constructor {} is no function", it.function));
            continue;
        };
        if !signature.params.is_empty() || !signature.returns.is_empty() {
            report.invalid(format!(
                "the constructor {} takes or gives something",
                it.function
            ));
        }
        if !module.symbols[it.function].is_defined() {
            report.invalid(format!(
                "the constructor {} is not defined here",
                it.function
            ));
        }
    }
    for it in &module.custom_sections {
        // These are what an object file itself has.
        let reserved = it.name.starts_with("reloc.")
            || it.name.starts_with(".debug_")
            || ["linking", "name", "target_features"].contains(&it.name.as_str());
        if reserved {
            report.invalid(format!(
                "the section `{}` is written with the object",
                it.name
            ));
        }
    }
    let mut first = HashMap::new();
    let mut exports = HashMap::new();
    for (id, symbol) in module.symbols.iter() {
        if let Some(export) = &symbol.export
            && let Some(other) = exports.insert(export, id)
        {
            report.place = Place::symbol(module, id);
            report.invalid(format!("{other} is exported as `{export}`, too"));
        }
        if symbol.binding == Binding::Local {
            continue;
        }
        if let Some(other) = first.insert(&symbol.name, id) {
            report.place = Place::symbol(module, id);
            report.invalid(format!(
                "{other} has this name, too; only local symbols may share one"
            ));
        }
    }
}

fn features(module: &Module, report: &mut Report<'_>) {
    for name in module.features.0.keys() {
        let is_word = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_' || c == '.';
        if !name.starts_with(|c: char| c.is_ascii_alphabetic()) || !name.chars().all(is_word) {
            report.invalid(format!("`{}` is no name of a feature", name.escape_debug()));
        }
    }
}

fn debug(module: &Module, report: &mut Report<'_>) {
    let debug = &module.debug;
    let mut depths: SecondaryMap<SubprogramId, u32> = SecondaryMap::new();
    for (id, it) in debug.subprograms.iter() {
        if !debug.files.is_valid(it.file) {
            report.invalid(format!("{id} is in {}, which does not exist", it.file));
        }
        match it.within {
            None => {}
            Some(around) if around >= id => report.invalid(format!(
                "{id} is within {around}, which does not come before it"
            )),
            Some(around) => {
                depths[id] = depths[around] + 1;
                // Those within it are deeper still: once is enough.
                if depths[id] == MAX_DEPTH + 1 {
                    report.invalid(format!("{id} is within more than {MAX_DEPTH} blocks"));
                }
            }
        }
    }
    for (id, it) in debug.locations.iter() {
        if !debug.files.is_valid(it.file) {
            report.invalid(format!("{id} is in {}, which does not exist", it.file));
        }
        if let Some(subprogram) = it.subprogram
            && !debug.subprograms.is_valid(subprogram)
        {
            report.invalid(format!("{id} is in {subprogram}, which does not exist"));
        }
        if let Some(caller) = it.inlined_at {
            if caller >= id {
                report.invalid(format!(
                    "{id} is inlined at {caller}, which does not come before it"
                ));
            }
            if it.subprogram.is_none() {
                report.invalid(format!(
                    "{id} is inlined, and does not say into which function it belongs"
                ));
            }
        }
    }
    super::variables::check_types(debug, report);
}

/// A symbol, without its body.
pub(super) fn check_symbol(module: &Module, id: SymbolId, errors: &mut Vec<VerifyError>) {
    let symbol = &module.symbols[id];
    let mut report = Report {
        errors,
        place: Place::symbol(module, id),
    };
    let report = &mut report;
    if symbol.name.is_empty() {
        report.invalid("it has no name");
    }
    if !symbol.is_defined() {
        if symbol.binding == Binding::Local {
            report.invalid("it is local and undefined; another object cannot define it");
        }
        if symbol.export.is_some() {
            report.invalid("it is exported and undefined");
        }
    }
    if symbol.export.is_some() && !matches!(symbol.item, Item::Function(_)) {
        report.not_supported("only functions are exported by a name; let the linker export others");
    }
    match &symbol.item {
        Item::Function(function) => check_function(module, function, report),
        Item::Data(Data::Undefined { .. }) => {}
        Item::Data(Data::Defined(segment)) => check_segment(module, segment, report),
        Item::Table(table) => check_table(module, table, report),
        Item::Global(global) => check_global(module, global, report),
    }
}

fn check_function(module: &Module, function: &Function, report: &mut Report<'_>) {
    match function {
        Function::Undefined { signature, .. } => check_signature(module, signature, report),
        Function::Defined(body) => {
            check_signature(module, &body.ir.signature, report);
            if let Some(subprogram) = body.subprogram
                && !module.debug.subprograms.is_valid(subprogram)
            {
                report.invalid(format!(
                    "its place in the source is {subprogram}, which does not exist"
                ));
            }
            super::variables::check(&module.debug, body, report);
        }
        Function::Alias { target } => {
            if module.body(*target).is_none() {
                report.invalid(format!("it is an alias of {target}, which has no body"));
            }
        }
    }
}

/// A signature can be passed as WebAssembly's values.
pub(super) fn check_signature(module: &Module, signature: &Signature, report: &mut Report<'_>) {
    if signature.call_conv != CALL_CONV {
        let message = format!(
            "the calling convention is `{}`; it is always `{CALL_CONV}`",
            signature.call_conv
        );
        report.invalid(message);
    }
    if signature.returns.len() > 1 {
        report.not_supported("more than one result; pass an address for them to be stored at");
    }
    for it in &signature.returns {
        if it.value_type == types::I128 {
            report.not_supported("a result of type `i128`; pass an address for it to be stored at");
        }
    }
    for it in signature.params.iter().chain(&signature.returns) {
        let ty = it.value_type;
        if !subset::ANY.contains(ty) {
            report.not_supported(format!(
                "the type `{ty}` in a signature; there are {}",
                subset::ANY
            ));
        } else if ty.is_vector() && !module.features.has("simd128") {
            report.invalid(format!("the type `{ty}` without the feature `simd128`"));
        }
        if it.purpose != ArgumentPurpose::Normal {
            let message = format!(
                "a parameter of the purpose `{}`; pass an address as `i32`",
                it.purpose
            );
            report.invalid(message);
        }
    }
}

fn check_segment(module: &Module, segment: &Segment, report: &mut Report<'_>) {
    if segment.section.is_empty() {
        report.invalid("its section has no name");
    }
    if !segment.align.is_power_of_two() || segment.align > MAX_ALIGN {
        report.invalid(format!(
            "the alignment {} is no power of two up to {MAX_ALIGN}",
            segment.align
        ));
    }
    let len = segment.contents.len();
    let bytes = match &segment.contents {
        Contents::Bytes(bytes) => &bytes[..],
        Contents::Zeros(_) => &[],
    };
    if segment.is_bss() && bytes.iter().any(|byte| *byte != 0) {
        report.invalid(format!(
            "bytes that are not zero in `{}`, which is zero at the start",
            segment.section
        ));
    }
    if segment.strings && bytes.last() != Some(&0) {
        report.invalid("strings that do not end with a zero byte");
    }
    if segment.strings && !segment.relocations.is_empty() {
        report.invalid("strings with relocations; the linker could not share them");
    }
    let mut end = 0;
    for it in &segment.relocations {
        check_relocation(module, it, report);
        let start = it.offset as usize;
        let next = start + Relocation::SIZE as usize;
        if start < end {
            report.invalid(format!(
                "the relocation at {start} comes before the end of the one before it, {end}"
            ));
        }
        match segment.contents {
            _ if next > len => report.invalid(format!(
                "the relocation at {start} ends behind the data, at {len}"
            )),
            Contents::Zeros(_) => report.invalid(format!(
                "the relocation at {start} is in zeros that are not stored"
            )),
            Contents::Bytes(_) if bytes[start..next] != [0; 4] => {
                report.invalid(format!(
                    "the bytes below the relocation at {start} are not zero"
                ));
            }
            Contents::Bytes(_) => {}
        }
        end = next;
    }
}

fn check_relocation(module: &Module, it: &Relocation, report: &mut Report<'_>) {
    let Some(target) = module.symbols.get(it.target) else {
        let message = format!(
            "the relocation at {} is of {}, which does not exist",
            it.offset, it.target
        );
        report.invalid(message);
        return;
    };
    match (&target.item, it.kind) {
        (Item::Data(data), RelocationKind::Address) => {
            if data.is_tls() {
                let message = format!(
                    "the relocation at {} is of {}, which has an address for each thread",
                    it.offset, it.target
                );
                report.invalid(message);
            }
        }
        (Item::Function(_), RelocationKind::TableIndex) => {
            if it.addend != 0 {
                report.invalid(format!(
                    "the relocation at {} adds to the index of a function",
                    it.offset
                ));
            }
        }
        (Item::Function(_), RelocationKind::Address) => {
            let message = format!(
                "the relocation at {} is the address of {}, a function; it has an index: `table_index`",
                it.offset, it.target
            );
            report.invalid(message);
        }
        (_, kind) => {
            let what = match kind {
                RelocationKind::Address => "the address",
                RelocationKind::TableIndex => "the index",
            };
            report.invalid(format!(
                "the relocation at {} is {what} of {}, which has none",
                it.offset, it.target
            ));
        }
    }
}

fn check_table(module: &Module, table: &Table, report: &mut Report<'_>) {
    check_val_type(module, table.element, report);
    if !table.element.is_ref() {
        report.invalid(format!(
            "a table of `{}`, which is no reference",
            table.element.name()
        ));
    }
    if table.max.is_some_and(|max| max < table.min) {
        report.invalid("the greatest number of elements is below the least");
    }
    check_import(table.defined, table.import.as_ref(), report);
}

fn check_global(module: &Module, global: &Global, report: &mut Report<'_>) {
    check_val_type(module, global.ty, report);
    let width = match global.ty {
        ValType::I32 | ValType::F32 => 32,
        ValType::I64 | ValType::F64 => 64,
        ValType::V128 => 128,
        ValType::FuncRef | ValType::ExternRef => 0,
    };
    if let Some(bits) = global.init
        && width < 128
        && bits >> width != 0
    {
        report.invalid(format!(
            "the value at the start is none of type `{}`",
            global.ty.name()
        ));
    }
    check_import(global.init.is_some(), global.import.as_ref(), report);
}

/// A type that not all of WebAssembly has. `funcref` tables were there from the start.
fn check_val_type(module: &Module, ty: ValType, report: &mut Report<'_>) {
    let feature = match ty {
        ValType::V128 => "simd128",
        ValType::ExternRef => "reference-types",
        _ => return,
    };
    if !module.features.has(feature) {
        report.invalid(format!("`{}` without the feature `{feature}`", ty.name()));
    }
}

fn check_import(defined: bool, import: Option<&Import>, report: &mut Report<'_>) {
    if defined && import.is_some() {
        report.invalid("it is defined and imported");
    }
}
