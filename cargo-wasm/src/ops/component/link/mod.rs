//! `cargo wasm component link`: composes components, imports with exports.
//!
//! Request (what to link) → plan (who gives what to whom, everything that is wrong found at once) → emit (wac-graph).

pub mod config;
mod emit;
mod explain;
mod plan;
mod record;
mod resources;

use wac_types::are_semver_compatible;
use wit_parser::{WorldItem, WorldKey};

pub use emit::emit;
pub use plan::{Plan, plan};
pub use record::{Record, SECTION, digest};

use super::load::{self, World};
use crate::error::Failure;

/// A component in a composition. Two parts may be the same component: each is an instance of its own.
pub struct Part {
    pub name: String,
    pub bytes: Vec<u8>,
    pub world: World,
}

impl Part {
    /// Reads a component; `path` is what errors call it.
    ///
    /// # Errors
    /// The bytes are no valid component.
    pub fn new(name: &str, path: &str, bytes: Vec<u8>) -> Result<Part, Failure> {
        let world = load::component(path, &bytes)?;
        Ok(Part {
            name: name.to_owned(),
            bytes,
            world,
        })
    }

    /// Names and items of what the component imports.
    fn imports(&self) -> impl Iterator<Item = (String, &WorldItem)> {
        self.items(&self.world.resolve.worlds[self.world.id].imports)
    }

    /// Names and items of what the component exports.
    fn exports(&self) -> impl Iterator<Item = (String, &WorldItem)> {
        self.items(&self.world.resolve.worlds[self.world.id].exports)
    }

    fn items<'a>(
        &'a self,
        items: impl IntoIterator<Item = (&'a WorldKey, &'a WorldItem)>,
    ) -> impl Iterator<Item = (String, &'a WorldItem)> {
        items
            .into_iter()
            .map(|(key, item)| (self.world.resolve.name_world_key(key), item))
    }
}

/// One argument of an instance: the export of one part for the import of another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wire {
    /// Index of the part that imports.
    pub to: usize,
    pub import: String,
    /// Index of the part that exports.
    pub from: usize,
    pub export: String,
}

/// What to link.
#[derive(Default)]
pub struct Request {
    pub parts: Vec<Part>,
    /// Wires that the user laid; the others are found by name and version.
    pub wires: Vec<Wire>,
    /// What the composition exports: parts, each with one export or all. Without any, what no other part uses.
    pub exports: Vec<(usize, Option<String>)>,
    /// Imports that the host will give: names, or beginnings of names with `*` behind them.
    pub imports: Vec<String>,
}

impl Request {
    /// Whether the composition may import `name`. What `wasi:` names is the host's.
    fn is_allowed(&self, name: &str) -> bool {
        name.starts_with("wasi:")
            || self
                .imports
                .iter()
                .any(|allowed| match allowed.strip_suffix('*') {
                    Some(beginning) => name.starts_with(beginning),
                    None => {
                        are_semver_compatible(name, allowed)
                            || name.split('@').next() == Some(allowed)
                    }
                })
    }

    /// Puts another component in a part's place. Wires and exports follow to the versions that it has; those to imports that
    /// it no longer has go away.
    pub fn replace_part(&mut self, index: usize, part: Part) {
        let compatible = |names: &[String], wanted: &mut String| {
            let found = names
                .iter()
                .find(|name| are_semver_compatible(name, wanted));
            found.map(|name| wanted.clone_from(name)).is_some()
        };
        let imports: Vec<String> = part.imports().map(|(name, _)| name).collect();
        let exports: Vec<String> = part.exports().map(|(name, _)| name).collect();
        self.wires.retain_mut(|wire| {
            (wire.to != index || compatible(&imports, &mut wire.import))
                && (wire.from != index || compatible(&exports, &mut wire.export))
        });
        for (from, name) in &mut self.exports {
            if let (true, Some(name)) = (*from == index, name) {
                compatible(&exports, name);
            }
        }
        self.parts[index] = part;
    }
}
