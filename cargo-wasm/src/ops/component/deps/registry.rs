//! Registries of WIT packages, as `wkg` is configured: a folder is read directly, for the others `wkg` itself is run.
//!
//! The crate `wasm-pkg-client` would bring some 200 crates more, a TLS stack among them, for what is needed seldom.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use semver::{Op, Version, VersionReq};
use serde::Deserialize;

use crate::error::{Failure, nearest};
use crate::ops::component::load;

/// The namespaces that `wkg` knows without being told.
const KNOWN: [(&str, &str); 2] = [("wasi", "wasi.dev"), ("ba", "bytecodealliance.org")];

/// `wasm-pkg/config.toml`, as far as it matters here.
#[derive(Debug, Default, Deserialize)]
struct Config {
    default_registry: Option<String>,
    #[serde(default)]
    namespace_registries: BTreeMap<String, Mapping>,
    #[serde(default)]
    package_registry_overrides: BTreeMap<String, Mapping>,
    #[serde(default)]
    registry: BTreeMap<String, toml::Table>,
}

/// A registry's name, or its name and where it is.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Mapping {
    Name(String),
    Custom { registry: String },
}

/// Where a package is to be had.
#[derive(Debug)]
pub struct Registry {
    pub name: String,
    /// The folder, when it is one on this machine: `ROOT/NAMESPACE/NAME/VERSION.wasm`.
    root: Option<PathBuf>,
}

/// Where `wkg` keeps its configuration.
fn config_path() -> Option<PathBuf> {
    let set = |name: &str| {
        std::env::var_os(name)
            .filter(|value| !value.is_empty())
            .map(PathBuf::from)
    };
    set("WKG_CONFIG_FILE").or_else(|| {
        let dir = set("XDG_CONFIG_HOME").or_else(|| set("HOME").map(|home| home.join(".config")));
        dir.map(|dir| dir.join("wasm-pkg").join("config.toml"))
    })
}

impl Config {
    fn read() -> Result<Config, Failure> {
        let Some(path) = config_path() else {
            return Ok(Config::default());
        };
        let Ok(text) = std::fs::read_to_string(&path) else {
            return Ok(Config::default());
        };
        toml::from_str(&text).map_err(|error| {
            Failure::user(format!(
                "cannot read wkg's configuration `{}`",
                path.display()
            ))
            .at(&path, &text, error.span().unwrap_or(0..0), error.message())
        })
    }

    /// The order is `wkg`'s: the package's own, its namespace's, the default, the ones that it knows.
    fn resolve(&self, package: &str) -> Option<String> {
        let namespace = package.split(':').next().unwrap_or(package);
        let mapped = (self.package_registry_overrides.get(package))
            .or_else(|| self.namespace_registries.get(namespace));
        let mapped = mapped.map(|mapping| match mapping {
            Mapping::Name(name) | Mapping::Custom { registry: name } => name.clone(),
        });
        mapped
            .or_else(|| self.default_registry.clone())
            .or_else(|| {
                let mut known = KNOWN.iter();
                known
                    .find(|(name, _)| *name == namespace)
                    .map(|(_, registry)| (*registry).to_owned())
            })
    }

    fn root(&self, registry: &str) -> Option<PathBuf> {
        let table = self.registry.get(registry)?;
        let kind = table.get("type").or_else(|| table.get("default"));
        if kind.is_some_and(|kind| kind.as_str() != Some("local")) {
            return None;
        }
        let root = table.get("local")?.get("root")?.as_str()?;
        Some(PathBuf::from(root))
    }
}

impl Registry {
    /// Finds the registry of a package; `given` is the one that the manifest names.
    ///
    /// # Errors
    /// `wkg`'s configuration is broken, or says nothing about the package.
    pub fn find(package: &str, given: Option<&str>) -> Result<Registry, Failure> {
        let config = Config::read()?;
        let Some(name) = given.map(str::to_owned).or_else(|| config.resolve(package)) else {
            return Err(Failure::user(format!("no registry is known for `{package}`"))
                .help(format!(
                    "name it, `\"{package}\" = {{ version = \"…\", registry = \"…\" }}`, or in wkg's configuration: `wkg config --default-registry REGISTRY`"
                ))
                .help(format!("or say where it lies: `\"{package}\" = {{ path = \"…\" }}`")));
        };
        Ok(Registry {
            root: config.root(&name),
            name,
        })
    }

    /// Gets the newest version that meets the requirement, or the exact one that was locked.
    ///
    /// # Errors
    /// There is none, or the network is forbidden, or `wkg` is not installed or fails.
    pub fn get(
        &self,
        package: &str,
        requirement: &VersionReq,
        exact: Option<&Version>,
        offline: bool,
    ) -> Result<(Version, Vec<u8>), Failure> {
        match &self.root {
            Some(root) => self.get_from_folder(root, package, requirement, exact),
            None if offline => Err(Failure::user(format!(
                "`{package}` must be fetched from `{}`, and `--offline` forbids it",
                self.name
            ))),
            None => self.get_with_wkg(package, requirement, exact),
        }
    }

    fn get_from_folder(
        &self,
        root: &Path,
        package: &str,
        requirement: &VersionReq,
        exact: Option<&Version>,
    ) -> Result<(Version, Vec<u8>), Failure> {
        let (namespace, name) = package.split_once(':').unwrap_or((package, ""));
        let dir = root.join(namespace).join(name);
        let names = |dir: &Path| -> Vec<String> {
            let entries = std::fs::read_dir(dir).into_iter().flatten().flatten();
            entries
                .map(|entry| entry.file_name().to_string_lossy().into_owned())
                .collect()
        };
        let mut versions: Vec<Version> = names(&dir)
            .iter()
            .filter_map(|name| Version::parse(name.strip_suffix(".wasm")?).ok())
            .collect();
        versions.sort();
        let meets = |version: &&Version| match exact {
            Some(exact) => *version == exact,
            None => requirement.matches(version),
        };
        let Some(version) = versions.iter().rev().find(meets) else {
            let wanted = exact.map_or_else(|| requirement.to_string(), Version::to_string);
            let failure = Failure::user(format!("`{}` has no `{package}` {wanted}", self.name));
            let list: Vec<String> = versions.iter().map(Version::to_string).collect();
            let others = names(&root.join(namespace));
            return Err(match nearest(name, others.iter().map(String::as_str)) {
                _ if !list.is_empty() => failure.help(format!("it has {}", list.join(", "))),
                Some(near) => failure.help(format!(
                    "a package with a similar name is there: `{namespace}:{near}`"
                )),
                None => failure.note(format!("looked into `{}`", dir.display())),
            });
        };
        let bytes = load::read(&dir.join(format!("{version}.wasm")))?;
        Ok((version.clone(), bytes))
    }

    /// `wkg get` takes one version or the newest: a requirement that is not the newest must be a full version.
    fn get_with_wkg(
        &self,
        package: &str,
        requirement: &VersionReq,
        exact: Option<&Version>,
    ) -> Result<(Version, Vec<u8>), Failure> {
        let dir = tempfile::tempdir()
            .map_err(|error| Failure::user(format!("no temporary folder: {error}")))?;
        let file = dir.path().join("package.wasm");
        let wanted = exact.cloned().or_else(|| full_version(requirement));
        let spec = match &wanted {
            Some(version) => format!("{package}@{version}"),
            None => package.to_owned(),
        };
        let output = Command::new("wkg")
            .args(["get", "--format", "wasm", "--overwrite", "--registry"])
            .args([&self.name, "--output"])
            .arg(&file)
            .arg(&spec)
            .output()
            .map_err(|_| {
                Failure::user(format!(
                    "`{package}` is in the registry `{}`, and `wkg`, which fetches from there, is not installed",
                    self.name
                ))
                .help("`cargo install wkg`; or put the package into `wit/deps`, or give its `path`")
            })?;
        if !output.status.success() {
            return Err(Failure::user(format!("`wkg get {spec}` failed"))
                .note(String::from_utf8_lossy(&output.stderr).trim().to_owned()));
        }
        let bytes = load::read(&file)?;
        let described = load::decode(&spec, &bytes)?;
        let found = described.resolve.packages[described.package]
            .name
            .version
            .clone();
        let found = found
            .or(wanted)
            .ok_or_else(|| Failure::user(format!("`{spec}` of `{}` has no version", self.name)))?;
        if exact.is_none() && !requirement.matches(&found) {
            return Err(Failure::user(format!(
                "the newest `{package}` in `{}` is {found}, and {requirement} is asked for",
                self.name
            ))
            .help("name a full version, such as `\"0.2.3\"`: `wkg get` takes that or the newest"));
        }
        Ok((found, bytes))
    }
}

/// The version that a requirement names in full, such as `0.2.3` or `=0.2.3`.
fn full_version(requirement: &VersionReq) -> Option<Version> {
    let [one] = requirement.comparators.as_slice() else {
        return None;
    };
    if !matches!(one.op, Op::Exact | Op::Caret | Op::Tilde) {
        return None;
    }
    Some(Version {
        major: one.major,
        minor: one.minor?,
        patch: one.patch?,
        pre: one.pre.clone(),
        build: semver::BuildMetadata::EMPTY,
    })
}
