//! Components that use each other, each in a store of its own: linked by name and semver, isolated, and exchanged while they run.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard};

use super::error::{CallError, ComponentError};
use super::event::Event;
use super::forward::{Forward, Resources, Slot, imported_as, lock, unversioned};
use super::grants::Grants;
use super::host;
use super::instance::Instance;
use super::limits::Limits;
use super::link::{Link, Wants, compare, export_for, order, resolve};
use super::load::Component;
use super::lookup::nearest;
use super::report::{MemberReport, Report};
use super::runtime::Runtime;
use crate::error::{Error, NotSupported};
use wasmtime::component::Val;

/// A component of a set that is to be: its bytes, and what it may have.
#[derive(Clone, Debug)]
pub struct Member {
    /// What messages and links call it.
    pub name: String,
    /// The component.
    pub bytes: Vec<u8>,
    /// What has its place when it fails to load.
    pub fallback: Option<Vec<u8>>,
    /// Whether the set cannot be without it. One that is not essential is left out when it fails to load and has no fallback, or its fallback fails.
    pub essential: bool,
    /// What it may have.
    pub grants: Grants,
    /// How much it may take.
    pub limits: Limits,
    /// Which component provides an import, where names and versions leave a choice: from the import, as short as one likes, to the name of a member.
    pub link: BTreeMap<String, String>,
    /// Whether it starts afresh when it is called after a trap.
    pub restart: bool,
}

impl Member {
    /// An essential component that may have nothing from the host, takes as much as it likes, and starts afresh after a trap.
    pub fn new(name: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Member {
        Member {
            name: name.into(),
            bytes: bytes.into(),
            fallback: None,
            essential: true,
            grants: Grants::default(),
            limits: Limits::default(),
            link: BTreeMap::new(),
            restart: true,
        }
    }
}

/// Puts a [`Set`] together.
pub struct SetBuilder {
    runtime: Runtime,
    members: Vec<Member>,
}

/// Linked components. See [`Runtime::set`].
///
/// Each has a store of its own, so that none can read another's memory. A call from one to another is forwarded by the host, which checks the values;
/// resources are passed on as numbers that mean nothing without the host. When a call traps, the component is named in which it did, and those that
/// waited for it are given up with it, as they are in the middle of something: all of them start afresh with their next call, the others are not
/// touched.
///
/// Functions between components are synchronous: futures and streams are refused when the set is linked.
pub struct Set {
    runtime: Runtime,
    /// In the order of starting.
    members: Vec<Running>,
    left_out: Vec<(String, String)>,
    resources: Resources,
}

struct Running {
    name: String,
    slot: Slot,
    links: Vec<Link>,
    /// Why its fallback has its place.
    fallback: Option<String>,
    terms: Terms,
}

/// What a member may have, whichever component has its place.
#[derive(Clone)]
struct Terms {
    grants: Grants,
    limits: Limits,
    link: BTreeMap<String, String>,
    restart: bool,
}

impl Runtime {
    /// Begins a set of components that use each other.
    ///
    /// ```
    /// use wasm_runtime::component::{Member, Runtime, RuntimeOptions, Val};
    ///
    /// let doubler = wat::parse_str(r#"(component
    ///     (core module $m (func (export "double") (param i32) (result i32) (i32.mul (local.get 0) (i32.const 2))))
    ///     (core instance $i (instantiate $m))
    ///     (func $f (param "n" u32) (result u32) (canon lift (core func $i "double")))
    ///     (instance $math (export "double" (func $f)))
    ///     (export "local:math/math@1.1.0" (instance $math)))"#).unwrap();
    /// let user = wat::parse_str(r#"(component
    ///     (import "local:math/math@1.0.0" (instance $math (export "double" (func (param "n" u32) (result u32)))))
    ///     (core func $double (canon lower (func $math "double")))
    ///     (core module $m
    ///         (import "math" "double" (func $double (param i32) (result i32)))
    ///         (func (export "quadruple") (param i32) (result i32) (call $double (call $double (local.get 0)))))
    ///     (core instance $i (instantiate $m (with "math" (instance (export "double" (func $double))))))
    ///     (func (export "quadruple") (param "n" u32) (result u32) (canon lift (core func $i "quadruple"))))"#).unwrap();
    ///
    /// let runtime = Runtime::new(RuntimeOptions::default())?;
    /// let mut set = runtime.set().with(Member::new("doubler", doubler)).with(Member::new("user", user)).link()?;
    /// assert_eq!(set.call("user", "quadruple", &[Val::U32(5)]).unwrap(), [Val::U32(20)]);
    /// # Ok::<(), wasm_runtime::Error>(())
    /// ```
    pub fn set(&self) -> SetBuilder {
        SetBuilder {
            runtime: self.clone(),
            members: Vec::new(),
        }
    }
}

/// Which of its components a member has at the moment.
struct Choice {
    /// Why it has not its own.
    fallback: Option<String>,
    loaded: Option<Component>,
    left_out: Option<String>,
}

impl SetBuilder {
    /// Adds a component.
    pub fn with(mut self, member: Member) -> SetBuilder {
        self.members.push(member);
        self
    }

    /// Loads, links and starts all of them.
    ///
    /// # Errors
    /// What keeps an essential component from its place; for the others an event says it.
    pub fn link(self) -> Result<Set, Error> {
        let mut names: Vec<&str> = self.members.iter().map(|m| m.name.as_str()).collect();
        names.sort_unstable();
        if let Some(twice) = names.windows(2).find(|pair| pair[0] == pair[1]) {
            return Err(ComponentError::Duplicate {
                component: twice[0].into(),
            }
            .into());
        }
        let mut choices: Vec<Choice> = self
            .members
            .iter()
            .map(|_| Choice {
                fallback: None,
                loaded: None,
                left_out: None,
            })
            .collect();
        // A component that fails makes others fail that need it, so all are looked at again. Each round takes one of two choices from a member.
        loop {
            match self.attempt(&mut choices) {
                Ok(set) => return Ok(set),
                Err((at, error)) => self.retreat(&mut choices[at], &self.members[at], error)?,
            }
        }
    }

    /// Takes the next choice of a member that failed.
    fn retreat(&self, choice: &mut Choice, member: &Member, error: Error) -> Result<(), Error> {
        if matches!(error, Error::Internal(_)) {
            return Err(error);
        }
        let (component, why) = (member.name.clone(), error.to_string());
        choice.loaded = None;
        if member.fallback.is_some() && choice.fallback.is_none() {
            choice.fallback = Some(why.clone());
            self.runtime.tell(Event::Fallback { component, why });
        } else if !member.essential {
            choice.left_out = Some(why.clone());
            self.runtime.tell(Event::Missing { component, why });
        } else {
            return Err(error);
        }
        Ok(())
    }

    fn attempt(&self, choices: &mut [Choice]) -> Result<Set, (usize, Error)> {
        for (at, (member, choice)) in self.members.iter().zip(&mut *choices).enumerate() {
            if choice.loaded.is_none() && choice.left_out.is_none() {
                let bytes = match (&choice.fallback, &member.fallback) {
                    (Some(_), Some(fallback)) => fallback,
                    _ => &member.bytes,
                };
                choice.loaded = Some(self.load(&member.name, bytes).map_err(|e| (at, e))?);
            }
        }
        let there: Vec<(usize, &Member, &Component, &Choice)> = self
            .members
            .iter()
            .zip(&*choices)
            .enumerate()
            .filter_map(|(at, (member, choice))| {
                Some((at, member, choice.loaded.as_ref()?, choice))
            })
            .collect();
        let mut links = BTreeMap::new();
        for (at, member, component, _) in &there {
            let others: Vec<&Component> = there
                .iter()
                .filter(|(other, ..)| other != at)
                .map(|(_, _, component, _)| *component)
                .collect();
            let wants = Wants {
                component,
                named: &member.link,
            };
            let resolved = resolve(&wants, &others).map_err(|error| (*at, error))?;
            links.insert(member.name.clone(), resolved);
        }
        let order = order(&links).map_err(|error| {
            let in_circle = |name: &str| matches!(&error, ComponentError::Cycle { path } if path.iter().any(|p| p == name));
            let at = there.iter().find(|(_, member, ..)| in_circle(&member.name));
            (at.map_or(0, |(at, ..)| *at), error.into())
        })?;
        let mut set = Set {
            runtime: self.runtime.clone(),
            members: Vec::new(),
            left_out: Vec::new(),
            resources: Resources::default(),
        };
        for name in order {
            let found = there.iter().find(|(_, member, ..)| member.name == name);
            let Some((at, member, component, choice)) = found else {
                continue;
            };
            let terms = Terms {
                grants: member.grants.clone(),
                limits: member.limits.clone(),
                link: member.link.clone(),
                restart: member.restart,
            };
            let links = links.remove(&name).unwrap_or_default();
            let instance = set
                .start(&terms, component, &links)
                .map_err(|error| (*at, error))?;
            set.members.push(Running {
                name,
                slot: Arc::new(Mutex::new(instance)),
                links,
                fallback: choice.fallback.clone(),
                terms,
            });
        }
        for (member, choice) in self.members.iter().zip(&*choices) {
            if let Some(why) = &choice.left_out {
                set.left_out.push((member.name.clone(), why.clone()));
            }
        }
        Ok(set)
    }

    fn load(&self, name: &str, bytes: &[u8]) -> Result<Component, Error> {
        let component = self.runtime.load(name, bytes)?;
        refuse_asynchronous(&component)?;
        Ok(component)
    }
}

/// Calls between components wait for each other.
fn refuse_asynchronous(component: &Component) -> Result<(), Error> {
    match component.is_asynchronous() {
        false => Ok(()),
        true => Err(NotSupported::Feature {
            name: component.name().into(),
            what: "it has asynchronous functions, which the components of a set cannot have; instantiate it alone, or compose it with the others into one component (`cargo wasm component link`)".into(),
        }
        .into()),
    }
}

impl Set {
    /// Names of its components, providers first.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.members.iter().map(|member| member.name.as_str())
    }

    /// Calls a function of a component; names of functions as in [`Instance::func`].
    ///
    /// # Errors
    /// As [`Instance::call`].
    pub fn call(
        &mut self,
        component: &str,
        function: &str,
        params: &[Val],
    ) -> Result<Vec<Val>, CallError> {
        self.instance(component)?.call(function, params)
    }

    /// One component's instance, for typed calls. As long as it is held, no other component can call it.
    ///
    /// # Errors
    /// The user's when there is no such component.
    pub fn instance(&mut self, component: &str) -> Result<MutexGuard<'_, Instance>, Error> {
        Ok(lock(&self.member(component)?.slot))
    }

    /// Puts another implementation in a component's place, which need not be stopped for it: whatever it had in memory is lost, and resources of it
    /// that others hold can only be dropped. `check` has the last word, with the old component and the new one.
    ///
    /// # Errors
    /// The user's when the new one does not load, lacks what others import, imports what nobody provides, asks for what was not granted, or is not
    /// accepted by `check`. Then the old one stays.
    pub fn replace(
        &mut self,
        name: &str,
        bytes: &[u8],
        check: impl FnOnce(&Component, &Component) -> Result<(), String>,
    ) -> Result<(), Error> {
        let component = self.runtime.load(name, bytes)?;
        refuse_asynchronous(&component)?;
        let member = self.member(name)?;
        let old = lock(&member.slot).component().clone();
        check(&old, &component).map_err(|why| ComponentError::Unverified {
            component: name.into(),
            why,
        })?;
        self.still_serves(name, &component)?;
        let links = self.relink(member, &component)?;
        let instance = self.start(&member.terms, &component, &links)?;
        *lock(&member.slot) = instance;
        if let Some(member) = self.members.iter_mut().find(|member| member.name == name) {
            member.links = links;
            member.fallback = None;
        }
        self.runtime.tell(Event::Replaced {
            component: name.into(),
        });
        Ok(())
    }

    /// What was granted to whom, and why.
    pub fn explain(&self) -> Report {
        let members = self.members.iter().map(|member| {
            let instance = lock(&member.slot);
            MemberReport {
                name: member.name.clone(),
                fallback: member.fallback.clone(),
                needs: instance.component().needs().to_vec(),
                grants: instance.grants().to_vec(),
                links: member.links.clone(),
                limits: member.terms.limits.clone(),
            }
        });
        Report {
            members: members.collect(),
            left_out: self.left_out.clone(),
        }
    }

    /// How many resources of components are held by others at the moment.
    pub fn held_resources(&self) -> usize {
        self.resources.len()
    }

    fn member(&self, name: &str) -> Result<&Running, ComponentError> {
        self.members
            .iter()
            .find(|member| member.name == name)
            .ok_or_else(|| ComponentError::NoComponent {
                component: name.into(),
                near: nearest(name, self.names().map(Into::into).collect()),
            })
    }

    /// Whether all that others import from `name` is there in the component that is to have its place.
    fn still_serves(&self, name: &str, component: &Component) -> Result<(), Error> {
        for other in &self.members {
            let importer = lock(&other.slot).component().clone();
            for link in other
                .links
                .iter()
                .filter(|link| link.provider.as_deref() == Some(name))
            {
                let Some(import) = importer.imports().iter().find(|i| i.path() == link.import)
                else {
                    continue;
                };
                let export = export_for(component, import).ok_or_else(|| {
                    let exports = component.exports().iter().map(super::load::Interface::path);
                    host::unmet_import(&importer, import, exports.collect())
                })?;
                compare(&importer, import, component, export)?;
            }
        }
        Ok(())
    }

    /// The links of a component that comes into a member's place, without a circle.
    fn relink(&self, member: &Running, component: &Component) -> Result<Vec<Link>, Error> {
        let others: Vec<Component> = self
            .members
            .iter()
            .filter(|other| other.name != member.name)
            .map(|other| lock(&other.slot).component().clone())
            .collect();
        let wants = Wants {
            component,
            named: &member.terms.link,
        };
        let links = resolve(&wants, &others.iter().collect::<Vec<_>>())?;
        let mut all: BTreeMap<String, Vec<Link>> = self
            .members
            .iter()
            .map(|member| (member.name.clone(), member.links.clone()))
            .collect();
        all.insert(member.name.clone(), links.clone());
        order(&all)?;
        Ok(links)
    }

    /// Makes and starts an instance whose imports go to the members that are there already.
    fn start(
        &self,
        terms: &Terms,
        component: &Component,
        links: &[Link],
    ) -> Result<Instance, Error> {
        let (granted, events) = terms.grants.decide(component, self.runtime.profile())?;
        let mut linker = host::linker(component, &granted)?;
        for link in links {
            let (Some(provider), Some(import)) = (
                &link.provider,
                component.imports().iter().find(|i| i.path() == link.import),
            ) else {
                continue;
            };
            let origins = import
                .resources
                .iter()
                .map(|resource| self.origin(component, provider, &link.export, resource))
                .collect::<Result<_, _>>()?;
            Forward {
                import,
                provider: &self.member(provider)?.slot,
                provider_name: provider,
                origins,
                resources: &self.resources,
            }
            .add_to(&mut linker)?;
        }
        let mut instance = Instance::new(
            &self.runtime,
            component,
            linker,
            &terms.grants,
            granted,
            &terms.limits,
        )?;
        instance.restart_after_trap(terms.restart);
        instance.start()?;
        for event in events {
            self.runtime.tell(event);
        }
        Ok(instance)
    }

    /// Who defines a resource that `provider` exports, which may itself have it from another one: component, interface and name there.
    fn origin(
        &self,
        importer: &Component,
        provider: &str,
        export: &str,
        resource: &str,
    ) -> Result<(String, String, String), Error> {
        let member = self.member(provider)?;
        let component = lock(&member.slot).component().clone();
        let Some(interface) = component.exports().iter().find(|e| e.path() == export) else {
            return Err(ComponentError::NoComponent {
                component: provider.into(),
                near: Vec::new(),
            }
            .into());
        };
        let Some((import, name)) = imported_as(&component, interface, resource) else {
            return Ok((provider.into(), unversioned(interface), resource.into()));
        };
        let link = member
            .links
            .iter()
            .find(|link| link.import == import.path());
        match link.and_then(|link| Some((link.provider.as_ref()?, link))) {
            Some((next, link)) => self.origin(importer, next, &link.export, name),
            None => Err(NotSupported::Feature {
                name: importer.name().into(),
                what: format!(
                    "`{provider}` passes on `{name}` of `{}`, a resource of the host, which cannot be passed between components",
                    import.path()
                ),
            }
            .into()),
        }
    }
}

impl Drop for Set {
    fn drop(&mut self) {
        self.resources.clear();
    }
}
