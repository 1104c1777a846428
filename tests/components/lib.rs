//! Builds the packages of `guests`, each a component, and runs them in wasmtime.

pub mod values;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, PoisonError};

use anyhow::{Context, Result, bail, ensure};
use wasmtime::component::types::ComponentItem;
use wasmtime::component::{Component, Func, Instance, Linker, ResourceTable, Val};
use wasmtime::{Config, Engine, Store};
use wasmtime_wasi::{WasiCtx, WasiCtxView, WasiView};

/// One build at a time, since all have one target folder.
static BUILD: Mutex<()> = Mutex::new(());

/// Builds the package `guests/NAME`, as its user would.
///
/// # Errors
/// It does not build.
pub fn build(name: &str) -> Result<Vec<u8>> {
    let _lock = BUILD.lock().unwrap_or_else(PoisonError::into_inner);
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let target = target_dir()?;
    let mut cargo = Command::new(cargo_wasm()?);
    cargo
        .args(["wasm", "build", "--quiet", "--host", "component"])
        .arg("--manifest-path")
        .arg(root.join("guests").join(name).join("Cargo.toml"))
        .env("CARGO_TARGET_DIR", &target)
        .current_dir(root);
    let status = cargo.status().context("cargo-wasm cannot be started")?;
    ensure!(status.success(), "guest `{name}` does not build: {status}");
    let file = target.join(format!(
        "wasm/component/debug/{}.wasm",
        name.replace('-', "_")
    ));
    std::fs::read(&file).with_context(|| file.display().to_string())
}

/// The packages `guests/APP` and `guests/PLUG` as one component, in which the one calls the other.
///
/// # Errors
/// As [`build`], and what cannot be linked.
pub fn link(app: &str, plug: &str) -> Result<Vec<u8>> {
    let folder = tempfile::tempdir()?;
    for (name, guest) in [("app.wasm", app), ("plug.wasm", plug)] {
        std::fs::write(folder.path().join(name), build(guest)?)?;
    }
    let mut cargo = Command::new(cargo_wasm()?);
    cargo.args([
        "wasm",
        "component",
        "link",
        "app.wasm",
        "--plug",
        "plug.wasm",
    ]);
    cargo.args(["--output", "linked.wasm"]);
    let status = cargo.current_dir(folder.path()).status()?;
    ensure!(
        status.success(),
        "`{app}` and `{plug}` do not link: {status}"
    );
    Ok(std::fs::read(folder.path().join("linked.wasm"))?)
}

/// The program under test, which lies where cargo has built this one.
fn cargo_wasm() -> Result<PathBuf> {
    let program = std::env::current_exe()?;
    let profile = program.parent().and_then(Path::parent);
    let name = format!("cargo-wasm{}", std::env::consts::EXE_SUFFIX);
    let path = profile
        .context("a test lies in its target folder")?
        .join(name);
    ensure!(
        path.exists(),
        "build it first: cargo build --package cargo-wasm"
    );
    Ok(path)
}

/// The folder that this program is in, which cargo has chosen.
fn target_dir() -> Result<PathBuf> {
    let program = std::env::current_exe()?;
    let profile = program.parent().and_then(Path::parent);
    let target = profile.and_then(Path::parent);
    Ok(target
        .context("a test lies in its target folder")?
        .to_owned())
}

/// What a guest is given: WASI without anything granted.
pub struct Host {
    wasi: WasiCtx,
    table: ResourceTable,
}

impl WasiView for Host {
    fn ctx(&mut self) -> WasiCtxView<'_> {
        WasiCtxView {
            ctx: &mut self.wasi,
            table: &mut self.table,
        }
    }
}

/// A guest that runs.
pub struct Guest {
    /// Its store.
    pub store: Store<Host>,
    instance: Instance,
    interface: String,
}

impl Guest {
    /// Builds and instantiates `guests/NAME`; calls go to the functions of `interface`.
    ///
    /// # Errors
    /// As [`build`], and what wasmtime says to the component.
    pub async fn new(
        name: &str,
        interface: &str,
        imports: impl FnOnce(&mut Linker<Host>) -> wasmtime::Result<()>,
    ) -> Result<Self> {
        Guest::of(&build(name)?, interface, imports).await
    }

    /// As [`new`](Guest::new), of a component that is there.
    ///
    /// # Errors
    /// What wasmtime says to the component.
    pub async fn of(
        bytes: &[u8],
        interface: &str,
        imports: impl FnOnce(&mut Linker<Host>) -> wasmtime::Result<()>,
    ) -> Result<Self> {
        let mut config = Config::new();
        config.wasm_component_model_async(true);
        let engine = Engine::new(&config).map_err(other)?;
        let component = Component::new(&engine, bytes).map_err(other)?;
        let mut linker = Linker::new(&engine);
        wasmtime_wasi::p2::add_to_linker_async(&mut linker).map_err(other)?;
        imports(&mut linker).map_err(other)?;
        let wasi = WasiCtx::builder().inherit_stderr().build();
        let table = ResourceTable::new();
        let mut store = Store::new(&engine, Host { wasi, table });
        let instance = linker.instantiate_async(&mut store, &component).await;
        let instance = instance.map_err(other)?;
        let interface = interface.to_owned();
        Ok(Guest {
            store,
            instance,
            interface,
        })
    }

    /// The names of the interface's functions.
    ///
    /// # Errors
    /// There is no such interface.
    pub fn functions(&mut self) -> Result<Vec<String>> {
        let engine = self.store.engine().clone();
        let instance = self.instance.instance_pre(&self.store);
        let ty = instance.component().component_type();
        let mut exports = ty.exports(&engine);
        let interface = exports.find(|(name, _)| *name == self.interface);
        let Some(ComponentItem::ComponentInstance(interface)) = interface.map(|(_, it)| it.ty)
        else {
            bail!("no interface {}", self.interface);
        };
        let functions = interface.exports(&engine);
        let functions =
            functions.filter(|(_, it)| matches!(it.ty, ComponentItem::ComponentFunc(_)));
        Ok(functions.map(|(name, _)| name.to_owned()).collect())
    }

    /// A function of the interface.
    ///
    /// # Errors
    /// There is no such function.
    pub fn func(&mut self, function: &str) -> Result<Func> {
        let interface = self
            .instance
            .get_export_index(&mut self.store, None, &self.interface);
        let interface = interface.with_context(|| format!("no interface {}", self.interface))?;
        let index = self
            .instance
            .get_export_index(&mut self.store, Some(&interface), function);
        let index = index.with_context(|| format!("no function {function}"))?;
        self.instance
            .get_func(&mut self.store, index)
            .context("it is a function")
    }

    /// Calls a function, of one result or none.
    ///
    /// # Errors
    /// There is no such function, the arguments do not fit, or it traps.
    pub async fn call(&mut self, function: &str, arguments: &[Val]) -> Result<Option<Val>> {
        let func = self.func(function)?;
        let results = func.ty(&self.store).results().len();
        let mut values = vec![Val::Bool(false); results];
        let call = func
            .call_async(&mut self.store, arguments, &mut values)
            .await;
        call.map_err(other)?;
        Ok(values.pop())
    }
}

/// wasmtime's errors are no `std::error::Error`; all of their causes are kept.
pub fn other(error: wasmtime::Error) -> anyhow::Error {
    anyhow::Error::msg(format!("{error:?}"))
}
