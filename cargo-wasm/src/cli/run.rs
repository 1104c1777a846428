//! Flags of `cargo wasm run`, and what programs are granted.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::Args;

use super::{CargoArgs, WasmArgs, size};

/// What a program may have while it runs.
#[derive(Args, Clone, Default)]
pub struct Grants {
    /// Give the program an environment variable; without `=VALUE`, this process's
    #[arg(long, value_name = "NAME[=VALUE]", help_heading = "Run")]
    pub env: Vec<String>,
    /// Let the program use a folder: `DIR`, `DIR::GUEST`, and `:ro` behind it to forbid changes
    #[arg(long, value_name = "DIR[::GUEST][:ro]", help_heading = "Run")]
    pub dir: Vec<String>,
    /// Stop the program after so many seconds
    #[arg(long, value_name = "SECONDS", help_heading = "Run")]
    pub timeout: Option<f64>,
    /// Refuse memory beyond this size, such as `64MiB`
    #[arg(long, value_name = "SIZE", value_parser = size, help_heading = "Run")]
    pub max_memory: Option<u64>,
    /// How much the program's calls may nest, such as `8MiB`
    #[arg(long, value_name = "SIZE", value_parser = size, help_heading = "Run")]
    pub max_wasm_stack: Option<u64>,
    /// Call this export, with the arguments as its parameters
    #[arg(long, value_name = "EXPORT", help_heading = "Run")]
    pub invoke: Option<String>,
}

#[derive(Args, Clone)]
pub struct Run {
    #[command(flatten)]
    pub cargo: CargoArgs,
    #[command(flatten)]
    pub wasm: WasmArgs,
    #[command(flatten)]
    pub grants: Grants,
    /// Run this module or component, and build nothing
    #[arg(long, value_name = "FILE", help_heading = "Run")]
    pub module: Option<PathBuf>,
    /// Answer HTTP requests with a component that exports `wasi:http/incoming-handler`
    #[arg(
        long,
        value_name = "ADDRESS:PORT",
        conflicts_with = "invoke",
        help_heading = "Run"
    )]
    pub serve: Option<SocketAddr>,
    /// Let a component that is served open connections
    #[arg(long, requires = "serve", help_heading = "Run")]
    pub net: bool,
    /// Say first what a component asks the host for, and what it gets
    #[arg(long, help_heading = "Run")]
    pub explain: bool,
    /// Arguments for the program
    #[arg(trailing_var_arg = true)]
    pub args: Vec<String>,
}
