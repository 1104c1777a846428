//! Runs cargo with our settings on top of the user's, and reads what it reports.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde::{Deserialize, Serialize};

use super::fresh::Script;
use super::hints;
use crate::cli::CargoArgs;
use crate::config::{Settings, Workspace};
use crate::shell;
use crate::toolchain::Toolchain;

/// One call of cargo.
pub struct Call<'a> {
    pub cargo: &'a Path,
    /// `build`, `check`, `test`, …
    pub command: &'a str,
    pub args: &'a CargoArgs,
    pub workspace: &'a Workspace,
    pub settings: &'a Settings,
    pub toolchain: &'a Toolchain,
    /// Names for `-p`, when this call is about some of the packages that the user's flags select.
    pub packages: Option<Vec<String>>,
}

/// What cargo said in JSON, as far as it is read.
#[derive(Deserialize)]
#[serde(tag = "reason")]
enum Message {
    #[serde(rename = "compiler-artifact")]
    Artifact {
        package_id: String,
        manifest_path: PathBuf,
        target: MessageTarget,
        filenames: Vec<PathBuf>,
        profile: MessageProfile,
    },
    #[serde(rename = "compiler-message")]
    Diagnostic { message: Diagnostic },
    #[serde(rename = "build-script-executed")]
    Script {
        package_id: String,
        out_dir: PathBuf,
    },
    #[serde(other)]
    Other,
}

#[derive(Deserialize)]
struct MessageTarget {
    name: String,
    kind: Vec<String>,
}

#[derive(Deserialize)]
struct MessageProfile {
    test: bool,
}

#[derive(Deserialize)]
struct Diagnostic {
    rendered: Option<String>,
    level: String,
}

/// A file that cargo made.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Artifact {
    pub package_id: String,
    pub manifest_path: PathBuf,
    pub target: String,
    pub kind: Vec<String>,
    pub files: Vec<PathBuf>,
    /// Compiled with a test harness.
    pub test: bool,
}

/// What a call came to.
#[derive(Default)]
pub struct Finished {
    pub artifacts: Vec<Artifact>,
    /// Errors as rustc rendered them, in order.
    pub errors: Vec<String>,
    /// Build scripts that were run, now or earlier.
    pub scripts: Vec<Script>,
    /// Whether rustc or a build script had anything to say.
    pub spoke: bool,
    /// Cargo's exit code.
    pub code: i32,
}

impl Call<'_> {
    /// The command with everything but what is particular to the kind of call.
    pub fn command(&self) -> Command {
        let mut command = Command::new(self.cargo);
        command.arg(self.command);
        self.add_flags(&mut command);
        match &self.packages {
            None => command.args(self.args.forward_selection(true)),
            Some(names) => {
                command.args(names.iter().flat_map(|name| ["--package", name]));
                command.args(self.args.forward_selection(false))
            }
        };
        command.args(self.args.forward_common());
        command
    }

    /// Target, profile, flags for rustc and the tools, in whatever way keeps the user's own in force.
    pub fn add_flags(&self, command: &mut Command) {
        let settings = self.settings;
        let target = settings.host.value.target();
        command.args(["--target", target]);
        if !self.toolchain.is_cargos_own {
            command
                .env("RUSTC", &self.toolchain.rustc.path)
                .env("RUSTDOC", self.toolchain.rustc.rustdoc());
        }
        if let Some(linker) = &self.toolchain.linker {
            let variable = format!(
                "CARGO_TARGET_{}_LINKER",
                target.to_uppercase().replace('-', "_")
            );
            if std::env::var_os(&variable).is_none() {
                command.env(variable, linker);
            }
        }
        for key in settings.cargo_overrides() {
            command.arg("--config").arg(format!(
                "profile.{}.{}={}",
                settings.profile.name(),
                key.key,
                key.value
            ));
        }
        let shared = self.shared_flags();
        let mut rustflags = shared.clone();
        rustflags.extend(self.remaps());
        add_compiler_flags(
            command,
            target,
            "RUSTFLAGS",
            "rustflags",
            &rustflags,
            &self.args.config,
        );
        add_compiler_flags(
            command,
            target,
            "RUSTDOCFLAGS",
            "rustdocflags",
            &shared,
            &self.args.config,
        );
    }

    /// Flags that rustc and rustdoc both know.
    fn shared_flags(&self) -> Vec<String> {
        let host = self.settings.host.value;
        let mut flags = self.toolchain.rustflags();
        flags.push(format!("--cfg=wasm_host=\"{}\"", host.name()));
        flags.push(
            "--check-cfg=cfg(wasm_host,values(\"wasi\",\"component\",\"js\",\"standalone\"))"
                .to_owned(),
        );
        let features = &self.settings.target_features.value;
        // A stable compiler keeps this feature to itself, and `wasm::host` wants to know.
        if features
            .iter()
            .any(|f| f.trim_start_matches('+') == "atomics")
        {
            flags.push("--cfg=wasm_threads".to_owned());
        }
        flags.push("--check-cfg=cfg(wasm_threads)".to_owned());
        if !features.is_empty() {
            let list: Vec<_> = features
                .iter()
                .map(|f| {
                    if f.starts_with(['+', '-']) {
                        f.clone()
                    } else {
                        format!("+{f}")
                    }
                })
                .collect();
            flags.push(format!("-Ctarget-feature={}", list.join(",")));
        }
        flags
    }

    /// The same source gives the same module in every folder: no absolute path gets into it.
    /// rustdoc has this flag only behind `-Z`, and makes no module that ships.
    fn remaps(&self) -> Vec<String> {
        let mut flags = Vec::new();
        for (from, to) in [
            (Some(self.workspace.root.clone()), "."),
            (cargo_home(), "/cargo"),
        ] {
            // rustc asks the system for its folder, and is told the one behind any link.
            let real = from
                .as_ref()
                .and_then(|from| from.canonicalize().ok())
                .filter(|real| Some(real) != from.as_ref());
            for from in [from, real].into_iter().flatten() {
                flags.push(format!("--remap-path-prefix={}={to}", from.display()));
            }
        }
        flags
    }

    /// Runs a build, passing diagnostics on, and gathers what was made.
    ///
    /// # Errors
    /// Cargo cannot be started. That it failed is in `code`.
    pub fn build(&self) -> anyhow::Result<Finished> {
        self.run(self.command(), false)
    }

    /// Like [`Call::build`], with a command that was made by [`Call::command`]. With `only_errors`, what was said before
    /// about the same sources is not said again.
    ///
    /// # Errors
    /// See [`Call::build`].
    pub fn run(&self, mut command: Command, only_errors: bool) -> anyhow::Result<Finished> {
        let to_program = self.args.wants_json();
        if to_program {
            command.args(
                self.args
                    .message_format
                    .iter()
                    .flat_map(|format| ["--message-format", format]),
            );
        } else {
            let short = self
                .args
                .message_format
                .iter()
                .any(|format| format == "short");
            let mut format = "json".to_owned();
            if short {
                format.push_str(",json-diagnostic-short");
            }
            if shell::colored() {
                format.push_str(",json-diagnostic-rendered-ansi");
            }
            command.args(["--message-format", &format]);
        }
        let mut child = command.stdout(Stdio::piped()).spawn()?;
        let mut finished = Finished::default();
        for line in BufReader::new(child.stdout.take().expect("stdout is piped")).lines() {
            let line = line?;
            let message = serde_json::from_str(&line);
            let repeated = match &message {
                Ok(Message::Diagnostic { message }) => !message.level.starts_with("error"),
                _ => true,
            };
            if only_errors && repeated {
                continue;
            }
            if to_program {
                shell::out(&line);
            }
            match message {
                Ok(Message::Artifact {
                    package_id,
                    manifest_path,
                    target,
                    filenames,
                    profile,
                }) => {
                    finished.artifacts.push(Artifact {
                        package_id,
                        manifest_path,
                        target: target.name,
                        kind: target.kind,
                        files: filenames,
                        test: profile.test,
                    });
                }
                Ok(Message::Script {
                    package_id,
                    out_dir,
                }) => finished.scripts.push(Script {
                    package_id,
                    out_dir,
                }),
                Ok(Message::Diagnostic { message }) => {
                    finished.spoke = true;
                    let rendered = message.rendered.unwrap_or_default();
                    if !to_program && self.args.verbose == 0 {
                        shell::passthrough(&hints::shorten_link_error(&rendered));
                    } else if !to_program {
                        shell::passthrough(&rendered);
                    }
                    if message.level.starts_with("error") {
                        finished.errors.push(rendered);
                    }
                }
                Ok(Message::Other) => {}
                Err(_) if !to_program => {
                    finished.spoke = true;
                    shell::out(&line);
                }
                Err(_) => {}
            }
        }
        finished.code = child.wait()?.code().unwrap_or(101);
        Ok(finished)
    }
}

/// Adds flags without silencing the user's: cargo takes the first of several sources, so ours go to the one that is in use.
fn add_compiler_flags(
    command: &mut Command,
    target: &str,
    variable: &str,
    key: &str,
    ours: &[String],
    config: &[String],
) {
    let encoded = format!("CARGO_ENCODED_{variable}");
    let theirs = match (std::env::var(&encoded), std::env::var(variable)) {
        (Ok(text), _) if !text.is_empty() => {
            Some(text.split('\u{1f}').map(str::to_owned).collect::<Vec<_>>())
        }
        (_, Ok(text)) if !text.trim().is_empty() => {
            Some(text.split_whitespace().map(str::to_owned).collect())
        }
        _ => None,
    };
    if let Some(mut all) = theirs {
        all.extend(ours.iter().cloned());
        command.env(encoded, all.join("\u{1f}"));
        return;
    }
    // Arrays of one key are joined over all of cargo's configuration; `build.rustflags` alone would be hidden by ours.
    let mut all = build_flags(target, key, config);
    all.extend(ours.iter().cloned());
    let list = serde_json::to_string(&all).expect("strings are JSON");
    command
        .arg("--config")
        .arg(format!("target.{target}.{key}={list}"));
}

/// `build.rustflags` of the configuration that cargo reads here, unless the target's own table hides it anyway.
fn build_flags(target: &str, key: &str, arguments: &[String]) -> Vec<String> {
    let read = |path: PathBuf| std::fs::read_to_string(path).ok();
    let here = std::env::current_dir().unwrap_or_default();
    let mut dirs: Vec<PathBuf> = here.ancestors().map(|dir| dir.join(".cargo")).collect();
    dirs.extend(cargo_home().filter(|home| !dirs.contains(home)));
    // The farthest first: cargo joins in this order.
    let mut texts: Vec<String> = dirs
        .into_iter()
        .rev()
        .filter_map(|dir| read(dir.join("config.toml")))
        .collect();
    let variable = format!("CARGO_BUILD_{}", key.to_uppercase());
    texts.extend(
        std::env::var(variable)
            .ok()
            .map(|flags| format!("build.{key} = {flags:?}")),
    );
    // An argument is a file, or TOML by itself.
    texts.extend(
        arguments
            .iter()
            .map(|text| read(text.into()).unwrap_or_else(|| text.clone())),
    );
    let configs: Vec<toml::Table> = texts.iter().filter_map(|text| text.parse().ok()).collect();
    let targets = configs
        .iter()
        .filter_map(|config| config.get("target")?.get(target)?.get(key));
    let shout = format!("CARGO_TARGET_{}_{}", target, key)
        .to_uppercase()
        .replace('-', "_");
    if targets.count() > 0 || std::env::var_os(shout).is_some() {
        return Vec::new();
    }
    let found = configs
        .iter()
        .filter_map(|config| config.get("build")?.get(key));
    let flags = found.flat_map(|value| match value {
        toml::Value::String(text) => text
            .split_whitespace()
            .map(str::to_owned)
            .collect::<Vec<_>>(),
        toml::Value::Array(list) => list
            .iter()
            .filter_map(|v| v.as_str())
            .map(str::to_owned)
            .collect(),
        _ => Vec::new(),
    });
    flags.collect()
}

/// `$CARGO_HOME`, else `.cargo` in the user's home.
pub fn cargo_home() -> Option<PathBuf> {
    let set = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    set.or_else(|| std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".cargo")))
}
