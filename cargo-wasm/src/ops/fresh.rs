//! A build with nothing to do, without asking cargo: starting it a second time would cost more than all the rest.
//!
//! What a successful build read and wrote is recorded, with sizes and times, as cargo's own dep-info has it. The next build
//! with the same command, folder and environment is skipped while every recorded file is as it was. Whatever cannot be
//! recorded for certain is left to cargo: rustc's warnings, which cargo repeats; local build scripts; files that changed
//! while the build ran. What cargo itself warns of in a manifest is said once, not at each build.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

use super::cargo::{Artifact, Call, Finished};
use crate::cache;
use crate::config::cargo;
use crate::config::workspace::{manifests_above, places};

/// Counts up when the meaning of a record changes.
const RECIPE: &str = "2";

/// Variables of the terminal and the shell, which no build reads.
const IGNORED: [&str; 6] = ["_", "COLUMNS", "LINES", "OLDPWD", "SHLVL", "WINDOWID"];

/// Length in bytes and time of change in nanoseconds since 1970; None where there is no file.
type Stamp = Option<(u64, u128)>;

#[derive(Serialize, Deserialize)]
struct Record {
    files: BTreeMap<PathBuf, Stamp>,
    artifacts: Vec<Artifact>,
}

/// One build, named by everything but the contents of files.
pub struct Build {
    key: String,
    started: SystemTime,
}

impl Build {
    /// None for calls whose effects are not files alone, and for those that make test harnesses, which nothing lists the
    /// sources of where it is looked for.
    pub fn new(call: &Call<'_>) -> Option<Build> {
        let mut args = call.args.clone();
        let reports = args.wants_json() || args.timings.is_some() || args.future_incompat_report;
        let harnesses = args.tests || args.benches || args.all_targets;
        let named = !(args.test.is_empty() && args.bench.is_empty());
        if reports || harnesses || named || args.verbose > 0 || !args.unstable.is_empty() {
            return None;
        }
        // Files that others include are not looked for.
        if !call.workspace.cargo_config().is_whole() {
            return None;
        }
        (args.quiet, args.color) = (false, None);
        let command = Call {
            args: &args,
            packages: call.packages.clone(),
            ..*call
        }
        .command();
        let mut parts: Vec<Vec<u8>> = vec![RECIPE.into(), env!("CARGO_PKG_VERSION").into()];
        let mut add = |part: &std::ffi::OsStr| parts.push(part.as_encoded_bytes().to_vec());
        add(std::env::current_dir().ok()?.as_os_str());
        add(command.get_program());
        command.get_args().for_each(&mut add);
        let mut variables: BTreeMap<_, _> = std::env::vars_os()
            .map(|(name, value)| (name, Some(value)))
            .collect();
        for (name, value) in command.get_envs() {
            variables.insert(name.to_owned(), value.map(|value| value.to_owned()));
        }
        variables.retain(|name, _| IGNORED.iter().all(|ignored| name != *ignored));
        for (name, value) in &variables {
            add(name);
            value.iter().for_each(|value| add(value));
        }
        Some(Build {
            key: cache::digest(parts.iter().map(|part| &part[..])),
            started: SystemTime::now(),
        })
    }

    fn file(&self) -> PathBuf {
        cache::root()
            .join("fresh")
            .join(format!("{}.json", self.key))
    }

    /// What the last such build made, if nothing has changed since.
    pub fn recall(&self) -> Option<Vec<Artifact>> {
        let record: Record = serde_json::from_slice(&fs::read(self.file()).ok()?).ok()?;
        let same = |(path, known): (&PathBuf, &Stamp)| stamp(path) == *known;
        record.files.iter().all(same).then_some(record.artifacts)
    }

    /// Records what a build made, when all that it depends on is known.
    pub fn remember(&self, call: &Call<'_>, finished: &Finished) {
        let file = self.file();
        let record = (finished.code == 0 && !finished.spoke)
            .then(|| self.record(call, finished))
            .flatten();
        // Records save time and no more: a folder that cannot be written must not fail the build.
        let _ = match record.and_then(|record| serde_json::to_vec(&record).ok()) {
            Some(bytes) => cache::write(&file, &bytes).map(|()| cache::trim(&file)),
            None => fs::remove_file(&file),
        };
    }

    fn record(&self, call: &Call<'_>, finished: &Finished) -> Option<Record> {
        let mut inputs = tools(call);
        inputs.extend(cargo::places(&call.args.config));
        // Profiles, lints and what members inherit stand in the root manifest, which need not be a package's.
        inputs.push(call.workspace.root.join("Cargo.toml"));
        inputs.push(call.workspace.root.join("Cargo.lock"));
        for package in &call.workspace.packages {
            inputs.extend(places(&package.manifest_path));
        }
        let mut outputs = Vec::new();
        for artifact in &finished.artifacts {
            if !artifact.is_local() {
                continue;
            }
            inputs.extend(places(&artifact.manifest_path));
            inputs.extend(manifests_above(&artifact.manifest_path));
            for made in &artifact.files {
                let info = made.with_extension("d");
                // What lies in `deps` alone is part of something that does not.
                if made.parent().is_some_and(|dir| !dir.ends_with("deps")) {
                    inputs.extend(dependencies(&info)?);
                    outputs.push(info);
                }
                outputs.push(made.clone());
            }
        }
        for script in &finished.scripts {
            inputs.extend(script.reads()?);
        }
        if outputs.is_empty() {
            return None;
        }
        let mut files = BTreeMap::new();
        for path in inputs {
            let stamp = stamp(&path);
            if stamp.is_some_and(|(_, time)| !self.is_older(time)) {
                return None;
            }
            files.insert(path, stamp);
        }
        files.extend(outputs.into_iter().map(|path| {
            let stamp = stamp(&path);
            (path, stamp)
        }));
        Some(Record {
            files,
            artifacts: finished.artifacts.clone(),
        })
    }

    /// Whether a time of change lies before the build's start for certain.
    fn is_older(&self, time: u128) -> bool {
        // Some file systems count whole seconds.
        let grain = if time.is_multiple_of(1_000_000_000) {
            Duration::from_secs(2)
        } else {
            Duration::ZERO
        };
        self.started
            .checked_sub(grain)
            .and_then(|start| start.duration_since(UNIX_EPOCH).ok())
            .is_some_and(|start| time < start.as_nanos())
    }
}

/// A build script that was run.
#[derive(Debug, Clone)]
pub struct Script {
    pub package_id: String,
    /// Its `OUT_DIR`; beside it cargo keeps what the script printed.
    pub out_dir: PathBuf,
}

impl Script {
    /// Files outside its package that make cargo run it again. None when that is not known: what a local package's
    /// script was built from is in no dep-info.
    fn reads(&self) -> Option<Vec<PathBuf>> {
        if is_local(&self.package_id) {
            return None;
        }
        let printed = fs::read_to_string(self.out_dir.with_file_name("output")).ok()?;
        let named = printed
            .lines()
            .filter_map(|line| line.strip_prefix("cargo:"))
            .filter_map(|line| {
                line.trim_start_matches(':')
                    .strip_prefix("rerun-if-changed=")
            })
            .map(PathBuf::from);
        // Relative ones lie in a package that never changes.
        let outside: Vec<_> = named.filter(|path| path.is_absolute()).collect();
        outside.iter().all(|path| !path.is_dir()).then_some(outside)
    }
}

impl Artifact {
    fn is_local(&self) -> bool {
        is_local(&self.package_id)
    }
}

/// Packages from a registry or a repository are pinned by the lock file.
fn is_local(package_id: &str) -> bool {
    !package_id.starts_with("registry+")
        && !package_id.starts_with("sparse+")
        && !package_id.starts_with("git+")
}

fn stamp(path: &Path) -> Stamp {
    let metadata = path.metadata().ok()?;
    let time = metadata.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    Some((metadata.len(), time.as_nanos()))
}

fn tools(call: &Call<'_>) -> Vec<PathBuf> {
    let mut paths = vec![call.cargo.to_owned(), call.toolchain.rustc.path.clone()];
    paths.extend(call.toolchain.linker.clone());
    paths.extend(call.toolchain.driver.clone());
    paths.extend(std::env::current_exe().ok());
    paths
}

/// The files that a dep-info file of cargo's names: `made: one two\ with\ space`.
fn dependencies(info: &Path) -> Option<Vec<PathBuf>> {
    let text = fs::read_to_string(info).ok()?;
    let (_, list) = text.lines().next()?.split_once(": ")?;
    let (mut paths, mut path) = (Vec::new(), String::new());
    let mut chars = list.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' if chars.peek() == Some(&' ') => path.extend(chars.next()),
            ' ' => paths.push(std::mem::take(&mut path)),
            c => path.push(c),
        }
    }
    paths.push(path);
    let paths: Vec<PathBuf> = paths
        .into_iter()
        .filter(|p| !p.is_empty())
        .map(PathBuf::from)
        .collect();
    paths.iter().all(|path| path.is_absolute()).then_some(paths)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dep_info_with_spaces() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("x.d");
        fs::write(&file, "/t/x.wasm: /a/src/main.rs /a/with\\ space.txt\n").unwrap();
        let found = dependencies(&file).unwrap();
        assert_eq!(
            found,
            [Path::new("/a/src/main.rs"), Path::new("/a/with space.txt")]
        );
        fs::write(&file, "/t/x.wasm: src/main.rs\n").unwrap();
        assert_eq!(dependencies(&file), None, "a relative path says too little");
        assert_eq!(dependencies(&dir.path().join("none.d")), None);
    }

    #[test]
    fn times_near_the_start_are_not_trusted() {
        let second = 1_000_000_000u128;
        let build = Build {
            key: String::new(),
            started: UNIX_EPOCH + Duration::from_secs(100) + Duration::from_nanos(5),
        };
        assert!(build.is_older(100 * second + 4));
        assert!(!build.is_older(100 * second + 5));
        assert!(
            !build.is_older(100 * second),
            "perhaps a whole second's worth of truncation"
        );
        assert!(build.is_older(98 * second));
    }
}
