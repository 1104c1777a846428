//! Reads what the component commands work on: components, core modules, and WIT as text or in binary form.

use std::collections::BTreeSet;
use std::path::Path;

use wasmparser::{ComponentTypeRef, Encoding, Parser, Payload, Validator, WasmFeatures};
use wit_component::{DecodedWasm, metadata};
use wit_parser::{PackageId, Resolve, WorldId};

use crate::error::{Failure, nearest};

/// What the bytes of a file are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Module,
    Component,
    /// Text, or something that is no WebAssembly.
    Other,
}

/// The WIT of something, and which part of it is meant.
#[derive(Debug, Clone)]
pub struct Described {
    pub resolve: Resolve,
    /// The package to print.
    pub package: PackageId,
    /// The world that a component or module has; `None` for a WIT package.
    pub world: Option<WorldId>,
}

/// A world with the names that it refers to.
#[derive(Debug, Clone)]
pub struct World {
    pub resolve: Resolve,
    pub id: WorldId,
}

/// Reads the file at `path`.
///
/// # Errors
/// The file system's, with the path.
pub fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    std::fs::read(path)
        .map_err(|error| Failure::user(format!("cannot read `{}`: {error}", path.display())))
}

/// Tells from the first eight bytes.
pub fn kind(bytes: &[u8]) -> Kind {
    if Parser::is_component(bytes) {
        Kind::Component
    } else if Parser::is_core_wasm(bytes) {
        Kind::Module
    } else {
        Kind::Other
    }
}

/// Checks that `bytes` are a valid module or component; `name` is what errors call it.
///
/// # Errors
/// They are not, with the place.
pub fn validate(name: &str, bytes: &[u8]) -> Result<(), Failure> {
    let mut validator = Validator::new_with_features(WasmFeatures::all());
    validator
        .validate_all(bytes)
        .map(|_| ())
        .map_err(|error| invalid(name, &error))
}

/// What the parser says, on one line.
fn invalid(name: &str, error: &wasmparser::BinaryReaderError) -> Failure {
    let message = error.message().lines().next().unwrap_or_default().trim();
    Failure::user(format!(
        "`{name}`: malformed WebAssembly at byte {:#x}: {message}",
        error.offset()
    ))
    .help("the file is damaged or cut off: build or download it again")
}

/// Reads a component's world.
///
/// # Errors
/// The bytes are no valid component (a core module is told how to become one), or use what WIT cannot say.
pub fn component(name: &str, bytes: &[u8]) -> Result<World, Failure> {
    match kind(bytes) {
        Kind::Module => {
            return Err(Failure::user(format!(
                "`{name}` is a core module, and a component is wanted"
            ))
            .help(format!("`cargo wasm component new {name}` makes one of it")));
        }
        Kind::Other => {
            return Err(Failure::user(format!("`{name}` is no WebAssembly"))
                .help("a component is wanted: a file that `cargo wasm component new` made"));
        }
        Kind::Component => {}
    }
    let described = decode(name, bytes)?;
    match described.world {
        Some(id) => Ok(World {
            resolve: described.resolve,
            id,
        }),
        None => Err(Failure::user(format!(
            "`{name}` is a WIT package in binary form, and a component is wanted"
        ))),
    }
}

/// Reads the WIT of a component, of a WIT package in binary form, or of a core module with `component-type` sections.
///
/// # Errors
/// The bytes are invalid, or a core module says nothing about components.
pub fn decode(name: &str, bytes: &[u8]) -> Result<Described, Failure> {
    match kind(bytes) {
        Kind::Other => Err(Failure::user(format!("`{name}` is no WebAssembly"))
            .help("a component, a core module or a WIT package in binary form is wanted")),
        Kind::Module => module(name, bytes),
        Kind::Component => {
            validate(name, bytes)?;
            // The decoder leaves these out without a word.
            if let Some((import, kind)) = unsayable_import(bytes) {
                return Err(Failure::unsupported(format!(
                    "`{name}` has a type that WIT cannot say"
                ))
                .note(format!("it imports {kind}, `{import}`")));
            }
            match wit_component::decode(bytes).map_err(|error| inexpressible(name, &error))? {
                DecodedWasm::WitPackage(resolve, package) => Ok(Described {
                    resolve,
                    package,
                    world: None,
                }),
                DecodedWasm::Component(resolve, id) => {
                    let package = resolve.worlds[id].package;
                    Ok(Described {
                        package: package
                            .ok_or_else(|| Failure::bug("a decoded world has no package"))?,
                        resolve,
                        world: Some(id),
                    })
                }
            }
        }
    }
}

/// An import of the outermost component that is neither an instance, a function nor a type.
fn unsayable_import(bytes: &[u8]) -> Option<(String, &'static str)> {
    let mut depth = 0_usize;
    for payload in Parser::new(0).parse_all(bytes).map_while(Result::ok) {
        match payload {
            Payload::ModuleSection { .. } | Payload::ComponentSection { .. } => depth += 1,
            Payload::End(_) => depth = depth.saturating_sub(1),
            Payload::ComponentImportSection(section) if depth == 0 => {
                for import in section.into_iter().map_while(Result::ok) {
                    let kind = match import.ty {
                        ComponentTypeRef::Module(_) => "a core module",
                        ComponentTypeRef::Component(_) => "a component",
                        ComponentTypeRef::Value(_) => "a value",
                        ComponentTypeRef::Instance(_)
                        | ComponentTypeRef::Func(_)
                        | ComponentTypeRef::Type(_) => continue,
                    };
                    return Some((import.name.name.to_owned(), kind));
                }
            }
            _ => {}
        }
    }
    None
}

fn inexpressible(name: &str, error: &anyhow::Error) -> Failure {
    Failure::unsupported(format!("`{name}` has a type that WIT cannot say")).note(chain(error))
}

/// The world that `component-type` sections describe. One section keeps its package and world; several are merged.
fn module(name: &str, bytes: &[u8]) -> Result<Described, Failure> {
    validate(name, bytes)?;
    if !has_component_type(bytes) {
        return Err(not_componentised(name, bytes));
    }
    let (_, bindgen) = metadata::decode(bytes).map_err(|error| {
        Failure::user(format!("`{name}`: a `component-type` section is broken"))
            .note(chain(&error))
            .help("build the module again; tools must leave custom sections alone, and sections of one name must not be joined")
    })?;
    let resolve = bindgen.resolve;
    let merged = bindgen.world;
    let mut original = resolve.worlds.iter().filter(|(id, _)| *id != merged);
    let id = match (original.next(), original.next()) {
        (Some((id, _)), None) => id,
        _ => merged,
    };
    let package = resolve.worlds[id]
        .package
        .ok_or_else(|| Failure::bug("a decoded world has no package"))?;
    Ok(Described {
        resolve,
        package,
        world: Some(id),
    })
}

/// Whether a module has a section that says what component it can become.
pub fn has_component_type(bytes: &[u8]) -> bool {
    Parser::new(0).parse_all(bytes).flatten().any(|payload| {
        matches!(payload, Payload::CustomSection(section) if section.name().starts_with("component-type"))
    })
}

/// A core module that says nothing about components.
pub fn not_componentised(name: &str, bytes: &[u8]) -> Failure {
    let failure = Failure::user(format!(
        "`{name}` is a core module without a `component-type` section"
    ));
    let failure = failure.note(
        "the section says which world the module implements; `#[wasm::component]`, `wasm::wit!` and wit-bindgen write it",
    );
    if exports(bytes).iter().any(|export| export == "_start") {
        failure.help(format!(
            "it is a WASI program: `cargo wasm component new {name}` makes a component of it"
        ))
    } else {
        failure.help("annotate a module of the crate with `#[wasm::component]`, or build a program (it exports `_start`)")
    }
}

/// What a module imports, by module and name; empty when it is malformed.
pub fn imports(bytes: &[u8]) -> BTreeSet<(String, String)> {
    let mut names = BTreeSet::new();
    for payload in Parser::new(0).parse_all(bytes).flatten() {
        if let Payload::ImportSection(section) = payload {
            for import in section.into_imports().flatten() {
                names.insert((import.module.to_owned(), import.name.to_owned()));
            }
        }
    }
    names
}

/// Names of a module's exports; empty when it is malformed.
pub fn exports(bytes: &[u8]) -> Vec<String> {
    let mut names = Vec::new();
    for payload in Parser::new(0).parse_all(bytes).flatten() {
        match payload {
            Payload::Version { encoding, .. } if encoding != Encoding::Module => return names,
            Payload::ExportSection(section) => names.extend(
                section
                    .into_iter()
                    .flatten()
                    .map(|export| export.name.to_owned()),
            ),
            _ => {}
        }
    }
    names
}

/// Reads a WIT file, a folder with `deps` in it, or a WIT package in binary form.
///
/// # Errors
/// The path is not there, or the WIT is wrong: with its place.
pub fn wit(path: &Path) -> Result<(Resolve, PackageId), Failure> {
    let shown = path.display();
    if !path.exists() {
        return Err(Failure::user(format!("`{shown}` does not exist")));
    }
    let mut resolve = Resolve {
        all_features: true,
        ..Resolve::default()
    };
    match resolve.push_path(path) {
        Ok((package, _)) => Ok((resolve, package)),
        Err(error) => {
            let rendered = resolve.render_error(&error);
            Err(Failure::user(format!("`{shown}` is not correct WIT")).note(rendered.trim_end()))
        }
    }
}

/// Reads the world of a component, a core module, or of WIT, where `#WORLD` behind the path says which.
///
/// # Errors
/// As [`decode`] and [`wit`]; or several worlds and none named.
pub fn world(spec: &str) -> Result<World, Failure> {
    let (path, wanted) = match spec.rsplit_once('#') {
        Some((path, world)) if !Path::new(spec).exists() => (path, Some(world)),
        _ => (spec, None),
    };
    let path = Path::new(path);
    if path.is_file() {
        let bytes = read(path)?;
        if kind(&bytes) != Kind::Other {
            let described = decode(&path.display().to_string(), &bytes)?;
            return match described.world {
                Some(id) => Ok(World {
                    resolve: described.resolve,
                    id,
                }),
                None => select(described.resolve, described.package, path, wanted),
            };
        }
    }
    let (resolve, package) = wit(path)?;
    select(resolve, package, path, wanted)
}

/// Finds a world by name, or the only one.
///
/// # Errors
/// None, or several and no name.
pub fn select(
    resolve: Resolve,
    package: PackageId,
    path: &Path,
    wanted: Option<&str>,
) -> Result<World, Failure> {
    let shown = path.display();
    let worlds = &resolve.packages[package].worlds;
    let names: Vec<&str> = worlds.keys().map(String::as_str).collect();
    let list = format!("worlds here are `{}`", names.join("`, `"));
    let found = match (wanted, names.as_slice()) {
        (Some(name), _) => worlds.get(name).copied(),
        (None, [only]) => worlds.get(*only).copied(),
        (None, []) => None,
        (None, _) => {
            return Err(Failure::user(format!("`{shown}` has several worlds"))
                .note(list)
                .help(format!("name one: `{shown}#{}`", names[0])));
        }
    };
    let Some(id) = found else {
        let failure = match wanted {
            Some(name) => Failure::user(format!("`{shown}` has no world `{name}`")),
            None => Failure::user(format!("`{shown}` has no world")),
        };
        return Err(
            match wanted.and_then(|name| nearest(name, names.iter().copied())) {
                Some(near) => failure.help(format!("a world with a similar name exists: `{near}`")),
                None if names.is_empty() => failure
                    .help("a world says what a component imports and exports: `world NAME { … }`"),
                None => failure.help(list),
            },
        );
    };
    Ok(World { resolve, id })
}

/// An error and its causes, one below the other.
pub fn chain(error: &anyhow::Error) -> String {
    let mut lines: Vec<String> = Vec::new();
    for cause in error.chain() {
        let text = cause.to_string();
        let text = text.trim();
        if lines.last().is_none_or(|last| last != text) {
            lines.push(text.to_owned());
        }
    }
    lines.join("\n")
}
