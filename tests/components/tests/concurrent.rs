//! Functions that wait, streams and futures.

use std::sync::{Arc, Mutex};

use anyhow::Result;
use component_tests::Guest;
use wasmtime::component::{FutureReader, StreamReader, Val};

/// What the host was asked for, in the order of its answers.
type Log = Arc<Mutex<Vec<String>>>;

async fn guest(log: &Log) -> Result<Guest> {
    let log = log.clone();
    Guest::new(
        "concurrent",
        "local:concurrent/concurrent@0.1.0",
        move |linker| {
            let mut clock = linker.instance("local:clock/clock@1.0.0")?;
            clock.func_new_concurrent("later", move |_, _, arguments, results| {
                let log = log.clone();
                Box::pin(async move {
                    let [Val::String(text), Val::U32(turns)] = arguments else {
                        panic!("{arguments:?}");
                    };
                    for _ in 0..*turns {
                        tokio::task::yield_now().await;
                    }
                    log.lock().unwrap().push(text.clone());
                    results[0] = Val::String(format!("{text}!"));
                    Ok(())
                })
            })
        },
    )
    .await
}

#[tokio::test]
async fn functions_wait() -> Result<()> {
    let log = Log::default();
    let mut guest = guest(&log).await?;
    let text = |text: &str| Val::String(text.into());
    let both = guest.call("both", &[text("a"), text("b")]).await?;
    assert_eq!(both, Some(Val::Tuple(vec![text("a!"), text("b!")])));
    assert_eq!(log.lock().unwrap()[..], ["a", "b"]);
    Ok(())
}

#[tokio::test]
async fn a_stream_comes_in() -> Result<()> {
    let mut guest = guest(&Log::default()).await?;
    let bytes: Vec<u8> = (0..=255).cycle().take(1000).collect();
    let expected: u64 = bytes.iter().copied().map(u64::from).sum();
    let stream = StreamReader::new(&mut guest.store, bytes).map_err(component_tests::other)?;
    let stream = stream
        .try_into_stream_any(&mut guest.store)
        .map_err(component_tests::other)?;
    let sum = guest.call("sum", &[Val::Stream(stream)]).await?;
    assert_eq!(sum, Some(Val::U64(expected)));
    Ok(())
}

#[tokio::test]
async fn a_future_comes_in() -> Result<()> {
    let mut guest = guest(&Log::default()).await?;
    let later = async { Ok::<_, wasmtime::Error>("done".to_owned()) };
    let future = FutureReader::new(&mut guest.store, later).map_err(component_tests::other)?;
    let future = future
        .try_into_future_any(&mut guest.store)
        .map_err(component_tests::other)?;
    let first = guest.call("first", &[Val::Future(future)]).await?;
    assert_eq!(first, Some(Val::String("done".into())));
    Ok(())
}
