//! Can one world stand in for another? Two worlds in, the list of differences out; nothing is read or printed here.
//!
//! A component may be replaced by one that exports at least as much and imports at most as much: exports are covariant,
//! imports contravariant, and so are the functions of an interface. Types are compared by structure and must be equal:
//! the Component Model's design (`Subtyping.md`) lets a parameter widen and a result narrow, but its implementations
//! (wasmparser's validator, wasmtime's linker) demand equality today, and what can be instantiated is what counts here.
//! Where the design alone would allow a change, the difference says so ([`Difference::coercible`]).

use std::collections::{HashMap, HashSet};

use serde::Serialize;
use wac_types::are_semver_compatible;
use wit_parser::{InterfaceId, Resolve, TypeDefKind, TypeId, WorldId, WorldItem};

use super::render;

mod coerce;
mod types;

pub use types::dealias;

const MISSING: &str = "is missing";
const EXTRA: &str = "is there besides";
const WANTED: &str = "is wanted, and need not be there";
const UNUSED: &str = "is not needed";

/// Which way an item crosses the component's boundary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    Import,
    Export,
}

/// One way in which the new world differs from the old one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Difference {
    pub direction: Direction,
    /// The interface, such as `local:gfx/gfx@2.1.0`; `None` for an item of the world itself.
    pub interface: Option<String>,
    /// The function or type: `convolve`, `canvas.draw`, `record point`.
    pub item: Option<String>,
    /// What of it: `parameter kernel`, `result`, `field x`, `case none`.
    pub part: Option<String>,
    /// The line of the old world; `None` when it has none.
    pub old: Option<String>,
    /// The line of the new world; `None` when it has none.
    pub new: Option<String>,
    /// Whether the new world cannot stand in for the old one because of this.
    pub breaks: bool,
    pub why: String,
    /// It breaks today, although a value of the one type can be turned into the other without loss in the direction in
    /// which it flows.
    pub coercible: bool,
}

/// A side of the comparison.
#[derive(Clone, Copy)]
pub struct Side<'a> {
    pub resolve: &'a Resolve,
    /// The world in whose view exported resources are its own; `None` when only interfaces are compared.
    pub world: Option<WorldId>,
}

/// Compares two worlds: may a component of world `new` take the place of one of world `old`?
pub fn worlds(old: (&Resolve, WorldId), new: (&Resolve, WorldId)) -> Vec<Difference> {
    let side = |(resolve, world): (_, WorldId)| Side {
        resolve,
        world: Some(world),
    };
    let (old, new) = (side(old), side(new));
    // What the old one imported is what the new one will be given.
    let mut imports = Comparison::new(Direction::Import, old, new);
    imports.items(
        &items(old, Direction::Import),
        &items(new, Direction::Import),
    );
    let mut exports = Comparison::new(Direction::Export, new, old);
    exports.items(
        &items(new, Direction::Export),
        &items(old, Direction::Export),
    );
    exports.found.append(&mut imports.found);
    without_echoes(exports.found)
}

/// Leaves out lines that read alike on both sides: they name a type whose own difference is reported.
fn without_echoes(mut found: Vec<Difference>) -> Vec<Difference> {
    let tells = |difference: &Difference| difference.old != difference.new;
    if found
        .iter()
        .any(|difference| difference.breaks && tells(difference))
    {
        found.retain(tells);
    }
    found
}

/// Compares an argument with what it is passed for: can `given` be passed where `name` is imported? In the differences, `old`
/// is the line that is wanted and `new` the line that is given. Resources are compared by name, since linking makes them one.
pub fn argument(
    given: (&Resolve, &WorldItem),
    (wanted_resolve, name, wanted): (&Resolve, &str, &WorldItem),
) -> Vec<Difference> {
    let side = |resolve| Side {
        resolve,
        world: None,
    };
    let mut comparison = Comparison::new(Direction::Export, side(given.0), side(wanted_resolve));
    comparison.item(name, given.1, wanted);
    comparison.found.retain(|difference| difference.breaks);
    without_echoes(comparison.found)
}

/// Whether an item is types only, and no resource among them: then nobody needs to provide it.
pub fn needs_nobody(resolve: &Resolve, item: &WorldItem) -> bool {
    match item {
        WorldItem::Interface { id, .. } => {
            let interface = &resolve.interfaces[*id];
            let mut types = interface.types.values();
            interface.functions.is_empty() && types.all(|id| !is_resource(resolve, *id))
        }
        WorldItem::Type { id, .. } => !is_resource(resolve, *id),
        WorldItem::Function(_) => false,
    }
}

fn is_resource(resolve: &Resolve, id: TypeId) -> bool {
    matches!(
        resolve.types[dealias(resolve, id)].kind,
        TypeDefKind::Resource
    )
}

type Items<'a> = Vec<(String, &'a WorldItem)>;

fn items<'a>(side: Side<'a>, direction: Direction) -> Items<'a> {
    let Some(world) = side.world.map(|id| &side.resolve.worlds[id]) else {
        return Vec::new();
    };
    let map = match direction {
        Direction::Import => &world.imports,
        Direction::Export => &world.exports,
    };
    map.iter()
        .map(|(key, item)| (side.resolve.name_world_key(key), item))
        .collect()
}

/// The item of that name, or else of a version that semver calls compatible.
fn find<'a>(items: &Items<'a>, name: &str) -> Option<(String, &'a WorldItem)> {
    let exact = items.iter().find(|(found, _)| found == name);
    exact
        .or_else(|| {
            items
                .iter()
                .find(|(found, _)| are_semver_compatible(found, name))
        })
        .cloned()
}

/// Where a difference is being looked for.
#[derive(Clone, Default)]
struct Place {
    interface: Option<String>,
    item: Option<String>,
    part: Option<String>,
}

struct Comparison<'a> {
    direction: Direction,
    given: Side<'a>,
    wanted: Side<'a>,
    found: Vec<Difference>,
    /// Pairs of types that have been compared, and whether they agree: each is looked into, and reported, once.
    compared: HashMap<(TypeId, TypeId), bool>,
}

impl<'a> Comparison<'a> {
    fn new(direction: Direction, given: Side<'a>, wanted: Side<'a>) -> Self {
        Comparison {
            direction,
            given,
            wanted,
            found: Vec::new(),
            compared: HashMap::new(),
        }
    }

    /// Records a difference. What is given and what is wanted become old and new.
    fn report(
        &mut self,
        place: &Place,
        given: Option<String>,
        wanted: Option<String>,
        breaks: bool,
        why: impl Into<String>,
        coercible: bool,
    ) {
        let (old, new) = match self.direction {
            Direction::Export => (wanted, given),
            Direction::Import => (given, wanted),
        };
        let difference = Difference {
            direction: self.direction,
            interface: place.interface.clone(),
            item: place.item.clone(),
            part: place.part.clone(),
            old,
            new,
            breaks,
            why: why.into(),
            coercible,
        };
        let same = |other: &Difference| {
            other.interface == difference.interface
                && other.item == difference.item
                && other.part == difference.part
                && (&other.old, &other.new) == (&difference.old, &difference.new)
        };
        if !self.found.iter().any(same) {
            self.found.push(difference);
        }
    }

    fn items(&mut self, given: &Items<'a>, wanted: &Items<'a>) {
        let mut used = HashSet::new();
        for (name, item) in wanted {
            match find(given, name) {
                Some((given_name, given_item)) => {
                    self.item(name, given_item, item);
                    used.insert(given_name);
                }
                None => self.missing_item(name, item),
            }
        }
        for (name, item) in given.iter().filter(|(name, _)| !used.contains(name)) {
            let line = self.item_line(self.given, name, item);
            let place = item_place(name, item);
            let why = match self.direction {
                Direction::Export => EXTRA,
                Direction::Import => UNUSED,
            };
            self.report(&place, Some(line), None, false, why, false);
        }
    }

    fn item_line(&self, side: Side<'a>, name: &str, item: &WorldItem) -> String {
        match item {
            WorldItem::Interface { .. } => format!("interface {name}"),
            WorldItem::Function(function) => render::signature(side.resolve, function),
            WorldItem::Type { id, .. } => render::definition(side.resolve, *id),
        }
    }

    fn missing_item(&mut self, name: &str, item: &WorldItem) {
        let line = self.item_line(self.wanted, name, item);
        let place = item_place(name, item);
        let types_only = needs_nobody(self.wanted.resolve, item);
        let (breaks, why) = match self.direction {
            Direction::Export => (true, MISSING),
            Direction::Import if types_only => (
                false,
                "is wanted; it has only types, which need no provider",
            ),
            Direction::Import => (true, WANTED),
        };
        self.report(&place, None, Some(line), breaks, why, false);
    }

    fn item(&mut self, name: &str, given: &WorldItem, wanted: &WorldItem) {
        match (given, wanted) {
            (WorldItem::Interface { id: given, .. }, WorldItem::Interface { id: wanted, .. }) => {
                self.interface(Some(name), *given, *wanted);
            }
            (WorldItem::Function(given), WorldItem::Function(wanted)) => {
                self.function(&Place::default(), given, wanted);
            }
            (WorldItem::Type { id: given, .. }, WorldItem::Type { id: wanted, .. }) => {
                let place = Place {
                    item: Some(name.to_owned()),
                    ..Place::default()
                };
                self.definition(&place, *given, *wanted);
            }
            _ => {
                let lines = (
                    self.item_line(self.given, name, given),
                    self.item_line(self.wanted, name, wanted),
                );
                let place = item_place(name, wanted);
                self.report(
                    &place,
                    Some(lines.0),
                    Some(lines.1),
                    true,
                    "is another kind of item",
                    false,
                );
            }
        }
    }

    /// What is wanted must be there; what is there besides does no harm.
    fn interface(&mut self, name: Option<&str>, given: InterfaceId, wanted: InterfaceId) {
        let (given_side, wanted_side) = (self.given.resolve, self.wanted.resolve);
        let (given, wanted) = (
            &given_side.interfaces[given],
            &wanted_side.interfaces[wanted],
        );
        let place = Place {
            interface: name.map(str::to_owned),
            ..Place::default()
        };
        let (gone, come) = match self.direction {
            Direction::Export => (MISSING, EXTRA),
            Direction::Import => (WANTED, UNUSED),
        };
        let named = |item: String| Place {
            item: Some(item),
            ..place.clone()
        };
        for (name, id) in &wanted.types {
            match given.types.get(name) {
                Some(other) => self.definition(&named(name.clone()), *other, *id),
                None => {
                    let line = render::definition(wanted_side, *id);
                    self.report(&named(name.clone()), None, Some(line), true, gone, false);
                }
            }
        }
        for (name, function) in &wanted.functions {
            match given.functions.get(name) {
                Some(other) => self.function(&place, other, function),
                None => {
                    let line = render::signature(wanted_side, function);
                    let place = named(render::function_name(function));
                    self.report(&place, None, Some(line), true, gone, false);
                }
            }
        }
        let types = given.types.iter();
        for (name, id) in types.filter(|(name, _)| !wanted.types.contains_key(*name)) {
            let line = render::definition(given_side, *id);
            self.report(&named(name.clone()), Some(line), None, false, come, false);
        }
        let functions = given.functions.iter();
        for (_, function) in functions.filter(|(name, _)| !wanted.functions.contains_key(*name)) {
            let line = render::signature(given_side, function);
            let place = named(render::function_name(function));
            self.report(&place, Some(line), None, false, come, false);
        }
    }
}

fn item_place(name: &str, item: &WorldItem) -> Place {
    let name = Some(name.to_owned());
    match item {
        WorldItem::Interface { .. } => Place {
            interface: name,
            ..Place::default()
        },
        _ => Place {
            item: name,
            ..Place::default()
        },
    }
}
