//! `cargo wasm component targets`: finds the world that a component should fit, such as `wasi:http/proxy`.

use std::path::Path;

use wit_parser::PackageName;

use super::deps;
use super::load::{self, World};
use crate::error::{Failure, nearest};

/// Finds the world that `spec` means: `PATH`, `PATH#WORLD`, or `NAMESPACE:PACKAGE/WORLD[@VERSION]` in the folder `deps`, where the
/// version may be a beginning such as `0.2`.
///
/// # Errors
/// It is nowhere, or its WIT is wrong.
pub fn world(spec: &str, deps: &Path) -> Result<World, Failure> {
    let is_name = spec.contains(':') && spec.contains('/') && !Path::new(spec).exists();
    if !is_name {
        return load::world(spec);
    }
    let (package, world) = spec.rsplit_once('/').unwrap_or((spec, ""));
    let (world, version) = match world.split_once('@') {
        Some((world, version)) => (world, Some(version)),
        None => (world, None),
    };
    let resolve = deps::folder(deps)?;
    let plain = |name: &PackageName| format!("{}:{}", name.namespace, name.name);
    let fits = |name: &PackageName| {
        let found = name.version.as_ref().map(ToString::to_string);
        version.is_none_or(|wanted| {
            found.is_some_and(|found| {
                let rest = found.strip_prefix(wanted);
                rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
            })
        })
    };
    let known: Vec<(String, bool)> = resolve
        .packages
        .iter()
        .map(|(_, found)| (plain(&found.name), fits(&found.name)))
        .collect();
    let id = resolve
        .packages
        .iter()
        .filter(|(_, found)| plain(&found.name) == package && fits(&found.name))
        .max_by_key(|(_, found)| found.name.version.clone())
        .map(|(id, _)| id);
    if let Some(id) = id {
        return load::select(resolve, id, deps, Some(world));
    }
    let failure = Failure::user(format!("the world `{spec}` is not in `{}`", deps.display()));
    if known.iter().any(|(name, _)| name == package) {
        return Err(failure.note(format!("there is another version of `{package}`")));
    }
    let names = known.iter().map(|(name, _)| name.as_str());
    Err(match nearest(package, names) {
        Some(near) => failure.help(format!("a package with a similar name is there: `{near}`")),
        None => failure.help(format!(
            "`\"{package}\" = \"VERSION\"` in `[package.metadata.wasm.dependencies]` and `cargo wasm component deps` get it; or name a file: `--world PATH.wit#{world}`"
        )),
    })
}
