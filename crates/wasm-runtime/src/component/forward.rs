//! Calls from one component to another, through the host: values are checked on the way, and resources travel as numbers that only the host can
//! look up.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use wasmtime::StoreContextMut;
use wasmtime::component::{Linker, ResourceAny, ResourceDynamic, ResourceType, Val};

use super::call::{Deadline, Nested};
use super::host::HostState;
use super::instance::{Instance, Target};
use super::link::export_for;
use super::load::{Component, Interface};
use crate::error::{Error, internal};
use crate::trap::HostFailure;

/// An instance that others can call.
pub(crate) type Slot = Arc<Mutex<Instance>>;

/// The instance itself. A panic of ours while it was locked has left nothing half done that a start does not make good.
pub(crate) fn lock(slot: &Slot) -> MutexGuard<'_, Instance> {
    slot.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Resources of components that others hold, and the types they have there.
#[derive(Clone, Default)]
pub(crate) struct Resources(Arc<Mutex<Held>>);

#[derive(Default)]
struct Held {
    values: HashMap<u32, Value>,
    last: u32,
    types: HashMap<(String, String, String), u32>,
}

/// A resource of a component.
#[derive(Clone)]
struct Value {
    any: ResourceAny,
    provider: Slot,
    /// Which start of the provider it is of.
    generation: u64,
}

impl Resources {
    fn held(&self) -> MutexGuard<'_, Held> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The number that stands for a resource type of a component's export.
    pub(crate) fn type_of(&self, provider: &str, interface: &str, resource: &str) -> u32 {
        let mut held = self.held();
        let next = u32::try_from(held.types.len()).unwrap_or(u32::MAX);
        *held
            .types
            .entry((provider.into(), interface.into(), resource.into()))
            .or_insert(next)
    }

    fn keep(&self, value: Value) -> u32 {
        let mut held = self.held();
        let mut rep = held.last;
        loop {
            rep = rep.wrapping_add(1);
            // After 2³² resources numbers come again, and some may still be in use.
            if let Entry::Vacant(place) = held.values.entry(rep) {
                place.insert(value);
                held.last = rep;
                return rep;
            }
        }
    }

    fn get(&self, rep: u32) -> Option<Value> {
        self.held().values.get(&rep).cloned()
    }

    fn take(&self, rep: u32) -> Option<Value> {
        self.held().values.remove(&rep)
    }

    /// How many are held.
    pub(crate) fn len(&self) -> usize {
        self.held().values.len()
    }

    /// Forgets all of them. They refer to instances whose linkers refer to this.
    pub(crate) fn clear(&self) {
        let values = std::mem::take(&mut self.held().values);
        drop(values);
    }
}

/// Gives `linker` the functions and resources of one import, as another component provides them.
pub(crate) struct Forward<'a> {
    pub(crate) import: &'a Interface,
    pub(crate) provider: &'a Slot,
    pub(crate) provider_name: &'a str,
    /// For each resource of the import: who defines it, in which interface (without version), and its name there.
    pub(crate) origins: Vec<(String, String, String)>,
    pub(crate) resources: &'a Resources,
}

impl Forward<'_> {
    pub(crate) fn add_to(&self, linker: &mut Linker<HostState>) -> Result<(), Error> {
        self.add(linker).map_err(internal)
    }

    fn add(&self, linker: &mut Linker<HostState>) -> wasmtime::Result<()> {
        // Who virtualises an interface of WASI has it in the host's place.
        linker.allow_shadowing(true);
        let path = self.import.path();
        let mut instance = match &self.import.name {
            Some(_) => linker.instance(&path)?,
            None => linker.root(),
        };
        for (name, origin) in self.import.resources.iter().zip(&self.origins) {
            let (provider, interface, resource) = origin;
            let ty = self.resources.type_of(provider, interface, resource);
            let resources = self.resources.clone();
            instance.resource(name, ResourceType::host_dynamic(ty), move |caller, rep| {
                drop_resource(&resources, rep, caller.data().deadline)
            })?;
        }
        for function in &self.import.functions {
            let call = Call {
                import: self.import.clone(),
                function: function.name.clone(),
                provider: self.provider.clone(),
                provider_name: self.provider_name.into(),
                has_resources: function.traits.resources,
                resources: self.resources.clone(),
                found: Mutex::new(None),
            };
            instance.func_new(&function.name, move |store, _, params, results| {
                call.forward(store, params, results)
            })?;
        }
        linker.allow_shadowing(false);
        Ok(())
    }
}

/// One imported function, and where it goes.
struct Call {
    import: Interface,
    function: String,
    provider: Slot,
    provider_name: String,
    has_resources: bool,
    resources: Resources,
    /// Where it was found in the component that has the provider's place at the moment.
    found: Mutex<Option<(Component, Target)>>,
}

impl Call {
    fn forward(
        &self,
        mut caller: StoreContextMut<'_, HostState>,
        params: &[Val],
        results: &mut [Val],
    ) -> wasmtime::Result<()> {
        let Ok(mut provider) = self.provider.try_lock() else {
            return Err(self.failure("it is in the middle of another call").into());
        };
        let target = self.target(provider.component())?;
        let until = caller.data().deadline;
        if !self.has_resources {
            let values = provider
                .call_target(&target, params, until)
                .map_err(Nested::new)?;
            results.clone_from_slice(&values);
            return Ok(());
        }
        // Resources belong to one start of the provider, so it has to be running before they are looked at.
        provider.wake().map_err(|error| Nested::new(error.into()))?;
        let mut lent = Vec::new();
        let params = params
            .iter()
            .map(|value| self.to_provider(value, &mut caller, &mut provider, &mut lent))
            .collect::<wasmtime::Result<Vec<_>>>()?;
        let values = provider
            .call_target(&target, &params, until)
            .map_err(Nested::new)?;
        for borrow in lent {
            borrow.resource_drop(&mut *provider)?;
        }
        for (result, value) in results.iter_mut().zip(values) {
            *result = self.to_caller(&value, &mut caller, &mut provider)?;
        }
        Ok(())
    }

    fn target(&self, component: &Component) -> wasmtime::Result<Target> {
        let mut found = self.found.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, target)) = found.as_ref().filter(|(known, _)| known.is_same(component)) {
            return Ok(target.clone());
        }
        let target = export_for(component, &self.import)
            .and_then(|export| Target::new(component, &export.path(), &self.function));
        match target {
            Some(target) => {
                *found = Some((component.clone(), target.clone()));
                Ok(target)
            }
            None => Err(self.failure("it does not export it any more").into()),
        }
    }

    fn failure(&self, why: &str) -> HostFailure {
        HostFailure(format!(
            "`{}` of `{}` cannot be called: {why}",
            self.import.function_path(&self.function),
            self.provider_name
        ))
    }

    /// A value as the provider is to see it.
    fn to_provider(
        &self,
        value: &Val,
        caller: &mut StoreContextMut<'_, HostState>,
        provider: &mut Instance,
        lent: &mut Vec<ResourceAny>,
    ) -> wasmtime::Result<Val> {
        map(value, &mut |resource| {
            let dynamic = resource.try_into_resource_dynamic(&mut *caller)?;
            let (rep, owned) = (dynamic.rep(), dynamic.owned());
            let Some(held) = self.resources.get(rep) else {
                return Err(self.failure("a resource is gone that it was given").into());
            };
            if Arc::ptr_eq(&held.provider, &self.provider) {
                if held.generation != provider.generation() {
                    let why = "a resource is from before it was started afresh or replaced";
                    return Err(self.failure(why).into());
                }
                if owned {
                    self.resources.take(rep);
                }
                return Ok(held.any);
            }
            // It is of a third component, which the provider knows by the same number. What is lent is made its own for the time of the call: no
            // destructor runs when that ends.
            let any = ResourceDynamic::new_own(rep, dynamic.ty())
                .try_into_resource_any(&mut *provider)?;
            if !owned {
                lent.push(any);
            }
            Ok(any)
        })
    }

    /// A value as the caller is to see it.
    fn to_caller(
        &self,
        value: &Val,
        caller: &mut StoreContextMut<'_, HostState>,
        provider: &mut Instance,
    ) -> wasmtime::Result<Val> {
        map(value, &mut |resource| {
            let dynamic = match self.own_type(resource, provider) {
                Some(ty) => {
                    let rep = self.resources.keep(Value {
                        any: resource,
                        provider: self.provider.clone(),
                        generation: provider.generation(),
                    });
                    ResourceDynamic::new_own(rep, ty)
                }
                None => resource.try_into_resource_dynamic(&mut *provider)?,
            };
            dynamic.try_into_resource_any(&mut *caller)
        })
    }

    /// The number of the type of `resource`, when the provider defines it.
    fn own_type(&self, resource: ResourceAny, provider: &mut Instance) -> Option<u32> {
        let exports = provider.component().clone();
        exports.exports().iter().find_map(|export| {
            export.resources.iter().find_map(|name| {
                let ty = provider.resource(&export.path(), name)?;
                (ty == resource.ty() && !is_imported(&exports, export, name)).then(|| {
                    self.resources
                        .type_of(&self.provider_name, &unversioned(export), name)
                })
            })
        })
    }
}

/// The interface without its version, which another implementation may have higher.
pub(crate) fn unversioned(interface: &Interface) -> String {
    interface
        .name
        .as_ref()
        .map_or_else(String::new, |name| name.unversioned())
}

/// Whether a resource that is exported is one that was imported.
pub(crate) fn is_imported(component: &Component, export: &Interface, resource: &str) -> bool {
    imported_as(component, export, resource).is_some()
}

/// The import that an exported resource comes from, and its name there.
pub(crate) fn imported_as<'a>(
    component: &'a Component,
    export: &Interface,
    resource: &str,
) -> Option<(&'a Interface, &'a str)> {
    let at = export.resources.iter().position(|name| name == resource)?;
    let ty = export.resource_types.get(at)?;
    component.imports().iter().find_map(|import| {
        let at = import.resource_types.iter().position(|known| known == ty)?;
        Some((import, import.resources.get(at)?.as_str()))
    })
}

/// The last one who had a resource let go of it: its provider's destructor runs.
fn drop_resource(resources: &Resources, rep: u32, until: Option<Deadline>) -> wasmtime::Result<()> {
    let Some(value) = resources.take(rep) else {
        return Ok(());
    };
    let Ok(mut provider) = value.provider.try_lock() else {
        let why = "a resource cannot be dropped while its component is in the middle of a call";
        return Err(HostFailure(why.into()).into());
    };
    // What was started afresh has forgotten it already.
    if provider.generation() != value.generation || provider.is_stopped() {
        return Ok(());
    }
    provider
        .drop_resource(value.any, until)
        .map_err(|error| Nested::new(error).into())
}

/// The same value with other resources in it.
fn map(
    value: &Val,
    resource: &mut dyn FnMut(ResourceAny) -> wasmtime::Result<ResourceAny>,
) -> wasmtime::Result<Val> {
    let mut all = |values: &[Val]| -> wasmtime::Result<Vec<Val>> {
        values.iter().map(|value| map(value, resource)).collect()
    };
    Ok(match value {
        Val::Resource(any) => Val::Resource(resource(*any)?),
        Val::List(values) => Val::List(all(values)?),
        Val::FixedLengthList(values) => Val::FixedLengthList(all(values)?),
        Val::Tuple(values) => Val::Tuple(all(values)?),
        Val::Map(pairs) => Val::Map(
            pairs
                .iter()
                .map(|(key, value)| Ok((map(key, resource)?, map(value, resource)?)))
                .collect::<wasmtime::Result<_>>()?,
        ),
        Val::Record(fields) => Val::Record(
            fields
                .iter()
                .map(|(name, value)| Ok((name.clone(), map(value, resource)?)))
                .collect::<wasmtime::Result<_>>()?,
        ),
        Val::Variant(name, Some(value)) => {
            Val::Variant(name.clone(), Some(Box::new(map(value, resource)?)))
        }
        Val::Option(Some(value)) => Val::Option(Some(Box::new(map(value, resource)?))),
        Val::Result(Ok(Some(value))) => Val::Result(Ok(Some(Box::new(map(value, resource)?)))),
        Val::Result(Err(Some(value))) => Val::Result(Err(Some(Box::new(map(value, resource)?)))),
        plain => plain.clone(),
    })
}
