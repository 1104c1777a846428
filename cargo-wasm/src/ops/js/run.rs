//! Runs a package in Node: importing it is running it.

use std::process::Command;

use anyhow::Context;

use crate::cli::Grants;
use crate::config::{Host, Settings};
use crate::error::Failure;
use crate::ops::build::Module;
use crate::toolchain::tools;

/// The oldest Node with what our entries use: `fetch` and `Response`.
const NODE_OLDEST: u32 = 18;

/// Whether a program for this host can be run with these grants: said before it is built.
///
/// # Errors
/// The host is not Node, or is to grant what it cannot withhold: Node sees whatever this process sees.
pub fn check(host: Host, grants: &Grants) -> Result<(), Failure> {
    if host != Host::Node {
        return Err(
            Failure::unsupported(format!("running under host {}", host.name())).help(
                "`cargo wasm serve` opens a package in a browser; `--host node` runs it in Node",
            ),
        );
    }
    let flags = [
        ("--dir", !grants.dir.is_empty()),
        ("--timeout", grants.timeout.is_some()),
        ("--max-memory", grants.max_memory.is_some()),
        ("--max-wasm-stack", grants.max_wasm_stack.is_some()),
        ("--invoke", grants.invoke.is_some()),
    ];
    match flags.iter().find(|(_, is_set)| *is_set) {
        Some((flag, _)) => Err(Failure::unsupported(format!("`{flag}` under host node"))),
        None => Ok(()),
    }
}

/// Runs the module's package in Node and returns Node's exit code.
///
/// # Errors
/// Node is not there.
pub fn run(
    module: &Module,
    settings: &Settings,
    grants: &Grants,
    args: &[String],
) -> anyhow::Result<i32> {
    let node = node()?;
    let (Some(dir), Some(glue)) = (&module.package, &module.glue) else {
        return Err(Failure::bug("a module for Node was built without its package").into());
    };
    let mut command = Command::new(node);
    command
        .arg(dir.join(format!("{}.node.js", glue.name)))
        .args(args);
    let configured = settings.run.env.value.iter().cloned();
    command.envs(configured);
    grant_env(&mut command, grants);
    let status = command.status().context("cannot start node")?;
    Ok(code(status))
}

/// Sets the variables that were granted with a value. Without one it is this process's, which Node has anyway.
pub fn grant_env(command: &mut Command, grants: &Grants) {
    command.envs(grants.env.iter().filter_map(|text| text.split_once('=')));
}

/// Where Node is.
///
/// # Errors
/// It is not there, or too old.
pub fn node() -> Result<std::path::PathBuf, Failure> {
    let Some(node) = tools::node() else {
        return Err(
            Failure::user("Node was not found").help("`cargo wasm doctor` says how to get it")
        );
    };
    match node.major() {
        Some(major) if major < NODE_OLDEST => Err(Failure::user(format!(
            "Node at `{}` is version {major}, and {NODE_OLDEST} or newer is needed",
            node.path.display()
        ))
        .help("`cargo wasm doctor` says how to get one")),
        _ => Ok(node.path),
    }
}

/// A process's exit code; one that a signal ended gets 128 and the signal's number, as in shells.
pub fn code(status: std::process::ExitStatus) -> i32 {
    #[cfg(unix)]
    {
        use std::os::unix::process::ExitStatusExt;
        if let Some(signal) = status.signal() {
            return 128 + signal;
        }
    }
    status.code().unwrap_or(101)
}
