//! `cargo xtask test`: everything that must hold, in the order in which it fails soonest.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, bail};

use crate::{components, driver, languages, pages, real, tidy};

const FLAGS: &str = "cargo xtask test [--setup] [--real]

  --setup   first install what is missing for wasm builds, as `cargo wasm setup` does
  --real    the programs and suites from crates.io too: see `cargo xtask real`";

/// Runs the checks and tests; stops at the first that fails.
pub fn run(args: &[&str]) -> anyhow::Result<()> {
    if let Some(unknown) = args.iter().find(|arg| !["--setup", "--real"].contains(arg)) {
        bail!("unknown flag `{unknown}`\n\n{FLAGS}");
    }
    let has = |flag| args.contains(&flag);
    step("tidy", tidy::run)?;
    step("clippy", || {
        let flags = ["--workspace", "--all-targets", "--quiet"];
        cargo(&[&["clippy"], &flags[..], &["--", "-D", "warnings"]].concat())
    })?;
    // Setup before the tests: they build WebAssembly.
    let mut program = PathBuf::new();
    step("build", || {
        program = real::build_cargo_wasm(root())?;
        Ok(())
    })?;
    if has("--setup") {
        step("setup", || {
            let status = real::clean(&program).args(["wasm", "setup"]).status()?;
            anyhow::ensure!(status.success(), "`cargo wasm setup` ended with {status}");
            Ok(())
        })?;
    }
    step("workspace tests", || cargo(&["test", "--workspace"]))?;
    step("crate wasm: documentation, no_std, loom", wasm_natively)?;
    step("crate wasm and examples in wasmtime", || {
        in_wasmtime(&program)
    })?;
    step("examples of components", || components::run(&program))?;
    step("components of four languages in three embeddings", || {
        languages::run(&program)
    })?;
    step("examples with a page, in Chromium", || {
        pages::run(&program, &[])
    })?;
    step("the rustc driver, where rustup has its toolchain", || {
        driver::run(&program, false)
    })?;
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

/// What `cargo test` does not see of the crate `wasm`.
fn wasm_natively() -> anyhow::Result<()> {
    let run = |args: &[&str], flags: [(&str, &str); 1], target: &str| {
        let status = Command::new(env!("CARGO"))
            .args(args)
            .args(["--quiet", "--package", "wasm", "--target-dir"])
            .arg(target_dir().join(target))
            .envs(flags)
            .current_dir(root())
            .status()?;
        anyhow::ensure!(
            status.success(),
            "`cargo {}` ended with {status}",
            args.join(" ")
        );
        Ok(())
    };
    run(
        &["doc", "--no-deps", "--all-features"],
        [("RUSTDOCFLAGS", "-Dwarnings")],
        "doc-check",
    )?;
    run(
        &["check", "--no-default-features"],
        [("RUSTFLAGS", "-Dwarnings")],
        "no-std",
    )?;
    run(
        &["test", "--no-default-features", "--test", "linear"],
        [("RUSTFLAGS", "-Dwarnings")],
        "no-std",
    )?;
    // Models only: loom's types stand in for the atomics, so nothing else can run.
    let models = loom_models()?;
    let mut args = vec!["test", "--release"];
    args.extend(models.iter().flat_map(|name| ["--test", name]));
    run(&args, [("RUSTFLAGS", "--cfg wasm_loom")], "loom")
}

/// The tests of the crate `wasm` that are models for loom: `tests/loom_*.rs`.
fn loom_models() -> anyhow::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in std::fs::read_dir(root().join("crates/wasm/tests"))? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if let Some(stem) = name
            .strip_suffix(".rs")
            .filter(|stem| stem.starts_with("loom_"))
        {
            names.push(stem.to_owned());
        }
    }
    names.sort();
    anyhow::ensure!(
        !names.is_empty(),
        "there are no models in crates/wasm/tests"
    );
    Ok(names)
}

/// The crate's own tests and those of the examples, each also natively, as a user would run them.
fn in_wasmtime(program: &Path) -> anyhow::Result<()> {
    let run = |dir: &Path, args: &[&str]| {
        let mut command = if args[0] == "wasm" {
            real::clean(program)
        } else {
            real::clean("cargo")
        };
        let status = command
            .current_dir(dir)
            .args(args)
            .env("CARGO_TARGET_DIR", target_dir().join("in-wasmtime"))
            .status()?;
        anyhow::ensure!(
            status.success(),
            "`{}` in {} ended with {status}",
            args.join(" "),
            dir.display()
        );
        Ok(())
    };
    let own = root().join("crates").join("wasm");
    run(&own, &["wasm", "test", "--quiet", "--lib", "--tests"])?;
    for host in ["wasi", "standalone"] {
        run(
            &own,
            &[
                "wasm",
                "check",
                "--quiet",
                "--no-default-features",
                "--host",
                host,
            ],
        )?;
    }
    for example in [
        "arena-parser",
        "canvas",
        "image-filter",
        "markdown-report",
        "shared-histogram",
    ] {
        let dir = root().join("examples").join(example);
        run(&dir, &["test", "--quiet", "--locked"])?;
        run(&dir, &["wasm", "test", "--quiet", "--locked"])?;
    }
    Ok(())
}

/// Where builds of this run go.
pub fn target_dir() -> std::path::PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), Into::into)
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
