//! Types and functions: equal by structure, resources by origin. Records, variants, enums and flags report at their definition.

use wit_parser::{
    Function, Handle, InterfaceId, Resolve, Type, TypeDefKind, TypeId, TypeOwner, WorldItem,
};

use super::{Comparison, Direction, Place, Side, coerce, find, items};
use crate::ops::component::render;

/// Which way a value goes: from the side that gives the item to the side that wants it, or back, as parameters do.
#[derive(Clone, Copy)]
enum Flow {
    Out,
    In,
}

impl<'a> Comparison<'a> {
    /// A type that an interface or world names.
    pub(super) fn definition(&mut self, place: &Place, given: TypeId, wanted: TypeId) {
        let agree = self.ty(&Type::Id(given), &Type::Id(wanted));
        let reported = self.reports_itself(given, wanted);
        if !agree && !reported {
            let mut lines = (
                render::definition(self.given.resolve, given),
                render::definition(self.wanted.resolve, wanted),
            );
            let why = if lines.0 == lines.1 {
                lines.0 += self.owner(self.given, given);
                lines.1 += self.owner(self.wanted, wanted);
                "is another resource"
            } else {
                "is another type"
            };
            self.report(place, Some(lines.0), Some(lines.1), true, why, false);
        }
    }

    pub(super) fn function(&mut self, place: &Place, given: &Function, wanted: &Function) {
        let place = Place {
            item: Some(render::function_name(wanted)),
            ..place.clone()
        };
        let lines = (
            render::signature(self.given.resolve, given),
            render::signature(self.wanted.resolve, wanted),
        );
        let whole = if given.kind.is_async() != wanted.kind.is_async() {
            Some("is asynchronous on one side only")
        } else if given.params.len() != wanted.params.len() {
            Some("has another number of parameters")
        } else if given
            .params
            .iter()
            .map(|p| &p.name)
            .ne(wanted.params.iter().map(|p| &p.name))
        {
            Some("has parameters of other names, or in another order")
        } else if given.result.is_some() != wanted.result.is_some() {
            Some("has a result on one side only")
        } else {
            None
        };
        if let Some(why) = whole {
            self.report(&place, Some(lines.0), Some(lines.1), true, why, false);
            return;
        }
        for (given, wanted) in given.params.iter().zip(&wanted.params) {
            let part = format!("parameter {}", wanted.name);
            let prefix = format!("{}: ", wanted.name);
            self.used(
                &place,
                &part,
                &prefix,
                (&given.ty, &wanted.ty),
                Some(Flow::In),
            );
        }
        if let (Some(given), Some(wanted)) = (&given.result, &wanted.result) {
            self.used(&place, "result", "-> ", (given, wanted), Some(Flow::Out));
        }
    }

    /// A type in a parameter, result, field or case. Types with names report themselves.
    fn used(
        &mut self,
        place: &Place,
        part: &str,
        prefix: &str,
        (given, wanted): (&Type, &Type),
        flow: Option<Flow>,
    ) -> bool {
        if self.ty(given, wanted) {
            return true;
        }
        if !self.disagreement_is_named(given, wanted) {
            let place = Place {
                part: Some(part.to_owned()),
                ..place.clone()
            };
            let lines = (
                format!("{prefix}{}", render::ty(self.given.resolve, given)),
                format!("{prefix}{}", render::ty(self.wanted.resolve, wanted)),
            );
            let why = if lines.0 == lines.1 {
                "names another type or resource"
            } else {
                "has another type"
            };
            let sides = ((self.given.resolve, given), (self.wanted.resolve, wanted));
            let coercible = match flow {
                Some(Flow::Out) => coerce::flows(sides.0, sides.1),
                Some(Flow::In) => coerce::flows(sides.1, sides.0),
                None => false,
            };
            self.report(&place, Some(lines.0), Some(lines.1), true, why, coercible);
        }
        false
    }

    /// Whether both are records, variants, enums or flags: their inner differences are reported at the definition.
    fn reports_itself(&self, given: TypeId, wanted: TypeId) -> bool {
        let composite = |resolve: &Resolve, id: TypeId| {
            matches!(
                resolve.types[dealias(resolve, id)].kind,
                TypeDefKind::Record(_)
                    | TypeDefKind::Variant(_)
                    | TypeDefKind::Enum(_)
                    | TypeDefKind::Flags(_)
            )
        };
        composite(self.given.resolve, given) && composite(self.wanted.resolve, wanted)
    }

    /// Whether two types that disagree do so only inside of named types, which have reported it.
    fn disagreement_is_named(&mut self, given: &Type, wanted: &Type) -> bool {
        let (&Type::Id(given), &Type::Id(wanted)) = (given, wanted) else {
            return false;
        };
        if self.reports_itself(given, wanted) {
            return true;
        }
        let (given, wanted) = (
            dealias(self.given.resolve, given),
            dealias(self.wanted.resolve, wanted),
        );
        let kinds = (
            &self.given.resolve.types[given].kind,
            &self.wanted.resolve.types[wanted].kind,
        );
        let Some(pairs) = parts(kinds.0, kinds.1) else {
            return false;
        };
        pairs.into_iter().all(|(given, wanted)| {
            self.ty(given, wanted) || self.disagreement_is_named(given, wanted)
        })
    }

    /// Whether two types are equal by structure.
    fn ty(&mut self, given: &Type, wanted: &Type) -> bool {
        match (
            flatten(self.given.resolve, given),
            flatten(self.wanted.resolve, wanted),
        ) {
            (Type::Id(given), Type::Id(wanted)) => self.id(given, wanted),
            (given, wanted) => given == wanted,
        }
    }

    fn id(&mut self, given: TypeId, wanted: TypeId) -> bool {
        if let Some(known) = self.compared.get(&(given, wanted)) {
            return *known;
        }
        let agree = self.structure(given, wanted);
        self.compared.insert((given, wanted), agree);
        agree
    }

    fn structure(&mut self, given: TypeId, wanted: TypeId) -> bool {
        let kinds = (
            &self.given.resolve.types[given].kind,
            &self.wanted.resolve.types[wanted].kind,
        );
        match kinds {
            (TypeDefKind::Resource, TypeDefKind::Resource) => self.resource(given, wanted),
            (TypeDefKind::Handle(a), TypeDefKind::Handle(b)) => match (a, b) {
                (Handle::Own(a), Handle::Own(b)) | (Handle::Borrow(a), Handle::Borrow(b)) => {
                    self.ty(&Type::Id(*a), &Type::Id(*b))
                }
                _ => false,
            },
            _ if self.reports_itself(given, wanted) => self.composite(given, wanted),
            (a, b) => match parts(a, b) {
                Some(pairs) => pairs
                    .into_iter()
                    .fold(true, |agree, (a, b)| self.ty(a, b) & agree),
                None => false,
            },
        }
    }

    /// Records, variants, enums and flags: differences are reported here.
    fn composite(&mut self, given: TypeId, wanted: TypeId) -> bool {
        let lines = (
            render::definition(self.given.resolve, given),
            render::definition(self.wanted.resolve, wanted),
        );
        let def = &self.wanted.resolve.types[wanted];
        let name = def.name.as_deref().unwrap_or("_");
        let place = Place {
            interface: match def.owner {
                TypeOwner::Interface(id) => self.wanted.resolve.id_of(id),
                _ => None,
            },
            item: Some(format!("{} {name}", def.kind.as_str())),
            part: None,
        };
        let kinds = (&self.given.resolve.types[given].kind, &def.kind);
        let members = |kind: &TypeDefKind| -> Vec<(String, Option<Type>)> {
            match kind {
                TypeDefKind::Record(r) => r
                    .fields
                    .iter()
                    .map(|f| (f.name.clone(), Some(f.ty)))
                    .collect(),
                TypeDefKind::Variant(v) => v.cases.iter().map(|c| (c.name.clone(), c.ty)).collect(),
                TypeDefKind::Enum(e) => e.cases.iter().map(|c| (c.name.clone(), None)).collect(),
                TypeDefKind::Flags(f) => f.flags.iter().map(|f| (f.name.clone(), None)).collect(),
                _ => Vec::new(),
            }
        };
        let (a, b) = (members(kinds.0), members(kinds.1));
        let word = match kinds.1 {
            TypeDefKind::Record(_) => "field",
            TypeDefKind::Flags(_) => "flag",
            _ => "case",
        };
        let why = if kinds.0.as_str() != kinds.1.as_str() {
            Some("is another kind of type".to_owned())
        } else if a.len() != b.len() {
            Some(format!("has another number of {word}s"))
        } else if a.iter().map(|m| &m.0).ne(b.iter().map(|m| &m.0)) {
            Some(format!("has {word}s of other names, or in another order"))
        } else {
            None
        };
        if let Some(why) = why {
            self.report(&place, Some(lines.0), Some(lines.1), true, why, false);
            return false;
        }
        let mut agree = true;
        for ((name, a), (_, b)) in a.iter().zip(&b) {
            match (a, b) {
                (Some(a), Some(b)) => {
                    let (part, prefix) = (format!("{word} {name}"), format!("{name}: "));
                    agree &= self.used(&place, &part, &prefix, (a, b), None);
                }
                (None, None) => {}
                _ => {
                    let place = Place {
                        part: Some(format!("{word} {name}")),
                        ..place.clone()
                    };
                    let why = "has a payload on one side only";
                    let lines = lines.clone();
                    self.report(&place, Some(lines.0), Some(lines.1), true, why, false);
                    agree = false;
                }
            }
        }
        agree
    }

    /// Whether two resources are one type. A resource that a side wants without saying whose it is, is an abstract type: what
    /// the other side has under that name stands for it, everywhere.
    fn resource(&self, given: TypeId, wanted: TypeId) -> bool {
        if self.given.world.is_none() {
            return self.given.resolve.types[given].name == self.wanted.resolve.types[wanted].name;
        }
        match self.direction {
            Direction::Import => {
                bound(Direction::Import, self.given, self.wanted, wanted) == Some(given)
            }
            Direction::Export if is_own(self.wanted, wanted) => {
                bound(Direction::Export, self.given, self.wanted, wanted) == Some(given)
            }
            // One that the host gave: the given side must have got the same.
            Direction::Export => {
                !is_own(self.given, given)
                    && bound(Direction::Import, self.wanted, self.given, given) == Some(wanted)
            }
        }
    }

    /// Whose a resource is, for people.
    fn owner(&self, side: Side<'a>, id: TypeId) -> &'static str {
        if self.direction == Direction::Export && is_own(side, dealias(side.resolve, id)) {
            ", the component's own"
        } else {
            ", the host's"
        }
    }
}

/// What stands in `provider` for a resource that `consumer` names.
fn bound(
    direction: Direction,
    provider: Side<'_>,
    consumer: Side<'_>,
    resource: TypeId,
) -> Option<TypeId> {
    let def = &consumer.resolve.types[resource];
    let name = def.name.as_ref()?;
    let provided = items(provider, direction);
    let found = match def.owner {
        TypeOwner::Interface(owner) => {
            let wanted = items(consumer, direction);
            let (key, _) = wanted.iter().find(|(_, item)| is_interface(item, owner))?;
            let (_, WorldItem::Interface { id, .. }) = find(&provided, key)? else {
                return None;
            };
            *provider.resolve.interfaces[*id].types.get(name)?
        }
        TypeOwner::World(_) => match find(&provided, name)?.1 {
            WorldItem::Type { id, .. } => *id,
            _ => return None,
        },
        TypeOwner::None => return None,
    };
    Some(dealias(provider.resolve, found))
}

/// Whether a component of that world makes the resource: it exports the interface that defines it.
fn is_own(side: Side<'_>, resource: TypeId) -> bool {
    let TypeOwner::Interface(owner) = side.resolve.types[resource].owner else {
        return false;
    };
    let exports = items(side, Direction::Export);
    exports.iter().any(|(_, item)| is_interface(item, owner))
}

fn is_interface(item: &WorldItem, interface: InterfaceId) -> bool {
    matches!(item, WorldItem::Interface { id, .. } if *id == interface)
}

/// Follows `use` and `type a = b` to the definition.
pub fn dealias(resolve: &Resolve, mut id: TypeId) -> TypeId {
    while let TypeDefKind::Type(Type::Id(next)) = resolve.types[id].kind {
        id = next;
    }
    id
}

/// The type behind aliases: a primitive, or the id of a definition that is no alias.
pub(super) fn flatten(resolve: &Resolve, ty: &Type) -> Type {
    let mut ty = *ty;
    while let Type::Id(id) = ty {
        match resolve.types[id].kind {
            TypeDefKind::Type(next) => ty = next,
            _ => break,
        }
    }
    ty
}

/// The types inside of two types without names, in pairs; `None` when their shapes differ.
fn parts<'t>(a: &'t TypeDefKind, b: &'t TypeDefKind) -> Option<Vec<(&'t Type, &'t Type)>> {
    let maybe = |a: &'t Option<Type>, b: &'t Option<Type>| match (a, b) {
        (Some(a), Some(b)) => Some(vec![(a, b)]),
        (None, None) => Some(Vec::new()),
        _ => None,
    };
    match (a, b) {
        (TypeDefKind::Tuple(a), TypeDefKind::Tuple(b)) => {
            (a.types.len() == b.types.len()).then(|| a.types.iter().zip(&b.types).collect())
        }
        (TypeDefKind::Option(a), TypeDefKind::Option(b))
        | (TypeDefKind::List(a), TypeDefKind::List(b)) => Some(vec![(a, b)]),
        (TypeDefKind::Map(ak, av), TypeDefKind::Map(bk, bv)) => Some(vec![(ak, bk), (av, bv)]),
        (TypeDefKind::FixedLengthList(a, m), TypeDefKind::FixedLengthList(b, n)) => {
            (m == n).then(|| vec![(a, b)])
        }
        (TypeDefKind::Result(a), TypeDefKind::Result(b)) => {
            let (mut ok, err) = (maybe(&a.ok, &b.ok)?, maybe(&a.err, &b.err)?);
            ok.extend(err);
            Some(ok)
        }
        (TypeDefKind::Future(a), TypeDefKind::Future(b))
        | (TypeDefKind::Stream(a), TypeDefKind::Stream(b)) => maybe(a, b),
        _ => None,
    }
}
