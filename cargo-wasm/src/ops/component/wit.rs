//! `cargo wasm component wit`: the WIT of a component or module, and whether a committed file still says the same.

use similar::TextDiff;
use wasmparser::{Parser, Payload};
use wit_component::{
    ComponentEncoder, StringEncoding, WitPrinter, dummy_module, embed_component_metadata,
};
use wit_parser::{ManglingAndAbi, PackageId, Resolve};

use super::load::{self, Described, Kind, World};
use super::skeleton;
use crate::error::Failure;

/// The WIT of `bytes` as text, formatted; `name` is what errors call them.
///
/// # Errors
/// The bytes have no WIT: see [`load::decode`].
pub fn print(name: &str, bytes: &[u8]) -> Result<String, Failure> {
    if let [one] = documented(bytes).as_slice() {
        return Ok(one.clone());
    }
    let described = load::decode(name, bytes)?;
    text(&described, true)
}

/// The worlds with their comments, which `#[wasm::component]` puts into a section besides: what wit-component reads has none.
pub fn documented(bytes: &[u8]) -> Vec<String> {
    let sections = Parser::new(0).parse_all(bytes).filter_map(Result::ok);
    let texts = sections.filter_map(|payload| match payload {
        Payload::CustomSection(section) if section.name().starts_with("wasmrust.wit:") => {
            Some(String::from_utf8_lossy(section.data()).into_owned())
        }
        _ => None,
    });
    texts.collect()
}

/// The WIT of `bytes` as JSON: wit-parser's `Resolve`.
///
/// # Errors
/// As [`print`].
pub fn json(name: &str, bytes: &[u8]) -> Result<serde_json::Value, Failure> {
    let described = load::decode(name, bytes)?;
    serde_json::to_value(&described.resolve)
        .map_err(|error| Failure::bug(format!("WIT cannot be written as JSON: {error}")))
}

/// The module with `#[wasm::component]` for a world, as Rust's source text; `name` is what errors call the world.
///
/// # Errors
/// The world has what such a module cannot say.
pub fn rust(name: &str, world: &World) -> Result<String, Failure> {
    skeleton::write(&world.resolve, world.id).map_err(|why| {
        Failure::unsupported(format!(
            "`{name}` cannot be a module with `#[wasm::component]`: {why}"
        ))
        .help("`wasm::wit!` has bindings for every world")
    })
}

/// Compares the WIT of `bytes` with a world that somebody wrote down. Both are brought into one form first: comments, order
/// of files and interfaces that the world does not use make no difference. Returns the unified difference, if there is one.
///
/// # Errors
/// The bytes have no WIT, or the world cannot be made into a component.
pub fn check(
    name: &str,
    bytes: &[u8],
    written_name: &str,
    written: &World,
) -> Result<Option<String>, Failure> {
    let actual = text(&load::decode(name, bytes)?, false)?;
    let expected = match load::kind(bytes) {
        Kind::Component => dummy_component(&written.resolve, written)?,
        _ => dummy_core(&written.resolve, written)?,
    };
    let expected = text(&load::decode(written_name, &expected)?, false)?;
    if actual == expected {
        return Ok(None);
    }
    let diff = TextDiff::from_lines(&expected, &actual);
    let unified = diff
        .unified_diff()
        .context_radius(3)
        .header(written_name, name)
        .to_string();
    Ok(Some(unified.trim_end().to_owned()))
}

/// A core module with no more than the world's imports and exports, and the section that describes them.
fn dummy_core(resolve: &Resolve, world: &World) -> Result<Vec<u8>, Failure> {
    let mut module = dummy_module(resolve, world.id, ManglingAndAbi::Standard32);
    embed_component_metadata(&mut module, resolve, world.id, StringEncoding::UTF8)
        .map_err(|error| unencodable(&error))?;
    Ok(module)
}

/// A component with exactly the world's imports and exports, whose functions trap.
///
/// # Errors
/// The world cannot be made into a component.
pub fn dummy_component(resolve: &Resolve, world: &World) -> Result<Vec<u8>, Failure> {
    let module = dummy_core(resolve, world)?;
    ComponentEncoder::default()
        .module(&module)
        .and_then(|encoder| encoder.encode())
        .map_err(|error| unencodable(&error))
}

fn unencodable(error: &anyhow::Error) -> Failure {
    Failure::unsupported("the world cannot be made into a component").note(load::chain(error))
}

fn text(described: &Described, docs: bool) -> Result<String, Failure> {
    let resolve = &described.resolve;
    // `root:root` is the decoder's own helper, not part of what the file says.
    let nested: Vec<PackageId> = resolve
        .packages
        .iter()
        .filter(|(id, package)| *id != described.package && package.name.namespace != "root")
        .map(|(id, _)| id)
        .collect();
    let mut printer = WitPrinter::default();
    printer.emit_docs(docs);
    printer
        .print(resolve, described.package, &nested)
        .map_err(|error| Failure::bug(format!("WIT cannot be printed: {}", load::chain(&error))))?;
    Ok(printer.output.to_string())
}
