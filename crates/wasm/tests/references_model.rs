//! Random sequences of what can be done with references, against a model that says what each must give.
//!
//! 256 sequences of up to 64 steps natively, 64 on wasm. One test, so that live references can be counted.

use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use wasm::host::table;
use wasm::reference::Any;
use wasm::{ExternRef, HandleError, externref};

#[derive(wasm::Object)]
struct Base(u8);

#[derive(wasm::Object)]
struct Derived {
    #[wasm(extends)]
    base: Base,
}

#[derive(Debug, Clone)]
enum Step {
    New(Kind, u8),
    Clone(usize),
    Drop(usize),
    Cast(usize, Kind),
    IntoRaw(usize),
    /// One of the numbers that were seen.
    FromRaw(usize, Kind),
    Guess(u32, Kind),
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Kind {
    Base,
    Derived,
    Text,
}

impl Kind {
    /// Whether an object of this kind is one of `other`.
    fn is(self, other: Kind) -> bool {
        self == other || (self == Kind::Derived && other == Kind::Base)
    }
}

#[derive(Debug, Clone, Copy)]
struct Model {
    kind: Kind,
    value: u8,
    owned: bool,
}

fn step() -> impl Strategy<Value = Step> {
    let kind = || prop_oneof![Just(Kind::Base), Just(Kind::Derived), Just(Kind::Text)];
    prop_oneof![
        3 => (kind(), any::<u8>()).prop_map(|(kind, value)| Step::New(kind, value)),
        2 => any::<usize>().prop_map(Step::Clone),
        2 => any::<usize>().prop_map(Step::Drop),
        2 => (any::<usize>(), kind()).prop_map(|(at, kind)| Step::Cast(at, kind)),
        2 => any::<usize>().prop_map(Step::IntoRaw),
        3 => (any::<usize>(), kind()).prop_map(|(at, kind)| Step::FromRaw(at, kind)),
        1 => (any::<u32>(), kind()).prop_map(|(raw, kind)| Step::Guess(raw, kind)),
    ]
}

fn new(kind: Kind, value: u8) -> externref {
    match kind {
        Kind::Base => ExternRef::new(Base(value)).upcast(),
        Kind::Derived => ExternRef::new(Derived { base: Base(value) }).upcast(),
        Kind::Text => ExternRef::new(value.to_string()).upcast(),
    }
}

fn from_raw(raw: u32, kind: Kind) -> Result<externref, HandleError> {
    Ok(match kind {
        Kind::Base => ExternRef::<Base>::from_raw(raw)?.upcast(),
        Kind::Derived => ExternRef::<Derived>::from_raw(raw)?.upcast(),
        Kind::Text => ExternRef::<String>::from_raw(raw)?.upcast(),
    })
}

/// The reference after a cast there and back, and what it stands for if it is of the kind.
fn value(reference: externref, kind: Kind) -> (externref, Option<u8>) {
    fn of<T: wasm::Object + wasm::Upcast<Any>>(
        reference: externref,
        read: fn(&T) -> u8,
    ) -> (externref, Option<u8>) {
        match reference.cast::<T>() {
            Ok(reference) => {
                let value = read(&reference.get().expect("it was cast"));
                (reference.upcast(), Some(value))
            }
            Err(error) => (error.into_reference(), None),
        }
    }
    match kind {
        Kind::Base => of::<Base>(reference, |base| base.0),
        Kind::Derived => of::<Derived>(reference, |derived| derived.base.0),
        Kind::Text => of::<String>(reference, |text| text.parse().expect("it was a number")),
    }
}

/// What `from_raw` must say of a number.
fn expected(model: &BTreeMap<u32, Model>, seen: &BTreeSet<u32>, raw: u32, kind: Kind) -> Expected {
    match model.get(&raw) {
        _ if raw == 0 => Expected::Error(HandleError::Null),
        Some(Model { owned: true, .. }) => Expected::Error(HandleError::Owned),
        Some(found) if found.kind.is(kind) => Expected::Reference,
        Some(_) => Expected::WrongType,
        None if seen.contains(&raw) => Expected::Error(HandleError::Stale),
        None => Expected::Missing,
    }
}

#[derive(Debug)]
enum Expected {
    Reference,
    WrongType,
    /// Stale from an earlier sequence, or forged.
    Missing,
    Error(HandleError),
}

fn run(steps: Vec<Step>) {
    let before = table::live();
    let mut references: Vec<externref> = Vec::new();
    let mut model = BTreeMap::<u32, Model>::new();
    let mut seen = BTreeSet::<u32>::new();
    for step in steps {
        let count = references.len();
        let pick = |at: usize| at.checked_rem(count);
        match step {
            Step::New(kind, value) => {
                let reference = new(kind, value);
                let entry = Model {
                    kind,
                    value,
                    owned: true,
                };
                let old = model.insert(reference.as_raw(), entry);
                assert!(old.is_none(), "the handle of a live entry was given out");
                references.push(reference);
            }
            Step::Clone(at) => {
                if let Some(at) = pick(at) {
                    let clone = references[at].clone();
                    assert_eq!(clone.ptr_eq(&references[at]), Ok(true));
                    let old = model.insert(clone.as_raw(), model[&references[at].as_raw()]);
                    assert!(old.is_none(), "the handle of a live entry was given out");
                    references.push(clone);
                }
            }
            Step::Drop(at) => {
                if let Some(at) = pick(at) {
                    let reference = references.swap_remove(at);
                    model.remove(&reference.as_raw());
                }
            }
            Step::Cast(at, kind) => {
                if let Some(at) = pick(at) {
                    let (reference, value) = value(references.swap_remove(at), kind);
                    let entry = model[&reference.as_raw()];
                    assert_eq!(value, entry.kind.is(kind).then_some(entry.value));
                    references.push(reference);
                }
            }
            Step::IntoRaw(at) => {
                if let Some(at) = pick(at) {
                    let raw = references.swap_remove(at).into_raw();
                    model.get_mut(&raw).unwrap().owned = false;
                }
            }
            Step::FromRaw(at, kind) => {
                let raw = seen.iter().nth(at % seen.len().max(1)).copied();
                take_up(raw.unwrap_or(0), kind, &mut references, &mut model, &seen);
            }
            Step::Guess(raw, kind) => take_up(raw, kind, &mut references, &mut model, &seen),
        }
        seen.extend(model.keys());
        assert_eq!(table::live(), before + model.len());
    }
    for (raw, entry) in model {
        if !entry.owned {
            references.push(externref::from_raw(raw).unwrap());
        }
    }
    drop(references);
    assert_eq!(table::live(), before);
}

fn take_up(
    raw: u32,
    kind: Kind,
    references: &mut Vec<externref>,
    model: &mut BTreeMap<u32, Model>,
    seen: &BTreeSet<u32>,
) {
    let result = from_raw(raw, kind);
    match (expected(model, seen, raw, kind), result) {
        (Expected::Reference, Ok(reference)) => {
            model.get_mut(&raw).unwrap().owned = true;
            references.push(reference);
        }
        (Expected::WrongType, Err(HandleError::WrongType { .. })) => {}
        (Expected::Missing, Err(HandleError::Stale | HandleError::Forged)) => {}
        (Expected::Error(expected), Err(error)) => assert_eq!(error, expected),
        (expected, result) => panic!("{result:?} instead of {expected:?}"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: if cfg!(target_family = "wasm") { 64 } else { 256 },
        // There are no files to keep failures in on wasm.
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn references_do_what_the_model_does(steps in prop::collection::vec(step(), 0..64)) {
        run(steps);
    }
}
