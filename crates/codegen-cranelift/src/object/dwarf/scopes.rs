//! Which parts of a function's code come from functions that were inlined into it, and from blocks in which variables are.

use std::collections::HashMap;

use wasmir::{Debug, LocationId, SubprogramId};

/// What a scope is.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    /// A function that was inlined, and where it was called.
    Inlined(SubprogramId, LocationId),
    /// A block of the function around it.
    Block(SubprogramId),
}

/// A part of a function with a name of its own.
pub(super) struct Scope {
    /// The scope that it is in, a smaller number; without one, the function itself.
    pub parent: Option<usize>,
    pub kind: Kind,
    /// Bytes of the function, in order.
    pub ranges: Vec<(u32, u32)>,
}

/// The scopes of a function.
#[derive(Default)]
pub(super) struct Scopes {
    pub all: Vec<Scope>,
    numbers: HashMap<(Option<usize>, Kind), usize>,
}

impl Scopes {
    /// All scopes of a function of so many bytes, of which the lines say where they come from.
    pub(super) fn find(debug: &Debug, lines: &[(u32, Option<LocationId>)], size: u32) -> Scopes {
        let mut scopes = Scopes::default();
        let mut chain = Vec::new();
        for (at, (start, location)) in lines.iter().enumerate() {
            let end = lines.get(at + 1).map_or(size, |it| it.0);
            let Some(location) = location.filter(|_| *start < end) else {
                continue;
            };
            around(debug, location, &mut chain);
            let mut parent = None;
            for kind in chain.iter().rev() {
                let number = scopes.number(parent, *kind);
                let ranges = &mut scopes.all[number].ranges;
                match ranges.last_mut() {
                    Some(last) if last.1 == *start => last.1 = end,
                    _ => ranges.push((*start, end)),
                }
                parent = Some(number);
            }
        }
        scopes
    }

    fn number(&mut self, parent: Option<usize>, kind: Kind) -> usize {
        *self.numbers.entry((parent, kind)).or_insert_with(|| {
            self.all.push(Scope {
                parent,
                kind,
                ranges: Vec::new(),
            });
            self.all.len() - 1
        })
    }

    /// The scope that a location is in: none for the function itself, and an error if no code has it.
    pub(super) fn of(&self, debug: &Debug, location: LocationId) -> Result<Option<usize>, ()> {
        let mut chain = Vec::new();
        around(debug, location, &mut chain);
        let mut scope = None;
        for kind in chain.iter().rev() {
            scope = Some(*self.numbers.get(&(scope, *kind)).ok_or(())?);
        }
        Ok(scope)
    }
}

/// What a location is in, from the innermost outwards, the function itself aside.
fn around(debug: &Debug, location: LocationId, chain: &mut Vec<Kind>) {
    chain.clear();
    let mut next = Some(location);
    while let Some(location) = next.map(|it| &debug.locations[it]) {
        let mut inner = location.subprogram;
        while let Some(id) = inner {
            let within = debug.subprograms[id].within;
            match (within, location.inlined_at) {
                (Some(_), _) => chain.push(Kind::Block(id)),
                (None, Some(call)) => chain.push(Kind::Inlined(id, call)),
                (None, None) => {}
            }
            inner = within;
        }
        next = location.inlined_at;
    }
}
