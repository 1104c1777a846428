//! The command line: cargo's own flags under their own names, and ours beside them.

mod build;
pub mod component;
pub mod js;
mod run;

use std::path::PathBuf;

use clap::{ArgAction, Args, Parser, Subcommand};

use crate::config::schema::parse_size;
use crate::config::workspace::Selection;
use crate::config::{Backend, Flags, Host, Opt, Panic};

pub use build::{Build, Check};
pub use component::{Component, PackageWit};
pub use run::{Grants, Run};

/// `cargo-wasm` is run by cargo as `cargo-wasm wasm …`.
#[derive(Parser)]
#[command(name = "cargo", bin_name = "cargo", disable_help_subcommand = true)]
pub enum Cli {
    /// Build, run, test and measure Rust as WebAssembly
    #[command(version, subcommand, arg_required_else_help = true)]
    Wasm(Command),
}

#[derive(Subcommand)]
pub enum Command {
    /// Start a project in a new folder
    New(New),
    /// Start a project in this folder
    Init(Init),
    /// Compile to a module (alias: b)
    #[command(alias = "b")]
    Build(Build),
    /// Check for errors, without a module (alias: c)
    #[command(alias = "c")]
    Check(Check),
    /// Build and run a program (alias: r)
    #[command(alias = "r")]
    Run(Run),
    /// Serve a page while it is worked on: builds, reloads, shows errors
    Serve(js::Serve),
    /// Build the package for JavaScript hosts and pack it for npm
    Pack(js::Pack),
    /// Run unit, integration and doc tests inside wasmtime, Node or a browser (alias: t)
    #[command(alias = "t")]
    Test(Test),
    /// Run tests with cargo-nextest, inside wasmtime
    Nextest(Nextest),
    /// Run benchmarks inside wasmtime
    Bench(Test),
    /// Remove what builds have made
    Clean(Clean),
    /// Show what a module's bytes are spent on
    Size(Size),
    /// Look inside a module
    #[command(subcommand)]
    Inspect(Inspect),
    /// Print the WIT of the package's component, or compare it with a file
    Wit(PackageWit),
    /// Make, show, compare and link components
    #[command(subcommand)]
    Component(Component),
    /// Install what builds need and is missing
    Setup(Setup),
    /// Say what is there, what is missing, and what gets it
    Doctor(Doctor),
    /// Run one module: what cargo calls for `test`
    #[command(hide = true)]
    Runner(Runner),
}

#[derive(Args, Clone)]
pub struct New {
    /// Folder to make; its name is the package's
    pub path: PathBuf,
    #[command(flatten)]
    pub what: Template,
}

#[derive(Args, Clone)]
pub struct Init {
    /// Folder to start in
    #[arg(default_value = ".")]
    pub path: PathBuf,
    #[command(flatten)]
    pub what: Template,
}

#[derive(Args, Clone)]
pub struct Template {
    /// What to start with: `wasi` (a program), `library` (exported functions, no host needed), `component`, `web`
    #[arg(long, default_value = "wasi")]
    pub template: String,
    /// The package's name, when it is not the folder's
    #[arg(long)]
    pub name: Option<String>,
}

/// Cargo's flags, forwarded as they are.
#[derive(Args, Clone, Default)]
pub struct CargoArgs {
    #[arg(
        short,
        long = "package",
        value_name = "SPEC",
        help_heading = "Package selection"
    )]
    pub package: Vec<String>,
    #[arg(long, alias = "all", help_heading = "Package selection")]
    pub workspace: bool,
    #[arg(long, value_name = "SPEC", help_heading = "Package selection")]
    pub exclude: Vec<String>,
    #[arg(long, help_heading = "Target selection")]
    pub lib: bool,
    #[arg(long, help_heading = "Target selection")]
    pub bins: bool,
    #[arg(long, value_name = "NAME", help_heading = "Target selection")]
    pub bin: Vec<String>,
    #[arg(long, help_heading = "Target selection")]
    pub examples: bool,
    #[arg(long, value_name = "NAME", help_heading = "Target selection")]
    pub example: Vec<String>,
    #[arg(long, help_heading = "Target selection")]
    pub tests: bool,
    #[arg(long, value_name = "NAME", help_heading = "Target selection")]
    pub test: Vec<String>,
    #[arg(long, help_heading = "Target selection")]
    pub benches: bool,
    #[arg(long, value_name = "NAME", help_heading = "Target selection")]
    pub bench: Vec<String>,
    #[arg(long, help_heading = "Target selection")]
    pub all_targets: bool,
    #[arg(short = 'F', long, value_name = "FEATURES", help_heading = "Features")]
    pub features: Vec<String>,
    #[arg(long, help_heading = "Features")]
    pub all_features: bool,
    #[arg(long, help_heading = "Features")]
    pub no_default_features: bool,
    /// Build with the release profile
    #[arg(short, long, help_heading = "Compilation")]
    pub release: bool,
    #[arg(
        long,
        value_name = "NAME",
        conflicts_with = "release",
        help_heading = "Compilation"
    )]
    pub profile: Option<String>,
    #[arg(
        short,
        long,
        value_name = "N",
        help_heading = "Compilation",
        allow_hyphen_values = true
    )]
    pub jobs: Option<String>,
    #[arg(long, help_heading = "Compilation")]
    pub keep_going: bool,
    #[arg(long, value_name = "DIR", help_heading = "Compilation")]
    pub target_dir: Option<PathBuf>,
    #[arg(
        long,
        value_name = "FMT",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "",
        help_heading = "Compilation"
    )]
    pub timings: Option<String>,
    #[arg(long, help_heading = "Compilation")]
    pub future_incompat_report: bool,
    #[arg(long, help_heading = "Compilation")]
    pub ignore_rust_version: bool,
    #[arg(long, value_name = "FMT", help_heading = "Compilation")]
    pub message_format: Vec<String>,
    #[arg(long, value_name = "PATH", help_heading = "Manifest")]
    pub manifest_path: Option<PathBuf>,
    #[arg(long, help_heading = "Manifest")]
    pub locked: bool,
    #[arg(long, help_heading = "Manifest")]
    pub offline: bool,
    #[arg(long, help_heading = "Manifest")]
    pub frozen: bool,
    #[arg(long, value_name = "KEY=VALUE|PATH", help_heading = "Common")]
    pub config: Vec<String>,
    #[arg(short = 'Z', value_name = "FLAG", help_heading = "Common")]
    pub unstable: Vec<String>,
    #[arg(short, long, action = ArgAction::Count, help_heading = "Common")]
    pub verbose: u8,
    #[arg(short, long, help_heading = "Common")]
    pub quiet: bool,
    #[arg(long, value_name = "WHEN", value_parser = ["auto", "always", "never"], help_heading = "Common")]
    pub color: Option<String>,
}

/// What is ours to decide.
#[derive(Args, Clone, Default)]
pub struct WasmArgs {
    /// Where the module will run: wasi, component, standalone, browser, node, bundler
    #[arg(long, value_name = "HOST", help_heading = "WebAssembly")]
    pub host: Option<String>,
    /// What code is made for: none, size, speed
    #[arg(long, value_name = "WHAT", value_parser = opt, help_heading = "WebAssembly")]
    pub opt: Option<Opt>,
    /// What makes the code: auto, cranelift (for development), llvm
    #[arg(long, value_name = "WHAT", value_parser = backend, help_heading = "WebAssembly")]
    pub backend: Option<Backend>,
    /// Keep variables for debuggers in what the Cranelift backend makes
    #[arg(long, help_heading = "WebAssembly")]
    pub variables: bool,
    /// What a panic prints before it traps: trap (nothing), message, location
    #[arg(long, value_name = "WHAT", value_parser = panic, help_heading = "WebAssembly")]
    pub panic: Option<Panic>,
    /// Keep function names in an optimised module
    #[arg(long, help_heading = "WebAssembly")]
    pub keep_names: bool,
    /// Leave wasm-opt out
    #[arg(long, help_heading = "WebAssembly")]
    pub no_wasm_opt: bool,
    /// Fail when the module is larger, such as `12000` or `12KB`
    #[arg(long, value_name = "SIZE", value_parser = size, help_heading = "WebAssembly")]
    pub max_size: Option<u64>,
    /// Target features to use, such as `simd128`
    #[arg(
        long,
        value_name = "NAMES",
        value_delimiter = ',',
        help_heading = "WebAssembly"
    )]
    pub target_features: Option<Vec<String>>,
    /// Where the package for JavaScript hosts goes, instead of `pkg` in the package's folder
    #[arg(long, value_name = "DIR", help_heading = "WebAssembly")]
    pub out_dir: Option<PathBuf>,
    /// Print every setting and where it came from, and build nothing
    #[arg(long, help_heading = "WebAssembly")]
    pub show_config: bool,
    /// Install what is missing first: see `cargo wasm setup`
    #[arg(long, help_heading = "WebAssembly")]
    pub setup: bool,
}

#[derive(Args, Clone)]
pub struct Test {
    #[command(flatten)]
    pub cargo: CargoArgs,
    #[command(flatten)]
    pub wasm: WasmArgs,
    #[command(flatten)]
    pub grants: Grants,
    /// Only doc tests
    #[arg(long, help_heading = "Target selection")]
    pub doc: bool,
    /// Compile, but do not run
    #[arg(long)]
    pub no_run: bool,
    /// Run everything, whatever fails
    #[arg(long)]
    pub no_fail_fast: bool,
    /// A filter on names, then `--` and the harness's own flags
    #[arg(value_name = "TESTNAME")]
    pub name: Option<String>,
    #[arg(last = true)]
    pub args: Vec<String>,
}

#[derive(Args, Clone)]
pub struct Nextest {
    #[command(flatten)]
    pub wasm: WasmArgs,
    #[command(flatten)]
    pub grants: Grants,
    /// nextest's own subcommand and flags, such as `run --release -p NAME`
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, required = true)]
    pub args: Vec<String>,
}

#[derive(Args, Clone)]
pub struct Clean {
    #[arg(short, long = "package", value_name = "SPEC")]
    pub package: Vec<String>,
    #[arg(short, long)]
    pub release: bool,
    #[arg(long, value_name = "NAME")]
    pub profile: Option<String>,
    #[arg(long, value_name = "DIR")]
    pub target_dir: Option<PathBuf>,
    #[arg(long, value_name = "PATH")]
    pub manifest_path: Option<PathBuf>,
    #[arg(long)]
    pub workspace: bool,
    #[arg(short = 'n', long)]
    pub dry_run: bool,
    #[arg(long)]
    pub locked: bool,
    #[arg(long)]
    pub offline: bool,
    #[arg(long)]
    pub frozen: bool,
    #[arg(long, value_name = "KEY=VALUE|PATH")]
    pub config: Vec<String>,
    #[arg(short, long, action = ArgAction::Count)]
    pub verbose: u8,
    #[arg(short, long)]
    pub quiet: bool,
    #[arg(long, value_name = "WHEN", value_parser = ["auto", "always", "never"])]
    pub color: Option<String>,
    /// Also remove the standard libraries that were built, which every project shares
    #[arg(long)]
    pub sysroots: bool,
}

#[derive(Args, Clone)]
pub struct Size {
    /// A module; without one, the package is built with the release profile and its module is shown
    #[arg(value_name = "FILE")]
    pub file: Option<PathBuf>,
    /// Print a machine-readable report
    #[arg(long)]
    pub json: bool,
    /// How many functions to list; 0 for all
    #[arg(long, value_name = "N", default_value_t = 30)]
    pub top: usize,
    #[command(flatten)]
    pub cargo: CargoArgs,
    #[command(flatten)]
    pub wasm: WasmArgs,
}

#[derive(Subcommand, Clone)]
pub enum Inspect {
    /// Show the custom sections, and what those of the crate `wasm` say
    Sections(Sections),
}

#[derive(Args, Clone)]
pub struct Sections {
    /// A module or component
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Print a machine-readable report
    #[arg(long)]
    pub json: bool,
}

#[derive(Args, Clone)]
pub struct Setup {
    /// Hosts to be ready for
    #[arg(long, value_name = "HOST", value_delimiter = ',')]
    pub host: Vec<String>,
    /// Build the Cranelift backend, too: `cranelift`
    #[arg(long, value_name = "WHAT", value_parser = ["cranelift"])]
    pub backend: Option<String>,
    /// Print the commands, and run none
    #[arg(long)]
    pub dry_run: bool,
}

#[derive(Args, Clone)]
pub struct Doctor {
    /// Print a machine-readable report
    #[arg(long)]
    pub json: bool,
}

#[derive(Args, Clone)]
pub struct Runner {
    #[arg(long)]
    pub host: String,
    #[command(flatten)]
    pub grants: Grants,
    pub module: PathBuf,
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    pub args: Vec<String>,
}

fn opt(text: &str) -> Result<Opt, String> {
    Opt::parse(text).ok_or_else(|| format!("one of {}", Opt::NAMES.join(", ")))
}

fn backend(text: &str) -> Result<Backend, String> {
    Backend::parse(text).ok_or_else(|| format!("one of {}", Backend::NAMES.join(", ")))
}

fn panic(text: &str) -> Result<Panic, String> {
    Panic::parse(text).ok_or_else(|| format!("one of {}", Panic::NAMES.join(", ")))
}

pub(crate) fn size(text: &str) -> Result<u64, String> {
    parse_size(text)
        .ok_or_else(|| "a number of bytes, or a size such as `12KB`, `64MiB`".to_owned())
}

impl WasmArgs {
    /// The settings among the flags.
    ///
    /// # Errors
    /// A host that is not known.
    pub fn flags(&self) -> anyhow::Result<Flags> {
        Ok(Flags {
            host: self.host.as_deref().map(Host::parse).transpose()?,
            opt: self.opt,
            backend: self.backend,
            variables: self.variables.then_some(true),
            panic: self.panic,
            keep_names: self.keep_names.then_some(true),
            wasm_opt: self.no_wasm_opt.then_some(false),
            max_size: self.max_size,
            target_features: self.target_features.clone(),
            out_dir: self
                .out_dir
                .as_deref()
                .map(std::path::absolute)
                .transpose()?,
        })
    }
}

impl CargoArgs {
    /// The profile's name: `default` is the command's own.
    pub fn profile_name(&self, default: &str) -> String {
        match &self.profile {
            Some(name) if name == "debug" => "dev".to_owned(),
            Some(name) => name.clone(),
            None if self.release => "release".to_owned(),
            None => default.to_owned(),
        }
    }

    pub fn selection(&self) -> Selection {
        let mut lock_flags = Vec::new();
        for (set, flag) in [
            (self.locked, "--locked"),
            (self.offline, "--offline"),
            (self.frozen, "--frozen"),
        ] {
            if set {
                lock_flags.push(flag.to_owned());
            }
        }
        Selection {
            manifest_path: self.manifest_path.clone(),
            packages: self.package.clone(),
            exclude: self.exclude.clone(),
            workspace: self.workspace,
            lock_flags,
            config: self.config.clone(),
        }
    }

    /// Whether messages go to a program, not a person.
    pub fn wants_json(&self) -> bool {
        self.message_format
            .iter()
            .any(|format| format.starts_with("json"))
    }

    /// Which packages and which of their targets.
    pub fn forward_selection(&self, packages: bool) -> Vec<String> {
        let mut args = Vec::new();
        let mut many = |flag: &str, values: &[String]| {
            for value in values {
                args.extend([flag.to_owned(), value.clone()]);
            }
        };
        if packages {
            many("--package", &self.package);
            many("--exclude", &self.exclude);
        }
        many("--bin", &self.bin);
        many("--example", &self.example);
        many("--test", &self.test);
        many("--bench", &self.bench);
        for (set, flag) in [
            (packages && self.workspace, "--workspace"),
            (self.lib, "--lib"),
            (self.bins, "--bins"),
            (self.examples, "--examples"),
            (self.tests, "--tests"),
            (self.benches, "--benches"),
            (self.all_targets, "--all-targets"),
        ] {
            if set {
                args.push(flag.to_owned());
            }
        }
        args
    }

    /// Everything else but `--message-format`.
    pub fn forward_common(&self) -> Vec<String> {
        let mut args = Vec::new();
        let mut many = |flag: &str, values: &[String]| {
            for value in values {
                args.extend([flag.to_owned(), value.clone()]);
            }
        };
        many("--features", &self.features);
        many("--config", &self.config);
        many("-Z", &self.unstable);
        many("--profile", self.profile.as_slice());
        many("--jobs", self.jobs.as_slice());
        many("--color", self.color.as_slice());
        for (path, flag) in [
            (&self.target_dir, "--target-dir"),
            (&self.manifest_path, "--manifest-path"),
        ] {
            if let Some(path) = path {
                args.extend([flag.to_owned(), path.display().to_string()]);
            }
        }
        for (set, flag) in [
            (self.release, "--release"),
            (self.all_features, "--all-features"),
            (self.no_default_features, "--no-default-features"),
            (self.keep_going, "--keep-going"),
            (self.future_incompat_report, "--future-incompat-report"),
            (self.ignore_rust_version, "--ignore-rust-version"),
            (self.locked, "--locked"),
            (self.offline, "--offline"),
            (self.frozen, "--frozen"),
            (self.quiet, "--quiet"),
        ] {
            if set {
                args.push(flag.to_owned());
            }
        }
        args.extend(self.timings.iter().map(|format| match &**format {
            "" => "--timings".to_owned(),
            format => format!("--timings={format}"),
        }));
        args.extend(std::iter::repeat_n("-v".to_owned(), self.verbose.into()));
        args
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_definition_is_sound() {
        Cli::command().debug_assert();
    }

    #[test]
    fn cargos_flags_come_back_out() {
        let line = "cargo wasm build -p a --bin b -F x,y --release --locked -vv --message-format json --config k=1";
        let Cli::Wasm(Command::Build(build)) = Cli::try_parse_from(line.split(' ')).unwrap() else {
            panic!()
        };
        assert_eq!(
            build.cargo.forward_selection(true),
            ["--package", "a", "--bin", "b"]
        );
        let common = build.cargo.forward_common();
        assert_eq!(
            common,
            [
                "--features",
                "x,y",
                "--config",
                "k=1",
                "--release",
                "--locked",
                "-v",
                "-v"
            ]
        );
        assert!(build.cargo.wants_json());
    }

    #[test]
    fn a_programs_arguments_are_its_own() {
        let line = "cargo wasm run --release -- --host x -v";
        let Cli::Wasm(Command::Run(run)) = Cli::try_parse_from(line.split(' ')).unwrap() else {
            panic!()
        };
        assert_eq!(run.args, ["--host", "x", "-v"]);
        assert!(run.wasm.host.is_none());
    }
}
