//! Values of every type that WIT has come back as they were: from the host by way of a guest, and by way of two, where one calls
//! the other. What the guests take is read from the components: a function that is added to them is tested, too.

use std::collections::BTreeSet;

use anyhow::{Context, Result};
use component_tests::values::{self, KINDS};
use component_tests::{Guest, build, link};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, TestRunner};
use wasm_runtime::component::{Grants, Member, Runtime, RuntimeOptions};
use wasmtime::component::Val;

/// Values for each function.
const CASES: u32 = 100;

const ECHO: &str = "local:echo/echo@1.0.0";
const RELAY: &str = "local:relay/relay@1.0.0";

/// One value for itself, several as a tuple.
fn together(values: &[Val]) -> Val {
    match values {
        [value] => value.clone(),
        values => Val::Tuple(values.to_vec()),
    }
}

/// What a function is called with, each time; adds what kinds of types it has.
fn arguments(
    guest: &mut Guest,
    name: &str,
    runner: &mut TestRunner,
    kinds: &mut BTreeSet<&'static str>,
) -> Result<Vec<Vec<Val>>> {
    let ty = guest.func(name)?.ty(&guest.store);
    let types: Vec<_> = ty.params().map(|(_, ty)| ty).collect();
    for ty in &types {
        values::kinds(ty, kinds);
    }
    let strategy = values::all(types);
    let values = (0..CASES).map(|_| match strategy.new_tree(runner) {
        Ok(tree) => Ok(tree.current()),
        Err(reason) => anyhow::bail!("{reason}"),
    });
    values.collect()
}

/// Calls every function of a guest, whose results are what it was given.
async fn every_value_comes_back(guest: &mut Guest) -> Result<()> {
    let mut runner = TestRunner::new(Config::default());
    let mut kinds = BTreeSet::new();
    for name in guest.functions()? {
        for arguments in arguments(guest, &name, &mut runner, &mut kinds)? {
            let result = guest.call(&name, &arguments).await;
            let result = result.with_context(|| format!("{name}({arguments:?})"))?;
            assert_eq!(result, Some(together(&arguments)), "{name}({arguments:?})");
        }
    }
    let missing: Vec<_> = KINDS.iter().filter(|kind| !kinds.contains(*kind)).collect();
    assert!(missing.is_empty(), "no function has {missing:?}");
    Ok(())
}

#[tokio::test]
async fn from_the_host_and_back() -> Result<()> {
    let mut guest = Guest::new("echo", ECHO, |_| Ok(())).await?;
    every_value_comes_back(&mut guest).await
}

#[tokio::test]
async fn from_guest_to_guest_in_one_component() -> Result<()> {
    let mut guest = Guest::of(&link("relay", "echo")?, RELAY, |_| Ok(())).await?;
    every_value_comes_back(&mut guest).await
}

#[tokio::test]
async fn from_guest_to_guest_in_a_set() -> Result<()> {
    // It takes what the echo takes.
    let mut types = Guest::new("echo", ECHO, |_| Ok(())).await?;
    let runtime = Runtime::new(RuntimeOptions::default())?;
    let member = |name: &str| -> Result<Member> {
        let mut member = Member::new(name, build(name)?);
        member.grants = Grants::harmless();
        Ok(member)
    };
    let set = runtime.set().with(member("relay")?).with(member("echo")?);
    let mut set = set.link()?;
    let mut runner = TestRunner::new(Config::default());
    for name in types.functions()? {
        let function = format!("{RELAY}#on-{}", name.trim_start_matches("echo-"));
        for arguments in arguments(&mut types, &name, &mut runner, &mut BTreeSet::new())? {
            let results = set.call("relay", &function, &arguments);
            let results = results.with_context(|| format!("{name}({arguments:?})"))?;
            assert_eq!(results, [together(&arguments)], "{name}({arguments:?})");
        }
    }
    Ok(())
}
