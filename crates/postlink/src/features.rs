//! Which proposals a module needs, by its own word or by what is in it.

use crate::Error;
use crate::operators::{self, Outside};
use crate::raw::Binary;
use std::collections::BTreeSet;
use wasmparser::{
    BlockType, CompositeInnerType, MemoryType, Operator, Parser, Payload, RefType, TypeRef, ValType,
};

/// One entry of the `target_features` section.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Feature {
    /// `+` used, `-` disallowed, `=` required (an old form of `+`).
    pub prefix: char,
    /// LLVM's name, such as `bulk-memory` or `simd128`.
    pub name: String,
}

impl Feature {
    /// Whether the module uses the feature.
    pub fn is_used(&self) -> bool {
        self.prefix != '-'
    }
}

/// The features of a module: those its `target_features` section names, or, without one, those [`detect_features`] finds.
///
/// Source: tool-conventions `Linking.md`, "Target Features Section". The section is what the compiler was allowed to use and so
/// may name more than the code does.
///
/// # Errors
/// [`Error::Malformed`] for a broken module or section, [`Error::NotSupported`] for a component.
pub fn features_used(wasm: &[u8]) -> Result<Vec<Feature>, Error> {
    let binary = Binary::parse_module(wasm, "features_used")?;
    let Some(section) = binary.custom("target_features") else {
        return detect_features(wasm);
    };
    let mut reader = section.custom_reader()?;
    let mut features = Vec::new();
    for _ in 0..reader.read_var_u32()? {
        let offset = reader.original_position();
        let prefix = match reader.read_u8()? {
            prefix @ (b'+' | b'-' | b'=') => char::from(prefix),
            other => {
                return Err(Error::malformed(
                    offset,
                    format!("unknown target feature prefix {other:#04x}"),
                ));
            }
        };
        features.push(Feature {
            prefix,
            name: reader.read_string()?.to_owned(),
        });
    }
    Ok(features)
}

/// The features that the types, imports and instructions of a module show, sorted by name, each with `+`.
///
/// # Errors
/// [`Error::Malformed`] for a broken module, [`Error::NotSupported`] for a component.
pub fn detect_features(wasm: &[u8]) -> Result<Vec<Feature>, Error> {
    let binary = Binary::parse_module(wasm, "detect_features")?;
    let mut found = Found::default();
    found.declarations(wasm)?;
    operators::for_each_outside_code(&binary, |mention| {
        if let Outside::Operator(op) = mention {
            found.constant(&op);
        }
    })?;
    operators::for_each_body(&binary, |body| {
        for local in body.get_locals_reader()? {
            found.value(local?.1);
        }
        let mut reader = body.get_operators_reader()?;
        while !reader.eof() {
            let start = reader.original_position();
            let op = reader.read()?;
            found.instruction(&op);
            // One byte of opcode and minimal LEB128s, or the indices were padded: a relocatable table index needs the feature.
            if let Operator::CallIndirect {
                type_index,
                table_index,
            } = op
            {
                let minimal = 1 + uleb_len(type_index) + uleb_len(table_index);
                if table_index == 0 && reader.original_position() - start > minimal {
                    found.overlong |=
                        ends_padded(&wasm[start as usize..reader.original_position() as usize]);
                }
            }
        }
        Ok(())
    })?;
    if found.overlong {
        found.add("call-indirect-overlong");
    }
    Ok(found
        .names
        .into_iter()
        .map(|name| Feature {
            prefix: '+',
            name: name.to_owned(),
        })
        .collect())
}

fn uleb_len(value: u32) -> u64 {
    u64::from((32 - value.leading_zeros()).div_ceil(7).max(1))
}

/// Whether the last of the two LEB128 numbers in a `call_indirect` to table 0 takes more than one byte.
fn ends_padded(instruction: &[u8]) -> bool {
    matches!(instruction, [.., before, 0] if before & 0x80 != 0)
}

#[derive(Default)]
struct Found {
    names: BTreeSet<&'static str>,
    memories: u32,
    tables: u32,
    overlong: bool,
}

impl Found {
    fn add(&mut self, name: &'static str) {
        self.names.insert(name);
    }

    fn value(&mut self, ty: ValType) {
        match ty {
            ValType::V128 => self.add("simd128"),
            ValType::Ref(ty) => self.reference(ty),
            ValType::I32 | ValType::I64 | ValType::F32 | ValType::F64 => {}
        }
    }

    fn reference(&mut self, ty: RefType) {
        self.add("reference-types");
        if ty == RefType::EXNREF {
            self.add("exception-handling");
        } else if ty != RefType::FUNCREF && ty != RefType::EXTERNREF {
            self.add("gc");
        }
    }

    fn memory(&mut self, ty: MemoryType) {
        self.memories += 1;
        if self.memories > 1 {
            self.add("multimemory");
        }
        if ty.memory64 {
            self.add("memory64");
        }
        if ty.shared {
            self.add("atomics");
        }
        if ty.page_size_log2.is_some() {
            self.add("custom-page-sizes");
        }
    }

    fn table(&mut self, element: RefType, table64: bool) {
        self.tables += 1;
        // One funcref table is the MVP's; it alone shows nothing.
        if self.tables > 1 || element != RefType::FUNCREF {
            self.reference(element);
        }
        if table64 {
            self.add("memory64");
        }
    }

    fn declarations(&mut self, wasm: &[u8]) -> Result<(), Error> {
        let mut mutable = Vec::new();
        for payload in Parser::new(0).parse_all(wasm) {
            match payload? {
                Payload::TypeSection(groups) => {
                    for group in groups {
                        let group = group?;
                        let plain = group.types().len() == 1;
                        for ty in group.types() {
                            match &ty.composite_type.inner {
                                CompositeInnerType::Func(func) => {
                                    if func.results().len() > 1 {
                                        self.add("multivalue");
                                    }
                                    func.params()
                                        .iter()
                                        .chain(func.results())
                                        .for_each(|ty| self.value(*ty));
                                }
                                CompositeInnerType::Array(_) | CompositeInnerType::Struct(_) => {
                                    self.add("gc")
                                }
                                CompositeInnerType::Cont(_) => self.add("stack-switching"),
                            }
                            if !plain || ty.supertype_idx.is_some() {
                                self.add("gc");
                            }
                        }
                    }
                }
                Payload::ImportSection(imports) => {
                    for import in imports.into_imports() {
                        match import?.ty {
                            TypeRef::Func(_) => {}
                            TypeRef::FuncExact(_) => self.add("custom-descriptors"),
                            TypeRef::Table(ty) => self.table(ty.element_type, ty.table64),
                            TypeRef::Memory(ty) => self.memory(ty),
                            TypeRef::Global(ty) => {
                                if ty.mutable {
                                    self.add("mutable-globals");
                                }
                                mutable.push(ty.mutable);
                                self.value(ty.content_type);
                            }
                            TypeRef::Tag(_) => self.add("exception-handling"),
                        }
                    }
                }
                Payload::TableSection(tables) => {
                    for table in tables {
                        let ty = table?.ty;
                        self.table(ty.element_type, ty.table64);
                    }
                }
                Payload::MemorySection(memories) => {
                    for memory in memories {
                        self.memory(memory?);
                    }
                }
                Payload::TagSection(_) => self.add("exception-handling"),
                Payload::GlobalSection(globals) => {
                    for global in globals {
                        let ty = global?.ty;
                        mutable.push(ty.mutable);
                        self.value(ty.content_type);
                    }
                }
                Payload::ExportSection(exports) => {
                    for export in exports {
                        let export = export?;
                        if export.kind == wasmparser::ExternalKind::Global
                            && mutable.get(export.index as usize) == Some(&true)
                        {
                            self.add("mutable-globals");
                        }
                    }
                }
                // The section exists so that bulk instructions can be checked in one pass, and came with them.
                Payload::DataCountSection { .. } => self.add("bulk-memory"),
                Payload::DataSection(segments) => {
                    for segment in segments {
                        if matches!(segment?.kind, wasmparser::DataKind::Passive) {
                            self.add("bulk-memory");
                        }
                    }
                }
                Payload::ElementSection(elements) => {
                    for element in elements {
                        if !matches!(element?.kind, wasmparser::ElementKind::Active { .. }) {
                            self.add("bulk-memory");
                        }
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn constant(&mut self, op: &Operator<'_>) {
        use Operator as O;
        match op {
            O::I32Add | O::I32Sub | O::I32Mul | O::I64Add | O::I64Sub | O::I64Mul => {
                self.add("extended-const")
            }
            _ => self.instruction(op),
        }
    }

    fn instruction(&mut self, op: &Operator<'_>) {
        use Operator as O;
        match op {
            O::MemoryCopy { .. } | O::MemoryFill { .. } => return self.add("bulk-memory-opt"),
            // A block type by index is how parameters and several results are written.
            O::Block {
                blockty: BlockType::FuncType(_),
            }
            | O::Loop {
                blockty: BlockType::FuncType(_),
            }
            | O::If {
                blockty: BlockType::FuncType(_),
            } => return self.add("multivalue"),
            O::CallIndirect { table_index, .. } if *table_index != 0 => {
                return self.add("reference-types");
            }
            _ => {}
        }
        match operators::proposal(op) {
            "sign_extension" => self.add("sign-ext"),
            "saturating_float_to_int" => self.add("nontrapping-fptoint"),
            "bulk_memory" => self.add("bulk-memory"),
            "reference_types" => self.add("reference-types"),
            "tail_call" => self.add("tail-call"),
            "threads" => self.add("atomics"),
            "shared_everything_threads" => self.add("shared-everything"),
            "simd" => self.add("simd128"),
            "relaxed_simd" => {
                self.add("simd128");
                self.add("relaxed-simd");
            }
            "exceptions" | "legacy_exceptions" => self.add("exception-handling"),
            "gc" | "function_references" => self.add("gc"),
            "stack_switching" => self.add("stack-switching"),
            "wide_arithmetic" => self.add("wide-arithmetic"),
            "custom_descriptors" => self.add("custom-descriptors"),
            _ => {}
        }
    }
}

/// LLVM's feature names beside Binaryen's flags (`wasm-opt --help`, version 132).
const BINARYEN: &[(&str, &str)] = &[
    ("atomics", "threads"),
    ("bulk-memory", "bulk-memory"),
    ("bulk-memory-opt", "bulk-memory-opt"),
    ("call-indirect-overlong", "call-indirect-overlong"),
    ("custom-descriptors", "custom-descriptors"),
    ("custom-page-sizes", "custom-page-sizes"),
    ("exception-handling", "exception-handling"),
    ("extended-const", "extended-const"),
    ("fp16", "fp16"),
    ("gc", "gc"),
    ("memory64", "memory64"),
    ("multimemory", "multimemory"),
    ("multivalue", "multivalue"),
    ("mutable-globals", "mutable-globals"),
    ("nontrapping-fptoint", "nontrapping-float-to-int"),
    ("reference-types", "reference-types"),
    ("relaxed-simd", "relaxed-simd"),
    ("shared-everything", "shared-everything"),
    ("sign-ext", "sign-ext"),
    ("simd128", "simd"),
    ("stack-switching", "stack-switching"),
    ("tail-call", "tail-call"),
    ("wide-arithmetic", "wide-arithmetic"),
];

/// The arguments that make wasm-opt read a module with these features, and write no others.
///
/// The first is `--mvp-features`, because wasm-opt otherwise enables some on its own; one `--enable-…` follows per used feature.
/// A feature that Binaryen 132 has no flag for is left out: it concerns linking only (such as `shared-mem`), or wasm-opt will
/// say what it cannot read.
pub fn wasm_opt_flags(features: &[Feature]) -> Vec<String> {
    let mut names: BTreeSet<&str> = features
        .iter()
        .filter(|feature| feature.is_used())
        .map(|feature| feature.name.as_str())
        .collect();
    // LLVM's larger features imply the halves that the Lime set cut out of them; Binaryen has a flag for each and checks both.
    if names.contains("bulk-memory") {
        names.insert("bulk-memory-opt");
    }
    if names.contains("custom-descriptors") {
        names.insert("gc");
    }
    if names.contains("gc") {
        names.insert("reference-types");
    }
    if names.contains("reference-types") {
        names.insert("call-indirect-overlong");
    }
    if names.contains("relaxed-simd") {
        names.insert("simd128");
    }
    let enabled = BINARYEN
        .iter()
        .filter(|(llvm, _)| names.contains(llvm))
        .map(|(_, flag)| format!("--enable-{flag}"));
    std::iter::once("--mvp-features".to_owned())
        .chain(enabled)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn binaryen_names_differ_from_llvms() {
        let feature = |prefix, name: &str| Feature {
            prefix,
            name: name.to_owned(),
        };
        let features = [
            feature('+', "simd128"),
            feature('+', "atomics"),
            feature('-', "tail-call"),
            feature('+', "nontrapping-fptoint"),
        ];
        assert_eq!(
            wasm_opt_flags(&features),
            [
                "--mvp-features",
                "--enable-threads",
                "--enable-nontrapping-float-to-int",
                "--enable-simd"
            ]
        );
        assert_eq!(
            wasm_opt_flags(&[feature('+', "shared-mem")]),
            ["--mvp-features"]
        );
    }

    #[test]
    fn the_table_is_sorted() {
        assert!(BINARYEN.is_sorted());
    }
}
