//! The user's workspace: where it is, what is in it, and what its manifests say about wasm.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::UNIX_EPOCH;

use cargo_metadata::{Metadata, Target};
use serde::{Deserialize, Serialize};
use toml::de::{DeTable, DeValue};

use super::cargo::CargoConfig;
use super::schema::{Dependency, Manifest, Set, WasmTable};
use super::settings::{CargoKey, CargoProfile, Flags, HOST_DEBUG, Origin, Settings};
use super::spec;
use crate::error::{Failure, Silent, nearest};
use crate::{cache, shell};

/// A cargo workspace, or a package on its own.
pub struct Workspace {
    pub root: PathBuf,
    pub packages: Vec<Package>,
    /// The target folder, unless a flag names another.
    pub target: PathBuf,
    /// Names of the packages that a command without `-p` is about, here.
    default_members: Vec<String>,
    config: CargoConfig,
    manifest: String,
    table: WasmTable,
}

/// A member.
pub struct Package {
    pub name: String,
    version: String,
    id: String,
    pub manifest_path: PathBuf,
    pub targets: Vec<Target>,
    pub default_run: Option<String>,
    /// Whatever else cargo says of it.
    pub about: cargo_metadata::Package,
    table: WasmTable,
}

/// Cargo's flags that decide which packages a command is about.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    pub manifest_path: Option<PathBuf>,
    pub packages: Vec<String>,
    pub exclude: Vec<String>,
    pub workspace: bool,
    /// `--locked`, `--offline`, `--frozen`: as given.
    pub lock_flags: Vec<String>,
    /// `--config`: as given.
    pub config: Vec<String>,
}

/// What `cargo metadata` said, and the files and folders that it depends on.
#[derive(Serialize, Deserialize)]
struct Cached {
    stamps: Vec<(PathBuf, Option<u128>)>,
    metadata: String,
}

impl Workspace {
    /// Finds and reads the workspace.
    ///
    /// # Errors
    /// No manifest, a broken one (cargo's own message is passed on), or a mistake in a `metadata.wasm` table.
    pub fn load(cargo: &Path, selection: &Selection) -> anyhow::Result<Workspace> {
        let manifest_path = match &selection.manifest_path {
            Some(path) => std::path::absolute(path)?,
            None => find_manifest()?,
        };
        let metadata = metadata(cargo, &manifest_path, selection)?;
        let root = metadata.workspace_root.clone().into_std_path_buf();
        let root_manifest = root.join("Cargo.toml");
        let manifest = std::fs::read_to_string(&root_manifest)?;
        let table = read_table(&root, &root_manifest, &manifest, "workspace")?;
        let mut packages = Vec::new();
        let members: BTreeSet<_> = metadata.workspace_members.iter().collect();
        for package in metadata.packages.iter().filter(|p| members.contains(&p.id)) {
            let path = package.manifest_path.clone().into_std_path_buf();
            let text = std::fs::read_to_string(&path)?;
            packages.push(Package {
                name: package.name.to_string(),
                version: package.version.to_string(),
                id: package.id.repr.clone(),
                table: read_table(&root, &path, &text, "package")?,
                manifest_path: path,
                targets: package.targets.clone(),
                default_run: package.default_run.clone(),
                about: package.clone(),
            });
        }
        let default_members = metadata
            .workspace_default_packages()
            .iter()
            .map(|p| p.name.to_string())
            .collect();
        Ok(Workspace {
            root,
            target: metadata.target_directory.clone().into_std_path_buf(),
            packages,
            default_members,
            config: CargoConfig::load(&selection.config),
            manifest,
            table,
        })
    }

    /// The packages a command is about, by cargo's rules.
    ///
    /// # Errors
    /// A package that is not there.
    pub fn selected(&self, selection: &Selection) -> Result<Vec<&Package>, Failure> {
        let names: Vec<&str> = self.packages.iter().map(|p| p.name.as_str()).collect();
        for wanted in &selection.packages {
            // Globs and package-id specifications are cargo's to resolve.
            let plain = wanted
                .chars()
                .all(|c| c.is_alphanumeric() || c == '-' || c == '_');
            if plain && !names.contains(&wanted.as_str()) && !self.is_locked(wanted) {
                let failure = Failure::user(format!(
                    "package `{wanted}` is not a member of this workspace"
                ));
                return Err(match nearest(wanted, names.iter().copied()) {
                    Some(near) => {
                        failure.help(format!("a member with a similar name exists: `{near}`"))
                    }
                    None => failure.help(format!("members are `{}`", names.join("`, `"))),
                });
            }
        }
        let any = |specs: &[String], package: &Package| {
            let Package {
                name, version, id, ..
            } = package;
            specs
                .iter()
                .any(|spec| spec::matches(spec, name, version, id))
        };
        let chosen = |package: &&Package| {
            if !selection.packages.is_empty() {
                return any(&selection.packages, package);
            }
            if selection.workspace {
                return !any(&selection.exclude, package);
            }
            self.default_members.contains(&package.name)
        };
        Ok(self.packages.iter().filter(chosen).collect())
    }

    /// Whether a package is among the dependencies, which cargo can be asked to build, too.
    fn is_locked(&self, name: &str) -> bool {
        let lock = std::fs::read_to_string(self.root.join("Cargo.lock")).unwrap_or_default();
        let line = format!("name = \"{name}\"");
        lock.lines().any(|known| known == line)
    }

    /// Resolves the settings of a package under a cargo profile.
    ///
    /// # Errors
    /// A profile that nobody defines.
    pub fn settings(
        &self,
        package: Option<&Package>,
        flags: &Flags,
        profile: &str,
        harness: bool,
    ) -> Result<Settings, Failure> {
        let profile = self.profile(profile)?;
        let empty = WasmTable::default();
        let table = package.map_or(&empty, |p| &p.table);
        Ok(Settings::resolve(
            flags,
            table,
            &self.table,
            profile,
            &self.root,
            harness,
        ))
    }

    /// Keys of a package's `package.json` that its manifest's `metadata.wasm.npm` sets, over the workspace's.
    pub fn npm(&self, package: &Package) -> serde_json::Map<String, serde_json::Value> {
        let mut keys = self.table.npm.clone();
        keys.extend(package.table.npm.clone());
        keys
    }

    /// Where a package's imports come from in JavaScript, with the workspace's among them; paths are made absolute.
    pub fn imports(&self, package: &Package) -> BTreeMap<String, String> {
        let absolute = |table: &WasmTable, folder: Option<&Path>| {
            let folder = folder.unwrap_or(&self.root).to_owned();
            let entries = table.imports.clone().into_iter();
            entries.map(move |(name, source)| match source.starts_with('.') {
                true => (name, folder.join(source).to_string_lossy().into_owned()),
                false => (name, source),
            })
        };
        let own = absolute(&package.table, package.manifest_path.parent());
        absolute(&self.table, None).chain(own).collect()
    }

    /// A package's WIT dependencies, with the workspace's among them; paths are made absolute.
    pub fn wit_dependencies(&self, package: &Package) -> BTreeMap<String, Set<Dependency>> {
        let mut all = self.table.dependencies.clone();
        all.extend(package.table.dependencies.clone());
        for set in all.values_mut() {
            if let Dependency::Path(path) = &mut set.value {
                let manifest = self.root.join(&set.path);
                *path = manifest.parent().unwrap_or(&self.root).join(&*path);
            }
        }
        all
    }

    /// Reads `[profile.NAME]` and its ancestors where cargo reads them: its configuration, then the root manifest.
    fn profile(&self, name: &str) -> Result<CargoProfile, Failure> {
        let path = self.root.join("Cargo.toml");
        let manifest = Manifest {
            path: &path,
            text: &self.manifest,
        };
        let parsed = manifest.parse()?;
        let profiles = parsed
            .get_ref()
            .get("profile")
            .and_then(|v| v.get_ref().as_table());
        let mut chain = Vec::new();
        let mut set: Vec<CargoKey> = Vec::new();
        let mut next = Some(name.to_owned());
        while let Some(name) = next {
            if chain.contains(&name) {
                return Err(Failure::user(format!(
                    "profile `{name}` inherits from itself"
                )));
            }
            let table = profiles
                .and_then(|p| p.get(name.as_str()))
                .and_then(|v| v.get_ref().as_table());
            for key in [
                "opt-level",
                "lto",
                "codegen-units",
                "debug",
                "strip",
                "incremental",
                HOST_DEBUG,
            ] {
                if set.iter().all(|k| k.key != key)
                    && let Some(found) = self.user_key(&name, table, key)
                {
                    set.push(found);
                }
            }
            let place = ["profile", &name, "inherits"];
            let configured = self.config.argument(&place).or(self.config.file(&place));
            let inherits = match configured {
                Some((value, _)) => value.as_str(),
                None => table
                    .and_then(|t| t.get("inherits"))
                    .and_then(|v| v.get_ref().as_str()),
            };
            next = match (name.as_str(), inherits) {
                ("dev" | "release", _) => None,
                ("test", _) => Some("dev".to_owned()),
                ("bench", _) => Some("release".to_owned()),
                (_, Some(parent)) => Some(parent.to_owned()),
                (_, None) => {
                    let known = profiles
                        .iter()
                        .flat_map(|p| p.keys())
                        .map(|k| k.get_ref().as_ref())
                        .chain(self.config.names(&["profile"]));
                    let failure = Failure::user(format!("profile `{name}` is not defined"));
                    return Err(
                        match nearest(&name, known.chain(["dev", "release", "test", "bench"])) {
                            Some(near) => failure
                                .help(format!("a profile with a similar name exists: `{near}`")),
                            None => failure.help(format!(
                                "add `[profile.{name}]` with `inherits = \"release\"`"
                            )),
                        },
                    );
                }
            };
            chain.push(name);
        }
        Ok(CargoProfile { chain, set })
    }

    /// A key of `[profile.NAME]` from the strongest place that has it.
    fn user_key(
        &self,
        profile: &str,
        table: Option<&DeTable<'_>>,
        key: &'static str,
    ) -> Option<CargoKey> {
        let place: Vec<&str> = ["profile", profile]
            .into_iter()
            .chain(key.split('.'))
            .collect();
        let configured = |(value, origin): (&toml::Value, Origin)| CargoKey {
            key,
            value: value.to_string(),
            origin,
        };
        if let Some(found) = self.config.argument(&place) {
            return Some(configured(found));
        }
        let shout = |s: &str| s.to_uppercase().replace(['-', '.'], "_");
        let variable = format!("CARGO_PROFILE_{}_{}", shout(profile), shout(key));
        if let Ok(value) = std::env::var(&variable) {
            return Some(CargoKey {
                key,
                value,
                origin: Origin::Env(variable),
            });
        }
        if let Some(found) = self.config.file(&place) {
            return Some(configured(found));
        }
        let mut parts = key.split('.');
        let mut value = table?.get(parts.next()?)?;
        for part in parts {
            value = value.get_ref().as_table()?.get(part)?;
        }
        let text = &self.manifest;
        let shown = match value.get_ref() {
            DeValue::String(s) => format!("\"{s}\""),
            _ => text[value.span()].to_owned(),
        };
        let line = text[..value.span().start]
            .bytes()
            .filter(|b| *b == b'\n')
            .count()
            + 1;
        let origin = Origin::File {
            path: "Cargo.toml".into(),
            line,
            key: format!("profile.{profile}.{key}"),
        };
        Some(CargoKey {
            key,
            value: shown,
            origin,
        })
    }

    /// The user's own linker for a target, in cargo's configuration.
    pub fn configures_linker(&self, target: &str) -> bool {
        let place = ["target", target, "linker"];
        self.config.argument(&place).is_some() || self.config.file(&place).is_some()
    }

    /// Cargo's configuration, as this command sees it.
    pub fn cargo_config(&self) -> &CargoConfig {
        &self.config
    }
}

fn read_table(root: &Path, path: &Path, text: &str, first: &str) -> Result<WasmTable, Failure> {
    let shown = path.strip_prefix(root).unwrap_or(path);
    let manifest = Manifest { path: shown, text };
    let parsed = manifest.parse()?;
    manifest.wasm_table(parsed.get_ref(), [first, "metadata", "wasm"])
}

/// The manifest of the folder in which the command was given, or of the nearest above.
///
/// # Errors
/// There is none.
pub fn find_manifest() -> anyhow::Result<PathBuf> {
    let here = std::env::current_dir()?;
    match here
        .ancestors()
        .map(|dir| dir.join("Cargo.toml"))
        .find(|path| path.is_file())
    {
        Some(path) => Ok(path),
        None => Err(Failure::user(format!(
            "could not find `Cargo.toml` in `{}` or any parent folder",
            here.display()
        ))
        .help("`cargo wasm new NAME` starts a project; `--manifest-path PATH` names one elsewhere")
        .into()),
    }
}

/// Runs `cargo metadata --no-deps`, or reuses its answer while no file that it depends on has changed:
/// a build with nothing to do should not pay for a second start of cargo.
fn metadata(cargo: &Path, manifest_path: &Path, selection: &Selection) -> anyhow::Result<Metadata> {
    let mut parts = vec![
        manifest_path.as_os_str().to_owned(),
        cargo.as_os_str().to_owned(),
    ];
    // Where the target folder is.
    for name in ["CARGO_TARGET_DIR", "CARGO_BUILD_TARGET_DIR", "CARGO_HOME"] {
        parts.push(std::env::var_os(name).unwrap_or_default());
    }
    parts.push(std::env::current_dir()?.into());
    parts.extend(selection.config.iter().map(Into::into));
    let key = cache::digest(parts.iter().map(|part| part.as_encoded_bytes()));
    let file = cache::root().join("metadata").join(format!("{key}.json"));
    if let Ok(text) = std::fs::read(&file)
        && let Ok(cached) = serde_json::from_slice::<Cached>(&text)
        && cached
            .stamps
            .iter()
            .all(|(path, stamp)| modified(path) == *stamp)
        && let Ok(metadata) = cargo_metadata::MetadataCommand::parse(&cached.metadata)
    {
        return Ok(metadata);
    }
    let output = Command::new(cargo)
        .args([
            "metadata",
            "--no-deps",
            "--format-version",
            "1",
            "--manifest-path",
        ])
        .arg(manifest_path)
        .args(&selection.lock_flags)
        .args(selection.config.iter().flat_map(|text| ["--config", text]))
        .output()?;
    if !output.status.success() {
        shell::passthrough(&String::from_utf8_lossy(&output.stderr));
        return Err(Silent(output.status.code().unwrap_or(101)).into());
    }
    let text = String::from_utf8(output.stdout)?;
    let metadata = cargo_metadata::MetadataCommand::parse(&text)?;
    let cached = Cached {
        stamps: stamps(&metadata, manifest_path, &selection.config),
        metadata: text,
    };
    // The cache is a convenience: a read-only home must not fail the build.
    let _ = cache::write(&file, &serde_json::to_vec(&cached)?).map(|()| cache::trim(&file));
    Ok(metadata)
}

/// What the answer of `cargo metadata --no-deps` depends on: manifests, and the folders where members and targets are found.
fn stamps(
    metadata: &Metadata,
    manifest_path: &Path,
    config: &[String],
) -> Vec<(PathBuf, Option<u128>)> {
    let root = metadata.workspace_root.as_std_path();
    let mut paths: BTreeSet<PathBuf> = manifests_above(manifest_path).collect();
    paths.insert(root.join("Cargo.toml"));
    paths.extend(super::cargo::places(config));
    paths.extend(member_places(root));
    for package in &metadata.packages {
        paths.extend(places(package.manifest_path.as_std_path()));
    }
    paths
        .into_iter()
        .map(|path| (path.clone(), modified(&path)))
        .collect()
}

/// The manifests, present or to come, that can make a package part of a workspace and give it what it inherits.
pub fn manifests_above(manifest: &Path) -> impl Iterator<Item = PathBuf> + use<'_> {
    manifest
        .ancestors()
        .skip(1)
        .map(|dir| dir.join("Cargo.toml"))
}

/// Where `workspace.members` finds members by globs: each folder that is searched, and each that is found.
fn member_places(root: &Path) -> Vec<PathBuf> {
    let text = std::fs::read_to_string(root.join("Cargo.toml")).unwrap_or_default();
    let table: toml::Table = text.parse().unwrap_or_default();
    let members = table
        .get("workspace")
        .and_then(|workspace| workspace.get("members")?.as_array());
    let mut places = Vec::new();
    for member in members.into_iter().flatten().filter_map(|m| m.as_str()) {
        let mut dir = root.to_owned();
        // Each folder on the way to the first part that is a pattern may change what the pattern finds.
        for part in Path::new(member) {
            places.push(dir.clone());
            if part.to_string_lossy().contains(['*', '?', '[']) {
                break;
            }
            dir.push(part);
        }
        let pattern = root.join(member).display().to_string();
        for found in glob::glob(&pattern).into_iter().flatten().flatten() {
            places.push(found.join("Cargo.toml"));
            places.extend(found.parent().map(Path::to_owned));
        }
    }
    places
}

/// A manifest, and the folders in which cargo finds targets that it does not name.
pub fn places(manifest: &Path) -> Vec<PathBuf> {
    let dir = manifest.parent().unwrap_or(Path::new("."));
    let mut places = vec![manifest.to_owned(), dir.join("src"), dir.join("build.rs")];
    for name in ["src/bin", "examples", "tests", "benches"] {
        let folder = dir.join(name);
        // `tests/NAME/main.rs` is a target, too.
        let inner = std::fs::read_dir(&folder).into_iter().flatten().flatten();
        places.extend(inner.map(|entry| entry.path()).filter(|path| path.is_dir()));
        places.push(folder);
    }
    places
}

fn modified(path: &Path) -> Option<u128> {
    let time = std::fs::metadata(path).ok()?.modified().ok()?;
    time.duration_since(UNIX_EPOCH)
        .ok()
        .map(|age| age.as_nanos())
}
