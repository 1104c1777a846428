//! Modules and components for tests, made from WIT: no compiler is needed for what is only linked or compared.

use wit_component::{ComponentEncoder, StringEncoding, dummy_module, embed_component_metadata};
use wit_parser::{ManglingAndAbi, PackageId, Resolve, WorldId};

fn package_of(text: &str) -> Result<(Resolve, PackageId), String> {
    let mut resolve = Resolve::default();
    let package = resolve
        .push_str("case.wit", text)
        .map_err(|error| resolve.render_error(&error))?;
    Ok((resolve, package))
}

/// The last world of a text, and all that it refers to.
///
/// # Errors
/// The WIT is wrong, or has no world.
pub fn parse(text: &str) -> Result<(Resolve, WorldId), String> {
    let (resolve, package) = package_of(text)?;
    let worlds = &resolve.packages[package].worlds;
    let world = *worlds.values().next_back().ok_or("there is no world")?;
    Ok((resolve, world))
}

/// A core module with the imports and exports of the text's last world, whose functions trap.
///
/// # Errors
/// The WIT is wrong, or cannot be encoded.
pub fn module(text: &str) -> Result<Vec<u8>, String> {
    let (resolve, world) = parse(text)?;
    encode_module(&resolve, world)
}

fn encode_module(resolve: &Resolve, world: WorldId) -> Result<Vec<u8>, String> {
    let mut module = dummy_module(resolve, world, ManglingAndAbi::Standard32);
    embed_component_metadata(&mut module, resolve, world, StringEncoding::UTF8)
        .map_err(|error| format!("{error:#}"))?;
    Ok(module)
}

/// A component of such a module.
///
/// # Errors
/// The WIT is wrong, or cannot be encoded.
pub fn component(text: &str) -> Result<Vec<u8>, String> {
    let (resolve, world) = parse(text)?;
    encode_component(&resolve, world)
}

/// A component with the world's imports and exports, whose functions trap.
///
/// # Errors
/// The world cannot be encoded.
pub fn encode_component(resolve: &Resolve, world: WorldId) -> Result<Vec<u8>, String> {
    ComponentEncoder::default()
        .module(&encode_module(resolve, world)?)
        .and_then(|encoder| encoder.encode())
        .map_err(|error| format!("{error:#}"))
}

/// A WIT package in binary form, as registries have it.
///
/// # Errors
/// The WIT is wrong, or cannot be encoded.
pub fn package(text: &str) -> Result<Vec<u8>, String> {
    let (resolve, package) = package_of(text)?;
    wit_component::encode(&resolve, package).map_err(|error| format!("{error:#}"))
}
