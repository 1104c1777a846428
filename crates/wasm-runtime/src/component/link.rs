//! Which component provides what to which: imports resolved by name and semver, types compared, circles found.

use std::collections::BTreeMap;

use super::error::ComponentError;
use super::host::{is_provided, unmet_import};
use super::load::{Component, Function, Interface};
use crate::error::{Error, NotSupported};

/// An import and who provides it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The import as the component names it.
    pub import: String,
    /// The component whose export it is; none where the host provides it.
    pub provider: Option<String>,
    /// The export as the provider names it.
    pub export: String,
}

/// What a member wants: its component, and imports that are linked by name.
pub(crate) struct Wants<'a> {
    pub(crate) component: &'a Component,
    pub(crate) named: &'a BTreeMap<String, String>,
}

/// Resolves every import of one component against the exports of `others`.
///
/// # Errors
/// The user's when nobody provides an import, more than one does, or one does with other types; not supported for what cannot be passed on.
pub(crate) fn resolve(wants: &Wants<'_>, others: &[&Component]) -> Result<Vec<Link>, Error> {
    let component = wants.component;
    let mut links = Vec::new();
    for import in component.imports() {
        let path = import.path();
        let named = wants
            .named
            .iter()
            .find(|(wanted, _)| match &import.name {
                Some(name) => name.is_meant_by(wanted),
                None => wanted.is_empty(),
            })
            .map(|(_, provider)| provider);
        if named.is_none() && import.name.as_ref().is_some_and(is_provided) {
            links.push(Link {
                export: path.clone(),
                import: path,
                provider: None,
            });
            continue;
        }
        // An interface of types alone asks nothing of anybody.
        if named.is_none() && import.functions.is_empty() && import.resources.is_empty() {
            continue;
        }
        let (provider, export) = provider(component, import, named, others)?;
        compare(component, import, provider, export)?;
        links.push(Link {
            import: path,
            provider: Some(provider.name().into()),
            export: export.path(),
        });
    }
    Ok(links)
}

fn provider<'a>(
    component: &Component,
    import: &Interface,
    named: Option<&String>,
    others: &[&'a Component],
) -> Result<(&'a Component, &'a Interface), ComponentError> {
    let mut found: Vec<(&Component, &Interface)> = others
        .iter()
        .filter(|other| named.is_none_or(|name| other.name() == name))
        .filter_map(|other| Some((*other, export_for(other, import)?)))
        .collect();
    // The highest version is the best one.
    let version =
        |interface: &Interface| interface.name.as_ref().and_then(|n| n.version().cloned());
    let highest = found.iter().map(|(_, export)| version(export)).max();
    found.retain(|(_, export)| Some(version(export)) == highest);
    match found.as_slice() {
        [one] => Ok(*one),
        [] => {
            let exports = others
                .iter()
                .flat_map(|other| other.exports().iter().map(Interface::path));
            Err(unmet_import(component, import, exports.collect()))
        }
        many => Err(ComponentError::Providers {
            component: component.name().into(),
            interface: import.path(),
            providers: many.iter().map(|(other, _)| other.name().into()).collect(),
        }),
    }
}

/// The export of `provider` that can be imported as `import`.
pub(crate) fn export_for<'a>(provider: &'a Component, import: &Interface) -> Option<&'a Interface> {
    provider
        .exports()
        .iter()
        .filter(|export| match (&export.name, &import.name) {
            (Some(have), Some(want)) => have.satisfies(want),
            (None, None) => import
                .functions
                .iter()
                .all(|wanted| export.functions.iter().any(|f| f.name == wanted.name)),
            _ => false,
        })
        .max_by_key(|export| {
            export
                .name
                .as_ref()
                .and_then(|name| name.version().cloned())
        })
}

/// Compares the functions that are imported with those that are there.
///
/// # Errors
/// The user's for types that differ, all of them at once; not supported for functions whose values cannot be passed on.
pub(crate) fn compare(
    component: &Component,
    import: &Interface,
    provider: &Component,
    export: &Interface,
) -> Result<(), Error> {
    let mut differences = Vec::new();
    for wanted in &import.functions {
        let name = &wanted.name;
        match export.functions.iter().find(|have| have.name == *name) {
            None => differences.push(format!(
                "  wanted  {name}: {}\n  there   nothing of that name",
                wanted.signature
            )),
            Some(have) if have.signature != wanted.signature => differences.push(format!(
                "  wanted  {name}: {}\n  there   {name}: {}",
                wanted.signature, have.signature
            )),
            Some(_) => {}
        }
    }
    for resource in &import.resources {
        if !export.resources.contains(resource) {
            differences.push(format!(
                "  wanted  resource {resource}\n  there   nothing of that name"
            ));
        }
    }
    if !differences.is_empty() {
        return Err(ComponentError::Mismatch {
            component: component.name().into(),
            interface: import.path(),
            provider: provider.name().into(),
            differences,
        }
        .into());
    }
    let concurrent =
        |function: &&Function| function.traits.asynchronous || function.traits.concurrent;
    match import.functions.iter().find(concurrent) {
        Some(function) => Err(NotSupported::Feature {
            name: component.name().into(),
            what: format!(
                "`{}` of `{}` is asynchronous, and calls between components of a set are not; compose them into one component instead (`cargo wasm component link`)",
                import.function_path(&function.name),
                provider.name()
            ),
        }
        .into()),
        None => Ok(()),
    }
}

/// An order in which every component comes after those that it imports from.
///
/// # Errors
/// [`ComponentError::Cycle`] when there is none.
pub(crate) fn order(links: &BTreeMap<String, Vec<Link>>) -> Result<Vec<String>, ComponentError> {
    let mut done = Vec::new();
    for name in links.keys() {
        visit(name, links, &mut Vec::new(), &mut done)?;
    }
    Ok(done)
}

fn visit(
    name: &str,
    links: &BTreeMap<String, Vec<Link>>,
    path: &mut Vec<String>,
    done: &mut Vec<String>,
) -> Result<(), ComponentError> {
    if done.iter().any(|other| other == name) {
        return Ok(());
    }
    let start = path.iter().position(|other| other == name);
    path.push(name.into());
    if let Some(start) = start {
        return Err(ComponentError::Cycle {
            path: path.split_off(start),
        });
    }
    for provider in links
        .get(name)
        .into_iter()
        .flatten()
        .filter_map(|l| l.provider.as_ref())
    {
        visit(provider, links, path, done)?;
    }
    path.pop();
    done.push(name.into());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn graph(edges: &[(&str, &[&str])]) -> BTreeMap<String, Vec<Link>> {
        let link = |provider: &&str| Link {
            import: "i".into(),
            provider: Some((*provider).into()),
            export: "i".into(),
        };
        edges
            .iter()
            .map(|(name, providers)| ((*name).into(), providers.iter().map(link).collect()))
            .collect()
    }

    #[test]
    fn providers_come_first() {
        let links = graph(&[("a", &["b", "c"]), ("b", &["c"]), ("c", &[])]);
        assert_eq!(order(&links).unwrap(), ["c", "b", "a"]);
    }

    #[test]
    fn circles_are_named() {
        let links = graph(&[("a", &["b"]), ("b", &["c"]), ("c", &["b"])]);
        let error = order(&links).unwrap_err().to_string();
        assert!(error.contains("b → c → b"), "{error}");
    }
}
