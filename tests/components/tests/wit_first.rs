//! Worlds written in WIT: in files, and inside of the macro.

use anyhow::Result;
use component_tests::{Guest, Host};
use wasmtime::component::{Resource, ResourceAny, ResourceType, Val};
use wasmtime::{AsContextMut, Store};

struct Cursor;

fn text(text: &str) -> Val {
    Val::String(text.into())
}

fn entry(key: &str, value: &str) -> Val {
    let bytes = value.bytes().map(Val::U8).collect();
    Val::Record(vec![
        ("key".into(), text(key)),
        ("value".into(), Val::List(bytes)),
    ])
}

fn ok(value: Option<Val>) -> Val {
    Val::Result(Ok(value.map(Box::new)))
}

fn failure(case: &str, value: Val) -> Val {
    let failure = Val::Variant(case.into(), Some(Box::new(value)));
    Val::Result(Err(Some(Box::new(failure))))
}

#[tokio::test]
async fn an_interface_is_imported_and_exported_with_one_type() -> Result<()> {
    let mut guest: Guest = Guest::new("wit-first", "local:plugin/store@0.2.0", |linker| {
        let mut store = linker.instance("local:plugin/store@0.2.0")?;
        store.resource("cursor", ResourceType::host::<Cursor>(), |_, _| Ok(()))?;
        store.func_new("[constructor]cursor", |mut store, _, _, results| {
            let cursor = Resource::<Cursor>::new_own(1);
            results[0] = Val::Resource(ResourceAny::try_from_resource(cursor, &mut store)?);
            Ok(())
        })?;
        store.func_new("[method]cursor.next", |mut store, _, arguments, results| {
            let Val::Resource(cursor) = arguments[0] else {
                panic!("a cursor")
            };
            cursor.try_into_resource::<Cursor>(&mut store)?;
            results[0] = Val::Option(Some(Box::new(entry("k", "small"))));
            Ok(())
        })?;
        store.func_new("get", |_, _, arguments, results| {
            results[0] = match &arguments[0] {
                Val::String(key) if key == "k" => ok(Some(entry("k", "v"))),
                other => failure("missing", other.clone()),
            };
            Ok(())
        })?;
        store.func_new("put", |_, _, _, results| {
            results[0] = ok(None);
            Ok(())
        })
    })
    .await?;
    assert_eq!(
        guest.call("get", &[text("k")]).await?,
        Some(ok(Some(entry("k", "V"))))
    );
    let missing = guest.call("get", &[text("x")]).await?;
    assert_eq!(missing, Some(failure("missing", text("x"))));
    assert_eq!(guest.call("put", &[entry("k", "v")]).await?, Some(ok(None)));
    let denied = guest.call("put", &[entry("no", "")]).await?;
    assert_eq!(
        denied,
        Some(failure("denied", Val::Flags(vec!["write".into()])))
    );
    let cursor = guest
        .call("[constructor]cursor", &[text("")])
        .await?
        .unwrap();
    let next = guest
        .call("[method]cursor.next", std::slice::from_ref(&cursor))
        .await?;
    assert_eq!(next, Some(Val::Option(Some(Box::new(entry("k", "SMALL"))))));
    let Val::Resource(cursor) = cursor else {
        panic!("a cursor")
    };
    let store: &mut Store<Host> = &mut guest.store;
    let dropped = cursor.resource_drop_async(store.as_context_mut()).await;
    dropped.map_err(component_tests::other)
}

#[tokio::test]
async fn wit_inside_of_the_macro() -> Result<()> {
    let mut guest = Guest::new("wit-inline", "local:inline/sum-of-two@1.2.3", |_| Ok(())).await?;
    let pair = Val::Record(vec![
        ("left".into(), Val::U32(1)),
        ("type".into(), text("two")),
    ]);
    let more = Val::List(vec![Val::U32(10), Val::U32(20)]);
    assert_eq!(guest.call("add", &[pair, more]).await?, Some(Val::U32(34)));
    Ok(())
}
