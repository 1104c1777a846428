//! `cargo xtask test`: everything that must hold, in the order in which it fails soonest.

use std::path::Path;
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, bail};

use crate::{real, tidy};

const FLAGS: &str = "cargo xtask test [--setup] [--lint] [--real]

  --setup   first install what is missing for wasm builds, as `cargo wasm setup` does
  --lint    clippy too, with warnings as errors
  --real    the programs and suites from crates.io too: see `cargo xtask real`";

/// Runs the checks and tests; stops at the first that fails.
pub fn run(args: &[&str]) -> anyhow::Result<()> {
    if let Some(unknown) = args
        .iter()
        .find(|arg| !["--setup", "--lint", "--real"].contains(arg))
    {
        bail!("unknown flag `{unknown}`\n\n{FLAGS}");
    }
    let has = |flag| args.contains(&flag);
    step("tidy", tidy::run)?;
    if has("--lint") {
        step("clippy", || {
            cargo(&[
                "clippy",
                "--workspace",
                "--all-targets",
                "--quiet",
                "--",
                "-D",
                "warnings",
            ])
        })?;
    }
    // The binary first, and setup before the tests: they build WebAssembly.
    step("build", || cargo(&["build", "--package", "cargo-wasm"]))?;
    if has("--setup") {
        step("setup", || {
            cargo(&[
                "run",
                "--quiet",
                "--package",
                "cargo-wasm",
                "--",
                "wasm",
                "setup",
            ])
        })?;
    }
    step("workspace tests", || cargo(&["test", "--workspace"]))?;
    if has("--real") {
        step("programs from crates.io", || real::run(&[]))?;
    }
    Ok(())
}

/// Rewrites every expectation that the tests compare with. What they run is still run, and must still work.
pub fn bless() -> anyhow::Result<()> {
    let status = Command::new(env!("CARGO"))
        .args(["test", "--workspace"])
        .env("BLESS", "1")
        .current_dir(root())
        .status()?;
    if !status.success() {
        bail!("tests fail for other reasons than their expectations");
    }
    Ok(())
}

fn step(name: &str, work: impl FnOnce() -> anyhow::Result<()>) -> anyhow::Result<()> {
    let start = Instant::now();
    println!("== {name}");
    work().with_context(|| format!("`{name}` failed"))?;
    println!("== {name}: ok ({} s)", start.elapsed().as_secs());
    Ok(())
}

fn cargo(args: &[&str]) -> anyhow::Result<()> {
    let status = Command::new(env!("CARGO"))
        .args(args)
        .current_dir(root())
        .status()?;
    if !status.success() {
        bail!("`cargo {}` ended with {status}", args.join(" "));
    }
    Ok(())
}

/// The workspace's folder.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("xtask lies in the workspace")
}
