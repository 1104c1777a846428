//! The runtime: engines, what the host offers, who verifies, and who is told.

use std::path::PathBuf;
use std::sync::{Arc, Once, OnceLock};
use std::thread;
use std::time::Duration;

use wasmtime::{Engine, WasmtimeBug};

use super::error::ComponentError;
use super::event::{Event, Observer};
use super::grants::Grants;
use super::instance::Instance;
use super::limits::Limits;
use super::load::{Component, check_kind};
use super::profile::Profile;
use super::report::MemberReport;
use crate::error::{Error, Internal, internal};
use crate::inspect;
use crate::run::{base_config, refused};

/// How far apart the moments are at which a call that is over its time can be stopped.
pub(crate) const TICK: Duration = Duration::from_millis(5);

/// Who says whether bytes may be loaded: the place to check signatures. Closures can be.
pub trait Verifier: Send + Sync {
    /// Looks at the bytes of a component before anything else does.
    ///
    /// # Errors
    /// The reason why they are not to be loaded.
    fn verify(&self, name: &str, bytes: &[u8]) -> Result<(), String>;
}

impl<F: Fn(&str, &[u8]) -> Result<(), String> + Send + Sync> Verifier for F {
    fn verify(&self, name: &str, bytes: &[u8]) -> Result<(), String> {
        self(name, bytes)
    }
}

/// How a [`Runtime`] is made.
#[derive(Clone, Default)]
pub struct RuntimeOptions {
    /// Keep compiled code here between runs. A directory that cannot be used costs time, not the run.
    pub cache_dir: Option<PathBuf>,
    /// How much stack a component's calls may take, in bytes; 512 KiB unless told.
    pub max_wasm_stack: Option<usize>,
    /// Calls can be stopped: without it `Limits::time` is refused, and so is [`Runtime::serve`], where loops make room for other requests.
    /// Every turn of a loop looks whether its time is over then, which
    /// can double the time of a short one.
    pub time_limits: bool,
    /// What the host offers; what it is found to offer unless told.
    pub profile: Option<Profile>,
    /// Who accepts components; everything is accepted unless told.
    pub verifier: Option<Arc<dyn Verifier>>,
    /// Who is told of events.
    pub observer: Option<Arc<dyn Observer>>,
}

/// Loads components and makes instances of them. Clones are the same runtime.
///
/// ```
/// use wasm_runtime::component::{Grants, Limits, Runtime, RuntimeOptions};
///
/// let bytes = wat::parse_str(r#"(component
///     (core module $m (func (export "add") (param i32 i32) (result i32) (i32.add (local.get 0) (local.get 1))))
///     (core instance $i (instantiate $m))
///     (func (export "add") (param "a" u32) (param "b" u32) (result u32) (canon lift (core func $i "add"))))"#).unwrap();
/// let runtime = Runtime::new(RuntimeOptions::default())?;
/// let component = runtime.load("adder", &bytes)?;
/// let mut instance = runtime.instantiate(&component, &Grants::default(), &Limits::default())?;
/// let add = instance.func::<(u32, u32), (u32,)>("add")?;
/// assert_eq!(add.call(&mut instance, (2, 3)).unwrap(), (5,));
/// # Ok::<(), wasm_runtime::Error>(())
/// ```
#[derive(Clone)]
pub struct Runtime(Arc<Inner>);

struct Inner {
    options: RuntimeOptions,
    profile: Profile,
    /// For components whose calls are done when they return.
    engine: Engine,
    /// For components with asynchronous functions. Bookkeeping of tasks makes every call of it slower.
    concurrent: OnceLock<Engine>,
    ticking: Once,
}

impl Runtime {
    /// Makes a runtime.
    ///
    /// # Errors
    /// The user's for options that cannot be; internal otherwise.
    pub fn new(options: RuntimeOptions) -> Result<Runtime, Error> {
        let engine = engine(&options, false)?;
        Ok(Runtime(Arc::new(Inner {
            profile: options.profile.clone().unwrap_or_else(Profile::detect),
            options,
            engine,
            concurrent: OnceLock::new(),
            ticking: Once::new(),
        })))
    }

    /// What the host offers.
    pub fn profile(&self) -> &Profile {
        &self.0.profile
    }

    /// Verifies, checks and compiles a component; `name` is what messages call it.
    ///
    /// # Errors
    /// The user's when the bytes are no component, are damaged, are not accepted by the verifier, or declare memory regions that cannot be; not
    /// supported for what the engine does not have.
    pub fn load(&self, name: &str, bytes: &[u8]) -> Result<Component, Error> {
        if let Some(verifier) = &self.0.options.verifier {
            verifier
                .verify(name, bytes)
                .map_err(|why| ComponentError::Unverified {
                    component: name.into(),
                    why,
                })?;
        }
        check_kind(name, bytes)?;
        let modules = inspect::inspect_component(bytes, name)?;
        let (code, concurrent) = self.compile(name, bytes)?;
        Component::new(name, code, concurrent, &modules)
    }

    fn compile(
        &self,
        name: &str,
        bytes: &[u8],
    ) -> Result<(wasmtime::component::Component, bool), Error> {
        match wasmtime::component::Component::from_binary(&self.0.engine, bytes) {
            Ok(code) => return Ok((code, false)),
            Err(error) if error.is::<WasmtimeBug>() => return Err(internal(error)),
            // It is asynchronous, or wrong: then the other engine, which knows more, has the better error.
            Err(_) => {}
        }
        match wasmtime::component::Component::from_binary(self.concurrent()?, bytes) {
            Ok(code) => Ok((code, true)),
            Err(error) => Err(refused(bytes, name, &error)),
        }
    }

    fn concurrent(&self) -> Result<&Engine, Error> {
        if let Some(engine) = self.0.concurrent.get() {
            return Ok(engine);
        }
        let engine = engine(&self.0.options, true)?;
        Ok(self.0.concurrent.get_or_init(|| engine))
    }

    /// Makes an instance of a component that needs nobody but the host.
    ///
    /// # Errors
    /// The user's when it asks for what is not granted, imports what only another component can provide, or starts with more than its limits;
    /// not supported or internal as [`Error`] says.
    pub fn instantiate(
        &self,
        component: &Component,
        grants: &Grants,
        limits: &Limits,
    ) -> Result<Instance, Error> {
        Instance::alone(self, component, grants, limits)
    }

    /// What a component would be granted, and why, without an instance of it.
    ///
    /// # Errors
    /// The user's when it asks for what is not granted.
    pub fn explain(
        &self,
        component: &Component,
        grants: &Grants,
        limits: &Limits,
    ) -> Result<MemberReport, Error> {
        let (granted, _) = grants.decide(component, self.profile())?;
        Ok(MemberReport {
            name: component.name().into(),
            fallback: None,
            needs: component.needs().to_vec(),
            grants: granted,
            links: Vec::new(),
            limits: limits.clone(),
        })
    }

    /// Whether `component` was loaded here: time passes for no other engines.
    pub(crate) fn check_owner(&self, component: &Component) -> Result<(), ComponentError> {
        let engine = component.code().engine();
        let concurrent = self.0.concurrent.get();
        match Engine::same(engine, &self.0.engine)
            || concurrent.is_some_and(|ours| Engine::same(engine, ours))
        {
            true => Ok(()),
            false => Err(ComponentError::OtherRuntime {
                component: component.name().into(),
            }),
        }
    }

    /// Tells whoever observes.
    pub(crate) fn tell(&self, event: Event) {
        if let Some(observer) = &self.0.options.observer {
            observer.event(event);
        }
    }

    pub(crate) fn max_wasm_stack(&self) -> usize {
        self.0.options.max_wasm_stack.unwrap_or(WASM_STACK)
    }

    /// Lets time pass for the engines, so that calls can be over theirs. Without limits on time nothing has to wake up for it.
    ///
    /// # Errors
    /// The user's when the runtime was made without limits on time.
    pub(crate) fn start_ticking(&self) -> Result<(), Error> {
        if !self.0.options.time_limits {
            return Err(ComponentError::NoTimeLimits.into());
        }
        let mut started = Ok(());
        self.0.ticking.call_once(|| {
            let runtime = Arc::downgrade(&self.0);
            started = thread::Builder::new()
                .name("wasm-epochs".into())
                .spawn(move || {
                    while let Some(inner) = runtime.upgrade() {
                        inner.engine.increment_epoch();
                        if let Some(engine) = inner.concurrent.get() {
                            engine.increment_epoch();
                        }
                        drop(inner);
                        thread::sleep(TICK);
                    }
                })
                .map(drop)
                .map_err(|error| {
                    Internal::new(format!("no thread to watch the time: {error}")).into()
                });
        });
        started
    }
}

/// Stack for a component's calls unless told otherwise.
const WASM_STACK: usize = 512 << 10;

fn engine(options: &RuntimeOptions, concurrent: bool) -> Result<Engine, Error> {
    let stack = options.max_wasm_stack.unwrap_or(WASM_STACK);
    let mut config = base_config(stack, options.cache_dir.as_deref());
    config
        .epoch_interruption(options.time_limits)
        .wasm_component_model_async(concurrent)
        .concurrency_support(concurrent);
    Engine::new(&config).map_err(internal)
}
