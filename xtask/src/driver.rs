//! `cargo xtask driver`: the tests of the rustc driver, which is a workspace of its own with a compiler of its own.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};
use serde::Deserialize;

use crate::real::clean;
use crate::test::{root, target_dir};

/// `rust-toolchain.toml`.
#[derive(Deserialize)]
struct File {
    toolchain: Toolchain,
}

#[derive(Deserialize)]
struct Toolchain {
    channel: String,
    components: Vec<String>,
    targets: Vec<String>,
}

/// Builds the driver against rustup's toolchain, and runs its tests. `program` is cargo-wasm, which runs the modules.
///
/// # Errors
/// It does not build, or a test fails; rustup has not got the toolchain, if it `must` be had.
pub fn run(program: &Path, must: bool) -> Result<()> {
    let folder = root().join("crates/codegen-cranelift/rustc-backend");
    let file = folder.join("rust-toolchain.toml");
    let text = fs::read_to_string(&file).with_context(|| format!("no {}", file.display()))?;
    let File { toolchain } = toml::from_str(&text)?;
    if let Err(error) = install(&toolchain) {
        if must {
            return Err(error);
        }
        // From Debian's sources it would take longer than everything else here.
        println!("the driver is not built here: {error:#}");
        return Ok(());
    }
    let status = clean("rustup")
        .args([
            "run",
            &toolchain.channel,
            "cargo",
            "test",
            "--release",
            "--locked",
        ])
        .current_dir(&folder)
        .env("CARGO_TARGET_DIR", target_dir().join("driver"))
        .env("RUSTC_BOOTSTRAP", "1")
        .env(
            "WASMRUST_RUN",
            format!("{} wasm run --module", program.display()),
        )
        .status()?;
    ensure!(status.success(), "the driver's tests ended with {status}");
    Ok(())
}

/// Has rustup bring what is missing of the toolchain.
fn install(toolchain: &Toolchain) -> Result<()> {
    let mut command: Command = clean("rustup");
    command.args(["toolchain", "install", &toolchain.channel]);
    command.args(["--profile", "minimal", "--no-self-update"]);
    for component in &toolchain.components {
        command.args(["--component", component]);
    }
    for target in &toolchain.targets {
        command.args(["--target", target]);
    }
    let output = command.output().context("there is no rustup")?;
    if !output.status.success() {
        let text = String::from_utf8_lossy(&output.stderr);
        bail!("rustup has no such toolchain:\n{}", text.trim_end());
    }
    Ok(())
}
