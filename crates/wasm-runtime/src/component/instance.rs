//! An instance of a component, with a store of its own, and calls of its functions.

use std::marker::PhantomData;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use wasmtime::component::{
    ComponentExportIndex, ComponentNamedList, InstancePre, Lift, Linker, Lower, ResourceAny,
    ResourceType, TypedFunc, Val,
};
use wasmtime::{AsContext, AsContextMut, Store, StoreContext, StoreContextMut, WasmtimeBug};
use wasmtime_wasi::I32Exit;
use wasmtime_wasi::runtime::in_tokio;

use super::call::{Deadline, Nested, explain, in_time, roomy};
use super::error::{CallError, ComponentError, Trapped};
use super::event::Event;
use super::grants::{Grant, Grants};
use super::host::{self, HostState};
use super::limits::Limits;
use super::load::Component;
use super::runtime::Runtime;
use super::{lookup, values};
use crate::error::{Error, UserError, internal};

/// A running component. It has a store of its own, so nothing that another one does can reach its memory.
pub struct Instance {
    runtime: Runtime,
    component: Component,
    pre: InstancePre<HostState>,
    grants: Grants,
    granted: Vec<Grant>,
    limits: Limits,
    /// Whether a trap is followed by a fresh start when the next call comes.
    restart: bool,
    live: Option<Live>,
    /// Tells this start of it from all others, and those of other instances.
    generation: u64,
}

/// The last generation that was given out.
static GENERATION: AtomicU64 = AtomicU64::new(0);

struct Live {
    store: Store<HostState>,
    instance: wasmtime::component::Instance,
}

impl Live {
    fn end_at(&mut self, deadline: Option<Deadline>) {
        self.store.data_mut().deadline = deadline;
        self.store.set_epoch_deadline(Deadline::ticks(deadline));
    }
}

impl Instance {
    pub(crate) fn alone(
        runtime: &Runtime,
        component: &Component,
        grants: &Grants,
        limits: &Limits,
    ) -> Result<Instance, Error> {
        runtime.check_owner(component)?;
        let (granted, events) = grants.decide(component, runtime.profile())?;
        for event in events {
            runtime.tell(event);
        }
        let linker = host::linker(component, &granted)?;
        let mut instance = Instance::new(runtime, component, linker, grants, granted, limits)?;
        instance.start()?;
        Ok(instance)
    }

    /// An instance that is not started yet.
    pub(crate) fn new(
        runtime: &Runtime,
        component: &Component,
        linker: Linker<HostState>,
        grants: &Grants,
        granted: Vec<Grant>,
        limits: &Limits,
    ) -> Result<Instance, Error> {
        if let Some(limit) = limits
            .memory
            .filter(|&limit| component.initial_memory() > limit)
        {
            return Err(UserError::InitialMemory {
                name: component.name().into(),
                initial: component.initial_memory(),
                limit,
            }
            .into());
        }
        if limits.time.is_some() {
            runtime.start_ticking()?;
        }
        let pre = linker
            .instantiate_pre(component.code())
            .map_err(|error| host::unmet(component, &error))?;
        Ok(Instance {
            runtime: runtime.clone(),
            component: component.clone(),
            pre,
            grants: grants.clone(),
            granted,
            limits: limits.clone(),
            restart: true,
            live: None,
            generation: 0,
        })
    }

    /// Starts it afresh: with a new store, and nothing of what it had.
    ///
    /// # Errors
    /// The user's when it cannot be set up within its limits.
    pub fn start(&mut self) -> Result<(), Error> {
        self.live = None;
        let name = self.component.name();
        let mut store = Store::new(
            self.pre.engine(),
            HostState::new(self.grants.wasi(&self.granted)?.build(), &self.limits),
        );
        store.limiter(|state| &mut state.meter);
        store.set_hostcall_fuel(usize::MAX);
        let deadline = Deadline::after(self.limits.time);
        store.data_mut().deadline = deadline;
        store.set_epoch_deadline(Deadline::ticks(deadline));
        let instance = match self.component.is_asynchronous() {
            true => in_tokio(self.pre.instantiate_async(&mut store)),
            false => roomy(&self.runtime, || self.pre.instantiate(&mut store)),
        };
        let instance = instance.map_err(|error| match error.is::<WasmtimeBug>() {
            true => internal(error),
            false => ComponentError::SetUp {
                component: name.into(),
                problem: match error.downcast_ref::<wasmtime::Trap>() {
                    Some(_) => explain(&error, &self.runtime, &store, &self.grants)
                        .to_string()
                        .trim_end()
                        .into(),
                    None => format!("{error:#}"),
                },
            }
            .into(),
        })?;
        self.live = Some(Live { store, instance });
        self.generation = GENERATION.fetch_add(1, Ordering::Relaxed) + 1;
        Ok(())
    }

    /// The component.
    pub fn component(&self) -> &Component {
        &self.component
    }

    /// What it asked for, and what came of it.
    pub fn grants(&self) -> &[Grant] {
        &self.granted
    }

    /// Whether a trap has stopped it and it was not started again since.
    pub fn is_stopped(&self) -> bool {
        self.live.is_none()
    }

    /// Whether the first call after a trap starts it afresh, as it does unless told otherwise, or is an error.
    pub fn restart_after_trap(&mut self, restart: bool) {
        self.restart = restart;
    }

    /// A function with the types of its parameters and results, to be called many times. `name` is `local:gfx/gfx@2.1.0#blur`, `gfx/blur`, or
    /// `blur` where only one function can be meant.
    ///
    /// # Errors
    /// The user's when there is no such function, or it has another type.
    pub fn func<P, R>(&mut self, name: &str) -> Result<Func<P, R>, Error>
    where
        P: ComponentNamedList + Lower,
        R: ComponentNamedList + Lift,
    {
        let target = self.target(name)?;
        let typed = self.typed(&target)?;
        Ok(Func {
            typed,
            target: Arc::new(target),
            generation: self.generation,
            asynchronous: self.component.is_asynchronous(),
            marker: PhantomData,
        })
    }

    /// Calls a function with values whose types are checked now. `name` is as for [`func`](Instance::func).
    ///
    /// # Errors
    /// [`CallError::Refused`] when there is no such function or the values do not fit, [`CallError::Trapped`] when the call fails.
    pub fn call(&mut self, name: &str, params: &[Val]) -> Result<Vec<Val>, CallError> {
        let target = self.target(name)?;
        self.call_target(&target, params, None)
    }

    /// Calls a function that was found; `until` is when its caller's time is over.
    pub(crate) fn call_target(
        &mut self,
        target: &Target,
        params: &[Val],
        until: Option<Deadline>,
    ) -> Result<Vec<Val>, CallError> {
        self.enter(until)?;
        let time = self.limits.time;
        let asynchronous = self.component.is_asynchronous();
        let runtime = self.runtime.clone();
        let Some(live) = &mut self.live else {
            return Err(self.stopped().into());
        };
        let func = target
            .index
            .and_then(|index| live.instance.get_func(&mut live.store, index));
        let Some(func) = func else {
            return Err(self.bad_signature(target, "it is gone".into()).into());
        };
        let ty = func.ty(&live.store);
        if ty.params().len() != params.len() {
            let problem = format!(
                "it takes {} values, and {} were given",
                ty.params().len(),
                params.len()
            );
            return Err(self.bad_signature(target, problem).into());
        }
        for ((name, ty), value) in ty.params().zip(params) {
            if let Err(problem) = values::check(value, &ty) {
                let problem = format!("`{name}`: {problem}");
                return Err(self.bad_signature(target, problem).into());
            }
        }
        let mut results = vec![Val::Bool(false); ty.results().len()];
        let result = match asynchronous {
            true => in_time(time, func.call_async(&mut live.store, params, &mut results)),
            false => roomy(&runtime, || {
                func.call(&mut live.store, params, &mut results)
            }),
        };
        match result {
            Ok(()) => Ok(results),
            Err(error) => Err(self.failed(error, target)),
        }
    }

    /// Which start of it this is.
    pub(crate) fn generation(&self) -> u64 {
        self.generation
    }

    /// The resource type `name` of the export `interface`, as this start of it knows it.
    pub(crate) fn resource(&mut self, interface: &str, name: &str) -> Option<ResourceType> {
        let live = self.live.as_mut()?;
        let code = self.component.code();
        let parent = match interface {
            "" => None,
            interface => Some(code.get_export_index(None, interface)?),
        };
        let index = code.get_export_index(parent.as_ref(), name)?;
        live.instance.get_resource(&mut live.store, index)
    }

    pub(crate) fn target(&self, name: &str) -> Result<Target, ComponentError> {
        let (interface, function) = lookup::function(&self.component, name)?;
        Target::new(&self.component, &interface.path(), &function.name).ok_or_else(|| {
            ComponentError::NoFunction {
                component: self.component.name().into(),
                function: name.into(),
                near: Vec::new(),
            }
        })
    }

    fn typed<P, R>(&mut self, target: &Target) -> Result<TypedFunc<P, R>, Error>
    where
        P: ComponentNamedList + Lower,
        R: ComponentNamedList + Lift,
    {
        let Some(live) = &mut self.live else {
            return Err(self.stopped().into());
        };
        let func = target
            .index
            .ok_or_else(|| wasmtime::format_err!("it has no name"))
            .and_then(|index| live.instance.get_typed_func(&mut live.store, index));
        func.map_err(|error| self.bad_signature(target, format!("{error:#}")).into())
    }

    /// Starts it afresh when a trap has stopped it.
    pub(crate) fn wake(&mut self) -> Result<(), Error> {
        if self.live.is_some() {
            return Ok(());
        }
        if !self.restart {
            return Err(self.stopped().into());
        }
        self.start()?;
        self.runtime.tell(Event::Restarted {
            component: self.component.name().into(),
        });
        Ok(())
    }

    /// Runs the destructor of a resource that it defines.
    pub(crate) fn drop_resource(
        &mut self,
        resource: ResourceAny,
        until: Option<Deadline>,
    ) -> Result<(), CallError> {
        let Some(live) = &mut self.live else {
            return Ok(());
        };
        live.end_at(Deadline::earlier(Deadline::after(self.limits.time), until));
        let runtime = &self.runtime;
        roomy(runtime, || resource.resource_drop(&mut live.store)).map_err(|error| {
            let destructor = Target::destructor();
            self.failed(error, &destructor)
        })
    }

    /// Before each call: it is running, and has its whole time.
    #[inline]
    fn enter(&mut self, until: Option<Deadline>) -> Result<(), Error> {
        if self.live.is_none() {
            self.wake()?;
        }
        let time = self.limits.time;
        if let Some(live) = &mut self.live
            && (time.is_some() || until.is_some() || live.store.data().deadline.is_some())
        {
            live.end_at(Deadline::earlier(Deadline::after(time), until));
        }
        Ok(())
    }

    fn stopped(&self) -> ComponentError {
        ComponentError::Stopped {
            component: self.component.name().into(),
        }
    }

    fn bad_signature(&self, target: &Target, problem: String) -> ComponentError {
        ComponentError::Signature {
            component: self.component.name().into(),
            function: target.path.clone(),
            signature: target.signature.clone(),
            problem,
        }
    }

    /// Puts the end of a call in words. Whatever it was, the store has been left in the middle of something, and is given up.
    #[cold]
    fn failed(&mut self, error: wasmtime::Error, target: &Target) -> CallError {
        let name = self.component.name().to_owned();
        let Some(live) = &self.live else {
            return self.stopped().into();
        };
        if error.is::<WasmtimeBug>() {
            return CallError::Refused(internal(error));
        }
        let call_error = if let Some(I32Exit(code)) = error.downcast_ref() {
            CallError::Exited {
                component: name.clone(),
                function: target.path.clone(),
                code: *code,
            }
        } else if let Some(nested) = error.downcast_ref::<Nested>().and_then(Nested::take) {
            match nested {
                CallError::Trapped(mut trapped) => {
                    trapped.callers.push((name.clone(), target.path.clone()));
                    CallError::Trapped(trapped)
                }
                other => other,
            }
        } else {
            let trap = explain(&error, &self.runtime, &live.store, &self.grants);
            self.runtime.tell(Event::Trapped {
                component: name.clone(),
                function: target.path.clone(),
                what: trap.what.clone(),
            });
            CallError::Trapped(Box::new(Trapped {
                component: name,
                function: target.path.clone(),
                callers: Vec::new(),
                trap,
            }))
        };
        self.live = None;
        call_error
    }
}

/// To use what wasmtime offers beyond calls, such as reading a stream that a function gave.
///
/// # Panics
/// Both panic when the instance [is stopped](Instance::is_stopped).
impl AsContext for Instance {
    type Data = HostState;

    fn as_context(&self) -> StoreContext<'_, HostState> {
        self.live
            .as_ref()
            .expect("the instance is not stopped")
            .store
            .as_context()
    }
}

impl AsContextMut for Instance {
    fn as_context_mut(&mut self) -> StoreContextMut<'_, HostState> {
        self.live
            .as_mut()
            .expect("the instance is not stopped")
            .store
            .as_context_mut()
    }
}

/// An exported function, found.
#[derive(Clone, Debug)]
pub(crate) struct Target {
    /// None of a destructor, which is not called by name.
    index: Option<ComponentExportIndex>,
    /// With its interface.
    pub(crate) path: String,
    pub(crate) signature: String,
}

impl Target {
    /// The function `name` of the export `interface`, or of the world when that is empty.
    pub(crate) fn new(component: &Component, interface: &str, name: &str) -> Option<Target> {
        let code = component.code();
        let parent = match interface {
            "" => None,
            interface => Some(code.get_export_index(None, interface)?),
        };
        let index = code.get_export_index(parent.as_ref(), name)?;
        let export = component
            .exports()
            .iter()
            .find(|export| export.path() == interface)?;
        let function = export.functions.iter().find(|f| f.name == name)?;
        Some(Target {
            index: Some(index),
            path: export.function_path(name),
            signature: function.signature.clone(),
        })
    }

    fn destructor() -> Target {
        Target {
            index: None,
            path: "the destructor of a resource".into(),
            signature: String::new(),
        }
    }
}

/// A function of an [`Instance`] with the types of its parameters and results. It stays usable when the instance is started afresh.
pub struct Func<P, R> {
    typed: TypedFunc<P, R>,
    target: Arc<Target>,
    generation: u64,
    asynchronous: bool,
    marker: PhantomData<fn(P) -> R>,
}

impl<P, R> Func<P, R>
where
    P: ComponentNamedList + Lower,
    R: ComponentNamedList + Lift + 'static,
{
    /// Calls it. `instance` is the one it was made from, or another one of the same component.
    ///
    /// # Errors
    /// [`CallError::Trapped`] when the call fails; the instance starts afresh with the next call. [`CallError::Refused`] when the instance is of
    /// another component, or cannot be started again.
    #[inline]
    pub fn call(&self, instance: &mut Instance, params: P) -> Result<R, CallError> {
        instance.enter(None)?;
        if instance.generation != self.generation {
            let typed = instance.typed::<P, R>(&self.target)?;
            return self.finish(&typed, instance, params);
        }
        self.finish(&self.typed, instance, params)
    }

    #[inline]
    fn finish(
        &self,
        typed: &TypedFunc<P, R>,
        instance: &mut Instance,
        params: P,
    ) -> Result<R, CallError> {
        let Some(live) = &mut instance.live else {
            return Err(instance.stopped().into());
        };
        let result = if self.asynchronous {
            in_time(
                instance.limits.time,
                typed.call_async(&mut live.store, params),
            )
        } else {
            let runtime = &instance.runtime;
            roomy(runtime, || typed.call(&mut live.store, params))
        };
        result.map_err(|error| instance.failed(error, &self.target))
    }
}
