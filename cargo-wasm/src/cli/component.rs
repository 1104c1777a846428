//! Flags of `cargo wasm component`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::{CargoArgs, WasmArgs};

#[derive(Subcommand, Clone)]
pub enum Component {
    /// Make a component of a core module
    New(New),
    /// Show the WIT of a component or module, or compare it with a file
    Wit(Wit),
    /// Compose components: imports with exports
    Link(Link),
    /// Say whether a component can replace another
    Check(Check),
    /// Say whether a component fits a world
    Targets(Targets),
    /// Exchange a part of a linked component
    Replace(Replace),
    /// Put the WIT packages that the manifest asks for into `wit/deps`
    Deps(Deps),
}

#[derive(Args, Clone)]
pub struct New {
    /// A core module with a `component-type` section, or a WASI program
    #[arg(value_name = "CORE.wasm")]
    pub file: PathBuf,
    /// Where to write; else `NAME.component.wasm` beside the module
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// A module that serves the imports from NAME
    #[arg(long, value_name = "NAME=ADAPTER.wasm")]
    pub adapt: Vec<String>,
}

#[derive(Args, Clone)]
pub struct Wit {
    /// A component, a WIT package in binary form, or a core module with a `component-type` section
    #[arg(value_name = "FILE.wasm")]
    pub file: PathBuf,
    /// Print wit-parser's JSON
    #[arg(long, conflicts_with = "check")]
    pub json: bool,
    /// Fail when the world in this file or folder is another, and show the difference
    #[arg(long, value_name = "PATH.wit[#WORLD]")]
    pub check: Option<String>,
}

/// `cargo wasm wit`.
#[derive(Args, Clone)]
pub struct PackageWit {
    #[command(flatten)]
    pub cargo: CargoArgs,
    #[command(flatten)]
    pub wasm: WasmArgs,
    /// Print wit-parser's JSON
    #[arg(long, conflicts_with = "check")]
    pub json: bool,
    /// Fail when the world in this file or folder is another, and show the difference
    #[arg(long, value_name = "PATH.wit[#WORLD]")]
    pub check: Option<String>,
    /// Print Rust for the world in this file or folder instead: a module to begin with
    #[arg(long, value_name = "PATH.wit[#WORLD]", conflicts_with_all = ["check", "json"])]
    pub rust: Option<String>,
}

#[derive(Args, Clone)]
pub struct Link {
    /// A file that says what to link, or a component whose imports the plugs meet
    #[arg(value_name = "LINK.toml|APP.wasm", default_value = "link.toml")]
    pub file: PathBuf,
    /// A component that exports what others import
    #[arg(long, value_name = "FILE.wasm")]
    pub plug: Vec<PathBuf>,
    /// Leave an import to the host: its name, with or without version, or a beginning and `*`
    #[arg(long, value_name = "NAME")]
    pub allow_import: Vec<String>,
    /// Where to write; else the file's `output`, or `NAME.linked.wasm` beside it
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

#[derive(Args, Clone)]
pub struct Check {
    /// What is in use: a component, a module, or WIT
    #[arg(value_name = "OLD.wasm|OLD.wit[#WORLD]")]
    pub old: String,
    /// What would take its place
    #[arg(value_name = "NEW.wasm|NEW.wit[#WORLD]")]
    pub new: String,
    /// Print a machine-readable report
    #[arg(long)]
    pub json: bool,
}

#[derive(Args, Clone)]
pub struct Targets {
    #[arg(value_name = "FILE.wasm")]
    pub file: PathBuf,
    /// A world: in a WIT file or folder, or by name among the dependencies
    #[arg(long, value_name = "PATH.wit[#WORLD]|NAME")]
    pub world: String,
    /// The folder of dependencies
    #[arg(long, value_name = "DIR", default_value = "wit/deps")]
    pub deps: PathBuf,
    /// Print a machine-readable report
    #[arg(long)]
    pub json: bool,
}

#[derive(Args, Clone)]
pub struct Replace {
    /// A component that `cargo wasm component link` made
    #[arg(value_name = "APP.wasm")]
    pub file: PathBuf,
    /// The part's name
    pub part: String,
    /// What takes its place
    #[arg(value_name = "NEW.wasm")]
    pub new: PathBuf,
    /// Where to write; else over APP.wasm
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

#[derive(Args, Clone)]
pub struct Deps {
    #[arg(short, long = "package", value_name = "SPEC")]
    pub package: Vec<String>,
    #[arg(long)]
    pub workspace: bool,
    #[arg(long, value_name = "PATH")]
    pub manifest_path: Option<PathBuf>,
    /// Take the newest versions that the manifest allows
    #[arg(long, conflicts_with = "locked")]
    pub update: bool,
    /// Fail when `wkg.lock` would change
    #[arg(long)]
    pub locked: bool,
    /// Fail when the network would be used
    #[arg(long)]
    pub offline: bool,
}
