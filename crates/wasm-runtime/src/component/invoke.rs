//! A function of a component called from a command line: arguments and results in WAVE, the Component Model's notation for values.

use wasmtime::Engine;
use wasmtime::component::types::{ComponentFunc, ComponentItem};
use wasmtime::component::wasm_wave::wasm::{DisplayFunc, DisplayType};
use wasmtime::component::{Component, Type, Val};

use super::command::{Entry, uses_wasi_3};
use super::interface::InterfaceName;
use super::lookup;
use crate::error::{Error, UserError};

/// Finds the function that `wanted` means and reads its arguments.
///
/// # Errors
/// [`UserError::NoExport`] where none or more than one is meant, [`UserError::Arguments`] where they do not fit.
pub(super) fn entry(
    component: &Component,
    engine: &Engine,
    name: &str,
    wanted: &str,
    args: &[String],
) -> Result<Entry, Error> {
    let all = functions(component, engine);
    let mut meant: Vec<&Function> = all.iter().filter(|f| f.is_meant_by(wanted)).collect();
    if let Some(exact) = meant.iter().position(|f| f.path() == wanted) {
        meant = vec![meant[exact]];
    }
    let &[function] = meant.as_slice() else {
        let candidates = if meant.is_empty() {
            all.iter().collect()
        } else {
            meant
        };
        let mut exports: Vec<String> = candidates.into_iter().map(Function::path).collect();
        exports.sort_by_key(|path| {
            let function = path.rsplit_once('#').map_or(path.as_str(), |(_, f)| f);
            strsim::damerau_levenshtein(wanted, function)
        });
        return Err(UserError::NoExport {
            name: name.into(),
            export: wanted.into(),
            exports,
        }
        .into());
    };
    let interface = function.interface.clone();
    let asynchronous = function.ty.async_()
        || uses_wasi_3(component, engine, interface.as_deref().unwrap_or_default());
    Ok(Entry {
        args: parse(function, args)?,
        results: function.ty.results().len(),
        interface,
        function: function.name.clone(),
        program: false,
        asynchronous,
    })
}

/// A function that the component exports.
struct Function {
    interface: Option<String>,
    name: String,
    ty: ComponentFunc,
}

impl Function {
    fn path(&self) -> String {
        match &self.interface {
            Some(interface) => format!("{interface}#{}", self.name),
            None => self.name.clone(),
        }
    }

    fn is_meant_by(&self, text: &str) -> bool {
        let interface = self.interface.as_deref().map(InterfaceName::parse);
        lookup::is_meant(interface.as_ref(), &self.name, text)
    }
}

fn functions(component: &Component, engine: &Engine) -> Vec<Function> {
    let mut found = Vec::new();
    for (name, item) in component.component_type().exports(engine) {
        match item.ty {
            ComponentItem::ComponentFunc(ty) => found.push(Function {
                interface: None,
                name: name.into(),
                ty,
            }),
            ComponentItem::ComponentInstance(instance) => {
                for (function, item) in instance.exports(engine) {
                    if let ComponentItem::ComponentFunc(ty) = item.ty {
                        found.push(Function {
                            interface: Some(name.into()),
                            name: function.into(),
                            ty,
                        });
                    }
                }
            }
            _ => {}
        }
    }
    found
}

fn parse(function: &Function, args: &[String]) -> Result<Vec<Val>, UserError> {
    let bad = |problem: String| UserError::Arguments {
        export: function.path(),
        signature: DisplayFunc(function.ty.clone())
            .to_string()
            .trim_start_matches("func")
            .to_owned(),
        problem,
    };
    let params: Vec<(&str, Type)> = function.ty.params().collect();
    if params.len() != args.len() {
        return Err(bad(format!(
            "it takes {} argument(s), and {} came",
            params.len(),
            args.len()
        )));
    }
    let one = |((param, ty), text): (&(&str, Type), &String)| {
        // What a shell hands over has lost its quotes.
        let bare = matches!(ty, Type::String | Type::Char) && !text.starts_with(['"', '\'']);
        match (ty, bare) {
            (Type::String, true) => Ok(Val::String(text.clone())),
            (Type::Char, true) if text.chars().count() == 1 => {
                Ok(Val::Char(text.chars().next().unwrap_or_default()))
            }
            _ => Val::from_wave(ty, text).map_err(|error| {
                bad(format!(
                    "`{text}` is no {} for `{param}`: {error:#}",
                    DisplayType(ty)
                ))
            }),
        }
    };
    params.iter().zip(args).map(one).collect()
}

/// A result as WAVE; what has no notation, such as a resource, as Rust shows it.
pub(super) fn format(value: &Val) -> String {
    value.to_wave().unwrap_or_else(|_| format!("{value:?}"))
}
