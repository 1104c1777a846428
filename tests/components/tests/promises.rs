//! The component of which `cargo-wasm/tests/js-components/promises` has the package: it does the same in wasmtime.

use anyhow::Result;
use component_tests::Guest;
use wasmtime::component::Val;

fn text(text: impl Into<String>) -> Val {
    Val::String(text.into())
}

fn texts(all: &[&str]) -> Val {
    Val::List(all.iter().copied().map(text).collect())
}

async fn guest() -> Result<Guest> {
    Guest::new("promises", "local:promises/promises@0.1.0", |linker| {
        let mut clock = linker.instance("local:clock/clock@1.0.0")?;
        clock.func_new_concurrent("after", |_, _, arguments, results| {
            Box::pin(async move {
                let [Val::String(name), Val::U32(turns)] = arguments else {
                    panic!("{arguments:?}");
                };
                for _ in 0..*turns {
                    tokio::task::yield_now().await;
                }
                results[0] = text(format!("{name}!"));
                Ok(())
            })
        })?;
        clock.func_new_concurrent("ask", |_, _, arguments, results| {
            Box::pin(async move {
                let [Val::String(question)] = arguments else {
                    panic!("{arguments:?}");
                };
                results[0] = Val::Result(match question.as_str() {
                    "never" => Err(Some(Box::new(text("nobody knows")))),
                    "none" => Ok(Some(Box::new(Val::U32(0)))),
                    other => Ok(Some(Box::new(Val::U32(other.len() as u32)))),
                });
                Ok(())
            })
        })?;
        clock.func_new_concurrent("many", |_, _, arguments, results| {
            Box::pin(async move {
                let words = arguments.iter().map(|value| match value {
                    Val::U32(number) => number.to_string(),
                    Val::U64(number) => number.to_string(),
                    Val::Float64(number) => number.to_string(),
                    Val::Bool(yes) => yes.to_string(),
                    Val::String(text) => text.clone(),
                    other => panic!("{other:?}"),
                });
                results[0] = Val::List(words.map(text).collect());
                Ok(())
            })
        })
    })
    .await
}

#[tokio::test]
async fn functions_wait_for_each_other() -> Result<()> {
    let mut guest = guest().await?;
    let both = guest.call("both", &[text("one"), text("two")]).await?;
    assert_eq!(both, Some(Val::Tuple(vec![text("one!"), text("two!")])));
    let all = guest.call("all", &[texts(&["a", "b", "c"])]).await?;
    assert_eq!(all, Some(texts(&["a!", "b!", "c!"])));
    assert_eq!(guest.call("soon", &[Val::U8(255)]).await?, Some(Val::U8(0)));
    let first = [text("slow"), Val::U32(9), text("quick"), Val::U32(1)];
    assert_eq!(guest.call("first", &first).await?, Some(text("quick!")));
    let numbers = [
        Val::U32(7),
        Val::Float64(0.5),
        text("text"),
        Val::U64(1 << 63),
        Val::Bool(true),
    ];
    let more = guest.call("more", &numbers).await?;
    assert_eq!(
        more,
        Some(texts(&["7", "0.5", "text", "9223372036854775808", "true"]))
    );
    Ok(())
}

#[tokio::test]
async fn errors_are_results() -> Result<()> {
    let mut guest = guest().await?;
    let ok = guest.call("checked", &[text("what?")]).await?;
    assert_eq!(ok, Some(Val::Result(Ok(Some(Box::new(Val::U32(5)))))));
    for (question, answer) in [("never", "nobody knows"), ("none", "none has no answer")] {
        let err = guest.call("checked", &[text(question)]).await?;
        assert_eq!(err, Some(Val::Result(Err(Some(Box::new(text(answer)))))));
    }
    Ok(())
}
