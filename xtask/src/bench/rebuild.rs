//! What `cargo wasm build` adds to a build in which nothing has changed.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result};

use super::report::{Section, median};
use super::sources::HELLO;
use super::tools::{Bench, children_ticks, clean, output, write_package};

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
            "ratio of processor time",
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
        let Pairs { plain, wasm } = pairs(bench, &outside.path().join(name), release)?;
        let ratio = median(
            &plain
                .walls
                .iter()
                .zip(&wasm.walls)
                .map(|(a, b)| b / a)
                .collect::<Vec<_>>(),
        );
        section.row([
            what.into(),
            format!("{:.0}", median(&plain.walls)),
            format!("{:.0}", median(&wasm.walls)),
            format!("{ratio:.2}"),
            format!("{:.2}", wasm.ticks as f64 / plain.ticks as f64),
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
         sysroot, and a target folder each. The last column is the sum over all runs, which other work on the machine \
         hardly touches."
    ));
    Ok(section)
}

#[derive(Default)]
struct Pairs {
    plain: Times,
    wasm: Times,
}

#[derive(Default)]
struct Times {
    /// Milliseconds on the clock, a run each.
    walls: Vec<f64>,
    /// Processor time of all runs together, in the kernel's ticks: a single run has too few of them.
    ticks: u64,
}

fn pairs(bench: &Bench, dir: &Path, release: bool) -> Result<Pairs> {
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
    let time = |wasm: bool, times: &mut Times| -> Result<()> {
        let mut command = command(wasm);
        let (start, ticks) = (Instant::now(), children_ticks());
        output(&mut command)?;
        times.walls.push(start.elapsed().as_secs_f64() * 1000.0);
        times.ticks += children_ticks() - ticks;
        Ok(())
    };
    for wasm in [false, true, false, true] {
        time(wasm, &mut Times::default())?;
    }
    let mut pairs = Pairs::default();
    for i in 0..PAIRS {
        let first = i % 2 == 1;
        for wasm in [first, !first] {
            time(
                wasm,
                if wasm {
                    &mut pairs.wasm
                } else {
                    &mut pairs.plain
                },
            )?;
        }
    }
    Ok(pairs)
}

/// Copies manifest, lock file and sources, and no target folder.
///
/// # Errors
/// They are not there, or cannot be written.
pub fn copy_package(from: &Path, to: &Path) -> Result<()> {
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

/// PATH with a folder before all others.
///
/// # Errors
/// The folder's name has a character that PATH cannot have.
pub fn path_with(dir: &Path) -> Result<std::ffi::OsString> {
    let old = std::env::var_os("PATH").unwrap_or_default();
    let all = std::iter::once(PathBuf::from(dir)).chain(std::env::split_paths(&old));
    Ok(std::env::join_paths(all)?)
}
