//! Matches what a module imports against what its host offers, and says who could provide the rest.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use wasmtime::{AsContextMut, Extern, FuncType, Linker, ValType};

use crate::error::UserError;
use crate::inspect::{Import, render_signature};
use crate::options::Host;

/// WASI preview 1, as modules name it.
pub(crate) const WASI: &str = "wasi_snapshot_preview1";

/// An import that nobody here provides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnmetImport {
    /// The module it is imported from.
    pub module: String,
    /// Its name there.
    pub name: String,
    /// Its type, as `func (i32) -> i32`.
    pub ty: String,
    /// Who could provide it, or where it comes from.
    pub advice: String,
}

/// Checks every import, so that all that are missing are said at once.
///
/// # Errors
/// [`UserError::UnmetImports`] when any has no provider or another type than what is offered.
pub(crate) fn check<T: 'static>(
    imports: &[Import],
    linker: &Linker<T>,
    mut store: impl AsContextMut<Data = T>,
    name: &str,
    host: Host,
) -> Result<(), UserError> {
    let mut offered = BTreeMap::new();
    let provided: Vec<_> = linker
        .iter(&mut store)
        .map(|(module, name, item)| (module.to_string(), name.to_string(), item))
        .collect();
    for (module, name, item) in provided {
        if let Extern::Func(func) = item {
            offered.insert(
                (module, name),
                format!("func {}", signature(&func.ty(&store))),
            );
        }
    }
    let unmet: Vec<UnmetImport> = imports
        .iter()
        .filter_map(|import| {
            let advice = match offered.get(&(import.module.clone(), import.name.clone())) {
                Some(ty) if *ty == import.ty => return None,
                Some(ty) => format!("the host has it as {ty}"),
                None => advice(import, host),
            };
            let Import { module, name, ty } = import;
            Some(UnmetImport {
                module: module.clone(),
                name: name.clone(),
                ty: ty.clone(),
                advice,
            })
        })
        .collect();
    match unmet.is_empty() {
        true => Ok(()),
        false => Err(UserError::UnmetImports {
            name: name.into(),
            host,
            unmet,
        }),
    }
}

/// `(i32, i32) -> i32`.
pub(crate) fn signature(ty: &FuncType) -> String {
    render_signature(
        &ty.params().map(|ty| type_name(&ty)).collect::<Vec<_>>(),
        &ty.results().map(|ty| type_name(&ty)).collect::<Vec<_>>(),
    )
}

/// A type as programmers write it: `externref`, where the engine has `(ref null extern)`.
pub(crate) fn type_name(ty: &ValType) -> String {
    let text = ty.to_string();
    match text
        .strip_prefix("(ref null ")
        .and_then(|rest| rest.strip_suffix(')'))
    {
        Some(heap @ ("extern" | "func" | "any" | "eq" | "i31" | "struct" | "array" | "exn")) => {
            format!("{heap}ref")
        }
        _ => text,
    }
}

fn advice(import: &Import, host: Host) -> String {
    let (module, name) = (import.module.as_str(), import.name.as_str());
    let javascript = module == "wbg"
        || module.starts_with("__wbindgen")
        || name.starts_with("__wbindgen")
        || name.starts_with("__wbg_")
        || module.ends_with(".js");
    if javascript {
        return "built for a JavaScript host by wasm-bindgen: use `--host browser` or `--host node`".into();
    }
    match module {
        WASI if host == Host::Standalone => "a function of WASI: use `--host wasi`".into(),
        WASI => "not part of WASI preview 1".into(),
        "wasi_unstable" => "WASI as it was before preview 1: rebuild with a current toolchain".into(),
        _ if module.starts_with("wasi:") || module.contains('/') => "an interface for components, not for core modules".into(),
        "env" if name == "memory" || import.ty == "memory" => {
            "the memory is expected from outside (`--import-memory`); no host here gives one".into()
        }
        "env" if name == "log" && host == Host::Wasi => {
            "offered by `--host standalone`; otherwise declared by `extern \"C\"` in Rust with nobody to provide it".into()
        }
        "env" if matches!(name, "__indirect_function_table" | "__stack_pointer" | "__memory_base" | "__table_base") => dynamic(),
        "GOT.mem" | "GOT.func" => dynamic(),
        "env" => "declared by `extern \"C\"` in Rust with nobody to provide it".into(),
        _ => format!("declared under `#[link(wasm_import_module = \"{module}\")]`; nobody provides a module of that name here"),
    }
}

fn dynamic() -> String {
    "the module is a dynamic library or an object file: it has to be linked first".into()
}

/// The whole message, one import a line.
pub(crate) fn describe(name: &str, host: Host, unmet: &[UnmetImport]) -> String {
    const SHOWN: usize = 20;
    let mut text = match unmet.len() {
        1 => format!("`{name}` imports something that the host `{host}` does not offer:"),
        count => format!("`{name}` imports {count} things that the host `{host}` does not offer:"),
    };
    let mut last = "";
    for (index, import) in unmet.iter().take(SHOWN).enumerate() {
        let _ = write!(
            text,
            "\n  `{}.{}`: {}",
            import.module, import.name, import.ty
        );
        // A module for another host has hundreds of these, all with the same way out: say it after the last of them.
        last = &import.advice;
        if unmet
            .get(index + 1)
            .filter(|_| index + 1 < SHOWN)
            .is_none_or(|next| next.advice != import.advice)
        {
            let _ = write!(text, "\n      {}", import.advice);
        }
    }
    let hidden = unmet.iter().skip(SHOWN);
    let count = unmet.len().saturating_sub(SHOWN);
    if count > 0 {
        let _ = write!(text, "\n  and {count} more");
        let mut others: Vec<&str> = hidden
            .map(|import| import.advice.as_str())
            .filter(|advice| *advice != last)
            .collect();
        others.sort_unstable();
        others.dedup();
        for advice in others {
            let _ = write!(text, "\n      {advice}");
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(module: &str, name: &str, host: Host) -> String {
        advice(
            &Import {
                module: module.into(),
                name: name.into(),
                ty: "func () -> ()".into(),
            },
            host,
        )
    }

    #[test]
    fn each_kind_of_import_has_its_way_out() {
        for (module, name, host, expected) in [
            (
                "__wbindgen_placeholder__",
                "__wbindgen_throw",
                Host::Wasi,
                "--host browser",
            ),
            (
                "./app_bg.js",
                "__wbg_log_12",
                Host::Standalone,
                "--host node",
            ),
            (WASI, "fd_write", Host::Standalone, "--host wasi"),
            (WASI, "fd_frobnicate", Host::Wasi, "not part of"),
            ("wasi:io/streams@0.2.0", "f", Host::Wasi, "components"),
            ("env", "memory", Host::Wasi, "--import-memory"),
            ("env", "log", Host::Wasi, "--host standalone"),
            ("env", "__stack_pointer", Host::Wasi, "linked first"),
            ("env", "foo", Host::Standalone, "extern \"C\""),
            (
                "game",
                "draw",
                Host::Standalone,
                "wasm_import_module = \"game\"",
            ),
        ] {
            let advice = told(module, name, host);
            assert!(advice.contains(expected), "{module}.{name}: {advice}");
        }
    }

    #[test]
    fn long_lists_are_cut_and_advice_is_not_repeated() {
        let import = |n: usize| UnmetImport {
            module: "wbg".into(),
            name: format!("f{n}"),
            ty: "func () -> ()".into(),
            advice: "use JS".into(),
        };
        let text = describe(
            "m.wasm",
            Host::Wasi,
            &(0..50).map(import).collect::<Vec<_>>(),
        );
        assert!(
            text.contains("50 things") && text.contains("and 30 more"),
            "{text}"
        );
        assert_eq!(text.matches("use JS").count(), 1, "{text}");
    }
}
