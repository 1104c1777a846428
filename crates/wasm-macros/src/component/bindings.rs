//! From WIT to wit-bindgen's Rust.

use std::path::Path;

use anyhow::{Context, Result};
use wit_bindgen_core::{Files, WorldGenerator};
use wit_bindgen_rust::Opts;
use wit_parser::{PackageId, Resolve, WorldId};

/// The world of a text that has one, or that of a name.
pub(crate) fn resolve(path: &str, wit: &str, world: Option<&str>) -> Result<(Resolve, WorldId)> {
    let mut resolve = Resolve {
        all_features: true,
        ..Resolve::default()
    };
    let package = resolve.push_str(Path::new(path), wit)?;
    let world = select(&resolve, package, world)?;
    Ok((resolve, world))
}

pub(crate) fn select(
    resolve: &Resolve,
    package: PackageId,
    world: Option<&str>,
) -> Result<WorldId> {
    resolve.select_world(&[package], world)
}

/// What wit-bindgen writes for a world.
///
/// # Errors
/// A world that it has no bindings for, and options that name nothing.
pub(crate) fn generate(resolve: &mut Resolve, world: WorldId, opts: Opts) -> Result<syn::File> {
    let opts = Opts {
        runtime_path: Some("::wasm::__private::component::rt".to_owned()),
        generate_all: true,
        ..opts
    };
    let mut files = Files::default();
    opts.build().generate(resolve, world, &mut files)?;
    let (_, text) = files.iter().next().context("wit-bindgen wrote no file")?;
    let text = std::str::from_utf8(text)?;
    Ok(syn::parse_file(text)?)
}
