//! A component as it is loaded: verified, read, checked, compiled, and not yet given anything.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use wasm::host::Capability;
use wasm::section::capabilities::{CapabilityRecord, Kind};
use wasmtime::Engine;
use wasmtime::component::ResourceType;
use wasmtime::component::types::ComponentItem;

use super::error::ComponentError;
use super::grants::{Because, Need, capability};
use super::interface::InterfaceName;
use super::types::{Resources, Traits, signature};
use crate::error::{Error, NotSupported};
use crate::inspect::{self, Facts};
use crate::options::Host;

/// A component that was loaded by [`Runtime::load`](super::Runtime::load). Clones share the compiled code.
#[derive(Clone)]
pub struct Component(Arc<Loaded>);

struct Loaded {
    name: String,
    code: wasmtime::component::Component,
    concurrent: bool,
    imports: Vec<Interface>,
    exports: Vec<Interface>,
    needs: Vec<Need>,
    initial_memory: u64,
}

/// An interface that a component imports or exports, or its world's own functions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interface {
    /// Its name; none for the functions of the world itself.
    pub name: Option<InterfaceName>,
    /// Its functions, in the component's order. Those of resources are named as in `[method]counter.add`.
    pub functions: Vec<Function>,
    /// Resource types that it defines or passes on.
    pub resources: Vec<String>,
    /// The same, as the component knows them.
    pub(crate) resource_types: Vec<ResourceType>,
}

/// A function of an interface.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Function {
    /// Its name in the interface.
    pub name: String,
    /// Its type as WIT has it, with records and variants written out: `func(a: u32) -> string`.
    pub signature: String,
    pub(crate) traits: Traits,
}

impl Interface {
    /// Name of the import or export; empty for the world's own functions.
    pub(crate) fn path(&self) -> String {
        self.name
            .as_ref()
            .map_or_else(String::new, ToString::to_string)
    }

    /// The function as messages name it, `local:gfx/gfx@2.1.0#blur`.
    pub(crate) fn function_path(&self, function: &str) -> String {
        match &self.name {
            Some(name) => format!("{name}#{function}"),
            None => function.into(),
        }
    }
}

impl fmt::Debug for Component {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Component")
            .field("name", &self.0.name)
            .field("imports", &self.0.imports)
            .field("exports", &self.0.exports)
            .field("needs", &self.0.needs)
            .finish_non_exhaustive()
    }
}

impl Component {
    /// Reads what there is to know of compiled code.
    pub(crate) fn new(
        name: &str,
        code: wasmtime::component::Component,
        concurrent: bool,
        modules: &[Facts],
    ) -> Result<Component, Error> {
        for facts in modules {
            facts.check(name, Host::Wasi, None)?;
        }
        let ty = code.component_type();
        let engine = code.engine();
        let mut resources = Resources::default();
        let imports: Vec<_> = ty
            .imports(engine)
            .map(|(name, item)| (name, item.ty))
            .collect();
        let exports: Vec<_> = ty
            .exports(engine)
            .map(|(name, item)| (name, item.ty))
            .collect();
        // Exports pass on resources of imports, whose names come first.
        for (_, item) in imports.iter().chain(&exports) {
            name_resources(item, engine, &mut resources);
        }
        let imports = interfaces(name, &imports, engine, &resources)?;
        let exports = interfaces(name, &exports, engine, &resources)?;
        let mut needs = imported(&imports);
        needs.extend(declared(name, modules)?);
        Ok(Component(Arc::new(Loaded {
            name: name.into(),
            initial_memory: modules.iter().map(|facts| facts.initial_memory).sum(),
            code,
            concurrent,
            imports,
            exports,
            needs,
        })))
    }

    /// What messages call it.
    pub fn name(&self) -> &str {
        &self.0.name
    }

    /// What it needs from others: interfaces of WASI among them.
    pub fn imports(&self) -> &[Interface] {
        &self.0.imports
    }

    /// What it offers.
    pub fn exports(&self) -> &[Interface] {
        &self.0.exports
    }

    /// What it asks for, by imports and by declarations.
    pub fn needs(&self) -> &[Need] {
        &self.0.needs
    }

    /// Whether its functions are called on an executor: it has asynchronous functions, or WASI 0.3.
    pub fn is_asynchronous(&self) -> bool {
        self.0.concurrent
    }

    /// Whether both are the same loaded component.
    pub(crate) fn is_same(&self, other: &Component) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }

    pub(crate) fn code(&self) -> &wasmtime::component::Component {
        &self.0.code
    }

    /// Bytes of all memories as they are at first.
    pub(crate) fn initial_memory(&self) -> u64 {
        self.0.initial_memory
    }
}

fn name_resources(item: &ComponentItem, engine: &Engine, resources: &mut Resources) {
    if let ComponentItem::ComponentInstance(instance) = item {
        for (name, item) in instance.exports(engine) {
            if let ComponentItem::Resource(ty) = item.ty {
                resources.add(ty, name);
            }
        }
    }
}

fn interfaces(
    component: &str,
    items: &[(&str, ComponentItem)],
    engine: &Engine,
    resources: &Resources,
) -> Result<Vec<Interface>, Error> {
    let function = |name: &str, ty: &wasmtime::component::types::ComponentFunc| {
        let (signature, traits) = signature(ty, resources);
        Function {
            name: name.into(),
            signature,
            traits,
        }
    };
    let mut world = Interface {
        name: None,
        functions: Vec::new(),
        resources: Vec::new(),
        resource_types: Vec::new(),
    };
    let mut interfaces = Vec::new();
    for (name, item) in items {
        match item {
            ComponentItem::ComponentFunc(ty) => world.functions.push(function(name, ty)),
            ComponentItem::ComponentInstance(instance) => {
                let mut interface = Interface {
                    name: Some(InterfaceName::parse(name)),
                    functions: Vec::new(),
                    resources: Vec::new(),
                    resource_types: Vec::new(),
                };
                for (name, item) in instance.exports(engine) {
                    match item.ty {
                        ComponentItem::ComponentFunc(ty) => {
                            interface.functions.push(function(name, &ty));
                        }
                        ComponentItem::Resource(ty) => {
                            interface.resources.push(name.into());
                            interface.resource_types.push(ty);
                        }
                        _ => {}
                    }
                }
                interfaces.push(interface);
            }
            ComponentItem::Resource(ty) => {
                world.resources.push((*name).into());
                world.resource_types.push(*ty);
            }
            ComponentItem::Type(_) => {}
            ComponentItem::Module(_) | ComponentItem::Component(_) | ComponentItem::CoreFunc(_) => {
                return Err(NotSupported::Feature {
                    name: component.into(),
                    what: format!(
                        "`{name}` is a whole module or component among its imports or exports"
                    ),
                }
                .into());
            }
        }
    }
    if !world.functions.is_empty() || !world.resources.is_empty() {
        interfaces.insert(0, world);
    }
    Ok(interfaces)
}

/// What imports of WASI ask for. An interface of which only types are used asks for nothing.
fn imported(imports: &[Interface]) -> Vec<Need> {
    let mut needs: BTreeMap<Capability, Need> = BTreeMap::new();
    for interface in imports.iter().filter(|import| !import.functions.is_empty()) {
        let Some(name) = &interface.name else {
            continue;
        };
        if let Some(capability) = capability(name) {
            needs.entry(capability).or_insert_with(|| Need {
                capability,
                because: Because::Imports(name.to_string()),
                has_fallback: false,
            });
        }
    }
    needs.into_values().collect()
}

/// What the crate `wasm` recorded in the modules.
fn declared(component: &str, modules: &[Facts]) -> Result<Vec<Need>, Error> {
    let mut records: Vec<CapabilityRecord> = Vec::new();
    for facts in modules {
        records.extend(facts.capabilities(component)?);
    }
    let has_fallback = |item: &str| {
        records.iter().any(|record| {
            record.kind == Kind::Fallback
                && record.target.as_deref() == item.rsplit("::").next()
                && parent(&record.item) == parent(item)
        })
    };
    let mut needs: Vec<Need> = Vec::new();
    for record in records
        .iter()
        .filter(|record| record.kind == Kind::Requires)
    {
        for name in &record.capabilities {
            let capability = name.parse().map_err(|_| NotSupported::Feature {
                name: component.into(),
                what: format!(
                    "the capability `{name}`, which `{}` was declared to need",
                    record.item
                ),
            })?;
            needs.push(Need {
                capability,
                because: Because::Declares(record.item.clone()),
                has_fallback: has_fallback(&record.item),
            });
        }
    }
    Ok(needs)
}

fn parent(path: &str) -> &str {
    path.rsplit_once("::").map_or("", |(parent, _)| parent)
}

/// A core module where a component is needed.
pub(crate) fn check_kind(name: &str, bytes: &[u8]) -> Result<(), Error> {
    if super::is_component(bytes) {
        return Ok(());
    }
    // Other files are told apart as for modules.
    inspect::inspect(bytes, name)?;
    Err(ComponentError::NotComponent {
        component: name.into(),
    }
    .into())
}
