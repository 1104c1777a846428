//! `cargo wasm component targets`: finds the world that a component should fit, such as `wasi:http/proxy`.

use std::path::{Path, PathBuf};

use super::load::{self, World};
use crate::error::{Failure, nearest};

/// Finds the world that `spec` means: `PATH`, `PATH#WORLD`, or `NAMESPACE:PACKAGE/WORLD[@VERSION]` in the folder `deps`.
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
    let mut known = Vec::new();
    for path in candidates(deps) {
        let Ok((resolve, id)) = load::wit(&path) else {
            continue;
        };
        let name = &resolve.packages[id].name;
        let plain = format!("{}:{}", name.namespace, name.name);
        let fits = version.is_none_or(|wanted| {
            (name.version.as_ref()).is_some_and(|found| found.to_string().starts_with(wanted))
        });
        if plain == package && fits {
            return load::select(resolve, id, &path, Some(world));
        }
        known.push(plain);
    }
    let failure = Failure::user(format!("the world `{spec}` is not in `{}`", deps.display()));
    Err(match nearest(package, known.iter().map(String::as_str)) {
        Some(near) => failure.help(format!("a package with a similar name is there: `{near}`")),
        None => failure.help(format!(
            "`[package.metadata.wasm.dependencies]` with `\"{package}\" = \"VERSION\"` and `cargo wasm component deps` get it; or name a file: `--world PATH.wit#{world}`"
        )),
    })
}

/// Packages in a folder of dependencies; the folder itself comes last, for it holds what refers to them.
fn candidates(deps: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(deps).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    paths.sort();
    paths.extend(deps.parent().map(Path::to_path_buf));
    paths
}
