//! Runs cargo with our settings on top of the user's, and reads what it reports.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde::{Deserialize, Serialize};

use super::fresh::Script;
use super::hints;
use super::js::CONSTRUCTORS;
use crate::cli::CargoArgs;
use crate::config::cargo::{self, CargoConfig};
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
    #[serde(rename = "build-finished")]
    BuildFinished,
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

/// The last message of a build whose messages go to a program: readers take it for the end.
pub fn say_finished(args: &CargoArgs, success: bool) {
    if args.wants_json() {
        shell::out(serde_json::json!({ "reason": "build-finished", "success": success }));
    }
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
            let rustc = &self.toolchain.rustc.path;
            command
                .env("RUSTC", self.toolchain.driver.as_ref().unwrap_or(rustc))
                .env("RUSTDOC", self.toolchain.rustc.rustdoc());
        }
        if let Some(emit) = &self.toolchain.emit {
            command.envs(emit.environment());
        }
        if let Some(linker) = &self.toolchain.linker {
            let variable = format!(
                "CARGO_TARGET_{}_LINKER",
                target.to_uppercase().replace('-', "_")
            );
            // The environment would outdo a linker in cargo's configuration.
            if std::env::var_os(&variable).is_none() && !self.workspace.configures_linker(target) {
                command.env(variable, linker);
            }
        }
        // Another compiler's products are used by it alone; with cargo's own, `cargo check` and others share what is built for the host.
        let has_own_host_crates = self.toolchain.driver.is_some();
        let host = has_own_host_crates.then(|| settings.without_host_debug());
        let keys = settings.cargo_overrides();
        let keys = keys.map(|it| (it.key, it.value.as_str()));
        for (key, value) in keys.chain(host.flatten()) {
            let name = settings.profile.name();
            command.arg("--config");
            command.arg(format!("profile.{name}.{key}={value}"));
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
            self.workspace.cargo_config(),
        );
        add_compiler_flags(
            command,
            target,
            "RUSTDOCFLAGS",
            "rustdocflags",
            &shared,
            self.workspace.cargo_config(),
        );
    }

    /// Flags that rustc and rustdoc both know.
    fn shared_flags(&self) -> Vec<String> {
        let host = self.settings.host.value;
        let mut flags = self.toolchain.rustflags();
        flags.push(format!("--cfg=wasm_host=\"{}\"", host.kind()));
        if host.is_js() {
            // Else the linker wraps every export into a function that calls all of them, again and again.
            flags.push(format!("-Clink-arg=--export={CONSTRUCTORS}"));
        }
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

    /// The same source gives the same module in every folder: no absolute path gets into it, be it the workspace's, that of
    /// a package beside it, of generated code in the target folder, or of a dependency.
    /// rustdoc has this flag only behind `-Z`, and makes no module that ships.
    fn remaps(&self) -> Vec<String> {
        // rustc asks the system for its folder, and is told the one behind any link.
        let with_real = |path: &Path| {
            let real = path.canonicalize().ok().filter(|real| real != path);
            [Some(path.to_owned()), real].into_iter().flatten()
        };
        let mut pairs = Vec::new();
        for root in with_real(&self.workspace.root) {
            let above: Vec<&Path> = root
                .ancestors()
                .filter(|dir| dir.parent().is_some())
                .collect();
            // Of those that fit, rustc takes the last: the nearest has to stand there.
            for (steps, dir) in above.iter().enumerate().rev() {
                let to = if steps == 0 {
                    ".".to_owned()
                } else {
                    vec![".."; steps].join("/")
                };
                pairs.push((dir.to_path_buf(), to));
            }
        }
        let target = self.args.target_dir.as_ref();
        let target = target.and_then(|dir| std::path::absolute(dir).ok());
        let target = target.unwrap_or_else(|| self.workspace.target.clone());
        pairs.extend(with_real(&target).map(|dir| (dir, "./target".to_owned())));
        if let Some(home) = cargo::home() {
            pairs.extend(with_real(&home).map(|dir| (dir, "/cargo".to_owned())));
        }
        let flags = pairs
            .iter()
            .map(|(from, to)| format!("--remap-path-prefix={}={to}", from.display()));
        flags.collect()
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
            // Ours to say: there may be more builds, and more to say of this one.
            if to_program && !matches!(message, Ok(Message::BuildFinished)) {
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
                Ok(Message::BuildFinished | Message::Other) => {}
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
    config: &CargoConfig,
) {
    let encoded = format!("CARGO_ENCODED_{variable}");
    // A variable that is set and empty is a source, too: it silences the rest.
    let theirs = match (std::env::var(&encoded), std::env::var(variable)) {
        (Ok(text), _) => Some(flags_of(&text, |c| c == '\u{1f}')),
        (_, Ok(text)) => Some(flags_of(&text, char::is_whitespace)),
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

fn flags_of(text: &str, separator: impl Fn(char) -> bool) -> Vec<String> {
    let parts = text.split(separator).filter(|flag| !flag.is_empty());
    parts.map(str::to_owned).collect()
}

/// `build.rustflags` of the configuration that cargo reads here, unless the target's own table hides it anyway.
fn build_flags(target: &str, key: &str, config: &CargoConfig) -> Vec<String> {
    let shout = format!("CARGO_TARGET_{target}_{key}")
        .to_uppercase()
        .replace('-', "_");
    let of_target = ["target", target, key];
    if config.all(&of_target).next().is_some() || std::env::var_os(shout).is_some() {
        return Vec::new();
    }
    let variable = std::env::var(format!("CARGO_BUILD_{}", key.to_uppercase()));
    let mut flags = Vec::new();
    for value in config.all(&["build", key]) {
        match value {
            toml::Value::String(text) => flags.extend(flags_of(text, char::is_whitespace)),
            toml::Value::Array(list) => {
                flags.extend(list.iter().filter_map(|v| v.as_str()).map(str::to_owned));
            }
            _ => {}
        }
    }
    flags.extend(
        variable
            .iter()
            .flat_map(|text| flags_of(text, char::is_whitespace)),
    );
    flags
}
