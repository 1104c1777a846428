//! How `cargo wasm` has cargo call the compiler, for those who call it themselves beside it.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};

use crate::bench::write_package;
use crate::real::clean;

/// The words of a call of the compiler, its path first. They are found by building a program that does nothing, in a folder of its
/// own below `scratch`, with these flags of `cargo wasm build`.
///
/// # Errors
/// It does not build: with what was said.
pub fn compiler_call(cargo_wasm: &Path, scratch: &Path, flags: &[&str]) -> Result<Vec<String>> {
    let dir = scratch.join("ask");
    write_package(&dir, "ask", "", "fn main() {}\n")?;
    // What is built already would be built without a word.
    let _ = fs::remove_dir_all(dir.join("target"));
    let output = clean(cargo_wasm)
        .current_dir(&dir)
        .args(["wasm", "build", "-v", "--color", "never"])
        .args(flags)
        .output()?;
    let said = String::from_utf8_lossy(&output.stderr);
    ensure!(
        output.status.success(),
        "`cargo wasm build {}` failed:\n{said}",
        flags.join(" ")
    );
    let line = said
        .lines()
        .find_map(|line| line.trim().strip_prefix("Running `"))
        .context("cargo says what it runs")?;
    Ok(line.split_whitespace().map(str::to_owned).collect())
}
