//! What the host's functions work with while a component runs, and the linkers that offer them.

use wasm::host::Capability;
use wasmtime::component::{Linker, ResourceTable};
use wasmtime_wasi::{WasiCtx, WasiCtxView, WasiView};
use wasmtime_wasi_http::{
    RequestOptions, WasiBody, WasiHttpCtx, WasiHttpCtxView, WasiHttpHooks, WasiHttpView,
};

use super::call::Deadline;
use super::error::ComponentError;
use super::grants::{Grant, Verdict, capability};
use super::interface::InterfaceName;
use super::limits::{Limits, Meter};
use super::load::{Component, Interface};
use super::lookup::nearest;
use crate::error::{Error, NotSupported, internal};
use crate::trap::HostFailure;

/// The host's side of one store: WASI with what was granted, and the limits.
pub struct HostState {
    pub(crate) wasi: WasiCtx,
    pub(crate) http: WasiHttpCtx,
    pub(crate) table: ResourceTable,
    pub(crate) meter: Meter,
    /// When the call that is under way is over.
    pub(crate) deadline: Option<Deadline>,
    outgoing: NoOutgoing,
}

impl HostState {
    pub(crate) fn new(wasi: WasiCtx, limits: &Limits) -> HostState {
        HostState {
            wasi,
            http: WasiHttpCtx::new(),
            table: ResourceTable::new(),
            meter: Meter::new(limits),
            deadline: None,
            outgoing: NoOutgoing,
        }
    }
}

/// Requests that a component makes of others are denied, so that it can say so.
struct NoOutgoing;

type Answer = (
    hyper::Response<WasiBody>,
    Box<dyn Future<Output = Result<(), wasmtime_wasi_http::Error>> + Send>,
);

impl WasiHttpHooks for NoOutgoing {
    fn send_request(
        &mut self,
        _request: hyper::Request<WasiBody>,
        _options: Option<RequestOptions>,
        _sent: Box<dyn Future<Output = Result<(), wasmtime_wasi_http::Error>> + Send>,
    ) -> Box<dyn Future<Output = Result<Answer, wasmtime_wasi_http::Error>> + Send> {
        Box::new(async { Err(wasmtime_wasi_http::Error::HttpRequestDenied) })
    }
}

impl WasiView for HostState {
    fn ctx(&mut self) -> WasiCtxView<'_> {
        WasiCtxView {
            ctx: &mut self.wasi,
            table: &mut self.table,
        }
    }
}

impl WasiHttpView for HostState {
    fn http(&mut self) -> WasiHttpCtxView<'_> {
        WasiHttpCtxView {
            hooks: &mut self.outgoing,
            table: &mut self.table,
            ctx: &mut self.http,
        }
    }
}

/// Offers WASI 0.2 to a component whose calls block.
pub(crate) fn add_wasi_blocking<T: WasiView + 'static>(
    linker: &mut Linker<T>,
) -> wasmtime::Result<()> {
    wasmtime_wasi::p2::add_to_linker_sync(linker)
}

/// Offers WASI 0.2 and 0.3 to a component whose calls are asynchronous.
pub(crate) fn add_wasi_async<T: WasiView + 'static>(
    linker: &mut Linker<T>,
) -> wasmtime::Result<()> {
    wasmtime_wasi::p2::add_to_linker_async(linker)?;
    wasmtime_wasi::p3::add_to_linker(linker)
}

/// A linker with WASI for a component, without what it has to do without.
///
/// What is linked gives nothing by itself: a directory, a variable or an address is there only when it was granted.
pub(crate) fn linker(component: &Component, granted: &[Grant]) -> Result<Linker<HostState>, Error> {
    let mut linker = Linker::new(component.code().engine());
    if component.is_asynchronous() {
        add_wasi_async(&mut linker)
            .and_then(|()| wasmtime_wasi_http::p2::add_only_http_to_linker_async(&mut linker))
            .and_then(|()| wasmtime_wasi_http::p3::add_to_linker(&mut linker))
    } else {
        add_wasi_blocking(&mut linker)
            .and_then(|()| wasmtime_wasi_http::p2::add_only_http_to_linker_sync(&mut linker))
    }
    .map_err(internal)?;
    restrict(&mut linker, component, granted)?;
    Ok(linker)
}

/// Makes calls trap of what has no harmless form: there is no time that is none, and random bytes that are not random would be worse than none.
///
/// # Errors
/// Not supported for a component that is to make requests of others.
pub(crate) fn restrict(
    linker: &mut Linker<HostState>,
    component: &Component,
    granted: &[Grant],
) -> Result<(), Error> {
    no_outgoing(component, granted)?;
    let degraded = |wanted: Capability| {
        granted
            .iter()
            .any(|grant| grant.capability == wanted && grant.verdict == Verdict::Degraded)
    };
    linker.allow_shadowing(true);
    for import in component.imports() {
        let Some(name) = &import.name else { continue };
        let trapping = match capability(name) {
            Some(capability @ (Capability::Clock | Capability::Random)) => degraded(capability),
            _ => false,
        };
        if trapping {
            shut_interface(linker, import, component.name()).map_err(internal)?;
        }
    }
    linker.allow_shadowing(false);
    Ok(())
}

/// Says that requests to others are not supported, unless the component is to do without them anyway.
fn no_outgoing(component: &Component, granted: &[Grant]) -> Result<(), Error> {
    let wanted = component.imports().iter().find(|import| {
        let outgoing = |name: &InterfaceName| {
            name.package() == Some("wasi:http")
                && matches!(name.interface(), "outgoing-handler" | "client")
        };
        !import.functions.is_empty() && import.name.as_ref().is_some_and(outgoing)
    });
    let network = granted
        .iter()
        .any(|grant| grant.capability == Capability::Network && grant.verdict == Verdict::Granted);
    match wanted.filter(|_| network) {
        Some(import) => Err(NotSupported::Interface {
            name: component.name().into(),
            interface: import.path(),
            why: "requests that a component makes over HTTP are not supported; `Grants::degrade` denies them instead".into(),
        }
        .into()),
        None => Ok(()),
    }
}

fn shut_interface(
    linker: &mut Linker<HostState>,
    import: &Interface,
    component: &str,
) -> wasmtime::Result<()> {
    let path = import.path();
    let mut interface = linker.instance(&path)?;
    for function in &import.functions {
        let message = format!(
            "`{component}` called `{}`, which it was not granted",
            import.function_path(&function.name)
        );
        if function.traits.asynchronous {
            interface.func_new_concurrent(&function.name, move |_, _, _, _| {
                let failure = HostFailure(message.clone());
                Box::pin(async { Err(failure.into()) })
            })?;
        } else {
            interface.func_new(&function.name, move |_, _, _, _| {
                Err(HostFailure(message.clone()).into())
            })?;
        }
    }
    Ok(())
}

/// The error for a component that the linker does not have everything for.
pub(crate) fn unmet(component: &Component, error: &wasmtime::Error) -> Error {
    let missing = component
        .imports()
        .iter()
        .find(|import| match &import.name {
            Some(name) => !is_provided(name),
            None => true,
        });
    match missing {
        Some(import) => unmet_import(component, import, Vec::new()).into(),
        None => ComponentError::SetUp {
            component: component.name().into(),
            problem: format!("{error:#}"),
        }
        .into(),
    }
}

/// The error for an import that nobody provides, when `others` are exported.
pub(crate) fn unmet_import(
    component: &Component,
    import: &Interface,
    others: Vec<String>,
) -> ComponentError {
    let functions: Vec<_> = import
        .functions
        .iter()
        .map(|function| format!("`{}`", function.name))
        .collect();
    let interface = match &import.name {
        Some(name) => name.to_string(),
        None => "functions of the world".into(),
    };
    ComponentError::Unmet {
        component: component.name().into(),
        near: nearest(
            &interface,
            others.into_iter().filter(|name| !name.is_empty()).collect(),
        ),
        interface,
        functions: match functions.is_empty() {
            true => "types only".into(),
            false => functions.join(", "),
        },
    }
}

/// Whether the host has an interface, in some version.
pub(crate) fn is_provided(name: &InterfaceName) -> bool {
    const PACKAGES: &[&str] = &[
        "wasi:cli",
        "wasi:clocks",
        "wasi:filesystem",
        "wasi:http",
        "wasi:io",
        "wasi:random",
        "wasi:sockets",
    ];
    let version = name.version().map(|version| (version.major, version.minor));
    name.package()
        .is_some_and(|package| PACKAGES.contains(&package))
        && matches!(version, Some((0, 2 | 3)))
}
