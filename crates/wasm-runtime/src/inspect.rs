//! A look at the module's outside, before anything is compiled: what it is, what it imports, how much it starts with.

use wasm::section::capabilities::{self, CapabilityRecord};
use wasm::section::{SectionError, regions};
use wasmparser::{BinaryReaderError, CompositeInnerType, FuncType, Parser, Payload, TypeRef};

use crate::error::{Error, NotSupported, UserError};
use crate::limits::MAX_TABLE_ELEMENTS;
use crate::options::Host;

/// What the outside shows.
#[derive(Debug, Default)]
pub(crate) struct Facts {
    /// In the module's order.
    pub(crate) imports: Vec<Import>,
    /// The largest initial memory, in bytes.
    pub(crate) initial_memory: u64,
    /// What asks for threads, if anything does.
    threads: Option<String>,
    /// The largest initial table.
    table: u64,
    shared_memory: bool,
    /// What the crate `wasm` recorded of regions, or why that cannot be read.
    regions: Vec<Result<Vec<regions::RegionRecord>, SectionError>>,
    /// What it recorded of capabilities.
    capabilities: Vec<Result<Vec<CapabilityRecord>, SectionError>>,
}

/// One import.
#[derive(Debug)]
pub(crate) struct Import {
    pub(crate) module: String,
    pub(crate) name: String,
    /// As text: `func (i32) -> i32`, `memory`, …
    pub(crate) ty: String,
}

/// Reads the sections around the code.
///
/// # Errors
/// The user's when `wasm` is no module or a section is malformed.
pub(crate) fn inspect(wasm: &[u8], name: &str) -> Result<Facts, Error> {
    if !wasm.starts_with(b"\0asm") || wasm.len() < 8 {
        return Err(UserError::NotWasm {
            name: name.into(),
            found: looks_like(wasm),
        }
        .into());
    }
    read(wasm).map_err(|error| invalid(name, &error).into())
}

/// The user error for what the parser says.
pub(crate) fn invalid(name: &str, error: &BinaryReaderError) -> UserError {
    UserError::Invalid {
        name: name.into(),
        offset: error.offset(),
        message: error.message().into(),
    }
}

/// The core modules of a component and of the components inside it, each looked at like a module on its own.
///
/// # Errors
/// The user's when a section is malformed.
pub(crate) fn inspect_component(wasm: &[u8], name: &str) -> Result<Vec<Facts>, Error> {
    let mut modules = Vec::new();
    for payload in Parser::new(0).parse_all(wasm) {
        if let Payload::ModuleSection {
            unchecked_range, ..
        } = payload.map_err(|error| invalid(name, &error))?
        {
            let start = unchecked_range.start;
            let module = wasm
                .get(start as usize..unchecked_range.end as usize)
                .unwrap_or_default();
            modules.push(read(module).map_err(|error| UserError::Invalid {
                name: name.into(),
                offset: start + error.offset(),
                message: error.message().into(),
            })?);
        }
    }
    Ok(modules)
}

fn read(wasm: &[u8]) -> Result<Facts, BinaryReaderError> {
    let mut facts = Facts::default();
    // One entry for each type, with none for those that are not functions.
    let mut types: Vec<Option<String>> = Vec::new();
    for payload in Parser::new(0).parse_all(wasm) {
        match payload? {
            Payload::TypeSection(section) => {
                for group in section {
                    for ty in group?.into_types() {
                        types.push(match &ty.composite_type.inner {
                            CompositeInnerType::Func(func) => Some(signature(func)),
                            _ => None,
                        });
                    }
                }
            }
            Payload::ImportSection(section) => {
                for import in section.into_imports() {
                    let import = import?;
                    facts.import(import.module, import.name, &import.ty, &types);
                }
            }
            Payload::MemorySection(section) => {
                for memory in section {
                    facts.memory(&memory?, "it defines a shared memory");
                }
            }
            Payload::TableSection(section) => {
                for table in section {
                    facts.table = facts.table.max(table?.ty.initial);
                }
            }
            Payload::CustomSection(section) if section.name() == regions::NAME => {
                facts.regions.push(regions::read(section.data()));
            }
            Payload::CustomSection(section) if section.name() == capabilities::NAME => {
                facts.capabilities.push(capabilities::read(section.data()));
            }
            _ => {}
        }
    }
    Ok(facts)
}

impl Facts {
    fn import(&mut self, module: &str, name: &str, ty: &TypeRef, types: &[Option<String>]) {
        let ty = match ty {
            TypeRef::Func(index) | TypeRef::FuncExact(index) => {
                let signature = types.get(*index as usize).cloned().flatten();
                format!(
                    "func {}",
                    signature.as_deref().unwrap_or("of an unknown type")
                )
            }
            TypeRef::Table(table) => {
                self.table = self.table.max(table.initial);
                format!("table of {}", table.element_type)
            }
            TypeRef::Memory(memory) => {
                self.memory(
                    memory,
                    &format!("it imports a shared memory, `{module}.{name}`"),
                );
                "memory".into()
            }
            TypeRef::Global(global) => format!(
                "global {}{}",
                if global.mutable { "mut " } else { "" },
                global.content_type
            ),
            TypeRef::Tag(_) => "tag".into(),
        };
        if (module, name) == ("wasi", "thread-spawn") {
            self.threads
                .get_or_insert_with(|| "it imports `wasi.thread-spawn`".into());
        }
        self.imports.push(Import {
            module: module.into(),
            name: name.into(),
            ty,
        });
    }

    fn memory(&mut self, memory: &wasmparser::MemoryType, shared: &str) {
        let page = 1u64
            .checked_shl(memory.page_size_log2.unwrap_or(16))
            .unwrap_or(1);
        self.initial_memory = self.initial_memory.max(memory.initial.saturating_mul(page));
        self.shared_memory |= memory.shared;
        if memory.shared {
            self.threads.get_or_insert_with(|| shared.into());
        }
    }

    /// Refuses what cannot work, before work starts.
    pub(crate) fn check(
        &self,
        name: &str,
        host: Host,
        max_memory: Option<u64>,
    ) -> Result<(), Error> {
        if let Some(because) = &self.threads {
            return Err(NotSupported::Threads {
                name: name.into(),
                host,
                because: because.clone(),
            }
            .into());
        }
        if let Some(limit) = max_memory.filter(|&limit| self.initial_memory > limit) {
            return Err(UserError::InitialMemory {
                name: name.into(),
                initial: self.initial_memory,
                limit,
            }
            .into());
        }
        self.check_regions(name)?;
        if self.table > MAX_TABLE_ELEMENTS {
            let what = format!(
                "a table of {} elements, where {MAX_TABLE_ELEMENTS} is the most",
                self.table
            );
            return Err(NotSupported::Feature {
                name: name.into(),
                what,
            }
            .into());
        }
        Ok(())
    }
}

impl Facts {
    /// What the crate `wasm` recorded of capabilities.
    ///
    /// # Errors
    /// The user's for a damaged section; not supported for one of a newer version.
    pub(crate) fn capabilities(&self, name: &str) -> Result<Vec<CapabilityRecord>, Error> {
        let mut all = Vec::new();
        for section in &self.capabilities {
            match section {
                Ok(records) => all.extend(records.iter().cloned()),
                Err(error) => return Err(unreadable(name, capabilities::NAME, error)),
            }
        }
        Ok(all)
    }

    /// Regions lie in the memory that the module starts with. What is only a warning is left to `cargo wasm inspect sections`.
    fn check_regions(&self, name: &str) -> Result<(), Error> {
        let mut all = Vec::new();
        for section in &self.regions {
            match section {
                Ok(records) => all.extend(records.iter().cloned()),
                Err(error) => return Err(unreadable(name, regions::NAME, error)),
            }
        }
        match regions::validate(&all, self.initial_memory, self.shared_memory) {
            Err(error) if !error.is_warning() => Err(UserError::Regions {
                name: name.into(),
                problem: error.to_string(),
            }
            .into()),
            _ => Ok(()),
        }
    }
}

/// The error for a section of ours that cannot be read.
fn unreadable(name: &str, section: &str, error: &SectionError) -> Error {
    let (name, what) = (name.into(), format!("the section `{section}`: {error}"));
    match error {
        SectionError::Version { .. } => NotSupported::Feature { name, what }.into(),
        _ => UserError::Section {
            name,
            problem: what,
        }
        .into(),
    }
}

/// `(i32, i64) -> i32`, in the same words as for the host's functions.
fn signature(func: &FuncType) -> String {
    let join =
        |types: &[wasmparser::ValType]| types.iter().map(ToString::to_string).collect::<Vec<_>>();
    render_signature(&join(func.params()), &join(func.results()))
}

/// `() -> ()` when there is nothing on either side.
pub(crate) fn render_signature(params: &[String], results: &[String]) -> String {
    let results = match results {
        [one] => one.clone(),
        many => format!("({})", many.join(", ")),
    };
    format!("({}) -> {results}", params.join(", "))
}

/// What a file that is no module may be.
fn looks_like(bytes: &[u8]) -> String {
    let text = bytes.trim_ascii_start();
    if bytes.is_empty() {
        "the file is empty".into()
    } else if text.starts_with(b"(module")
        || text.starts_with(b"(component")
        || text.starts_with(b";;")
    {
        "it is WebAssembly text, which has to be assembled first (`wasm-tools parse file.wat -o file.wasm`)".into()
    } else if bytes.starts_with(b"\x7fELF") {
        "it is a native (ELF) program".into()
    } else if bytes.starts_with(b"!<arch>\n") {
        "it is a static library (an archive of objects), which has to be linked first".into()
    } else if b"\0asm".starts_with(&bytes[..bytes.len().min(4)]) {
        "the file ends within its first eight bytes".into()
    } else {
        let start: String = bytes
            .iter()
            .take(4)
            .map(|byte| format!("{byte:02x} "))
            .collect();
        format!("it starts with the bytes {}instead of 00 61 73 6d", start)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signatures_read_like_rust() {
        assert_eq!(render_signature(&[], &[]), "() -> ()");
        assert_eq!(
            render_signature(&["i32".into()], &["i64".into()]),
            "(i32) -> i64"
        );
        assert_eq!(
            render_signature(&[], &["i32".into(), "f64".into()]),
            "() -> (i32, f64)"
        );
    }

    #[test]
    fn the_outside_of_a_module_is_read() {
        let wasm = wat::parse_str(
            r#"(module (import "env" "f" (func $f (param i32) (result i64))) (import "env" "g" (global i32)) (memory 3))"#,
        )
        .unwrap();
        let facts = inspect(&wasm, "m").unwrap();
        assert_eq!(facts.imports[0].ty, "func (i32) -> i64");
        assert_eq!(facts.imports[1].ty, "global i32");
        assert_eq!(facts.initial_memory, 3 << 16);
    }

    #[test]
    fn regions_are_validated() {
        // Version 1; then length, intent, size, alignment, name: as `wasm::section::regions` has it.
        let record = |size: u64, align: u32| {
            let mut payload = vec![3];
            payload.extend(size.to_le_bytes());
            payload.extend(align.to_le_bytes());
            payload.extend(4u32.to_le_bytes());
            payload.extend(b"a::B");
            let mut section = vec![wasm::section::VERSION];
            section.extend(u32::try_from(payload.len()).unwrap().to_le_bytes());
            section.extend(payload);
            section
        };
        let check = |section: Vec<u8>| {
            let text: String = section.iter().map(|byte| format!("\\{byte:02x}")).collect();
            let module = format!("(module (memory 1) (@custom \"wasmrust.regions\" \"{text}\"))");
            let facts = inspect(&wat::parse_str(module).unwrap(), "m").unwrap();
            facts
                .check("m", Host::Wasi, None)
                .map_err(|error| error.to_string())
        };
        assert_eq!(check(record(65_536, 16)), Ok(()));
        let error = check(record(65_537, 16)).unwrap_err();
        assert!(error.contains("`a::B` has 65537 bytes"), "{error}");
        let error = check(record(16, 3)).unwrap_err();
        assert!(error.contains("no power of two"), "{error}");
        let error = check(vec![200, 0, 0]).unwrap_err();
        assert!(error.contains("version"), "{error}");
        let mut short = record(16, 16);
        short.pop();
        assert!(check(short).is_err());
    }

    #[test]
    fn what_is_no_module_is_named() {
        for (bytes, expected) in [
            (&b""[..], "empty"),
            (b"\0as", "ends within"),
            (b"\0asm\x01", "ends within"),
            (b"  (module)", "text"),
            (b"\x7fELF...", "native"),
            (b"\xde\xad\xbe\xef\0\0\0\0", "de ad be ef"),
        ] {
            let error = inspect(bytes, "x.wasm").unwrap_err().to_string();
            assert!(
                error.contains(expected) && error.contains("x.wasm"),
                "{error}"
            );
        }
    }
}
