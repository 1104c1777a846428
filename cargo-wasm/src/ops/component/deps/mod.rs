//! WIT dependencies: `[package.metadata.wasm.dependencies]` into `wit/deps`, locked in `wkg.lock`.
//!
//! Each becomes one file, `NAMESPACE_NAME.wasm`: a WIT package in binary form, which holds what it refers to in other packages.
//! WIT tools read such files in `deps` as they read text. What somebody put into the folder by hand is left alone, and used.

mod lock;
mod registry;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use semver::{Version, VersionReq};
use wit_parser::{Resolve, UnresolvedPackageGroup};

use super::link::digest;
use super::load::{self, Kind};
use crate::cache;
use crate::config::schema::{Dependency, Set};
use crate::config::{Package, Workspace};
use crate::error::Failure;
use crate::shell;
use lock::{Lock, Locked};
use registry::Registry;

/// What may be done to get a dependency.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    /// The lock file must not change.
    pub locked: bool,
    /// The network must not be used.
    pub offline: bool,
    /// Newer versions than the locked ones are wanted.
    pub update: bool,
}

/// A dependency that is in place.
#[derive(Debug, PartialEq, Eq)]
pub struct Ready {
    pub name: String,
    pub version: Option<Version>,
    pub from: From,
    /// Whether something was written.
    pub changed: bool,
}

/// Where a dependency came from.
#[derive(Debug, PartialEq, Eq)]
pub enum From {
    /// Somebody put it into the folder.
    Folder(PathBuf),
    Path(PathBuf),
    Registry(String),
}

/// Puts the WIT dependencies of packages into their folders `wit/deps`, and says which.
///
/// # Errors
/// As [`fetch`].
pub fn fetch_all(
    workspace: &Workspace,
    packages: &[&Package],
    options: Options,
) -> Result<(), Failure> {
    for package in packages {
        let Some(dir) = package.manifest_path.parent() else {
            continue;
        };
        for ready in fetch(dir, &workspace.wit_dependencies(package), options)? {
            let version = ready.version.map(|v| format!(" {v}")).unwrap_or_default();
            let from = match &ready.from {
                From::Folder(path) | From::Path(path) => path.display().to_string(),
                From::Registry(name) => format!("registry {name}"),
            };
            let verb = if ready.changed { "Fetched" } else { "Fresh" };
            shell::status(verb, format!("{}{version} ({from})", ready.name));
        }
    }
    Ok(())
}

/// Puts a package's WIT dependencies into `dir/wit/deps`.
///
/// # Errors
/// A dependency is nowhere, is another one than the lock file says, or what would be needed is forbidden.
fn fetch(
    dir: &Path,
    wanted: &BTreeMap<String, Set<Dependency>>,
    options: Options,
) -> Result<Vec<Ready>, Failure> {
    let deps = dir.join("wit").join("deps");
    let lock_path = dir.join("wkg.lock");
    let old = Lock::read(&lock_path)?;
    let mut new = Lock::default();
    let by_hand = by_hand(&deps, wanted)?;
    let mut ready = Vec::new();
    for (name, set) in wanted {
        let file = deps.join(file_name(name));
        if let Some((path, version)) = by_hand.get(name) {
            ready.push(from_folder(name, set, path, version.as_ref())?);
            continue;
        }
        ready.push(match &set.value {
            Dependency::Path(path) => from_path(name, path, &file)?,
            Dependency::Registry {
                requirement,
                registry,
            } => {
                let request = Request {
                    name,
                    requirement,
                    registry: Registry::find(name, registry.as_deref())?,
                    file: &file,
                };
                let (found, locked) = request.fetch(&old, options)?;
                new.insert(name, &request.registry.name, locked);
                found
            }
        });
    }
    if old != new {
        if options.locked {
            return Err(must_change(&lock_path));
        }
        new.write(&lock_path)?;
        remove_stale(&old, &new, &deps)?;
    }
    Ok(ready)
}

fn must_change(lock: &Path) -> Failure {
    Failure::user(format!(
        "`{}` is not up to date, and `--locked` forbids to change it",
        lock.display()
    ))
    .help("run `cargo wasm component deps` without `--locked`, and commit the file")
}

/// Where a dependency lies in `wit/deps`.
fn file_name(name: &str) -> String {
    format!("{}.wasm", name.replace(':', "_"))
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    cache::write(path, bytes)
        .map_err(|error| Failure::user(format!("cannot write `{}`: {error}", path.display())))
}

/// Packages that somebody else put into the folder.
fn by_hand(
    deps: &Path,
    wanted: &BTreeMap<String, Set<Dependency>>,
) -> Result<BTreeMap<String, (PathBuf, Option<Version>)>, Failure> {
    let ours: Vec<PathBuf> = wanted
        .keys()
        .map(|name| deps.join(file_name(name)))
        .collect();
    let mut found = BTreeMap::new();
    for path in entries(deps) {
        if ours.contains(&path) {
            continue;
        }
        let name = match group(&path)? {
            Some(group) => group.main.name,
            None => continue,
        };
        let key = format!("{}:{}", name.namespace, name.name);
        found.insert(key, (path, name.version));
    }
    Ok(found)
}

fn entries(deps: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(deps).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    paths.sort();
    paths
}

/// The WIT text in a folder or file of dependencies; `None` when it is something else.
fn group(path: &Path) -> Result<Option<UnresolvedPackageGroup>, Failure> {
    let wrong =
        |text: String| Failure::user(format!("`{}` is not correct WIT", path.display())).note(text);
    if path.is_dir() {
        return UnresolvedPackageGroup::parse_dir(path)
            .map(Some)
            .map_err(|error| wrong(load::chain(&error)));
    }
    if path.extension().is_none_or(|ext| ext != "wit") {
        return Ok(None);
    }
    let text = load::read(path)?;
    UnresolvedPackageGroup::parse(path, &String::from_utf8_lossy(&text))
        .map(Some)
        .map_err(|(map, error)| wrong(error.render(&map)))
}

/// Reads a whole folder of dependencies, which may refer to each other.
///
/// # Errors
/// One of them is wrong, or refers to what is not there.
pub fn folder(deps: &Path) -> Result<Resolve, Failure> {
    let mut resolve = Resolve {
        all_features: true,
        ..Resolve::default()
    };
    let mut groups = Vec::new();
    let unresolved =
        |text: String| Failure::user(format!("`{}` cannot be resolved", deps.display())).note(text);
    for path in entries(deps) {
        if let Some(group) = group(&path)? {
            groups.push(group);
        } else if path.extension().is_some_and(|ext| ext == "wasm") {
            let decoded = load::decode(&path.display().to_string(), &load::read(&path)?)?;
            resolve
                .merge(decoded.resolve)
                .map_err(|error| unresolved(load::chain(&error)))?;
        }
    }
    // A package that has nothing but makes the others known.
    let main = UnresolvedPackageGroup::parse("deps", "package wasmrust:deps;")
        .map_err(|(map, error)| Failure::bug(error.render(&map)))?;
    if let Err(error) = resolve.push_groups(main, groups) {
        let rendered = resolve.render_error(&error.into());
        return Err(unresolved(rendered));
    }
    Ok(resolve)
}

fn from_folder(
    name: &str,
    set: &Set<Dependency>,
    path: &Path,
    version: Option<&Version>,
) -> Result<Ready, Failure> {
    if let (Dependency::Registry { requirement, .. }, Some(version)) = (&set.value, version)
        && !requirement.matches(version)
    {
        return Err(Failure::user(format!(
            "`{}` has `{name}` {version}, and {requirement} is asked for",
            path.display()
        ))
        .note(format!(
            "`{}` in {}:{}",
            set.key,
            set.path.display(),
            set.line
        ))
        .help("remove the one in the folder, or ask for its version"));
    }
    Ok(Ready {
        name: name.to_owned(),
        version: version.cloned(),
        from: From::Folder(path.to_owned()),
        changed: false,
    })
}

fn from_path(name: &str, path: &Path, file: &Path) -> Result<Ready, Failure> {
    let (resolve, package) = load::wit(path)?;
    let found = &resolve.packages[package].name;
    expect_name(name, &path.display().to_string(), &resolve, package)?;
    let version = found.version.clone();
    let bytes = wit_component::encode(&resolve, package).map_err(|error| {
        Failure::bug(format!(
            "`{name}` cannot be written: {}",
            load::chain(&error)
        ))
    })?;
    let changed = std::fs::read(file).ok().as_deref() != Some(&bytes);
    if changed {
        write(file, &bytes)?;
    }
    Ok(Ready {
        name: name.to_owned(),
        version,
        from: From::Path(path.to_owned()),
        changed,
    })
}

fn expect_name(
    name: &str,
    place: &str,
    resolve: &Resolve,
    package: wit_parser::PackageId,
) -> Result<(), Failure> {
    let found = &resolve.packages[package].name;
    let found = format!("{}:{}", found.namespace, found.name);
    if found == name {
        return Ok(());
    }
    Err(Failure::user(format!(
        "`{place}` is the package `{found}`, and `{name}` is asked for"
    )))
}

/// A dependency that is wanted of a registry.
struct Request<'a> {
    name: &'a str,
    requirement: &'a VersionReq,
    registry: Registry,
    file: &'a Path,
}

impl Request<'_> {
    fn fetch(&self, old: &Lock, options: Options) -> Result<(Ready, Locked), Failure> {
        let locked = old
            .find(self.name, &self.registry.name, self.requirement)
            .filter(|_| !options.update);
        if let Some(locked) = locked
            && std::fs::read(self.file).is_ok_and(|bytes| locked.is_of(&bytes))
        {
            return Ok((self.ready(&locked.version, false), locked.clone()));
        }
        if locked.is_none() && options.locked {
            return Err(must_change(Path::new("wkg.lock")));
        }
        let exact = locked.map(|locked| &locked.version);
        let (version, bytes) =
            self.registry
                .get(self.name, self.requirement, exact, options.offline)?;
        self.verify(&version, &bytes)?;
        if let Some(locked) = locked
            && !locked.is_of(&bytes)
        {
            return Err(Failure::user(format!(
                "`{}` {version} in `{}` is not what was locked",
                self.name, self.registry.name
            ))
            .note(format!(
                "`wkg.lock` has {}, the registry gives sha256:{}",
                locked.digest,
                digest(&bytes)
            ))
            .help("somebody has published the version anew: ask them, or take what is there now with `cargo wasm component deps --update`"));
        }
        write(self.file, &bytes)?;
        let locked = Locked {
            requirement: self.requirement.clone(),
            version: version.clone(),
            digest: format!("sha256:{}", digest(&bytes)),
        };
        Ok((self.ready(&version, true), locked))
    }

    fn ready(&self, version: &Version, changed: bool) -> Ready {
        Ready {
            name: self.name.to_owned(),
            version: Some(version.clone()),
            from: From::Registry(self.registry.name.clone()),
            changed,
        }
    }

    /// What a registry gives must be the WIT package that was asked for.
    fn verify(&self, version: &Version, bytes: &[u8]) -> Result<(), Failure> {
        let place = format!("{}@{version} of {}", self.name, self.registry.name);
        if load::kind(bytes) != Kind::Component {
            return Err(Failure::user(format!("`{place}` is no WIT package")));
        }
        let described = load::decode(&place, bytes)?;
        if described.world.is_some() {
            return Err(Failure::user(format!(
                "`{place}` is a component, and a dependency is a WIT package"
            ))
            .help("`cargo wasm component link` takes components"));
        }
        expect_name(self.name, &place, &described.resolve, described.package)
    }
}

/// Removes what was fetched once and is asked for no more; a file that somebody has changed stays.
fn remove_stale(old: &Lock, new: &Lock, deps: &Path) -> Result<(), Failure> {
    for (name, locked) in old.iter().filter(|(name, _)| !new.has(name)) {
        let file = deps.join(file_name(name));
        if std::fs::read(&file).is_ok_and(|bytes| locked.is_of(&bytes)) {
            std::fs::remove_file(&file).map_err(|error| {
                Failure::user(format!("cannot remove `{}`: {error}", file.display()))
            })?;
        }
    }
    Ok(())
}
