//! Settings of one build: every value with where it came from.

use std::fmt;
use std::path::{Path, PathBuf};

use super::host::Host;
use super::schema::{ProfileTable, RunTable, Set, WasmTable};

/// What release code is made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Opt {
    /// Nothing: the fastest build.
    None,
    /// The smallest module.
    Size,
    /// The quickest run.
    Speed,
}

/// What makes code of MIR.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Backend {
    /// Cranelift for development where it is installed, otherwise LLVM.
    Auto,
    Cranelift,
    Llvm,
}

/// What a panic does besides ending the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Panic {
    /// Nothing: it traps.
    Trap,
    /// It prints the message.
    Message,
    /// It prints the message, file and line.
    Location,
}

/// What becomes of calls into an instance that has trapped, under JavaScript hosts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TrapGuard {
    /// Nobody looks.
    None,
    /// They are refused.
    Refuse,
    /// They go to a new instance.
    Restart,
}

/// The words by which settings are written.
macro_rules! words {
    ($Setting:ident { $($Value:ident = $word:literal),+ $(,)? }) => {
        impl $Setting {
            pub const NAMES: &[&str] = &[$($word),+];

            pub fn parse(text: &str) -> Option<Self> {
                match text {
                    $($word => Some($Setting::$Value),)+
                    _ => None,
                }
            }

            pub fn name(self) -> &'static str {
                match self {
                    $($Setting::$Value => $word),+
                }
            }
        }
    };
}

words!(Opt { None = "none", Size = "size", Speed = "speed" });
words!(Backend { Auto = "auto", Cranelift = "cranelift", Llvm = "llvm" });
words!(Panic { Trap = "trap", Message = "message", Location = "location" });
words!(TrapGuard { None = "none", Refuse = "refuse", Restart = "restart" });

/// Where a value came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    Default,
    Flag(&'static str),
    Env(String),
    /// Cargo's configuration: a file, or `--config` itself.
    Config {
        source: PathBuf,
        /// Given on the command line, as text or as a file.
        is_argument: bool,
        key: String,
    },
    File {
        path: PathBuf,
        line: usize,
        key: String,
    },
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Origin::Default => f.write_str("default"),
            Origin::Flag(flag) => f.write_str(flag),
            Origin::Env(name) => write!(f, "environment, {name}"),
            Origin::Config { source, key, .. } => write!(f, "{}, {key}", source.display()),
            Origin::File { path, line, key } => write!(f, "{}:{line}, {key}", path.display()),
        }
    }
}

/// A value and its origin.
#[derive(Debug, Clone)]
pub struct Setting<T> {
    pub value: T,
    pub origin: Origin,
}

impl<T> Setting<T> {
    pub fn default(value: T) -> Self {
        Setting {
            value,
            origin: Origin::Default,
        }
    }

    /// The first that is set: flag, then each of the tables in turn, then the default.
    fn pick(flag: Option<T>, name: &'static str, tables: Vec<Option<Set<T>>>, default: T) -> Self {
        if let Some(value) = flag {
            return Setting {
                value,
                origin: Origin::Flag(name),
            };
        }
        match tables.into_iter().flatten().next() {
            Some(Set {
                value,
                path,
                line,
                key,
            }) => Setting {
                value,
                origin: Origin::File { path, line, key },
            },
            None => Setting::default(default),
        }
    }
}

/// What the command line says, over whatever the manifests do.
#[derive(Debug, Clone, Default)]
pub struct Flags {
    pub host: Option<Host>,
    pub opt: Option<Opt>,
    pub backend: Option<Backend>,
    pub variables: Option<bool>,
    pub panic: Option<Panic>,
    pub keep_names: Option<bool>,
    pub wasm_opt: Option<bool>,
    pub max_size: Option<u64>,
    pub target_features: Option<Vec<String>>,
    pub out_dir: Option<PathBuf>,
}

/// One key of cargo's own profile.
#[derive(Debug, Clone)]
pub struct CargoKey {
    pub key: &'static str,
    /// The value as TOML text.
    pub value: String,
    pub origin: Origin,
}

/// The key of a profile that decides on debug information of build scripts, procedural macros and what they use.
pub const HOST_DEBUG: &str = "build-override.debug";

/// A cargo profile as the manifest has it, reduced to what decides settings.
#[derive(Debug, Clone)]
pub struct CargoProfile {
    /// The profile's name and what it inherits from, nearest first: `["ship", "release"]`.
    pub chain: Vec<String>,
    /// Keys that the user set, with their TOML text and origin.
    pub set: Vec<CargoKey>,
}

impl CargoProfile {
    /// Whether the chain ends in `release`: optimised code.
    pub fn is_release(&self) -> bool {
        self.chain.iter().any(|name| name == "release")
    }

    pub fn name(&self) -> &str {
        &self.chain[0]
    }
}

/// Everything that decides one build.
#[derive(Debug, Clone)]
pub struct Settings {
    pub host: Setting<Host>,
    pub profile: CargoProfile,
    pub opt: Setting<Opt>,
    pub backend: Setting<Backend>,
    /// Whether what the Cranelift backend makes has its variables where a debugger finds them; LLVM's development builds do.
    pub variables: Setting<bool>,
    pub panic: Setting<Panic>,
    pub keep_names: Setting<bool>,
    pub wasm_opt: Setting<bool>,
    pub max_size: Setting<Option<u64>>,
    pub target_features: Setting<Vec<String>>,
    /// Exports of the toolchain's own that an optimised module keeps, such as `__heap_base`.
    pub keep_exports: Setting<Vec<String>>,
    /// Where a JavaScript host's package goes, from the package's folder.
    pub out_dir: Setting<PathBuf>,
    /// Whether a JavaScript host's package refuses calls after a trap.
    pub trap_guard: Setting<TrapGuard>,
    /// Keys of cargo's profile: the user's own and ours.
    pub cargo: Vec<CargoKey>,
    pub run: RunSettings,
}

/// What `run` and `test` grant.
#[derive(Debug, Clone)]
pub struct RunSettings {
    /// The folder of the manifest that sets `dirs`, from which they are counted.
    pub base: PathBuf,
    pub env: Setting<Vec<(String, String)>>,
    pub dirs: Setting<Vec<String>>,
    /// Seconds.
    pub timeout: Setting<Option<f64>>,
    /// Bytes.
    pub max_memory: Setting<Option<u64>>,
}

impl Settings {
    /// Puts flags over the package's table over the workspace's over the defaults.
    /// `root` is the workspace's folder. `harness`: the build is for `test` or `bench`, whose harness reports by panicking.
    pub fn resolve(
        flags: &Flags,
        package: &WasmTable,
        workspace: &WasmTable,
        profile: CargoProfile,
        root: &Path,
        harness: bool,
    ) -> Settings {
        let release = profile.is_release();
        let tables: Vec<&ProfileTable> = [package, workspace]
            .into_iter()
            .flat_map(|table| {
                profile
                    .chain
                    .iter()
                    .filter_map(|name| table.profiles.get(name))
            })
            .collect();
        macro_rules! pick {
            ($field:ident, $flag:literal, $default:expr) => {
                Setting::pick(
                    flags.$field.clone(),
                    $flag,
                    tables.iter().map(|t| t.$field.clone()).collect(),
                    $default,
                )
            };
        }
        let opt = pick!(opt, "--opt", if release { Opt::Size } else { Opt::None });
        let optimised = opt.value != Opt::None;
        let quiet_panic = optimised && !harness;
        let features = match opt.value {
            Opt::Speed => vec!["simd128".to_owned()],
            Opt::None | Opt::Size => Vec::new(),
        };
        let max_size = pick!(max_size, "--max-size", u64::MAX);
        let mut settings = Settings {
            host: Setting::pick(
                flags.host,
                "--host",
                vec![package.host.clone(), workspace.host.clone()],
                Host::Wasi,
            ),
            backend: pick!(backend, "--backend", Backend::Auto),
            variables: pick!(variables, "--variables", false),
            panic: pick!(
                panic,
                "--panic",
                if quiet_panic {
                    Panic::Trap
                } else {
                    Panic::Location
                }
            ),
            keep_names: pick!(keep_names, "--keep-names", !optimised),
            wasm_opt: pick!(wasm_opt, "--no-wasm-opt", optimised),
            max_size: Setting {
                value: (max_size.value != u64::MAX).then_some(max_size.value),
                origin: max_size.origin,
            },
            keep_exports: Setting::pick(
                None,
                "",
                tables.iter().map(|t| t.keep_exports.clone()).collect(),
                Vec::new(),
            ),
            trap_guard: Setting::pick(
                None,
                "",
                tables.iter().map(|t| t.trap_guard.clone()).collect(),
                match optimised {
                    true => TrapGuard::None,
                    false => TrapGuard::Refuse,
                },
            ),
            out_dir: Setting::pick(
                flags.out_dir.clone(),
                "--out-dir",
                vec![package.out_dir.clone(), workspace.out_dir.clone()],
                PathBuf::from("pkg"),
            ),
            target_features: pick!(target_features, "--target-features", features),
            run: RunSettings::resolve(&package.run, &workspace.run, root),
            cargo: Vec::new(),
            opt,
            profile,
        };
        if harness && settings.panic.value == Panic::Trap {
            // libtest reports a failure by the panic's message: a silent trap would name no reason.
            settings.panic = Setting::default(Panic::Location);
        }
        settings.cargo = settings.cargo_keys();
        settings
    }

    fn cargo_keys(&self) -> Vec<CargoKey> {
        let ours: &[(&'static str, &str)] = match self.opt.value {
            // No debugger reads more there, and what a package is made from is half as large: builds after an edit take a tenth less.
            Opt::None if self.host.value.is_js() && !self.profile.is_release() => {
                &[("debug", "\"line-tables-only\"")]
            }
            Opt::None => &[],
            Opt::Size => &[
                ("opt-level", "\"s\""),
                ("lto", "\"fat\""),
                ("codegen-units", "1"),
            ],
            Opt::Speed => &[
                ("opt-level", "3"),
                ("lto", "\"fat\""),
                ("codegen-units", "1"),
            ],
        };
        let mut keys = self.profile.set.clone();
        for &(key, value) in ours {
            // What the user wrote in `[profile]` stands, but an explicit `opt` is meant for wasm and is the nearer word.
            let written = keys.iter_mut().find(|k| k.key == key);
            // Nor does it outdo cargo's own `--config`, which cargo would take over ours.
            let is_argument = |origin: &Origin| {
                matches!(
                    origin,
                    Origin::Config {
                        is_argument: true,
                        ..
                    }
                )
            };
            let explicit = key == "opt-level"
                && self.opt.origin != Origin::Default
                && !written.as_ref().is_some_and(|k| is_argument(&k.origin));
            match written {
                Some(written) if explicit => {
                    *written = CargoKey {
                        key,
                        value: value.to_owned(),
                        origin: self.opt.origin.clone(),
                    };
                }
                Some(_) => {}
                None => keys.push(CargoKey {
                    key,
                    value: value.to_owned(),
                    origin: Origin::Default,
                }),
            }
        }
        keys
    }

    /// Keys that cargo must be told, because its manifest does not say them.
    pub fn cargo_overrides(&self) -> impl Iterator<Item = &CargoKey> {
        self.cargo.iter().filter(|key| {
            let written = self
                .profile
                .set
                .iter()
                .any(|set| set.key == key.key && set.origin == key.origin);
            !written
        })
    }

    /// The key that leaves debug information out of build scripts and procedural macros, unless the user decides on it.
    ///
    /// Cargo says that it does so by itself, but not where a target is named: it takes a quarter of the time that they take to build.
    pub fn without_host_debug(&self) -> Option<(&'static str, &'static str)> {
        let is_set = self.profile.set.iter().any(|it| it.key == HOST_DEBUG);
        (!is_set).then_some((HOST_DEBUG, "false"))
    }

    /// Every setting as a line, for `--show-config`.
    pub fn rows(&self) -> Vec<[String; 3]> {
        let mut rows = Vec::new();
        let mut row = |key: &str, value: String, origin: &Origin| {
            rows.push([key.to_owned(), value, origin.to_string()]);
        };
        row("host", self.host.value.name().to_owned(), &self.host.origin);
        row(
            "target",
            self.host.value.target().to_owned(),
            &self.host.origin,
        );
        row("profile", self.profile.chain.join(" < "), &Origin::Default);
        row("opt", self.opt.value.name().to_owned(), &self.opt.origin);
        let backend = &self.backend;
        row("backend", backend.value.name().to_owned(), &backend.origin);
        let variables = &self.variables;
        row("variables", variables.value.to_string(), &variables.origin);
        row(
            "panic",
            self.panic.value.name().to_owned(),
            &self.panic.origin,
        );
        row(
            "keep-names",
            self.keep_names.value.to_string(),
            &self.keep_names.origin,
        );
        row(
            "wasm-opt",
            self.wasm_opt.value.to_string(),
            &self.wasm_opt.origin,
        );
        let limit = self
            .max_size
            .value
            .map_or("none".to_owned(), |bytes| format!("{bytes} B"));
        row("max-size", limit, &self.max_size.origin);
        row(
            "target-features",
            format!("{:?}", self.target_features.value),
            &self.target_features.origin,
        );
        row(
            "keep-exports",
            format!("{:?}", self.keep_exports.value),
            &self.keep_exports.origin,
        );
        if self.host.value.is_js() {
            let dir = self.out_dir.value.display().to_string();
            row("out-dir", dir, &self.out_dir.origin);
            let guard = &self.trap_guard;
            row("trap-guard", guard.value.name().to_owned(), &guard.origin);
        }
        for key in &self.cargo {
            row(
                &format!("cargo: {}", key.key),
                key.value.clone(),
                &key.origin,
            );
        }
        let run = &self.run;
        row("run: env", format!("{:?}", run.env.value), &run.env.origin);
        row(
            "run: dirs",
            format!("{:?}", run.dirs.value),
            &run.dirs.origin,
        );
        let timeout = run
            .timeout
            .value
            .map_or("none".to_owned(), |s| format!("{s} s"));
        row("run: timeout", timeout, &run.timeout.origin);
        let memory = run
            .max_memory
            .value
            .map_or("none".to_owned(), |bytes| format!("{bytes} B"));
        row("run: max-memory", memory, &run.max_memory.origin);
        rows
    }
}

/// `HOST`, `HOST::GUEST`, each with `:ro` behind it to forbid changes: both folders, and whether it is there.
pub fn split_dir(text: &str) -> (&str, &str, bool) {
    let (text, read_only) = match text.strip_suffix(":ro") {
        Some(rest) => (rest, true),
        None => (text, false),
    };
    let (host, guest) = text.split_once("::").unwrap_or((text, text));
    (host, guest, read_only)
}

impl RunSettings {
    /// The folders that are granted, as flags of `run` have them: `DIR::GUEST`, `DIR::GUEST:ro`.
    pub fn granted_dirs(&self) -> Vec<String> {
        let dirs = self.dirs.value.iter().map(|text| {
            let (host, guest, read_only) = split_dir(text);
            let mark = if read_only { ":ro" } else { "" };
            format!("{}::{guest}{mark}", self.base.join(host).display())
        });
        dirs.collect()
    }

    fn resolve(package: &RunTable, workspace: &RunTable, root: &Path) -> Self {
        fn optional<T: Clone>(
            package: &Option<Set<T>>,
            workspace: &Option<Set<T>>,
        ) -> Setting<Option<T>> {
            match package.as_ref().or(workspace.as_ref()) {
                Some(set) => Setting {
                    value: Some(set.value.clone()),
                    origin: Origin::File {
                        path: set.path.clone(),
                        line: set.line,
                        key: set.key.clone(),
                    },
                },
                None => Setting::default(None),
            }
        }
        let dirs = package.dirs.as_ref().or(workspace.dirs.as_ref());
        RunSettings {
            base: dirs
                .and_then(|set| Some(root.join(set.path.parent()?)))
                .unwrap_or_default(),
            env: Setting::pick(
                None,
                "--env",
                vec![package.env.clone(), workspace.env.clone()],
                Vec::new(),
            ),
            dirs: Setting::pick(
                None,
                "--dir",
                vec![package.dirs.clone(), workspace.dirs.clone()],
                Vec::new(),
            ),
            timeout: optional(&package.timeout, &workspace.timeout),
            max_memory: optional(&package.max_memory, &workspace.max_memory),
        }
    }
}

#[cfg(test)]
mod tests;
