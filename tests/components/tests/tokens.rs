//! Resources, owned and lent, alone and within other values: none is lost, and each is dropped once.

use anyhow::{Context, Result};
use component_tests::{Guest, link, values};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, TestRunner};
use wasmtime::AsContextMut;
use wasmtime::component::Val;

const TOKENS: &str = "local:tokens/tokens@1.0.0";
const USER: &str = "local:token-user/token-user@1.0.0";

/// What the host does with a token; the first number says which, of those that it has.
#[derive(Clone, Debug)]
enum Step {
    Make(u32),
    /// A method that borrows.
    Value(usize),
    /// A method that changes.
    Add(usize, u32),
    /// A method that consumes.
    Finish(usize),
    Drop(usize),
    /// Lends one, and one again or none.
    Sum(usize, Option<usize>),
    /// Gives it away and gets it back, within what the function takes.
    Through(&'static str, usize),
}

fn step() -> impl Strategy<Value = Step> {
    let at = any::<usize>;
    prop_oneof![
        3 => any::<u32>().prop_map(Step::Make),
        1 => at().prop_map(Step::Value),
        1 => (at(), any::<u32>()).prop_map(|(at, by)| Step::Add(at, by)),
        1 => at().prop_map(Step::Finish),
        1 => at().prop_map(Step::Drop),
        1 => (at(), proptest::option::of(at())).prop_map(|(a, b)| Step::Sum(a, b)),
        4 => (proptest::sample::select(vec!["one", "list", "whole", "outcome", "tuple"]), at())
            .prop_map(|(name, at)| Step::Through(name, at)),
    ]
}

/// Tokens as the host holds them, with the number that each must have.
struct Held(Vec<(Val, u32)>);

impl Held {
    fn take(&mut self, at: usize) -> Option<(Val, u32)> {
        let len = self.0.len();
        (len > 0).then(|| self.0.swap_remove(at % len))
    }

    fn at(&self, at: usize) -> Option<&(Val, u32)> {
        self.0.get(at.checked_rem(self.0.len())?)
    }
}

fn some(value: Val) -> Val {
    Val::Option(Some(Box::new(value)))
}

/// An argument of the function that has the tokens in it, in the order of `tokens_in`.
fn with_tokens(name: &str, mut tokens: Vec<Val>) -> Val {
    let mut next = || tokens.pop().expect("as many as are asked for");
    match name {
        "one" => next(),
        "list" => Val::List(tokens),
        "outcome" => Val::Result(Err(Some(Box::new(some(next()))))),
        "tuple" => {
            let place = Val::Variant("kept".into(), Some(Box::new(next())));
            Val::Tuple(vec![next(), Val::U8(7), place])
        }
        _ => Val::Record(vec![
            ("first".into(), next()),
            ("last".into(), some(next())),
            (
                "place".into(),
                Val::Variant("kept".into(), Some(Box::new(next()))),
            ),
            ("others".into(), Val::List(tokens)),
        ]),
    }
}

/// The fields in the order that the type declares them in.
fn purse(value: Val) -> Val {
    match value {
        Val::Record(mut fields) => {
            let order = ["first", "others", "last", "place"];
            fields.sort_by_key(|(name, _)| order.iter().position(|it| it == name));
            Val::Record(fields)
        }
        other => other,
    }
}

/// The tokens of a value, in the order of the value.
fn tokens_in(value: &Val, into: &mut Vec<Val>) {
    match value {
        Val::Resource(_) => into.push(value.clone()),
        Val::List(values) | Val::Tuple(values) => {
            values.iter().for_each(|value| tokens_in(value, into));
        }
        Val::Record(fields) => fields.iter().for_each(|(_, value)| tokens_in(value, into)),
        Val::Option(Some(value)) | Val::Variant(_, Some(value)) => tokens_in(value, into),
        Val::Result(Ok(Some(value)) | Err(Some(value))) => tokens_in(value, into),
        _ => {}
    }
}

async fn alive(guest: &mut Guest) -> Result<usize> {
    match guest.call("alive", &[]).await? {
        Some(Val::U32(alive)) => Ok(alive as usize),
        other => panic!("a number: {other:?}"),
    }
}

async fn value(guest: &mut Guest, token: &Val) -> Result<Option<Val>> {
    guest
        .call("[method]token.value", std::slice::from_ref(token))
        .await
}

async fn take(guest: &mut Guest, held: &mut Held, step: &Step) -> Result<()> {
    match *step {
        Step::Make(number) => {
            let token = guest
                .call("[constructor]token", &[Val::U32(number)])
                .await?;
            held.0.push((token.context("a token")?, number));
        }
        Step::Value(at) => {
            if let Some((token, number)) = held.at(at) {
                assert_eq!(value(guest, token).await?, Some(Val::U32(*number)));
            }
        }
        Step::Add(at, by) => {
            if let Some((token, number)) = held.take(at) {
                guest
                    .call("[method]token.add", &[token.clone(), Val::U32(by)])
                    .await?;
                held.0.push((token, number.wrapping_add(by)));
            }
        }
        Step::Finish(at) => {
            if let Some((token, number)) = held.take(at) {
                let finish = guest.call("[static]token.finish", &[token]).await?;
                assert_eq!(finish, Some(Val::U32(number)));
            }
        }
        Step::Drop(at) => {
            if let Some((Val::Resource(token), _)) = held.take(at) {
                let dropped = token
                    .resource_drop_async(guest.store.as_context_mut())
                    .await;
                dropped.map_err(component_tests::other)?;
            }
        }
        Step::Sum(a, b) => {
            let (Some((token, number)), other) = (held.at(a), b.and_then(|b| held.at(b))) else {
                return Ok(());
            };
            let sum = number.wrapping_add(other.map_or(0, |(_, number)| *number));
            let other = Val::Option(other.map(|(token, _)| Box::new(token.clone())));
            let found = guest.call("sum", &[token.clone(), other]).await?;
            assert_eq!(found, Some(Val::U32(sum)));
        }
        Step::Through(name, at) => {
            let wanted = match name {
                "one" | "outcome" => 1,
                "tuple" => 2,
                _ => 3 + at % 3,
            };
            if held.0.len() < wanted {
                return Ok(());
            }
            let (tokens, mut numbers) = (0..wanted)
                .filter_map(|_| held.take(at))
                .unzip::<_, _, Vec<_>, Vec<_>>();
            // What is in there is taken out again in the value's own order: numbers tell whether it is the same.
            let argument = purse(with_tokens(name, tokens));
            let back = guest.call(name, &[argument]).await?.context("a result")?;
            let mut tokens = Vec::new();
            tokens_in(&back, &mut tokens);
            let mut found = Vec::new();
            for token in tokens {
                let Some(Val::U32(number)) = value(guest, &token).await? else {
                    panic!("a number")
                };
                found.push(number);
                held.0.push((token, number));
            }
            found.sort_unstable();
            numbers.sort_unstable();
            assert_eq!(found, numbers, "{name}");
        }
    }
    Ok(())
}

#[tokio::test]
async fn between_host_and_guest() -> Result<()> {
    let mut guest = Guest::new("tokens", TOKENS, |_| Ok(())).await?;
    let mut runner = TestRunner::new(Config::default());
    let mut held = Held(Vec::new());
    for round in 0..60 {
        let steps = proptest::collection::vec(step(), 1..40).new_tree(&mut runner);
        let steps = steps
            .map_err(|reason| anyhow::anyhow!("{reason}"))?
            .current();
        for step in &steps {
            let taken = take(&mut guest, &mut held, step).await;
            taken.with_context(|| format!("round {round}: {step:?} of {steps:?}"))?;
            assert_eq!(
                alive(&mut guest).await?,
                held.0.len(),
                "{step:?} of {steps:?}"
            );
        }
    }
    while !held.0.is_empty() {
        take(&mut guest, &mut held, &Step::Drop(0)).await?;
    }
    assert_eq!(alive(&mut guest).await?, 0);
    Ok(())
}

#[tokio::test]
async fn between_two_guests() -> Result<()> {
    let mut guest = Guest::of(&link("token-user", "tokens")?, USER, |_| Ok(())).await?;
    let mut runner = TestRunner::new(Config::default());
    let mut kept = 0;
    for round in 0..1000 {
        for name in guest.functions()? {
            let ty = guest.func(&name)?.ty(&guest.store);
            let strategy = values::all(ty.params().map(|(_, ty)| ty));
            let arguments = strategy.new_tree(&mut runner);
            let mut arguments = arguments
                .map_err(|reason| anyhow::anyhow!("{reason}"))?
                .current();
            if name == "drop-kept" {
                // Few enough that something is left, as a rule.
                arguments = vec![Val::U32(round % 4)];
            }
            let result = guest.call(&name, &arguments).await;
            let result = result.with_context(|| format!("{name}({arguments:?})"))?;
            match (&name[..], &arguments[..], &result) {
                ("on-alive", [], Some(Val::U32(alive))) => assert_eq!(*alive, kept),
                ("twice", [Val::U32(it)], sum) => {
                    assert_eq!(*sum, Some(Val::U32(it.wrapping_mul(2))));
                }
                ("keep", [Val::List(values)], Some(Val::U32(now))) => {
                    kept += values.len() as u32;
                    assert_eq!(*now, kept);
                }
                ("drop-kept", [Val::U32(count)], Some(Val::U32(now))) => {
                    kept = kept.saturating_sub(*count);
                    assert_eq!(*now, kept);
                }
                (_, [it], result) => assert_eq!(result.as_ref(), Some(it), "{name}"),
                unexpected => panic!("{unexpected:?}"),
            }
        }
    }
    guest.call("drop-kept", &[Val::U32(u32::MAX)]).await?;
    assert_eq!(guest.call("on-alive", &[]).await?, Some(Val::U32(0)));
    Ok(())
}
