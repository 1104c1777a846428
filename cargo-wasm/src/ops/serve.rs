//! `cargo wasm run --serve` and `--explain`: components that answer requests, and what components are granted.

use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;

use wasm_runtime::Input;
use wasm_runtime::component::{
    Component, Event, Grants, Limits, Runtime, RuntimeOptions, ServeOptions,
};

use super::run::{Granted, failure, options, read};
use crate::error::Failure;
use crate::{cache, shell};

/// How a component is served, beside what it is granted.
pub struct Terms {
    pub address: SocketAddr,
    /// It may open connections.
    pub net: bool,
    /// Say what is granted, and why.
    pub explain: bool,
}

/// Serves the component at `path` until the process is ended.
///
/// # Errors
/// It cannot be read, is no component that answers requests, asks for what is not granted, or the address cannot be had.
pub fn serve(path: &Path, granted: Granted<'_>, terms: &Terms) -> anyhow::Result<()> {
    let (runtime, component) = load(path)?;
    let options = options(component.name(), &[], granted)?;
    let mut serve = ServeOptions {
        grants: Grants {
            args: Vec::new(),
            network: terms.net,
            stdin: Input::Empty,
            // A request that needs a connection is better refused before the start.
            degrade: BTreeSet::new(),
            ..Grants::from(&options)
        },
        ..ServeOptions::default()
    };
    serve.limits = Limits {
        memory: options.max_memory,
        time: options.timeout.or(serve.limits.time),
        ..serve.limits
    };
    let server = runtime
        .serve(&component, terms.address, serve)
        .map_err(failure)?;
    if terms.explain {
        for grant in server.grants() {
            shell::status("Grant", grant);
        }
    }
    shell::status("Serving", format!("http://{}/", server.address()));
    server.wait();
    Ok(())
}

/// Says what the component at `path` asks its host for when it is run, and what it gets.
///
/// # Errors
/// It cannot be read, is no component, or asks for what is not granted.
pub fn explain(path: &Path, granted: Granted<'_>) -> anyhow::Result<()> {
    let (runtime, component) = load(path)?;
    let options = options(component.name(), &[], granted)?;
    let report = runtime
        .explain(&component, &Grants::from(&options), &Limits::default())
        .map_err(failure)?;
    shell::passthrough(&report.to_string());
    Ok(())
}

fn load(path: &Path) -> Result<(Runtime, Component), Failure> {
    let (wasm, name) = read(path)?;
    if !wasm_runtime::is_component(&wasm) {
        return Err(Failure::user(format!("`{name}` is no component"))
            .help("`--host component` builds one"));
    }
    let runtime = Runtime::new(RuntimeOptions {
        cache_dir: Some(cache::root().join("wasmtime")),
        observer: Some(Arc::new(|event: Event| shell::warn(event))),
        time_limits: true,
        ..RuntimeOptions::default()
    })
    .map_err(failure)?;
    let component = runtime.load(&name, &wasm).map_err(failure)?;
    Ok((runtime, component))
}
