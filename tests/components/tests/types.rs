//! Values of every type, from the host to a guest, on to the host, and all the way back.

use anyhow::{Context, Result};
use component_tests::{Guest, values};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, TestRunner};
use wasmtime::component::Val;

/// Values for each function.
const CASES: u32 = 200;

/// Functions of the guest that return what they are given.
const ECHOES: [&str; 14] = [
    "echo-numbers",
    "echo-nested",
    "nested-list",
    "nested-slice",
    "echo-shape",
    "options",
    "result",
    "half-results",
    "texts",
    "aliased",
    "deep",
    "many",
    "echo-colours",
    "unusual-names",
];

/// What the guest imports.
const MIRROR: [&str; 8] = [
    "bounce-nested",
    "bounce-list",
    "bounce-shape",
    "bounce-numbers",
    "bounce-options",
    "bounce-result",
    "bounce-texts",
    "bounce-long",
];

/// One value for itself, several as a tuple.
fn together(values: &[Val]) -> Val {
    match values {
        [value] => value.clone(),
        values => Val::Tuple(values.to_vec()),
    }
}

async fn guest() -> Result<Guest> {
    Guest::new("types", "local:types/types@0.1.0", |linker| {
        let mut mirror = linker.instance("local:mirror/mirror@1.0.0")?;
        for name in MIRROR {
            mirror.func_new(name, |_, _, arguments, results| {
                results[0] = together(arguments);
                Ok(())
            })?;
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn every_value_comes_back() -> Result<()> {
    let mut guest = guest().await?;
    let mut runner = TestRunner::new(Config::default());
    for name in ECHOES {
        let func = guest.func(name)?;
        let ty = func.ty(&guest.store);
        let strategy = values::all(ty.params().map(|(_, ty)| ty));
        for _ in 0..CASES {
            let tree = strategy.new_tree(&mut runner).map_err(anyhow::Error::msg)?;
            let arguments = tree.current();
            let result = guest.call(name, &arguments).await;
            let result = result.with_context(|| format!("{name}({arguments:?})"))?;
            assert_eq!(result, Some(together(&arguments)), "{name}({arguments:?})");
        }
    }
    Ok(())
}

#[tokio::test]
async fn arrays_beyond_sixteen_are_lists_of_checked_length() -> Result<()> {
    let list = |len: u32| Val::List((0..len).map(Val::U32).collect());
    let mut guest_ = guest().await?;
    let back = guest_.call("long", &[list(20)]).await?;
    assert_eq!(back, Some(list(20)));
    assert!(guest_.call("long", &[list(19)]).await.is_err());
    Ok(())
}

#[tokio::test]
async fn a_view_is_the_list() -> Result<()> {
    let list = Val::List((0..1000).map(Val::U64).collect());
    let sum = guest().await?.call("view", &[list]).await?;
    assert_eq!(
        sum,
        Some(Val::Tuple(vec![Val::U64(499_500), Val::U32(1000)]))
    );
    assert_eq!(guest().await?.call("nothing", &[]).await?, None);
    Ok(())
}
