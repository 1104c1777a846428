//! `cargo wasm component new`: wraps a core module into a component.

use std::collections::BTreeSet;

use wasi_preview1_component_adapter_provider as adapter;
use wit_component::ComponentEncoder;

use super::load::{self, Kind};
use crate::error::Failure;

/// A module that stands between the core module and the host: the name of the imports that it serves, and its bytes.
pub struct Adapter {
    pub name: String,
    pub bytes: Vec<u8>,
}

/// Makes a component of a core module that says which world it implements, or is a WASI program. The adapter for WASI
/// preview 1 goes in only when the module needs it.
///
/// # Errors
/// The module is a component already, says nothing about components, or imports what no part of its world describes.
pub fn wrap(name: &str, module: &[u8], adapters: &[Adapter]) -> Result<Vec<u8>, Failure> {
    match load::kind(module) {
        Kind::Component => {
            return Err(
                Failure::user(format!("`{name}` is a component already")).help(format!(
                    "`cargo wasm component wit {name}` shows what it is"
                )),
            );
        }
        Kind::Other => {
            return Err(Failure::user(format!("`{name}` is no WebAssembly"))
                .help("a core module is wanted: what `cargo wasm build` makes"));
        }
        Kind::Module => load::validate(name, module)?,
    }
    let is_program = load::exports(module)
        .iter()
        .any(|export| export == "_start");
    if !load::has_component_type(module) && !is_program {
        return Err(load::not_componentised(name, module));
    }
    let imports = import_modules(module);
    let preview1 = adapter::WASI_SNAPSHOT_PREVIEW1_ADAPTER_NAME;
    let broken = |error: anyhow::Error| refused(name, module, adapters, &error);
    let mut encoder = ComponentEncoder::default();
    encoder.validate(true);
    encoder.module(module).map_err(broken)?;
    let given = adapters.iter().any(|adapter| adapter.name == preview1);
    if !given && (is_program || imports.contains(preview1)) {
        let bytes = if is_program {
            adapter::WASI_SNAPSHOT_PREVIEW1_COMMAND_ADAPTER
        } else {
            adapter::WASI_SNAPSHOT_PREVIEW1_REACTOR_ADAPTER
        };
        encoder.adapter(preview1, bytes).map_err(broken)?;
    }
    for adapter in adapters {
        encoder
            .adapter(&adapter.name, &adapter.bytes)
            .map_err(|error| {
                Failure::user(format!("the adapter for `{}` cannot be used", adapter.name))
                    .note(load::chain(&error))
            })?;
    }
    encoder.encode().map_err(broken)
}

/// The first halves of import names.
fn import_modules(module: &[u8]) -> BTreeSet<String> {
    let imports = load::imports(module).into_iter();
    imports.map(|(from, _)| from).collect()
}

/// Says which imports nobody describes, when that is why the encoder refused the module.
fn refused(name: &str, module: &[u8], adapters: &[Adapter], error: &anyhow::Error) -> Failure {
    let mut known: BTreeSet<String> = adapters.iter().map(|a| a.name.clone()).collect();
    known.insert(adapter::WASI_SNAPSHOT_PREVIEW1_ADAPTER_NAME.to_owned());
    if load::has_component_type(module)
        && let Ok(described) = load::decode(name, module)
        && let Some(world) = described.world
    {
        let world = &described.resolve.worlds[world];
        let keys = world.imports.keys().chain(world.exports.keys());
        known.extend(keys.map(|key| described.resolve.name_world_key(key)));
    }
    // Names of the canonical ABI begin with one of these: they are the encoder's to judge.
    let is_abi = |import: &str| import.starts_with(['$', '[']) || import.starts_with("cm32p2");
    let strangers: Vec<String> = import_modules(module)
        .into_iter()
        .filter(|import| !known.contains(import) && !is_abi(import))
        .collect();
    let mut failure = Failure::user(format!("`{name}` cannot become a component"));
    if strangers
        .iter()
        .any(|import| import.starts_with("__wbindgen"))
    {
        failure = failure.help("wasm-bindgen imports from JavaScript: build for a JavaScript host, or leave that crate out under `cfg(wasm_host = \"component\")`");
    }
    if strangers.is_empty() {
        return failure.note(load::chain(error));
    }
    failure
        .note(format!(
            "it imports from `{}`, and no world says what that is",
            strangers.join("`, `")
        ))
        .note(load::chain(error))
        .help("describe the import in WIT (`#[wasm::import]`, `wasm::wit!`), or give a module that serves it: `--adapt NAME=ADAPTER.wasm`")
}
