//! An object in WebAssembly's text format, with the names of its symbols and comments on where its code comes from.

use std::fmt::Write;
use std::ops::Range;

use codegen_cranelift::Options;
use codegen_cranelift::encode::uleb;
use wasmir::Module;
use wasmir::text::Annotate;
use wasmparser::{
    KnownCustom, Linking, Parser, Payload, RelocationEntry, RelocationType, SymbolInfo, TypeRef,
};

/// The object of a module.
pub fn text(module: &Module, options: &Options, comments: &dyn Annotate) -> Result<String, String> {
    let (bytes, functions) =
        codegen_cranelift::compile_with_places(module, options).map_err(|it| it.to_string())?;
    let object = Object::read(&bytes).map_err(|it| it.to_string())?;
    let printed = object.printed(&bytes);
    let mut storage = String::new();
    let lines: Vec<(Option<usize>, &str)> = wasmprinter::Config::new()
        .offsets_and_lines(&printed, &mut storage)
        .map_err(|it| it.to_string())?
        .collect();
    let mut text = String::new();
    let mut bodies = object.bodies.iter().zip(&functions).peekable();
    let mut last = None;
    for (number, &(offset, line)) in lines.iter().enumerate() {
        let line = line.trim_end();
        let Some(offset) = offset else {
            let _ = writeln!(text, "{line}");
            continue;
        };
        while bodies.next_if(|(body, _)| body.end <= offset).is_some() {
            last = None;
        }
        let inside = bodies.peek().filter(|(body, _)| body.contains(&offset));
        if let Some((body, function)) = inside {
            let at = (offset - body.start) as u32;
            let before = function.places.partition_point(|it| it.0 <= at);
            let place = before.checked_sub(1).and_then(|it| function.places[it].1);
            if let Some(place) = place.filter(|_| place != last)
                && let Some(comment) = comments.location(module, function.symbol, place)
            {
                let indent = line.len() - line.trim_start().len();
                for line in comment.lines() {
                    let _ = writeln!(text, "{:indent$};; {line}", "");
                }
            }
            last = place;
        }
        text.push_str(line);
        let next = lines[number + 1..].iter().find_map(|it| it.0);
        for reloc in object.relocs_in(offset..next.unwrap_or(usize::MAX)) {
            let _ = write!(text, " ;; {reloc}");
        }
        text.push('\n');
    }
    Ok(text)
}

/// What the sections of an object say of its code.
#[derive(Default)]
struct Object<'a> {
    /// Where the code of each function is.
    bodies: Vec<Range<usize>>,
    /// Where the sections end that are more than notes.
    end: usize,
    functions: Vec<(u32, &'a str)>,
    tables: Vec<(u32, &'a str)>,
    globals: Vec<(u32, &'a str)>,
    /// Names of all symbols; functions and globals of other objects are called what the import is.
    symbols: Vec<&'a str>,
    /// Addresses that the linker fills in.
    relocs: Vec<(usize, u32, i64)>,
}

impl<'a> Object<'a> {
    fn read(bytes: &'a [u8]) -> wasmparser::Result<Self> {
        let mut it = Object::default();
        let mut code = 0;
        for payload in Parser::new(0).parse_all(bytes) {
            let payload = payload?;
            match &payload {
                Payload::ImportSection(imports) => {
                    for import in imports.clone().into_imports() {
                        let import = import?;
                        let names = match import.ty {
                            TypeRef::Func(_) => &mut it.functions,
                            TypeRef::Table(_) => &mut it.tables,
                            TypeRef::Global(_) => &mut it.globals,
                            _ => continue,
                        };
                        names.push((names.len() as u32, import.name));
                    }
                }
                Payload::CodeSectionStart { range, .. } => code = range.start,
                Payload::CodeSectionEntry(body) => it.bodies.push(body.range()),
                Payload::CustomSection(custom) => {
                    match custom.as_known() {
                        KnownCustom::Linking(linking) => {
                            for part in linking.subsections() {
                                if let Linking::SymbolTable(symbols) = part? {
                                    for symbol in symbols {
                                        it.symbol(symbol?);
                                    }
                                }
                            }
                        }
                        KnownCustom::Reloc(relocs) if custom.name() == "reloc.CODE" => {
                            for entry in relocs.entries() {
                                it.reloc(code, entry?);
                            }
                        }
                        _ => {}
                    }
                    continue;
                }
                _ => {}
            }
            if let Some((_, range)) = payload.as_section() {
                it.end = range.end;
            }
        }
        Ok(it)
    }

    fn symbol(&mut self, symbol: SymbolInfo<'a>) {
        let (known, index, name) = match symbol {
            SymbolInfo::Func { index, name, .. } => (&mut self.functions, index, name),
            SymbolInfo::Global { index, name, .. } => (&mut self.globals, index, name),
            SymbolInfo::Table { index, name, .. } => (&mut self.tables, index, name),
            SymbolInfo::Data { name, .. } => return self.symbols.push(name),
            SymbolInfo::Section { .. } | SymbolInfo::Event { .. } => return self.symbols.push(""),
        };
        // Imports, which are first, have got their names from the import.
        let imported = known.iter().find(|it| it.0 == index).map(|it| it.1);
        if imported.is_none()
            && let Some(name) = name
        {
            known.push((index, name));
        }
        self.symbols.push(name.or(imported).unwrap_or(""));
    }

    fn reloc(&mut self, code: usize, entry: RelocationEntry) {
        let address = matches!(
            entry.ty,
            RelocationType::MemoryAddrLeb
                | RelocationType::MemoryAddrSleb
                | RelocationType::MemoryAddrTlsSleb
                | RelocationType::TableIndexSleb
        );
        if address {
            self.relocs
                .push((code + entry.offset as usize, entry.index, entry.addend));
        }
    }

    /// The addresses in a range of bytes.
    fn relocs_in(&self, range: Range<usize>) -> impl Iterator<Item = String> {
        let start = self.relocs.partition_point(|it| it.0 < range.start);
        let relocs = self.relocs[start..].iter();
        relocs
            .take_while(move |it| it.0 < range.end)
            .map(|&(_, symbol, addend)| {
                let name = self.symbols.get(symbol as usize).unwrap_or(&"");
                match addend {
                    0 => (*name).to_owned(),
                    addend => format!("{name} {addend:+}"),
                }
            })
    }

    /// The module that is printed: without notes for linkers and debuggers, and with names for readers.
    fn printed(&self, bytes: &[u8]) -> Vec<u8> {
        let mut names = Vec::new();
        string(&mut names, "name");
        for (kind, known) in [(1, &self.functions), (5, &self.tables), (7, &self.globals)] {
            let mut known = known.clone();
            known.sort_unstable();
            let mut part = Vec::new();
            uleb(&mut part, known.len() as u32);
            for (index, name) in known {
                uleb(&mut part, index);
                string(&mut part, name);
            }
            names.push(kind);
            uleb(&mut names, part.len() as u32);
            names.extend(part);
        }
        let mut printed = bytes[..self.end.max(8)].to_vec();
        printed.push(0);
        uleb(&mut printed, names.len() as u32);
        printed.extend(names);
        printed
    }
}

fn string(out: &mut Vec<u8>, text: &str) {
    uleb(out, text.len() as u32);
    out.extend_from_slice(text.as_bytes());
}
