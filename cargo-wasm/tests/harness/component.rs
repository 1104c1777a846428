//! Modules and components for cases, made from text: no compiler is needed for what is only linked or compared.

use wit_component::{ComponentEncoder, StringEncoding, dummy_module, embed_component_metadata};
use wit_parser::{ManglingAndAbi, Resolve, WorldId};

/// The last world of a text, and all that it refers to.
///
/// # Errors
/// The WIT is wrong, or has no world.
pub fn parse(text: &str) -> Result<(Resolve, WorldId), String> {
    let mut resolve = Resolve::default();
    let package = resolve
        .push_str("case.wit", text)
        .map_err(|error| resolve.render_error(&error))?;
    let worlds = &resolve.packages[package].worlds;
    let world = *worlds.values().next_back().ok_or("there is no world")?;
    Ok((resolve, world))
}

/// A core module with the world's imports and exports, whose functions trap.
///
/// # Errors
/// The world cannot be encoded.
pub fn module(resolve: &Resolve, world: WorldId) -> Result<Vec<u8>, String> {
    let mut module = dummy_module(resolve, world, ManglingAndAbi::Standard32);
    embed_component_metadata(&mut module, resolve, world, StringEncoding::UTF8)
        .map_err(|error| format!("{error:#}"))?;
    Ok(module)
}

/// A component with the world's imports and exports, whose functions trap.
///
/// # Errors
/// The world cannot be encoded.
pub fn component(resolve: &Resolve, world: WorldId) -> Result<Vec<u8>, String> {
    ComponentEncoder::default()
        .module(&module(resolve, world)?)
        .and_then(|encoder| encoder.encode())
        .map_err(|error| format!("{error:#}"))
}
