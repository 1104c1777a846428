//! Where the resources of wired interfaces come from: two of one name are one type only if one instance has made them.

use wit_parser::{InterfaceId, TypeDefKind, TypeId, TypeOwner, WorldItem};

use super::{Part, Request, Wire};
use crate::ops::component::compare::dealias;

/// Who makes a resource.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The part; `None` for the host.
    pub part: Option<usize>,
    pub interface: String,
    pub name: String,
}

/// A resource that is another than the one that is wanted.
pub struct Stranger {
    pub given: Source,
    pub wanted: Source,
}

/// Finds the resources that an interface uses of another, and that the wire gives of elsewhere. The wires have no circle.
pub fn strangers(request: &Request, wires: &[Wire], wire: &Wire) -> Vec<Stranger> {
    let (to, from) = (&request.parts[wire.to], &request.parts[wire.from]);
    let (Some(wanted), Some(given)) = (
        interface(to.imports(), &wire.import),
        interface(from.exports(), &wire.export),
    ) else {
        return Vec::new();
    };
    let sources = Sources { request, wires };
    let resolve = &to.world.resolve;
    let types = resolve.interfaces[wanted].types.iter();
    let used = types.filter_map(|(name, id)| {
        let definition = dealias(resolve, *id);
        let is_resource = matches!(resolve.types[definition].kind, TypeDefKind::Resource);
        // One that the interface defines itself is a parameter: what is given is what it is.
        let is_used = resolve.types[definition].owner != TypeOwner::Interface(wanted);
        (is_resource && is_used).then_some((name, definition))
    });
    used.filter_map(|(name, definition)| {
        let given = from.world.resolve.interfaces[given].types.get(name)?;
        let given = sources.of(wire.from, dealias(&from.world.resolve, *given))?;
        let wanted = sources.of(wire.to, definition)?;
        (given != wanted).then_some(Stranger { given, wanted })
    })
    .collect()
}

fn interface<'a>(
    mut items: impl Iterator<Item = (String, &'a WorldItem)>,
    name: &str,
) -> Option<InterfaceId> {
    match items.find(|(found, _)| found == name)?.1 {
        WorldItem::Interface { id, .. } => Some(*id),
        _ => None,
    }
}

struct Sources<'a> {
    request: &'a Request,
    wires: &'a [Wire],
}

impl Sources<'_> {
    /// Follows a resource's definition to the instance that makes it.
    fn of(&self, part: usize, definition: TypeId) -> Option<Source> {
        let Part { world, .. } = &self.request.parts[part];
        let def = &world.resolve.types[definition];
        let TypeOwner::Interface(owner) = def.owner else {
            return None;
        };
        let name = def.name.clone()?;
        let owns = |(_, item): &(String, &WorldItem)| matches!(item, WorldItem::Interface { id, .. } if *id == owner);
        if let Some((interface, _)) = self.request.parts[part].exports().find(owns) {
            return Some(Source {
                part: Some(part),
                interface,
                name,
            });
        }
        let (import, _) = self.request.parts[part].imports().find(owns)?;
        let arrives = |wire: &&Wire| wire.to == part && wire.import == import;
        let Some(wire) = self.wires.iter().find(arrives) else {
            return Some(Source {
                part: None,
                interface: import,
                name,
            });
        };
        let from = &self.request.parts[wire.from];
        let given = interface(from.exports(), &wire.export)?;
        let resolve = &from.world.resolve;
        let given = resolve.interfaces[given].types.get(&name)?;
        self.of(wire.from, dealias(resolve, *given))
    }
}
