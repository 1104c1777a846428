//! From a linked core module to a component.

use wasi_preview1_component_adapter_provider::{
    WASI_SNAPSHOT_PREVIEW1_ADAPTER_NAME, WASI_SNAPSHOT_PREVIEW1_COMMAND_ADAPTER,
    WASI_SNAPSHOT_PREVIEW1_REACTOR_ADAPTER,
};
use wasmparser::{Encoding, Parser, Payload};
use wit_component::ComponentEncoder;

use crate::error::Failure;

/// What decides how a module is wrapped.
#[derive(Default)]
struct Facts {
    /// Custom sections whose names begin with `component-type` describe worlds.
    described: bool,
    command: bool,
    /// Modules that functions are imported from.
    imports: Vec<String>,
}

/// Wraps the core module `wasm`: the worlds that its `component-type` sections describe, and `wasi:cli/command` for a program.
///
/// The adapter from WASI 0.1 to 0.2, some 25 KB, comes along only where imports of `wasi_snapshot_preview1` are left.
///
/// # Errors
/// The user's mistakes: bytes that are no core module, a library that describes no world, an import that no world has.
pub fn encode(wasm: &[u8], name: &str) -> Result<Vec<u8>, Failure> {
    let facts = inspect(wasm, name)?;
    if !facts.described && !facts.command {
        return Err(Failure::user(format!("nothing says what `{name}` exports as a component"))
            .note("it has no `component-type` section, and no `main`")
            .help("`#[wasm::component]` on a module or `wasm::wit!` writes one; a package with `src/main.rs` becomes a command"));
    }
    let refused = |error: anyhow::Error| refused(name, &facts, &error);
    let mut encoder = ComponentEncoder::default();
    encoder.validate(true).module(wasm).map_err(refused)?;
    if facts
        .imports
        .iter()
        .any(|module| module == WASI_SNAPSHOT_PREVIEW1_ADAPTER_NAME)
    {
        let adapter = if facts.command {
            WASI_SNAPSHOT_PREVIEW1_COMMAND_ADAPTER
        } else {
            WASI_SNAPSHOT_PREVIEW1_REACTOR_ADAPTER
        };
        encoder
            .adapter(WASI_SNAPSHOT_PREVIEW1_ADAPTER_NAME, adapter)
            .map_err(refused)?;
    }
    encoder.encode().map_err(refused)
}

fn inspect(wasm: &[u8], name: &str) -> Result<Facts, Failure> {
    let mut facts = Facts::default();
    let malformed = |error: wasmparser::BinaryReaderError| {
        Failure::user(format!("`{name}` is no WebAssembly module: {error}"))
    };
    for payload in Parser::new(0).parse_all(wasm) {
        match payload.map_err(malformed)? {
            Payload::Version {
                encoding: Encoding::Component,
                ..
            } => {
                return Err(Failure::user(format!("`{name}` is a component already"))
                    .help("a core module can be made one; this needs nothing more"));
            }
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    let module = import.map_err(malformed)?.module.to_owned();
                    if !facts.imports.contains(&module) {
                        facts.imports.push(module);
                    }
                }
            }
            Payload::ExportSection(exports) => {
                for export in exports {
                    facts.command |= export.map_err(malformed)?.name == "_start";
                }
            }
            Payload::CustomSection(section) => {
                facts.described |= section.name().starts_with("component-type");
            }
            _ => {}
        }
    }
    Ok(facts)
}

/// wit-component's reasons, in the terms of who wrote the module.
fn refused(name: &str, facts: &Facts, error: &anyhow::Error) -> Failure {
    let reasons: Vec<String> = error.chain().map(ToString::to_string).collect();
    let failure = Failure::user(format!("`{name}` cannot become a component"))
        .note(reasons.join("\ncaused by: "));
    if facts
        .imports
        .iter()
        .any(|module| module.starts_with("__wbindgen"))
    {
        return failure.help("it imports from JavaScript through wasm-bindgen: build it for a JavaScript host, or leave that crate out under `cfg(wasm_host = \"component\")`");
    }
    if facts.imports.iter().any(|module| module == "env") {
        return failure.help("a component imports interfaces, not loose functions: declare the function in a `#[wasm::import(\"package\")]` block instead of `extern \"C\"`");
    }
    failure
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Kind;

    fn failure(text: &str) -> Failure {
        encode(&wat::parse_str(text).unwrap(), "a.wasm").unwrap_err()
    }

    #[test]
    fn what_is_no_component_to_be_is_refused_with_the_way_out() {
        let nothing = failure("(module)");
        assert_eq!(nothing.kind, Kind::User);
        assert!(nothing.helps[0].contains("#[wasm::component]"));
        assert!(failure("(component)").message.contains("already"));
        let env = failure(
            r#"(module (import "env" "f" (func)) (memory (export "memory") 1) (func (export "_start")))"#,
        );
        assert!(env.helps[0].contains("#[wasm::import"), "{env:?}");
        let truncated = encode(b"\0asm\x01\0\0\0\x01", "a.wasm").unwrap_err();
        assert!(truncated.message.contains("no WebAssembly module"));
    }

    #[test]
    fn the_adapter_comes_only_with_imports_that_need_it() {
        let bare = r#"(module (memory (export "memory") 1) (func (export "_start")))"#;
        let small = encode(&wat::parse_str(bare).unwrap(), "a.wasm").unwrap();
        let exits = r#"(module (import "wasi_snapshot_preview1" "proc_exit" (func (param i32)))
            (memory (export "memory") 1) (func (export "_start")))"#;
        let large = encode(&wat::parse_str(exits).unwrap(), "a.wasm").unwrap();
        assert!(
            small.len() < 1000 && large.len() > 1500,
            "{} {}",
            small.len(),
            large.len()
        );
    }
}
