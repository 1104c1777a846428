//! Functions that wait, streams and futures, with values of every kind of type: between the host and a guest, and between guests.
#![allow(missing_docs)] // `flags!` writes items without any.

use std::fmt::Debug;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context as TaskContext, Poll};

use anyhow::{Context, Result};
use component_tests::{Guest, Host, link, other, values};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, TestRunner};
use tokio::sync::oneshot;
use wasmtime::StoreContextMut;
use wasmtime::component::{
    Accessor, ComponentType, FutureConsumer, FutureReader, Lift, Lower, Source, StreamConsumer,
    StreamReader, StreamResult, Val, flags,
};

/// Values, or streams of them, for each function.
const CASES: u32 = 40;

const ECHO: &str = "local:echo-later/echo-later@1.0.0";
const RELAY: &str = "local:relay-later/relay-later@1.0.0";

/// What there is in streams between the host, to whom the types must be known, and the guest.
trait Item: ComponentType + Lift + Lower + Clone + Debug + PartialEq + Send + Sync + Unpin {}
impl<T: ComponentType + Lift + Lower + Clone + Debug + PartialEq + Send + Sync + Unpin> Item for T {}

#[derive(ComponentType, Lift, Lower, Clone, Debug, PartialEq)]
#[component(record)]
struct Numbers {
    a: u8,
    b: i8,
    c: u16,
    d: i16,
    e: u32,
    f: i32,
    g: u64,
    h: i64,
    x: f32,
    y: f64,
    yes: bool,
    letter: char,
}

#[derive(ComponentType, Lift, Lower, Clone, Debug, PartialEq)]
#[component(variant)]
enum Shape {
    #[component(name = "nothing")]
    Nothing,
    #[component(name = "circle")]
    Circle(f64),
    #[component(name = "line")]
    Line(Vec<(i32, i32)>),
    #[component(name = "named")]
    Named(Label),
    #[component(name = "coloured")]
    Coloured(Colour),
}

#[derive(ComponentType, Lift, Lower, Clone, Debug, PartialEq)]
#[component(record)]
struct Label {
    text: String,
}

#[derive(ComponentType, Lift, Lower, Clone, Copy, Debug, PartialEq)]
#[component(enum)]
#[repr(u8)]
enum Colour {
    #[component(name = "red")]
    Red,
    #[component(name = "dark-green")]
    DarkGreen,
    #[component(name = "blue2")]
    Blue2,
}

flags! {
    Rights {
        #[component(name = "read")]
        const READ;
        #[component(name = "write")]
        const WRITE;
        #[component(name = "set-owner")]
        const SET_OWNER;
    }
}

#[derive(ComponentType, Lift, Lower, Clone, Debug, PartialEq)]
#[component(record)]
struct Nested {
    names: Vec<String>,
    numbers: Option<Numbers>,
    shape: Shape,
    row: (u16, u16, u16),
    pair: (String, Colour),
    rights: Rights,
    outcome: Result<Vec<u8>, Shape>,
}

fn numbers() -> impl Strategy<Value = Numbers> {
    any::<(
        (u8, i8, u16, i16, u32, i32),
        (u64, i64, f32, f64, bool, char),
    )>()
    .prop_map(|((a, b, c, d, e, f), (g, h, x, y, yes, letter))| Numbers {
        a,
        b,
        c,
        d,
        e,
        f,
        g,
        h,
        x,
        y,
        yes,
        letter,
    })
}

fn colour() -> impl Strategy<Value = Colour> {
    proptest::sample::select(vec![Colour::Red, Colour::DarkGreen, Colour::Blue2])
}

fn rights() -> impl Strategy<Value = Rights> {
    any::<(bool, bool)>().prop_map(|(read, owner)| {
        let read = if read { Rights::READ } else { Rights::WRITE };
        read | if owner {
            Rights::SET_OWNER
        } else {
            Rights::default()
        }
    })
}

fn shape() -> impl Strategy<Value = Shape> {
    prop_oneof![
        Just(Shape::Nothing),
        any::<f64>().prop_map(Shape::Circle),
        any::<Vec<(i32, i32)>>().prop_map(Shape::Line),
        any::<String>().prop_map(|text| Shape::Named(Label { text })),
        colour().prop_map(Shape::Coloured),
    ]
}

fn nested() -> impl Strategy<Value = Nested> {
    let outcome = prop_oneof![any::<Vec<u8>>().prop_map(Ok), shape().prop_map(Err)];
    let numbers = proptest::option::of(numbers());
    let parts = (
        any::<(Vec<String>, (u16, u16, u16), String)>(),
        numbers,
        shape(),
        colour(),
        rights(),
        outcome,
    );
    parts.prop_map(
        |((names, row, text), numbers, shape, colour, rights, outcome)| Nested {
            names,
            numbers,
            shape,
            row,
            pair: (text, colour),
            rights,
            outcome,
        },
    )
}

/// Keeps what comes, and tells when there is no more, by being dropped.
struct Keep<T> {
    into: Arc<Mutex<Vec<T>>>,
    _end: oneshot::Sender<()>,
}

impl<T> Keep<T> {
    fn new() -> (Self, Arc<Mutex<Vec<T>>>, oneshot::Receiver<()>) {
        let into = Arc::new(Mutex::new(Vec::new()));
        let (end, ended) = oneshot::channel();
        (
            Keep {
                into: into.clone(),
                _end: end,
            },
            into,
            ended,
        )
    }
}

impl<T: Item + 'static> StreamConsumer<Host> for Keep<T> {
    type Item = T;

    fn poll_consume(
        self: Pin<&mut Self>,
        _: &mut TaskContext<'_>,
        store: StoreContextMut<'_, Host>,
        mut source: Source<'_, T>,
        _: bool,
    ) -> Poll<wasmtime::Result<StreamResult>> {
        // Fewer than the guest offers, so that it has to go on.
        let mut some = Vec::with_capacity(5);
        source.read(store, &mut some)?;
        self.into.lock().unwrap().extend(some);
        Poll::Ready(Ok(StreamResult::Completed))
    }
}

impl<T: Item + 'static> FutureConsumer<Host> for Keep<T> {
    type Item = T;

    fn poll_consume(
        self: Pin<&mut Self>,
        _: &mut TaskContext<'_>,
        store: StoreContextMut<'_, Host>,
        mut source: Source<'_, T>,
        _: bool,
    ) -> Poll<wasmtime::Result<()>> {
        let mut one = None;
        source.read(store, &mut one)?;
        self.into.lock().unwrap().extend(one);
        Poll::Ready(Ok(()))
    }
}

/// Calls a function of one argument, and looks at what it gives once its own tasks go on.
async fn through<T: Item + 'static>(
    guest: &mut Guest,
    function: &str,
    argument: Val,
    receive: impl FnOnce(&Accessor<Host>, Val, Keep<T>) -> wasmtime::Result<()>,
) -> Result<Vec<T>> {
    let func = guest.func(function)?;
    let (keep, values, ended) = Keep::new();
    let call = guest.store.run_concurrent(async |accessor| {
        let mut results = [Val::Bool(false)];
        func.call_concurrent(accessor, &[argument], &mut results)
            .await?;
        let [result] = results;
        receive(accessor, result, keep)?;
        // An error says that the sender is gone, which is what is waited for.
        let _ = ended.await;
        Ok(())
    });
    call.await.map_err(other)?.map_err(other)?;
    Ok(std::mem::take(&mut values.lock().unwrap()))
}

/// Streams and futures of some type, there and back.
async fn echo<T: Item + 'static>(
    guest: &mut Guest,
    name: &str,
    strategy: impl Strategy<Value = T>,
) -> Result<()> {
    let mut runner = TestRunner::new(Config::default());
    let lists = proptest::collection::vec(strategy, 0..20);
    for _ in 0..CASES {
        let values = lists.new_tree(&mut runner);
        let values = values
            .map_err(|reason| anyhow::anyhow!("{reason}"))?
            .current();
        let stream = StreamReader::new(&mut guest.store, values.clone()).map_err(other)?;
        let stream = stream
            .try_into_stream_any(&mut guest.store)
            .map_err(other)?;
        let function = format!("stream-{name}");
        let back = through(
            guest,
            &function,
            Val::Stream(stream),
            |accessor, back, keep| {
                let Val::Stream(stream) = back else {
                    panic!("a stream: {back:?}")
                };
                accessor
                    .with(|store| StreamReader::<T>::try_from_stream_any(stream)?.pipe(store, keep))
            },
        );
        let back = back
            .await
            .with_context(|| format!("{function}: {values:?}"))?;
        assert_eq!(back, values, "{function}");
        let Some(value) = values.into_iter().next() else {
            continue;
        };
        let sent = value.clone();
        let later = async move { Ok::<_, wasmtime::Error>(sent) };
        let future = FutureReader::new(&mut guest.store, later).map_err(other)?;
        let future = future
            .try_into_future_any(&mut guest.store)
            .map_err(other)?;
        let function = format!("future-{name}");
        let back = through(
            guest,
            &function,
            Val::Future(future),
            |accessor, back, keep| {
                let Val::Future(future) = back else {
                    panic!("a future: {back:?}")
                };
                accessor
                    .with(|store| FutureReader::<T>::try_from_future_any(future)?.pipe(store, keep))
            },
        );
        assert_eq!(back.await.context(function)?, [value]);
    }
    Ok(())
}

#[tokio::test]
async fn streams_and_futures_between_host_and_guest() -> Result<()> {
    let guest = &mut Guest::new("echo-later", ECHO, |_| Ok(())).await?;
    echo(guest, "byte", any::<u8>()).await?;
    echo(guest, "word", any::<u32>()).await?;
    echo(guest, "long", any::<i64>()).await?;
    echo(guest, "double", any::<f64>()).await?;
    echo(guest, "flag", any::<bool>()).await?;
    echo(guest, "text", any::<String>()).await?;
    echo(guest, "bytes", any::<Vec<u8>>()).await?;
    echo(guest, "texts", any::<Vec<String>>()).await?;
    echo(guest, "names", any::<Vec<String>>()).await?;
    echo(guest, "maybe", any::<Option<String>>()).await?;
    echo(guest, "row", any::<(f32, f32, f32, f32)>()).await?;
    let labels = proptest::collection::vec(any::<String>().prop_map(|text| Label { text }), 0..3);
    echo(guest, "tuple", (any::<u8>(), any::<String>(), labels)).await?;
    let outcome = prop_oneof![nested().prop_map(Ok), colour().prop_map(Err)];
    echo(guest, "outcome", outcome).await?;
    echo(guest, "numbers", numbers()).await?;
    echo(guest, "nested", nested()).await?;
    echo(guest, "shape", shape()).await?;
    echo(guest, "colour", colour()).await?;
    echo(guest, "rights", rights()).await
}

/// The relay makes streams and futures of what it is given, and collects what the other guest gives back.
#[tokio::test]
async fn everything_between_guests() -> Result<()> {
    let mut guest = Guest::of(&link("relay-later", "echo-later")?, RELAY, |_| Ok(())).await?;
    let mut runner = TestRunner::new(Config::default());
    let functions = guest.functions()?;
    assert!(functions.len() > 50, "{functions:?}");
    for name in functions {
        let ty = guest.func(&name)?.ty(&guest.store);
        let strategy = values::all(ty.params().map(|(_, ty)| ty));
        for _ in 0..CASES {
            let arguments = strategy.new_tree(&mut runner);
            let arguments = arguments
                .map_err(|reason| anyhow::anyhow!("{reason}"))?
                .current();
            let result = guest.call(&name, &arguments).await;
            let result = result.with_context(|| format!("{name}({arguments:?})"))?;
            assert_eq!(result.as_ref(), arguments.first(), "{name}");
        }
    }
    Ok(())
}
