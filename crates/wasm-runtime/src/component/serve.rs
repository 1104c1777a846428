//! Serves a component that answers HTTP requests: `wasi:http/incoming-handler`, a fresh instance for each request.

use std::convert::Infallible;
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use http_body_util::{BodyExt, Full};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::sync::{Semaphore, oneshot, watch};
use tokio::time::timeout;
use wasmtime::Store;
use wasmtime::component::Linker;
use wasmtime_wasi_http::p2::bindings::ProxyPre;
use wasmtime_wasi_http::p2::bindings::http::types::Scheme;
use wasmtime_wasi_http::{WasiBody, WasiHttpView};

use super::call::explain;
use super::event::Event;
use super::grants::{Grant, Grants};
use super::host::{self, HostState};
use super::limits::Limits;
use super::load::Component;
use super::runtime::Runtime;
use crate::error::{Error, Internal, NotSupported, UserError, internal};

/// The interface of components that answer requests.
const HANDLER: &str = "wasi:http/incoming-handler";

/// How a component is served.
#[derive(Clone, Debug)]
pub struct ServeOptions {
    /// What each instance may have.
    pub grants: Grants,
    /// How much each instance may take; its time is that of a request, with the body of the answer.
    pub limits: Limits,
    /// How many requests are worked on at the same time. Others wait.
    pub concurrency: usize,
}

impl Default for ServeOptions {
    /// Nothing granted, half a minute for a request, 100 requests at a time.
    fn default() -> ServeOptions {
        ServeOptions {
            grants: Grants::default(),
            limits: Limits {
                time: Some(Duration::from_secs(30)),
                ..Limits::default()
            },
            concurrency: 100,
        }
    }
}

/// How many requests a [`Server`] had, and how many instances it has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ServeStats {
    /// Requests that came.
    pub requests: u64,
    /// Requests whose component failed.
    pub failures: u64,
    /// Instances that are there at the moment.
    pub instances: u64,
}

/// A component that is being served. Dropping it stops it as [`stop`](Server::stop) does.
pub struct Server {
    address: SocketAddr,
    service: Arc<Service>,
    stop: watch::Sender<bool>,
    thread: Option<JoinHandle<()>>,
}

/// What every request needs.
struct Service {
    runtime: Runtime,
    component: Component,
    pre: ProxyPre<HostState>,
    options: ServeOptions,
    granted: Vec<Grant>,
    permits: Arc<Semaphore>,
    requests: AtomicU64,
    failures: AtomicU64,
    instances: AtomicU64,
}

impl Runtime {
    /// Serves a component that exports `wasi:http/incoming-handler` on `address`; port 0 takes a free one. The server works on threads of its own.
    ///
    /// A request whose component traps, does not answer, or is not done in time is answered with 500 or 504, and an event says why.
    ///
    /// # Errors
    /// The user's for a component that answers no requests or asks for what is not granted, and for an address that cannot be had; not supported for
    /// `wasi:http` 0.3.
    pub fn serve(
        &self,
        component: &Component,
        address: SocketAddr,
        options: ServeOptions,
    ) -> Result<Server, Error> {
        let service = Arc::new(Service::new(self, component, options)?);
        let bad = |error: std::io::Error| UserError::Options {
            what: format!("cannot listen on {address}: {error}"),
        };
        let listener = TcpListener::bind(address).map_err(bad)?;
        listener.set_nonblocking(true).map_err(bad)?;
        let address = listener.local_addr().map_err(bad)?;
        let (stop, stopped) = watch::channel(false);
        let executor = tokio::runtime::Builder::new_multi_thread()
            .enable_all()
            .worker_threads(self.profile().parallelism.clamp(1, 8))
            .thread_name("wasm-serve")
            .build()
            .map_err(|error| Internal::new(format!("no executor to serve with: {error}")))?;
        let working = service.clone();
        let thread = thread::Builder::new()
            .name("wasm-serve".into())
            .spawn(move || executor.block_on(accept(listener, working, stopped)))
            .map_err(|error| Internal::new(format!("no thread to serve with: {error}")))?;
        Ok(Server {
            address,
            service,
            stop,
            thread: Some(thread),
        })
    }
}

impl Server {
    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// What it has done so far.
    pub fn stats(&self) -> ServeStats {
        ServeStats {
            requests: self.service.requests.load(Ordering::Relaxed),
            failures: self.service.failures.load(Ordering::Relaxed),
            instances: self.service.instances.load(Ordering::Relaxed),
        }
    }

    /// What was granted to the component, and why.
    pub fn grants(&self) -> &[Grant] {
        &self.service.granted
    }

    /// Takes no more requests, waits until those are answered that it has, and ends.
    pub fn stop(mut self) -> ServeStats {
        self.end();
        self.stats()
    }

    /// Waits until it ends, which it does for no reason of its own.
    pub fn wait(mut self) {
        self.join();
    }

    fn end(&mut self) {
        // Nobody listens when it has ended already.
        let _ = self.stop.send(true);
        self.join();
    }

    fn join(&mut self) {
        if let Some(thread) = self.thread.take() {
            // A panic of ours there has been printed by its hook.
            let _ = thread.join();
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.end();
    }
}

/// Takes connections until it is stopped, and then waits for those it has.
async fn accept(listener: TcpListener, service: Arc<Service>, mut stopped: watch::Receiver<bool>) {
    let Ok(listener) = tokio::net::TcpListener::from_std(listener) else {
        return;
    };
    let mut connections = tokio::task::JoinSet::new();
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => {
                    connections.spawn(connection(TokioIo::new(stream), service.clone(), stopped.clone()));
                }
                // The client is gone, or there are too many open files: others may have more luck in a moment.
                Err(_) => tokio::time::sleep(Duration::from_millis(10)).await,
            },
            Some(_) = connections.join_next(), if !connections.is_empty() => {}
            _ = stopped.changed() => break,
        }
    }
    drop(listener);
    while connections.join_next().await.is_some() {}
}

async fn connection(
    stream: TokioIo<tokio::net::TcpStream>,
    service: Arc<Service>,
    mut stopped: watch::Receiver<bool>,
) {
    let answer = service_fn(move |request| {
        let service = service.clone();
        async move { Ok::<_, Infallible>(service.answer(request).await) }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(Duration::from_secs(30))
        .serve_connection(stream, answer);
    tokio::pin!(connection);
    tokio::select! {
        // What goes wrong with a connection is the client's, and there is nobody to tell.
        _ = connection.as_mut() => return,
        _ = stopped.changed() => connection.as_mut().graceful_shutdown(),
    }
    let _ = connection.await;
}

/// Why there is no answer of the component's.
struct Failure {
    status: u16,
    why: String,
}

/// Counts an instance as long as it is there.
struct Counted(Arc<Service>);

impl Counted {
    fn new(service: &Arc<Service>) -> Counted {
        service.instances.fetch_add(1, Ordering::Relaxed);
        Counted(service.clone())
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        self.0.instances.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Service {
    fn new(
        runtime: &Runtime,
        component: &Component,
        options: ServeOptions,
    ) -> Result<Service, Error> {
        runtime.check_owner(component)?;
        let name = component.name();
        let handlers = ["wasi:http/handler", HANDLER];
        let export = component.exports().iter().find_map(|export| {
            let name = export.name.as_ref()?;
            handlers
                .contains(&name.unversioned().as_str())
                .then_some(name)
        });
        match export {
            None => {
                return Err(UserError::NoEntry {
                    name: name.into(),
                    why: format!("a component that answers requests exports `{HANDLER}`"),
                    exports: component
                        .exports()
                        .iter()
                        .flat_map(|export| {
                            export
                                .functions
                                .iter()
                                .map(|f| export.function_path(&f.name))
                        })
                        .collect(),
                }
                .into());
            }
            Some(handler) if component.is_asynchronous() => {
                return Err(NotSupported::Interface {
                    name: name.into(),
                    interface: handler.to_string(),
                    why: format!("`{HANDLER}` of 0.2 is what is served here"),
                }
                .into());
            }
            Some(_) => {}
        }
        let (granted, events) = options.grants.decide(component, runtime.profile())?;
        for event in events {
            runtime.tell(event);
        }
        options.grants.wasi(&granted)?;
        let mut linker = Linker::new(component.code().engine());
        wasmtime_wasi::p2::add_to_linker_async(&mut linker)
            .and_then(|()| wasmtime_wasi_http::p2::add_only_http_to_linker_async(&mut linker))
            .map_err(internal)?;
        host::restrict(&mut linker, component, &granted)?;
        let pre = linker
            .instantiate_pre(component.code())
            .map_err(|error| host::unmet(component, &error))?;
        let pre = ProxyPre::new(pre).map_err(|error| UserError::SetUp {
            name: name.into(),
            message: format!("{error:#}"),
        })?;
        runtime.start_ticking()?;
        Ok(Service {
            runtime: runtime.clone(),
            component: component.clone(),
            pre,
            permits: Arc::new(Semaphore::new(options.concurrency.max(1))),
            options,
            granted,
            requests: AtomicU64::new(0),
            failures: AtomicU64::new(0),
            instances: AtomicU64::new(0),
        })
    }

    async fn answer(self: Arc<Service>, request: Request<Incoming>) -> Response<WasiBody> {
        self.requests.fetch_add(1, Ordering::Relaxed);
        let what = format!("{} {}", request.method(), request.uri().path());
        match self.clone().ask(request, &what).await {
            Ok(response) => response,
            Err(failure) => self.fail(&what, failure),
        }
    }

    /// The component's answer. It goes on working on the body afterwards, on a task of its own.
    async fn ask(
        self: Arc<Service>,
        request: Request<Incoming>,
        what: &str,
    ) -> Result<Response<WasiBody>, Failure> {
        let ours = |why: String| Failure { status: 500, why };
        let permit = self.permits.clone().acquire_owned().await;
        let counted = Counted::new(&self);
        let mut store = self.store().map_err(|error| ours(error.to_string()))?;
        let (sender, receiver) = oneshot::channel();
        // Whether the answer has begun, so that a failure can only be told in an event.
        let begun = Arc::new(AtomicBool::new(false));
        let begins = begun.clone();
        let resources = {
            let mut http = store.data_mut().http();
            http.new_incoming_request(Scheme::Http, request)
                .and_then(|request| {
                    let out = http.new_response_outparam_from_callback(move |response| {
                        begins.store(response.is_ok(), Ordering::Release);
                        // The client may be gone.
                        let _ = sender.send(response);
                    })?;
                    Ok((request, out))
                })
        };
        let (request, out) = resources.map_err(|error| Failure {
            status: 400,
            why: format!("{error:#}"),
        })?;
        let (service, what) = (self.clone(), what.to_owned());
        let task = tokio::spawn(async move {
            let _held = (permit, counted);
            let result = service.handle(&mut store, request, out).await;
            match result {
                Err(failure) if begun.load(Ordering::Acquire) => {
                    drop(service.fail(&what, failure));
                    Ok(())
                }
                other => other,
            }
        });
        match receiver.await {
            Ok(Ok(response)) => Ok(response),
            Ok(Err(code)) => Err(ours(format!(
                "the component answered with the error {code:?}"
            ))),
            // The other end went with the store.
            Err(_) => match task.await {
                Ok(Ok(())) => Err(ours("the component returned without an answer".into())),
                Ok(Err(failure)) => Err(failure),
                Err(panic) => Err(ours(format!("a bug of the host's: {panic}"))),
            },
        }
    }

    async fn handle(
        &self,
        store: &mut Store<HostState>,
        request: wasmtime::component::Resource<
            wasmtime_wasi_http::p2::bindings::http::types::IncomingRequest,
        >,
        out: wasmtime::component::Resource<
            wasmtime_wasi_http::p2::bindings::http::types::ResponseOutparam,
        >,
    ) -> Result<(), Failure> {
        let time = self.options.limits.time;
        let call = async {
            let proxy = self.pre.instantiate_async(&mut *store).await?;
            let handler = proxy.wasi_http_incoming_handler();
            handler.call_handle(&mut *store, request, out).await
        };
        let result = match time {
            Some(time) => timeout(time, call).await.map_err(|_| Failure {
                status: 504,
                why: format!("it was not done after {time:?}"),
            })?,
            None => call.await,
        };
        result.map_err(|error| Failure {
            status: 500,
            why: explain(&error, &self.runtime, store, &self.options.grants)
                .to_string()
                .trim_end()
                .into(),
        })
    }

    fn store(&self) -> Result<Store<HostState>, Error> {
        let wasi = self.options.grants.wasi(&self.granted)?.build();
        let mut store = Store::new(
            self.component.code().engine(),
            HostState::new(wasi, &self.options.limits),
        );
        store.limiter(|state| &mut state.meter);
        store.set_epoch_deadline(1);
        // A loop lets the others work, too, and its time can be over.
        store.epoch_deadline_async_yield_and_update(1);
        Ok(store)
    }

    /// The answer for a request that failed. The client is not told why: that is the operator's business.
    fn fail(&self, request: &str, failure: Failure) -> Response<WasiBody> {
        self.failures.fetch_add(1, Ordering::Relaxed);
        self.runtime.tell(Event::RequestFailed {
            component: self.component.name().into(),
            request: request.into(),
            status: failure.status,
            why: failure.why,
        });
        let body = Full::new(format!("{}\n", failure.status).into())
            .map_err(|never: Infallible| match never {})
            .boxed_unsync();
        let mut response = Response::new(body);
        *response.status_mut() = hyper::StatusCode::from_u16(failure.status).unwrap_or_default();
        response
    }
}
