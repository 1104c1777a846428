//! JavaScript for annotated components: a module that says which world it is, without a component around it.
//!
//! Names and values are those that jco's users know: camelCase, classes for resources, `undefined` for what is missing,
//! exceptions for errors, typed arrays for lists of numbers, objects with `tag` and `val` for variants.

mod abi;
mod functions;
mod model;
mod names;
mod tasks;
mod types;

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use wit_parser::{Resolve, WorldId, WorldKey};

use super::Layer;
use crate::error::Failure;
use crate::ops::component::load;
use abi::Abi;
use functions::{Module, Writer};
use model::{Model, Side};
use names::{Source, quoted};

/// Writes the glue for `module`, if it has a world; `name` is what errors call it. `imports` says where interfaces come from,
/// with or without their version: an npm package, perhaps with `#MEMBER` behind it, or an absolute path.
///
/// # Errors
/// The world has what JavaScript hosts do not run, or a file is not there.
pub fn layer(
    name: &str,
    module: &[u8],
    imports: &BTreeMap<String, String>,
) -> Result<Option<Layer>, Failure> {
    if !load::has_component_type(module) {
        return Ok(None);
    }
    let (resolve, world) = world(name, module)?;
    let model = Model::new(resolve, world)?;
    let given = |full: &str| {
        let bare = full.split('@').next().unwrap_or_default();
        imports.get(full).or_else(|| imports.get(bare))
    };
    let source = |key: &WorldKey| {
        let full = model.resolve.name_world_key(key);
        match given(&full) {
            Some(source) => names::given(source),
            None => usual(&model.resolve, key, &full),
        }
    };
    let mut files = Vec::new();
    for (key, _) in model.items(Side::Import) {
        let full = model.resolve.name_world_key(key);
        if let Some(path) = given(&full)
            .map(Path::new)
            .filter(|path| path.is_absolute())
        {
            if !path.is_file() {
                let what = format!("`{}` does not exist", path.display());
                return Err(Failure::user(what)
                    .note(format!("`imports` of `metadata.wasm` has it for `{full}`")));
            }
            files.push((names::within(path), path.to_owned()));
        }
    }
    let interface = Module {
        imports: load::imports(module),
        exports: load::exports(module).into_iter().collect(),
    };
    let mut writer = Writer::new(Abi::new(&model), &interface, &source);
    writer.write();
    let Writer { abi, mut text, .. } = writer;
    let mut body = String::new();
    if !text.variables.is_empty() {
        let _ = writeln!(body, "let {};", text.variables.join(", "));
    }
    body += &text.public;
    body += &abi.functions;
    body += "export const imports = {\n";
    for (module, functions) in &text.imports {
        let _ = writeln!(body, "  {}: {{", quoted(module));
        for (name, function) in functions {
            let _ = writeln!(body, "    {}: {function},", quoted(name));
        }
        body += "  },\n";
    }
    let start = "  $memory = exports.memory;\n  $realloc = exports.cabi_realloc;\n";
    let _ = write!(
        body,
        "}};\nexport const start = exports => {{\n{start}{}}};\n",
        text.start
    );
    let runtime = runtime(&body);
    if runtime.contains("class ComponentError") {
        let name = "ComponentError".to_owned();
        text.names.push((name.clone(), name));
    }
    let locals: Vec<&str> = text.names.iter().map(|(local, _)| local.as_str()).collect();
    let _ = writeln!(body, "export {{ {} }};", locals.join(", "));
    let exports = interface.exports.into_iter();
    Ok(Some(Layer {
        file: "component",
        files,
        types: types::declarations(&model, locals.contains(&"ComponentError")),
        js: format!("{}{runtime}{body}", text.sources),
        names: text.names,
        replaces: Vec::new(),
        provides: text.imports.into_keys().collect(),
        exports: exports
            .filter(|export| {
                export == "memory" || export == "cabi_realloc" || body.contains(&quoted(export))
            })
            .collect(),
    }))
}

/// The world with its comments, where the module has them.
fn world(name: &str, module: &[u8]) -> Result<(Resolve, WorldId), Failure> {
    let described = load::decode(name, module)?;
    let id = described
        .world
        .ok_or_else(|| Failure::bug("a module's world was not decoded"))?;
    let mut resolve = described.resolve;
    if let [text] = super::super::component::wit::documented(module).as_slice() {
        let mut documented = Resolve {
            all_features: true,
            ..Resolve::default()
        };
        if let Ok(package) = documented.push_str("component.wit", text)
            && let Ok(world) = documented.select_world(&[package], None)
        {
            return Ok((documented, world));
        }
    }
    resolve.all_features = true;
    Ok((resolve, id))
}

fn usual(resolve: &Resolve, key: &WorldKey, full: &str) -> Source {
    let WorldKey::Interface(id) = key else {
        return Source {
            specifier: full.to_owned(),
            member: None,
        };
    };
    let interface = &resolve.interfaces[*id];
    let name = interface.name.as_deref().unwrap_or_default();
    match interface.package {
        Some(package) => {
            let package = &resolve.packages[package].name;
            names::source(&package.namespace, &package.name, name)
        }
        None => Source {
            specifier: name.to_owned(),
            member: None,
        },
    }
}

/// The parts of `runtime.js` whose names `text` has, and what these need.
fn runtime(text: &str) -> String {
    let parts: Vec<(Vec<&str>, &str)> = [include_str!("runtime.js"), include_str!("tasks.js")]
        .iter()
        .flat_map(|source| source.split("//@ ").skip(1))
        .map(|part| {
            let (names, text) = part.split_once('\n').expect("a part has a body");
            (names.split(' ').collect(), text)
        })
        .collect();
    let mut wanted = vec![false; parts.len()];
    let mut texts = vec![text];
    while let Some(text) = texts.pop() {
        for (index, (names, part)) in parts.iter().enumerate() {
            if !wanted[index] && names.iter().any(|name| mentions(text, name)) {
                wanted[index] = true;
                texts.push(part);
            }
        }
    }
    parts
        .iter()
        .zip(wanted)
        .filter(|(_, wanted)| *wanted)
        .map(|((_, part), _)| format!("{}\n", part.trim_end()))
        .collect()
}

/// Whether `text` has `name` as a whole word.
fn mentions(text: &str, name: &str) -> bool {
    let word = |c: char| c.is_alphanumeric() || c == '_' || c == '$';
    text.match_indices(name)
        .any(|(at, _)| !text[..at].ends_with(word) && !text[at + name.len()..].starts_with(word))
}
