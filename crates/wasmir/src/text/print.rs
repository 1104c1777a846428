//! Prints modules, with comments of the caller's between declarations and instructions.

use std::fmt::{self, Display, Write};

use cranelift_codegen::entity::SecondaryMap;
use cranelift_codegen::ir::entities::AnyEntity;
use cranelift_codegen::ir::{self, Block, GlobalValueData, Inst, Signature, Value};
use cranelift_codegen::write::{FuncWriter, PlainWriter, decorate_function};

use super::{Annotate, Names, Plain, VERSION, variables};
use crate::body::{self, Name};
use crate::{
    Binding, Contents, Data, Function, Global, Import, Item, Module, Policy, RelocationKind,
    Segment, Symbol, SymbolId, Table, ValType, Visibility,
};

/// Prints a module in the text form, with the names of symbols as comments in bodies.
#[must_use]
pub fn print(module: &Module) -> String {
    print_with(module, &Names)
}

/// Prints a module in the text form, with comments.
#[must_use]
pub fn print_with(module: &Module, comments: &dyn Annotate) -> String {
    let mut text = String::new();
    write_module(&mut text, module, comments).expect("a string takes everything");
    text
}

fn write_module(w: &mut String, module: &Module, comments: &dyn Annotate) -> fmt::Result {
    writeln!(w, "wasmir {VERSION}")?;
    writeln!(w, "module {}", Quoted(module.name.as_bytes()))?;
    if !module.features.0.is_empty() {
        write!(w, "features")?;
        for (name, policy) in &module.features.0 {
            let sign = match policy {
                Policy::Used => '+',
                Policy::Disallowed => '-',
            };
            write!(w, " {sign}{name}")?;
        }
        writeln!(w)?;
    }
    write_debug(w, module)?;
    if !module.symbols.is_empty() {
        writeln!(w)?;
    }
    for (id, symbol) in module.symbols.iter() {
        if let Some(comment) = comments.symbol(module, id) {
            write_comment(w, "", &comment)?;
        }
        write_symbol(w, id, symbol)?;
        if let Some(body) = module.body(id) {
            write_body(w, module, id, &body.ir, comments)?;
            for variable in &body.variables {
                variables::write_variable(w, id, variable)?;
            }
        }
    }
    if !module.constructors.is_empty() || !module.custom_sections.is_empty() {
        writeln!(w)?;
    }
    for it in &module.constructors {
        writeln!(w, "constructor {} {}", it.priority, it.function)?;
    }
    for it in &module.custom_sections {
        writeln!(
            w,
            "section {} {}",
            Quoted(it.name.as_bytes()),
            Quoted(&it.bytes)
        )?;
    }
    Ok(())
}

/// Prints the body `ir` alone, without comments but those of Cranelift's printer.
///
/// What Cranelift prints by itself has the names of data by numbers that it does not show.
#[must_use]
pub fn print_body(ir: &ir::Function) -> String {
    let mut text = String::new();
    let symbol = SymbolId::from_u32(0);
    write_body(&mut text, &Module::default(), symbol, ir, &Plain)
        .expect("a string takes everything");
    text
}

fn write_body(
    w: &mut String,
    module: &Module,
    symbol: SymbolId,
    ir: &ir::Function,
    comments: &dyn Annotate,
) -> fmt::Result {
    let mut insts = ir
        .layout
        .blocks()
        .flat_map(|block| ir.layout.block_insts(block));
    let located = insts.any(|inst| !ir.srcloc(inst).is_default());
    let mut writer = BodyWriter {
        module,
        symbol,
        comments,
        indent: if located { 8 } else { 4 },
    };
    decorate_function(&mut writer, w, ir)
}

fn write_debug(w: &mut String, module: &Module) -> fmt::Result {
    let debug = &module.debug;
    if let Some(producer) = &debug.producer {
        writeln!(w, "producer {}", Quoted(producer.as_bytes()))?;
    }
    if let Some(directory) = &debug.directory {
        writeln!(w, "directory {}", Quoted(directory.as_bytes()))?;
    }
    for (id, it) in debug.files.iter() {
        writeln!(w, "{id} = {}", Quoted(it.path.as_bytes()))?;
    }
    for (id, it) in debug.subprograms.iter() {
        write!(
            w,
            "{id} = {} {} {}",
            Quoted(it.name.as_bytes()),
            it.file,
            it.line
        )?;
        if let Some(around) = it.within {
            write!(w, " {around}")?;
        }
        writeln!(w)?;
    }
    for (id, it) in debug.locations.iter() {
        write!(w, "{id} = {} {} {}", it.file, it.line, it.column)?;
        if let Some(subprogram) = it.subprogram {
            write!(w, " {subprogram}")?;
        }
        if let Some(caller) = it.inlined_at {
            write!(w, " at {caller}")?;
        }
        writeln!(w)?;
    }
    for (id, it) in debug.types.iter() {
        write!(w, "{id} = ")?;
        variables::write_type(w, it)?;
    }
    Ok(())
}

/// Everything of a symbol but its body.
fn write_symbol(w: &mut String, id: SymbolId, symbol: &Symbol) -> fmt::Result {
    write!(w, "{id} =")?;
    match symbol.binding {
        Binding::Strong => {}
        Binding::Weak => write!(w, " weak")?,
        Binding::Local => write!(w, " local")?,
    }
    if symbol.visibility == Visibility::Hidden {
        write!(w, " hidden")?;
    }
    if symbol.retain {
        write!(w, " retain")?;
    }
    if let Some(export) = &symbol.export {
        write!(w, " export {}", Quoted(export.as_bytes()))?;
    }
    if !symbol.is_defined() {
        write!(w, " undefined")?;
    }
    let name = Quoted(symbol.name.as_bytes());
    match &symbol.item {
        Item::Function(Function::Undefined { signature, import }) => {
            write!(w, " function {name} {}", SignatureText(signature))?;
            write_import(w, import.as_ref())?;
        }
        Item::Function(Function::Defined(body)) => {
            write!(w, " function {name}")?;
            if let Some(subprogram) = body.subprogram {
                write!(w, " {subprogram}")?;
            }
        }
        Item::Function(Function::Alias { target }) => write!(w, " alias {name} {target}")?,
        Item::Data(Data::Undefined { tls }) => {
            write!(w, " data {name}{}", if *tls { " tls" } else { "" })?;
        }
        Item::Data(Data::Defined(segment)) => {
            write!(w, " data {name} ")?;
            write_segment(w, segment)?;
        }
        Item::Table(table) => {
            write!(w, " table {name} ")?;
            write_table(w, table)?;
        }
        Item::Global(global) => {
            write!(w, " global {name} ")?;
            write_global(w, global)?;
        }
    }
    writeln!(w)
}

fn write_import(w: &mut String, import: Option<&Import>) -> fmt::Result {
    match import {
        Some(it) => write!(
            w,
            " from {} {}",
            Quoted(it.module.as_bytes()),
            Quoted(it.name.as_bytes())
        ),
        None => Ok(()),
    }
}

fn write_segment(w: &mut String, segment: &Segment) -> fmt::Result {
    write!(w, "{}", Quoted(segment.section.as_bytes()))?;
    if segment.strings {
        write!(w, " strings")?;
    }
    write!(w, " align {}", segment.align)?;
    let bytes = match &segment.contents {
        Contents::Zeros(count) => return write!(w, " zeroed {count}"),
        Contents::Bytes(bytes) => bytes,
    };
    let mut pieces = Vec::new();
    let mut position = 0;
    for it in &segment.relocations {
        let offset = it.offset as usize;
        // A relocation that overlaps another or the end cannot be written at its place; the verifier refuses it.
        write_bytes(&mut pieces, bytes.get(position..offset).unwrap_or_default());
        pieces.push(match (it.kind, it.addend) {
            (RelocationKind::Address, 0) => format!("address {}", it.target),
            (RelocationKind::Address, addend) => format!("address {} {addend:+}", it.target),
            (RelocationKind::TableIndex, _) => format!("table_index {}", it.target),
        });
        position = offset + crate::Relocation::SIZE as usize;
    }
    write_bytes(&mut pieces, bytes.get(position..).unwrap_or_default());
    match &pieces[..] {
        [] => write!(w, " {{ }}"),
        [one] => write!(w, " {{ {one} }}"),
        many => {
            writeln!(w, " {{")?;
            for piece in many {
                writeln!(w, "    {piece}")?;
            }
            write!(w, "}}")
        }
    }
}

/// Strings of one line each, and runs of zeros.
fn write_bytes(pieces: &mut Vec<String>, mut bytes: &[u8]) {
    /// A run of zeros that is written as a string, because it is short.
    const SHORT: usize = 8;
    const LINE: usize = 64;
    while !bytes.is_empty() {
        let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
        if zeros > SHORT {
            pieces.push(format!("zeros {zeros}"));
            bytes = &bytes[zeros..];
            continue;
        }
        let mut end = 0;
        let mut zeros = 0;
        while end < bytes.len().min(LINE) && zeros <= SHORT {
            zeros = if bytes[end] == 0 { zeros + 1 } else { 0 };
            end += 1;
        }
        if zeros > SHORT {
            end -= zeros;
        }
        pieces.push(Quoted(&bytes[..end]).to_string());
        bytes = &bytes[end..];
    }
}

fn write_table(w: &mut String, table: &Table) -> fmt::Result {
    write!(w, "{} {}", table.element.name(), table.min)?;
    if let Some(max) = table.max {
        write!(w, " {max}")?;
    }
    write_import(w, table.import.as_ref())
}

fn write_global(w: &mut String, global: &Global) -> fmt::Result {
    write!(w, "{}", global.ty.name())?;
    if global.mutable {
        write!(w, " mut")?;
    }
    match (global.init, global.ty) {
        (None, _) => {}
        (Some(bits), ValType::I32) => write!(w, " {}", bits as u32 as i32)?,
        (Some(bits), ValType::I64) => write!(w, " {}", bits as u64 as i64)?,
        (Some(_), ValType::FuncRef | ValType::ExternRef) => write!(w, " null")?,
        (Some(bits), _) => write!(w, " {bits:#x}")?,
    }
    write_import(w, global.import.as_ref())
}

/// Lines of comment.
fn write_comment(w: &mut dyn Write, indent: &str, comment: &str) -> fmt::Result {
    comment
        .lines()
        .try_for_each(|line| writeln!(w, "{indent}; {line}"))
}

/// A signature without its calling convention, which is always the same.
struct SignatureText<'a>(&'a Signature);

impl Display for SignatureText<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let list = |params: &[ir::AbiParam]| {
            let texts: Vec<String> = params.iter().map(ToString::to_string).collect();
            texts.join(", ")
        };
        write!(f, "({})", list(&self.0.params))?;
        if self.0.returns.is_empty() {
            return Ok(());
        }
        write!(f, " -> {}", list(&self.0.returns))
    }
}

/// Bytes as a string with escapes.
pub(super) struct Quoted<'a>(pub(super) &'a [u8]);

impl Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_char('"')?;
        for chunk in self.0.utf8_chunks() {
            for c in chunk.valid().chars() {
                match c {
                    '\t' => f.write_str("\\t")?,
                    '\n' => f.write_str("\\n")?,
                    '\r' => f.write_str("\\r")?,
                    '"' => f.write_str("\\\"")?,
                    '\\' => f.write_str("\\\\")?,
                    // Not only ASCII's: text that changes its direction, say, is not to be trusted in a listing.
                    c if c.is_control() || !c.is_ascii() && !c.is_alphanumeric() => {
                        let mut utf8 = [0; 4];
                        for byte in c.encode_utf8(&mut utf8).bytes() {
                            write!(f, "\\{byte:02x}")?;
                        }
                    }
                    c => f.write_char(c)?,
                }
            }
            for byte in chunk.invalid() {
                write!(f, "\\{byte:02x}")?;
            }
        }
        f.write_char('"')
    }
}

/// Cranelift's printer, with symbols where it has none and comments between.
struct BodyWriter<'a> {
    module: &'a Module,
    symbol: SymbolId,
    comments: &'a dyn Annotate,
    indent: usize,
}

impl FuncWriter for BodyWriter<'_> {
    fn write_block_header(
        &mut self,
        w: &mut dyn Write,
        func: &ir::Function,
        block: Block,
        _indent: usize,
    ) -> fmt::Result {
        if let Some(comment) = self.comments.block(self.module, self.symbol, block) {
            write_comment(w, "", &comment)?;
        }
        // The header stands four columns before what it is told.
        PlainWriter.write_block_header(w, func, block, 4)
    }

    fn write_instruction(
        &mut self,
        w: &mut dyn Write,
        func: &ir::Function,
        aliases: &SecondaryMap<Value, Vec<Value>>,
        inst: Inst,
        _indent: usize,
    ) -> fmt::Result {
        if let Some(comment) = self.comments.instruction(self.module, self.symbol, inst) {
            write_comment(w, &" ".repeat(self.indent), &comment)?;
        }
        PlainWriter.write_instruction(w, func, aliases, inst, self.indent)
    }

    fn write_entity_definition(
        &mut self,
        w: &mut dyn Write,
        func: &ir::Function,
        entity: AnyEntity,
        value: &dyn Display,
    ) -> fmt::Result {
        let name = match entity {
            AnyEntity::GlobalValue(global) => match &func.global_values[global] {
                GlobalValueData::Symbol { name, .. } => Some(name),
                _ => None,
            },
            AnyEntity::FuncRef(callee) => Some(&func.dfg.ext_funcs[callee].name),
            _ => None,
        };
        match entity {
            // Cranelift prints the names of these by a number that its reader does not know.
            AnyEntity::GlobalValue(global) => {
                write!(w, "    {entity} = ")?;
                write_global_value(w, func, &func.global_values[global], value)?;
            }
            _ => write!(w, "    {entity} = {value}")?,
        }
        if let Some(Name::Symbol(target)) = name.map(|name| body::resolve(func, name))
            && let Some(comment) = self.comments.reference(self.module, target)
        {
            write!(w, " ; {}", comment.lines().next().unwrap_or_default())?;
        }
        writeln!(w)
    }
}

fn write_global_value(
    w: &mut dyn Write,
    func: &ir::Function,
    data: &GlobalValueData,
    otherwise: &dyn Display,
) -> fmt::Result {
    let GlobalValueData::Symbol {
        name,
        offset,
        colocated,
        tls,
    } = data
    else {
        return write!(w, "{otherwise}");
    };
    write!(w, "symbol ")?;
    if *colocated {
        write!(w, "colocated ")?;
    }
    if *tls {
        write!(w, "tls ")?;
    }
    write!(w, "{}", name.display(Some(&func.params)))?;
    match offset.bits() {
        0 => Ok(()),
        // Apart, since the reader takes `-` for a part of the number before it.
        bits => write!(w, " {bits:+}"),
    }
}
