//! A host that keeps its data in a plugin and exchanges it for another one while it runs, if that one may have its place.
//!
//! The plugins are in `examples/key-value`: `cargo wasm build --release` there makes `table.wasm`, `journal.wasm` and
//! `limited.wasm`, and this takes the first two, or the first and the last, as arguments.

use std::error::Error;

use wasm_runtime::component::{Event, EventLog, Instance, Member, Runtime, RuntimeOptions};

type Entries = Vec<(String, String)>;

fn main() -> Result<(), Box<dyn Error>> {
    let [first, second] = std::env::args()
        .skip(1)
        .collect::<Vec<_>>()
        .try_into()
        .map_err(|_| "usage: key_value FIRST.wasm SECOND.wasm")?;
    let events = EventLog::default();
    let runtime = Runtime::new(RuntimeOptions {
        observer: Some(std::sync::Arc::new(events.clone())),
        ..RuntimeOptions::default()
    })?;
    // Nothing of the host is granted: a store has no need of it.
    let mut set = runtime
        .set()
        .with(Member::new("store", std::fs::read(first)?))
        .link()?;
    for (key, value) in [
        ("language", "C"),
        ("host", "wasmtime"),
        ("language", "Rust"),
    ] {
        let before = store(&mut *set.instance("store")?, key, value)?;
        println!("{key} = {value}, was {before:?}");
    }

    let saved: Entries = all(&mut *set.instance("store")?)?;
    // The set itself looks whether the new one has what others use; a host may want more.
    let same_interface = |old: &wasm_runtime::component::Component,
                          new: &wasm_runtime::component::Component| {
        for wanted in old.exports() {
            let given = new
                .exports()
                .iter()
                .find(|export| export.name == wanted.name);
            let name = wanted
                .name
                .as_ref()
                .map(ToString::to_string)
                .unwrap_or_default();
            let given = given.ok_or_else(|| format!("it has no `{name}`"))?;
            for function in &wanted.functions {
                let same = given
                    .functions
                    .iter()
                    .find(|other| other.name == function.name);
                let same = same.ok_or_else(|| format!("it has no `{}`", function.name))?;
                if same.signature != function.signature {
                    return Err(format!(
                        "its `{}` is {}, not {}",
                        function.name, same.signature, function.signature
                    ));
                }
            }
        }
        Ok(())
    };
    match set.replace("store", &std::fs::read(second)?, same_interface) {
        Ok(()) => {
            for (key, value) in &saved {
                store(&mut *set.instance("store")?, key, value)?;
            }
            println!("replaced, with {} entries", saved.len());
        }
        Err(error) => println!("the old one stays: {error}"),
    }
    assert_eq!(all(&mut *set.instance("store")?)?, saved);
    println!(
        "language is {:?}",
        get(&mut *set.instance("store")?, "language")?
    );
    let replaced = events
        .take()
        .iter()
        .filter(|event| matches!(event, Event::Replaced { .. }))
        .count();
    println!("{replaced} replacement(s) seen");
    Ok(())
}

fn store(store: &mut Instance, key: &str, value: &str) -> Result<Option<String>, Box<dyn Error>> {
    let set = store.func::<(&str, &str), (Option<String>,)>("store#set")?;
    Ok(set.call(store, (key, value))?.0)
}

fn get(store: &mut Instance, key: &str) -> Result<Option<String>, Box<dyn Error>> {
    Ok(store
        .func::<(&str,), (Option<String>,)>("store#get")?
        .call(store, (key,))?
        .0)
}

fn all(store: &mut Instance) -> Result<Entries, Box<dyn Error>> {
    Ok(store
        .func::<(), (Entries,)>("store#all")?
        .call(store, ())?
        .0)
}
