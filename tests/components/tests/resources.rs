//! Resources: made, borrowed, changed, consumed and dropped, on both sides.

use anyhow::Result;
use component_tests::{Guest, Host};
use wasmtime::component::{Resource, ResourceAny, ResourceType, Val};
use wasmtime::{AsContextMut, StoreContextMut};

/// The host's resource; its number is its width.
struct Canvas;

fn canvas(store: &mut StoreContextMut<'_, Host>, width: u32) -> wasmtime::Result<Val> {
    let canvas = Resource::<Canvas>::new_own(width);
    Ok(Val::Resource(ResourceAny::try_from_resource(
        canvas, store,
    )?))
}

fn width(store: &mut StoreContextMut<'_, Host>, value: &Val) -> wasmtime::Result<u32> {
    let Val::Resource(any) = value else {
        panic!("a canvas: {value:?}");
    };
    Ok(any.try_into_resource::<Canvas>(store)?.rep())
}

async fn guest() -> Result<Guest> {
    Guest::new("resources", "local:resources/resources@0.1.0", |linker| {
        let mut draw = linker.instance("local:draw/draw@1.0.0")?;
        draw.resource("canvas", ResourceType::host::<Canvas>(), |_, _| Ok(()))?;
        draw.func_new("[constructor]canvas", |mut store, _, arguments, results| {
            let Val::U32(width) = arguments[0] else {
                panic!("a width")
            };
            results[0] = canvas(&mut store, width)?;
            Ok(())
        })?;
        draw.func_new("open", |mut store, _, arguments, results| {
            let Val::String(name) = &arguments[0] else {
                panic!("a name")
            };
            results[0] = Val::Result(match &name[..] {
                "" => Err(Some(Box::new(Val::String("no name".into())))),
                name => Ok(Some(Box::new(canvas(&mut store, name.len() as u32)?))),
            });
            Ok(())
        })?;
        for (name, factor) in [("[method]canvas.width", 1), ("area", 10)] {
            draw.func_new(name, move |mut store, _, arguments, results| {
                results[0] = Val::U32(width(&mut store, &arguments[0])? * factor);
                Ok(())
            })?;
        }
        draw.func_new(
            "[static]canvas.close",
            |mut store, _, arguments, results| {
                results[0] = Val::String(format!("closed {}", width(&mut store, &arguments[0])?));
                Ok(())
            },
        )
    })
    .await
}

fn text(text: &str) -> Val {
    Val::String(text.into())
}

#[tokio::test]
async fn a_counter_lives_and_ends() -> Result<()> {
    let mut guest = guest().await?;
    let counter = guest
        .call("[constructor]counter", &[Val::U32(5)])
        .await?
        .unwrap();
    let sum = guest
        .call("[method]counter.add", &[counter.clone(), Val::U32(3)])
        .await?;
    assert_eq!(sum, Some(Val::U32(8)));
    guest.call("bump", std::slice::from_ref(&counter)).await?;
    let twice = [counter.clone(), counter.clone()];
    let both = guest.call("[static]counter.sum", &twice).await?.unwrap();
    assert_eq!(
        guest.call("[method]counter.get", &[both]).await?,
        Some(Val::U32(18))
    );
    let finish = guest
        .call("[static]counter.finish", std::slice::from_ref(&counter))
        .await?;
    assert_eq!(finish, Some(text("9")));
    let refused = guest
        .call("[static]counter.try-new", &[Val::S32(-1)])
        .await?;
    let Some(Val::Result(Err(Some(_)))) = refused else {
        panic!("{refused:?}");
    };
    assert!(
        guest.call("[method]counter.get", &[counter]).await.is_err(),
        "it was consumed"
    );
    Ok(())
}

#[tokio::test]
async fn resources_within_values() -> Result<()> {
    let mut guest = guest().await?;
    let starts = Val::List(vec![Val::U32(1), Val::U32(2)]);
    let counters = guest.call("counters", &[starts]).await?.unwrap();
    let more = guest
        .call("[constructor]counter", &[Val::U32(4)])
        .await?
        .unwrap();
    let more = Val::Option(Some(Box::new(more)));
    assert_eq!(
        guest.call("total", &[counters, more]).await?,
        Some(Val::U32(7))
    );
    let pair = guest
        .call("make-pair", &[Val::U32(1), Val::U32(2)])
        .await?
        .unwrap();
    let split = guest.call("split", &[pair]).await?;
    assert_eq!(split, Some(Val::Tuple(vec![Val::U32(1), Val::U32(2)])));
    Ok(())
}

#[tokio::test]
async fn a_linear_value_that_the_caller_drops_is_reported() -> Result<()> {
    let mut guest = guest().await?;
    let ticket = guest
        .call("[constructor]ticket", &[Val::U32(12)])
        .await?
        .unwrap();
    let seat = guest
        .call("[method]ticket.seat", std::slice::from_ref(&ticket))
        .await?;
    assert_eq!(seat, Some(Val::U32(12)));
    assert_eq!(
        guest.call("[static]ticket.redeem", &[ticket]).await?,
        Some(Val::U32(12))
    );
    let Some(Val::Resource(lost)) = guest.call("[constructor]ticket", &[Val::U32(13)]).await?
    else {
        panic!("a ticket");
    };
    let dropped = lost.resource_drop_async(guest.store.as_context_mut()).await;
    assert!(
        dropped.is_err(),
        "the guest panics, since nobody redeemed it"
    );
    Ok(())
}

#[tokio::test]
async fn the_hosts_resources() -> Result<()> {
    let mut guest = guest().await?;
    let drawn = guest.call("draw", &[text("four")]).await?;
    assert_eq!(
        drawn,
        Some(Val::Result(Ok(Some(Box::new(text("4 3 30 closed 3"))))))
    );
    let refused = guest.call("draw", &[text("")]).await?;
    assert_eq!(
        refused,
        Some(Val::Result(Err(Some(Box::new(text("no name"))))))
    );
    let made = |guest: &mut Guest, width| canvas(&mut guest.store.as_context_mut(), width);
    let (lent, given) = (made(&mut guest, 5).unwrap(), made(&mut guest, 6).unwrap());
    let again = Val::Option(Some(Box::new(given)));
    assert_eq!(
        guest.call("measure", &[lent.clone(), again]).await?,
        Some(Val::U32(110))
    );
    let back = guest.call("pass-on", &[lent]).await?.unwrap();
    let measured = guest.call("measure", &[back, Val::Option(None)]).await?;
    assert_eq!(measured, Some(Val::U32(50)));
    Ok(())
}
