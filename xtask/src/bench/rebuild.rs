//! What `cargo wasm build` adds to a build in which nothing has changed.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result};

use super::report::{Section, median};
use super::sources::HELLO;
use super::tools::{Bench, clean, output, write_package};

/// Pairs of runs.
const PAIRS: usize = 21;

/// An application of ordinary size, below `examples/`.
const EXAMPLE: &str = "markdown-report";

/// Builds each package both ways, then times doing it again.
///
/// # Errors
/// A package does not build.
pub fn measure(bench: &Bench) -> Result<Section> {
    let mut section = Section::new(
        "A build with nothing to do",
        &[
            "package",
            "`cargo build`, ms",
            "`cargo wasm build`, ms",
            "ratio",
        ],
    );
    // In the workspace `cargo wasm` is an alias, and so it is in every folder below.
    let outside = tempfile::tempdir()?;
    write_package(&outside.path().join("hello"), "hello", "", HELLO)?;
    copy_package(
        &bench.root.join("examples").join(EXAMPLE),
        &outside.path().join(EXAMPLE),
    )?;
    let rows = [
        (
            "`examples/markdown-report` (five direct dependencies), dev",
            EXAMPLE,
            false,
        ),
        ("the same, `--release`", EXAMPLE, true),
        ("hello, dev", "hello", false),
    ];
    for (what, name, release) in rows {
        let (plain, wasm) = pair(bench, &outside.path().join(name), release)?;
        let ratio = median(
            &plain
                .iter()
                .zip(&wasm)
                .map(|(a, b)| b / a)
                .collect::<Vec<_>>(),
        );
        section.row([
            what.into(),
            format!("{:.0}", median(&plain)),
            format!("{:.0}", median(&wasm)),
            format!("{ratio:.2}"),
        ]);
        if name == EXAMPLE && !release {
            section.bar("a no-change rebuild, ratio", ratio, ratio <= 1.2);
        }
    }
    section
        .notes
        .push("Bar for the first row: ≤ 1.2. Aim: ≤ 1.05.".into());
    section.notes.push(format!(
        "Medians of {PAIRS} interleaved pairs, order alternating. Both sides have the same target, compiler, linker and \
         sysroot, and a target folder each."
    ));
    Ok(section)
}

fn pair(bench: &Bench, dir: &Path, release: bool) -> Result<(Vec<f64>, Vec<f64>)> {
    let path = path_with(
        bench
            .cargo_wasm
            .parent()
            .context("the binary has a folder")?,
    )?;
    let command = |wasm: bool| -> Command {
        let mut command = clean("cargo");
        command.current_dir(dir).env("PATH", &path).env(
            "CARGO_TARGET_DIR",
            dir.join(if wasm { "ours" } else { "plain" }),
        );
        if wasm {
            command.args(["wasm", "build"]);
        } else {
            bench.stock.apply(&mut command);
            command.args(["build", "--target", "wasm32-wasip1"]);
        }
        if release {
            command.arg("--release");
        }
        command
    };
    let time = |wasm: bool| -> Result<f64> {
        let mut command = command(wasm);
        let start = Instant::now();
        output(&mut command)?;
        Ok(start.elapsed().as_secs_f64() * 1000.0)
    };
    for _ in 0..2 {
        time(false)?;
        time(true)?;
    }
    let mut times = (Vec::new(), Vec::new());
    for i in 0..PAIRS {
        let first = i % 2 == 1;
        for wasm in [first, !first] {
            let list = if wasm { &mut times.1 } else { &mut times.0 };
            list.push(time(wasm)?);
        }
    }
    Ok(times)
}

/// Copies manifest, lock file and sources, and no target folder.
fn copy_package(from: &Path, to: &Path) -> Result<()> {
    std::fs::create_dir_all(to.join("src"))?;
    for name in ["Cargo.toml", "Cargo.lock"] {
        if from.join(name).is_file() {
            std::fs::copy(from.join(name), to.join(name))?;
        }
    }
    for entry in
        std::fs::read_dir(from.join("src")).with_context(|| format!("no {}", from.display()))?
    {
        let entry = entry?;
        std::fs::copy(entry.path(), to.join("src").join(entry.file_name()))?;
    }
    Ok(())
}

fn path_with(dir: &Path) -> Result<std::ffi::OsString> {
    let old = std::env::var_os("PATH").unwrap_or_default();
    let all = std::iter::once(PathBuf::from(dir)).chain(std::env::split_paths(&old));
    Ok(std::env::join_paths(all)?)
}
