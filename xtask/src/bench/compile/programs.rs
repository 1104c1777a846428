//! The programs that are built: an example, and those of `benches/compile`.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::super::rebuild::copy_package;
use super::super::run::Ended;
use super::super::speed;
use super::super::tools::{Bench, clean, output};
use crate::real::copy_dir;

/// A package in the scratch folder, with nothing left to download.
pub struct Program {
    pub name: &'static str,
    pub what: String,
    pub dir: PathBuf,
    pub stdin: Vec<u8>,
}

impl Program {
    /// Runs a module of it.
    ///
    /// # Errors
    /// It is not there, or cannot be started.
    pub fn run(&self, bench: &Bench, path: &Path) -> Result<Ended> {
        let module = speed::load(bench, self.name, Some(path))?;
        module.run(&[], self.stdin.clone())
    }
}

/// Copies and fetches them.
///
/// # Errors
/// There is no network, or a file is missing.
pub fn all(bench: &Bench) -> Result<Vec<Program>> {
    let home = bench.root.join("benches/compile");
    let example = bench.root.join("examples/markdown-report");
    let cases = example.join("tests/cases");
    let report = place(&example, &bench.scratch.join("src/markdown-report"))?;
    let scripts = place(&home.join("scripts"), &bench.scratch.join("src/scripts"))?;
    let tools = place(
        &home.join("text-tools"),
        &bench.scratch.join("src/text-tools"),
    )?;
    let lines = make_members(&tools, |package| {
        let repository = package["repository"].as_str();
        repository.is_some_and(|it| it.contains("bytecodealliance/wasm-tools"))
    })?;
    Ok(vec![
        Program {
            name: "markdown-report",
            what: "five direct dependencies".into(),
            dir: report,
            stdin: fs::read(cases.join("clean.in"))?,
        },
        Program {
            name: "scripts",
            what: "one large dependency, rhai".into(),
            dir: scripts,
            stdin: fs::read(home.join("scripts/input"))?,
        },
        Program {
            name: "text-tools",
            what: format!("a workspace of {lines} thousand lines"),
            dir: tools,
            stdin: fs::read(home.join("text-tools/input"))?,
        },
    ])
}

/// A program whose one dependency of ten thousand lines is a member of its workspace, and so is edited.
///
/// # Errors
/// There is no network, or a file is missing.
pub fn edited(bench: &Bench) -> Result<Program> {
    let home = bench.root.join("benches/compile/markdown");
    let dir = place(&home, &bench.scratch.join("src/markdown"))?;
    let lines = make_members(&dir, |package| package["name"] == "pulldown-cmark")?;
    Ok(Program {
        name: "markdown",
        what: format!("{lines} thousand lines"),
        dir,
        stdin: fs::read(home.join("input"))?,
    })
}

/// Copies a package, and has cargo download what it depends on; returns where the copy is.
///
/// # Errors
/// There is no network, or a file is missing.
pub fn place(from: &Path, to: &Path) -> Result<PathBuf> {
    copy_package(from, to)?;
    fetch(to)?;
    Ok(to.to_owned())
}

fn fetch(dir: &Path) -> Result<()> {
    output(clean("cargo").current_dir(dir).args(["fetch", "--locked"]))?;
    Ok(())
}

/// Makes some of a package's dependencies members of its workspace; returns how many thousand lines they have.
fn make_members(dir: &Path, which: impl Fn(&serde_json::Value) -> bool) -> Result<usize> {
    let mut command = clean("cargo");
    command
        .current_dir(dir)
        .args(["metadata", "--locked", "--offline", "--format-version", "1"]);
    let metadata: serde_json::Value = serde_json::from_slice(&output(&mut command)?.stdout)?;
    let packages = metadata["packages"].as_array().context("packages")?;
    let (mut patches, mut lines) = (String::new(), 0);
    for package in packages {
        let text = |key: &str| package[key].as_str().unwrap_or_default();
        if !which(package) {
            continue;
        }
        let name = text("name");
        let from = Path::new(text("manifest_path"))
            .parent()
            .context("a manifest has a folder")?;
        let to = dir.join("members").join(name);
        copy_dir(from, &to)?;
        lines += count_lines(&to.join("src"))?;
        patches.push_str(&format!("{name} = {{ path = \"members/{name}\" }}\n"));
    }
    let manifest = fs::read_to_string(dir.join("Cargo.toml"))?;
    let manifest = manifest.replace("[workspace]", "[workspace]\nmembers = [\"members/*\"]");
    fs::write(
        dir.join("Cargo.toml"),
        format!("{manifest}\n[patch.crates-io]\n{patches}"),
    )?;
    // Paths take the place of a registry's entries; versions stay. Members have dependencies for their tests, too, of which the
    // registry's index may not be here yet.
    let mut update = clean("cargo");
    output(update.current_dir(dir).args(["update", "--workspace"]))?;
    fetch(dir)?;
    Ok(lines / 1000)
}

/// Lines of Rust below a folder.
pub fn count_lines(dir: &Path) -> Result<usize> {
    let mut lines = 0;
    for entry in fs::read_dir(dir).with_context(|| format!("no {}", dir.display()))? {
        let path = entry?.path();
        if path.is_dir() {
            lines += count_lines(&path)?;
        } else if path.extension().is_some_and(|it| it == "rs") {
            lines += fs::read_to_string(&path)?.lines().count();
        }
    }
    Ok(lines)
}
