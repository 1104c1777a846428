//! What to call in a module: its entry, or the export the user named.

use wasmtime::{ExternType, FuncType, Module, Val};

use crate::error::UserError;
use crate::imports::signature;
use crate::invoke;
use crate::options::{Host, Options};

/// A call, checked against the module's types before anything runs.
#[derive(Debug)]
pub(crate) struct Plan {
    /// Call `_initialize` first.
    pub(crate) initialize: bool,
    /// The export to call.
    pub(crate) export: String,
    /// Its arguments.
    pub(crate) args: Vec<Val>,
    /// How many results it has.
    pub(crate) results: usize,
    /// What its results are.
    pub(crate) meaning: Results,
}

/// What the results of a call are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Results {
    /// Values to be told.
    Values,
    /// The exit code, where there is one.
    ExitCode,
}

/// Finds what to call.
///
/// # Errors
/// The user's: no entry, no such export, arguments that do not fit.
pub(crate) fn plan(module: &Module, name: &str, options: &Options) -> Result<Plan, UserError> {
    let function = |export: &str| match module.get_export(export) {
        Some(ExternType::Func(ty)) => Some(ty),
        _ => None,
    };
    let initialize = match function("_initialize") {
        Some(ty) if is_empty(&ty) => true,
        Some(ty) => {
            return Err(no_entry(
                module,
                name,
                format!(
                    "its `_initialize` is {}, and () -> () was expected",
                    signature(&ty)
                ),
            ));
        }
        None => false,
    };
    if let Some((export, args)) = &options.invoke {
        let Some(ty) = function(export) else {
            return Err(UserError::NoExport {
                name: name.into(),
                export: export.clone(),
                exports: nearest(export, functions(module)),
            });
        };
        let args = invoke::parse(export, &ty, args)?;
        // `_initialize` runs once, also when it is what the user asks for.
        let initialize = initialize && export != "_initialize";
        return Ok(Plan {
            initialize,
            export: export.clone(),
            args,
            results: ty.results().len(),
            meaning: Results::Values,
        });
    }
    if let Some(ty) = function("_start") {
        if !is_empty(&ty) {
            return Err(no_entry(
                module,
                name,
                format!(
                    "its `_start` is {}, and () -> () was expected",
                    signature(&ty)
                ),
            ));
        }
        return Ok(Plan {
            initialize,
            export: "_start".into(),
            args: Vec::new(),
            results: 0,
            meaning: Results::ExitCode,
        });
    }
    match (options.host, function("main")) {
        (Host::Standalone, Some(ty)) => {
            let args = match signature(&ty).as_str() {
                "() -> ()" | "() -> i32" => Vec::new(),
                // Rust's `main` takes `argc` and `argv`.
                "(i32, i32) -> i32" => vec![Val::I32(0), Val::I32(0)],
                other => {
                    let why = format!("its `main` is {other}, and () -> (), () -> i32 or (i32, i32) -> i32 was expected");
                    return Err(no_entry(module, name, why));
                }
            };
            Ok(Plan { initialize, export: "main".into(), args, results: ty.results().len(), meaning: Results::ExitCode })
        }
        (Host::Wasi, Some(_)) => {
            let why = "a WASI program exports `_start`; this one exports `main`, which is for `--host standalone`";
            Err(no_entry(module, name, why.into()))
        }
        (_, None) if initialize => {
            Err(no_entry(module, name, "it is a library, with `_initialize` and no `_start`; name the function to call with `--invoke`".into()))
        }
        (Host::Wasi, None) => Err(no_entry(module, name, "a program exports `_start`; name another function to call with `--invoke`".into())),
        (Host::Standalone, None) => {
            Err(no_entry(module, name, "a program exports `_start` or `main`; name another function to call with `--invoke`".into()))
        }
    }
}

fn is_empty(ty: &FuncType) -> bool {
    ty.params().len() == 0 && ty.results().len() == 0
}

fn no_entry(module: &Module, name: &str, why: String) -> UserError {
    UserError::NoEntry {
        name: name.into(),
        why,
        exports: functions(module),
    }
}

fn functions(module: &Module) -> Vec<String> {
    module
        .exports()
        .filter(|export| matches!(export.ty(), ExternType::Func(_)))
        .map(|export| export.name().to_string())
        .collect()
}

/// The names nearest to `wanted` first.
fn nearest(wanted: &str, mut names: Vec<String>) -> Vec<String> {
    names.sort_by_cached_key(|name| {
        let part_of_it =
            !name.is_empty() && (name.contains(wanted) || wanted.contains(name.as_str()));
        (!part_of_it, strsim::damerau_levenshtein(wanted, name))
    });
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_first() {
        let names = |list: &[&str]| list.iter().map(ToString::to_string).collect();
        assert_eq!(
            nearest("fibb", names(&["render", "fib", "alloc"]))[0],
            "fib"
        );
        assert_eq!(
            nearest("sum", names(&["alloc", "sums_of", "sun"]))[0],
            "sums_of"
        );
    }
}
