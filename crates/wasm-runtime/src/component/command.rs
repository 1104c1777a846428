//! Programs: components that export `wasi:cli/run`.

use wasmtime::component::types::ComponentItem;
use wasmtime::component::{Component, Func, Instance, Linker, Val};
use wasmtime::{Engine, Store, WasmtimeBug};

use super::host::{HostState, add_wasi_async, add_wasi_blocking, is_provided};
use super::interface::InterfaceName;
use super::invoke;
use super::limits::Limits;
use crate::error::{Error, NotSupported, UserError, internal};
use crate::options::{Host, Options};
use crate::run::{Ended, Outcome, engine, refused, supervise};
use crate::{inspect, wasi};

/// The interface of programs.
const RUN: &str = "wasi:cli/run";

/// Runs a component that is a program.
///
/// # Errors
/// As [`crate::run`].
pub(crate) fn run(wasm: &[u8], name: &str, options: &Options) -> Result<Outcome, Error> {
    options.check()?;
    for facts in inspect::inspect_component(wasm, name)? {
        facts.check(name, Host::Wasi, options.max_memory)?;
    }
    if options.host == Host::Standalone {
        return Err(UserError::Options {
            what: format!("`{name}` is a component: it runs on `--host component` or `--host wasi`, not on `standalone`"),
        }
        .into());
    }
    let engine = engine(options)?;
    let component =
        Component::from_binary(&engine, wasm).map_err(|error| refused(wasm, name, &error))?;
    let entry = match &options.invoke {
        Some((export, args)) => invoke::entry(&component, &engine, name, export, args)?,
        None => program(&component, &engine, name)?,
    };
    let mut linker = Linker::new(&engine);
    if entry.asynchronous {
        add_wasi_async(&mut linker)
    } else {
        add_wasi_blocking(&mut linker)
    }
    .map_err(internal)?;
    check_imports(&component, &engine, &linker, name)?;

    let mut store = Store::new(
        &engine,
        HostState::new(
            wasi::builder(options)?.build(),
            &Limits {
                memory: options.max_memory,
                ..Limits::default()
            },
        ),
    );
    store.limiter(|state| &mut state.meter);
    store.set_hostcall_fuel(usize::MAX);
    store.set_epoch_deadline(1);
    supervise(&engine, name, options, move || {
        call(store, &linker, &component, &entry)
    })
}

/// What to call.
pub(super) struct Entry {
    /// The exported interface, with its version; none for a function of the world.
    pub(super) interface: Option<String>,
    pub(super) function: String,
    pub(super) args: Vec<Val>,
    pub(super) results: usize,
    /// Its one result says whether a program succeeded; else results are shown.
    pub(super) program: bool,
    /// It is to be called on an executor, as everything of WASI 0.3.
    pub(super) asynchronous: bool,
}

/// Whether anything of WASI 0.3 is among the imports or is `entry`: such components are called on an executor.
pub(super) fn uses_wasi_3(component: &Component, engine: &Engine, entry: &str) -> bool {
    let ty = component.component_type();
    ty.imports(engine)
        .map(|(name, _)| name)
        .chain([entry])
        .any(|name| {
            let name = InterfaceName::parse(name);
            name.package().is_some_and(|p| p.starts_with("wasi:"))
                && name.version().is_some_and(|v| (v.major, v.minor) == (0, 3))
        })
}

fn program(component: &Component, engine: &Engine, name: &str) -> Result<Entry, Error> {
    let ty = component.component_type();
    let exports: Vec<String> = ty.exports(engine).map(|(name, _)| name.into()).collect();
    let found = exports
        .iter()
        .find(|export| InterfaceName::parse(export).unversioned() == RUN);
    let Some(interface) = found else {
        return Err(UserError::NoEntry {
            name: name.into(),
            why: format!("a program exports `{RUN}`; this component is a library"),
            exports,
        }
        .into());
    };
    let version = InterfaceName::parse(interface).version().cloned();
    match version.map(|version| (version.major, version.minor)) {
        Some((0, 2 | 3)) => {}
        _ => {
            return Err(NotSupported::Interface {
                name: name.into(),
                interface: interface.clone(),
                why: "programs of WASI 0.2 and 0.3 run here".into(),
            }
            .into());
        }
    }
    Ok(Entry {
        interface: Some(interface.clone()),
        function: "run".into(),
        args: Vec::new(),
        results: 1,
        program: true,
        asynchronous: uses_wasi_3(component, engine, interface),
    })
}

/// Looks at every import, so that all that are missing are said at once.
fn check_imports(
    component: &Component,
    engine: &Engine,
    linker: &Linker<HostState>,
    name: &str,
) -> Result<(), Error> {
    let Err(error) = linker.instantiate_pre(component) else {
        return Ok(());
    };
    if error.is::<WasmtimeBug>() {
        return Err(internal(error));
    }
    let ty = component.component_type();
    let missing: Vec<String> = ty
        .imports(engine)
        .map(|(import, item)| (InterfaceName::parse(import), item.ty))
        .filter(|(import, _)| !is_provided(import) || import.package() == Some("wasi:http"))
        .map(|(import, ty)| match ty {
            ComponentItem::ComponentInstance(instance) => {
                let functions: Vec<_> = instance
                    .exports(engine)
                    .filter(|(_, item)| matches!(item.ty, ComponentItem::ComponentFunc(_)))
                    .map(|(name, _)| format!("`{name}`"))
                    .collect();
                format!("`{import}` with {}", functions.join(", "))
            }
            _ => format!("`{import}`"),
        })
        .collect();
    Err(match missing.is_empty() {
        true => UserError::SetUp {
            name: name.into(),
            message: format!("{error:#}"),
        },
        false => UserError::UnmetInterfaces {
            name: name.into(),
            missing,
        },
    }
    .into())
}

fn call(
    mut store: Store<HostState>,
    linker: &Linker<HostState>,
    component: &Component,
    entry: &Entry,
) -> Ended {
    let mut started = false;
    let result = if entry.asynchronous {
        wasmtime_wasi::runtime::in_tokio(call_async(
            &mut store,
            linker,
            component,
            entry,
            &mut started,
        ))
    } else {
        call_blocking(&mut store, linker, component, entry, &mut started)
    };
    Ended {
        result: result.map(|values| match (entry.program, values.as_slice()) {
            // A program that says it failed has said why; all that is left is an exit code.
            (true, [Val::Result(result)]) => (i32::from(result.is_err()), Vec::new()),
            (_, values) => (0, values.iter().map(invoke::format).collect()),
        }),
        started,
        refused: store.data().meter.refused,
    }
}

fn call_blocking(
    store: &mut Store<HostState>,
    linker: &Linker<HostState>,
    component: &Component,
    entry: &Entry,
    started: &mut bool,
) -> wasmtime::Result<Vec<Val>> {
    let instance = linker.instantiate(&mut *store, component)?;
    *started = true;
    let function = function(store, &instance, entry)?;
    let mut results = vec![Val::Bool(false); entry.results];
    function.call(store, &entry.args, &mut results)?;
    Ok(results)
}

async fn call_async(
    store: &mut Store<HostState>,
    linker: &Linker<HostState>,
    component: &Component,
    entry: &Entry,
    started: &mut bool,
) -> wasmtime::Result<Vec<Val>> {
    let instance = linker.instantiate_async(&mut *store, component).await?;
    *started = true;
    let function = function(store, &instance, entry)?;
    let mut results = vec![Val::Bool(false); entry.results];
    function
        .call_async(store, &entry.args, &mut results)
        .await?;
    Ok(results)
}

fn function(
    store: &mut Store<HostState>,
    instance: &Instance,
    entry: &Entry,
) -> wasmtime::Result<Func> {
    let interface = match &entry.interface {
        Some(name) => instance.get_export_index(&mut *store, None, name),
        None => None,
    };
    instance
        .get_export_index(&mut *store, interface.as_ref(), &entry.function)
        .and_then(|index| instance.get_func(&mut *store, index))
        .ok_or_else(|| wasmtime::format_err!("it exports no function `{}`", entry.function))
}
