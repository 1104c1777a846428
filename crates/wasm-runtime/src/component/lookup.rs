//! Finds the function that somebody means, by its full name or a short one.

use super::error::ComponentError;
use super::interface::InterfaceName;
use super::load::{Component, Function, Interface};

/// Finds an exported function. `wanted` is `interface#function`, `interface/function` or the function alone, the interface as
/// [`InterfaceName::is_meant_by`] takes it.
///
/// # Errors
/// The user's when there is none, naming those that are like it, or more than one.
pub(crate) fn function<'a>(
    component: &'a Component,
    wanted: &str,
) -> Result<(&'a Interface, &'a Function), ComponentError> {
    let all = || {
        component.exports().iter().flat_map(|interface| {
            interface
                .functions
                .iter()
                .map(move |function| (interface, function))
        })
    };
    let found: Vec<_> = all()
        .filter(|(interface, function)| is_meant(interface.name.as_ref(), &function.name, wanted))
        .collect();
    let path =
        |(interface, function): &(&Interface, &Function)| interface.function_path(&function.name);
    match found.as_slice() {
        [one] => Ok(*one),
        [] => Err(ComponentError::NoFunction {
            component: component.name().into(),
            function: wanted.into(),
            near: nearest(wanted, all().map(|found| path(&found)).collect()),
        }),
        many => match many.iter().find(|found| path(found) == wanted) {
            Some(exact) => Ok(*exact),
            None => Err(ComponentError::Ambiguous {
                component: component.name().into(),
                function: wanted.into(),
                candidates: many.iter().map(path).collect(),
            }),
        },
    }
}

/// Whether `wanted` can mean the function of this interface, or of the world itself.
pub(super) fn is_meant(interface: Option<&InterfaceName>, function: &str, wanted: &str) -> bool {
    let (wanted_interface, wanted_function) = match wanted.rsplit_once(['#', '/']) {
        Some((interface, function)) => (Some(interface), function),
        None => (None, wanted),
    };
    let interface_fits = match (wanted_interface, interface) {
        (None, _) => true,
        (Some(wanted), Some(name)) => name.is_meant_by(wanted),
        (Some(_), None) => false,
    };
    interface_fits && function_is_meant(function, wanted_function)
}

/// `[method]counter.add` is also meant by `counter.add`, and `[constructor]counter` by `counter.new`.
fn function_is_meant(name: &str, wanted: &str) -> bool {
    let wanted = wanted.replace('_', "-");
    name == wanted
        || match name.split_once(']') {
            Some(("[constructor", resource)) => wanted
                .strip_suffix(".new")
                .is_some_and(|have| have == resource),
            Some((_, method)) => method == wanted,
            None => false,
        }
}

/// Names that are like `wanted`, the nearest first; all of them when none is.
pub(crate) fn nearest(wanted: &str, names: Vec<String>) -> Vec<String> {
    let tail = |name: &str| {
        name.rsplit(['#', '/'])
            .next()
            .unwrap_or_default()
            .to_owned()
    };
    let wanted = tail(wanted);
    let mut scored: Vec<(usize, String)> = names
        .into_iter()
        .map(|name| (strsim::damerau_levenshtein(&wanted, &tail(&name)), name))
        .collect();
    scored.sort();
    let near = wanted.len() / 2 + 1;
    if scored
        .first()
        .is_some_and(|(distance, _)| *distance <= near)
    {
        scored.retain(|(distance, _)| *distance <= near);
    }
    scored.into_iter().map(|(_, name)| name).collect()
}
