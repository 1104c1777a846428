//! What a module has for JavaScript without wasm-bindgen: the records of its section that are in use.

use std::collections::{BTreeMap, BTreeSet};

use wasm::section::js::{self, JsRecord, Struct};
use wasmparser::{Parser, Payload};

use crate::error::Failure;

/// What crosses between a module and JavaScript.
#[derive(Debug, Default)]
pub struct Api {
    pub exports: Vec<Function>,
    pub imports: Vec<Function>,
    /// Exports of wasm-bindgen's that take an address and a length for a view.
    pub wrapped: Vec<Function>,
    /// Those that views are of, and those in them.
    pub structs: BTreeMap<String, Struct>,
}

/// A function, its types read.
#[derive(Debug, Clone, PartialEq)]
pub struct Function {
    pub name: String,
    pub symbol: String,
    /// Documentation, or where it is imported from.
    pub text: String,
    pub params: Vec<(String, Ty)>,
    pub result: Ty,
}

/// The words of a type.
#[derive(Debug, Clone, PartialEq)]
pub enum Ty {
    Unit,
    /// wasm-bindgen's matter.
    Js,
    Bool,
    Char,
    Number(Number),
    Str,
    String,
    View {
        mutable: bool,
        element: Element,
    },
    Vec(Element),
    Array(usize, Element),
    Option(Box<Ty>),
    Result(Box<Ty>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Number {
    I8,
    U8,
    I16,
    U16,
    I32,
    U32,
    I64,
    U64,
    F32,
    F64,
}

/// What an array is of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Element {
    Number(Number),
    Struct(String),
}

impl Number {
    fn read(word: &str) -> Option<Self> {
        Some(match word {
            "i8" => Number::I8,
            "u8" => Number::U8,
            "i16" => Number::I16,
            "u16" => Number::U16,
            "i32" | "isize" => Number::I32,
            "u32" | "usize" => Number::U32,
            "i64" => Number::I64,
            "u64" => Number::U64,
            "f32" => Number::F32,
            "f64" => Number::F64,
            _ => return None,
        })
    }

    pub fn word(self) -> &'static str {
        match self {
            Number::I8 => "i8",
            Number::U8 => "u8",
            Number::I16 => "i16",
            Number::U16 => "u16",
            Number::I32 => "i32",
            Number::U32 => "u32",
            Number::I64 => "i64",
            Number::U64 => "u64",
            Number::F32 => "f32",
            Number::F64 => "f64",
        }
    }

    /// Of one, in bytes; also its alignment.
    pub fn size(self) -> u32 {
        match self {
            Number::I8 | Number::U8 => 1,
            Number::I16 | Number::U16 => 2,
            Number::I32 | Number::U32 | Number::F32 => 4,
            Number::I64 | Number::U64 | Number::F64 => 8,
        }
    }

    /// JavaScript's array of them.
    pub fn array(self) -> &'static str {
        match self {
            Number::I8 => "Int8Array",
            Number::U8 => "Uint8Array",
            Number::I16 => "Int16Array",
            Number::U16 => "Uint16Array",
            Number::I32 => "Int32Array",
            Number::U32 => "Uint32Array",
            Number::I64 => "BigInt64Array",
            Number::U64 => "BigUint64Array",
            Number::F32 => "Float32Array",
            Number::F64 => "Float64Array",
        }
    }

    /// Whether JavaScript has it as a `bigint`.
    pub fn is_big(self) -> bool {
        matches!(self, Number::I64 | Number::U64)
    }
}

impl Element {
    pub fn read(word: &str) -> Self {
        Number::read(word).map_or_else(|| Element::Struct(word.to_owned()), Element::Number)
    }
}

impl Ty {
    /// Reads words; nothing when they are no type.
    fn read(words: &[String]) -> Option<Self> {
        let (first, rest) = words.split_first()?;
        let element = || match rest {
            [element] => Some(Element::read(element)),
            _ => None,
        };
        let ty = match first.as_str() {
            "view" | "view-mut" => Ty::View {
                mutable: first == "view-mut",
                element: element()?,
            },
            "vec" => Ty::Vec(element()?),
            "array" => match rest {
                [count, element] => Ty::Array(count.parse().ok()?, Element::read(element)),
                _ => return None,
            },
            "option" => Ty::Option(Box::new(Ty::read(rest)?)),
            "result" => Ty::Result(Box::new(Ty::read(rest)?)),
            _ if !rest.is_empty() => return None,
            "unit" => Ty::Unit,
            "js" => Ty::Js,
            "bool" => Ty::Bool,
            "char" => Ty::Char,
            "str" => Ty::Str,
            "string" => Ty::String,
            number => Ty::Number(Number::read(number)?),
        };
        Some(ty)
    }

    /// What arrays in it are of.
    pub fn element(&self) -> Option<&Element> {
        match self {
            Ty::View { element, .. } | Ty::Vec(element) | Ty::Array(_, element) => Some(element),
            Ty::Option(inner) | Ty::Result(inner) => inner.element(),
            _ => None,
        }
    }
}

impl Function {
    fn read(record: js::Function) -> Result<Self, Failure> {
        let unknown = || {
            Failure::user(format!(
                "`{}` has a type that this cargo-wasm does not know",
                record.name
            ))
            .help("use the cargo-wasm that is as new as the crate `wasm` in the lockfile")
        };
        let params = record.params.iter().map(|(name, words)| {
            let ty = Ty::read(words).ok_or_else(unknown)?;
            Ok((name.clone(), ty))
        });
        Ok(Function {
            params: params.collect::<Result<_, Failure>>()?,
            result: Ty::read(&record.result).ok_or_else(unknown)?,
            name: record.name,
            symbol: record.symbol,
            text: record.text,
        })
    }

    /// Its types, the result's last.
    pub fn types(&self) -> impl Iterator<Item = &Ty> {
        self.params.iter().map(|(_, ty)| ty).chain([&self.result])
    }
}

impl Api {
    /// All that cross, whichever way.
    pub fn functions(&self) -> impl Iterator<Item = &Function> {
        self.exports
            .iter()
            .chain(&self.wrapped)
            .chain(&self.imports)
    }

    /// Refuses names that stand for two things.
    fn check_names(&self) -> Result<(), Failure> {
        let functions = self.exports.iter().chain(&self.wrapped);
        let names = functions
            .map(|function| &function.name)
            .chain(self.structs.keys());
        let mut seen = BTreeSet::from(["StructArray", "WasmArray", "alloc"]);
        for name in names {
            if !seen.insert(name) {
                return Err(Failure::user(format!(
                    "two things are exported to JavaScript as `{name}`"
                ))
                .help(
                    "name a function otherwise by `#[wasm::export(name = \"…\")]`; rename a struct",
                ));
            }
        }
        Ok(())
    }

    /// Reads a module's section; nothing when none of it is in use.
    ///
    /// # Errors
    /// The module or its section is broken or newer than this program; two things have one name.
    pub fn read(wasm: &[u8]) -> Result<Option<Self>, Failure> {
        let invalid = |error: wasmparser::BinaryReaderError| {
            Failure::bug(format!("the linked module is invalid: {error}"))
        };
        let (mut exported, mut imported) = (BTreeSet::new(), BTreeSet::new());
        let mut records = Vec::new();
        for payload in Parser::new(0).parse_all(wasm) {
            match payload.map_err(invalid)? {
                Payload::ExportSection(section) => {
                    for export in section {
                        exported.insert(export.map_err(invalid)?.name);
                    }
                }
                Payload::ImportSection(section) => {
                    for import in section.into_imports() {
                        let import = import.map_err(invalid)?;
                        if import.module == super::MODULE {
                            imported.insert(import.name);
                        }
                    }
                }
                Payload::CustomSection(section) if section.name() == js::NAME => {
                    let read = js::read(section.data());
                    records = read.map_err(|error| {
                        Failure::user(format!("section `{}`: {error}", js::NAME)).help(
                            "use the cargo-wasm that is as new as the crate `wasm` in the lockfile",
                        )
                    })?;
                }
                _ => {}
            }
        }
        let mut api = Api::default();
        let mut structs: BTreeMap<String, Vec<Struct>> = BTreeMap::new();
        for record in records {
            match record {
                JsRecord::Export(function) if exported.contains(function.symbol.as_str()) => {
                    api.exports.push(Function::read(function)?);
                }
                JsRecord::Import(function) if imported.contains(function.symbol.as_str()) => {
                    let function = Function::read(function)?;
                    // Two crates may import one function in the same way.
                    if !api.imports.contains(&function) {
                        api.imports.push(function);
                    }
                }
                JsRecord::Wrapped(function) => api.wrapped.push(Function::read(function)?),
                JsRecord::Struct(found) => {
                    structs.entry(found.name.clone()).or_default().push(found)
                }
                _ => {}
            }
        }
        api.exports.sort_by(|a, b| a.name.cmp(&b.name));
        api.wrapped.sort_by(|a, b| a.name.cmp(&b.name));
        api.imports.sort_by(|a, b| a.symbol.cmp(&b.symbol));
        let types = api.functions().flat_map(Function::types);
        let mut wanted: Vec<Element> = types.filter_map(Ty::element).cloned().collect();
        while let Some(element) = wanted.pop() {
            let Element::Struct(name) = element else {
                continue;
            };
            if name.is_empty() || api.structs.contains_key(&name) {
                continue;
            }
            let found = match structs.get(&name).map(Vec::as_slice) {
                Some([found, others @ ..]) if others.iter().all(|other| other == found) => found,
                Some(_) => {
                    return Err(Failure::user(format!(
                        "two structs that JavaScript may read are called `{name}`"
                    ))
                    .help("rename one of them: JavaScript has one class for each name"));
                }
                None => {
                    return Err(Failure::bug(format!(
                        "the module does not say what `{name}` is"
                    )));
                }
            };
            wanted.extend(
                found
                    .fields
                    .iter()
                    .map(|field| Element::read(&field.element)),
            );
            api.structs.insert(name, found.clone());
        }
        api.check_names()?;
        let empty = api.exports.is_empty() && api.imports.is_empty() && api.wrapped.is_empty();
        Ok((!empty).then_some(api))
    }
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::*;
    use crate::error::Kind;
    use wasm_encoder::{CustomSection, ExportKind, ExportSection, Module};

    /// A record of version 1.
    fn record(kind: u8, fields: &[&dyn Bytes]) -> Vec<u8> {
        let fields: Vec<u8> = fields.iter().flat_map(|field| field.bytes()).collect();
        let length = fields.len() as u32 + 1;
        [&[1], &length.to_le_bytes()[..], &[kind], &fields[..]].concat()
    }

    trait Bytes {
        fn bytes(&self) -> Vec<u8>;
    }

    impl Bytes for &str {
        fn bytes(&self) -> Vec<u8> {
            [&(self.len() as u32).to_le_bytes(), self.as_bytes()].concat()
        }
    }

    impl Bytes for u32 {
        fn bytes(&self) -> Vec<u8> {
            self.to_le_bytes().into()
        }
    }

    /// A module that exports these functions, which do not exist: only their names are read.
    fn module(exports: &[&str], section: &[u8]) -> Vec<u8> {
        let mut module = Module::new();
        let mut section_of_exports = ExportSection::new();
        for (export, index) in exports.iter().zip(0..) {
            section_of_exports.export(export, ExportKind::Func, index);
        }
        module.section(&section_of_exports);
        module.section(&CustomSection {
            name: Cow::Borrowed(js::NAME),
            data: Cow::Borrowed(section),
        });
        module.finish()
    }

    fn export(name: &str, symbol: &str, result: &str) -> Vec<u8> {
        record(0, &[&name, &symbol, &"", &0, &1, &result])
    }

    #[test]
    fn what_the_module_does_not_export_is_not_there() {
        let section = [export("a", "js:a", "unit"), export("b", "js:b", "bool")].concat();
        let api = Api::read(&module(&["js:b"], &section)).unwrap().unwrap();
        assert_eq!(api.exports.len(), 1);
        assert_eq!(
            (api.exports[0].name.as_str(), &api.exports[0].result),
            ("b", &Ty::Bool)
        );
        assert!(Api::read(&module(&["c"], &section)).unwrap().is_none());
    }

    #[test]
    fn mistakes_are_told_from_what_is_newer() {
        let twice = [export("a", "js:a", "unit"), export("a", "js:b", "unit")].concat();
        let failure = Api::read(&module(&["js:a", "js:b"], &twice)).unwrap_err();
        assert_eq!(failure.kind, Kind::User);
        assert!(failure.message.contains("as `a`"), "{}", failure.message);
        let ours = export("alloc", "js:alloc", "unit");
        assert!(Api::read(&module(&["js:alloc"], &ours)).is_err());
        let newer = export("a", "js:a", "i128");
        let failure = Api::read(&module(&["js:a"], &newer)).unwrap_err();
        assert!(
            failure.message.contains("does not know"),
            "{}",
            failure.message
        );
        let cut = &export("a", "js:a", "unit")[..9];
        assert!(Api::read(&module(&["js:a"], cut)).is_err());
    }
}
