//! The encoder alone beside LLVM's: from WasmIR, or from bitcode, of one program to object files, on one thread.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result, ensure};

use super::compile::programs::place;
use super::report::{Section, median};
use super::tools::{Bench, add_rustflag, children_ticks, clean, first, locked_version, output};

/// Rounds, each side once.
const ROUNDS: usize = 5;

/// LLVM's code generator, of the version that rustc 1.96 has.
const LLC: &str = "llc-22";

/// Has the driver write WasmIR.
const EMIT: &str = "WASMRUST_EMIT";

/// Makes both inputs and times both.
///
/// # Errors
/// The driver or `llc` is not installed, or the program does not build.
pub fn measure(bench: &Bench) -> Result<Section> {
    let mut section = Section::new(
        "From one program's functions to objects, one thread",
        &[
            "program",
            "functions",
            "`llc -O0`, s",
            "ours, s",
            "the e-graph pass on, s",
            "LLVM : ours",
        ],
    );
    let example = bench.root.join("examples/markdown-report");
    let dir = place(&example, &bench.scratch.join("src/markdown-report"))?;
    let modules = wasmir(bench, &dir)?;
    let bitcode = bitcode(bench, &dir)?;
    let encoder = encoder(bench)?;
    let (mut llvm, mut ours, mut optimised, mut functions) =
        (Vec::new(), Vec::new(), Vec::new(), 0);
    for _ in 0..ROUNDS {
        llvm.push(llc(&bitcode, &bench.scratch.join("program.o"))?);
        let said = output(Command::new(&encoder).arg("--total").args(&modules))?;
        let said = String::from_utf8(said.stdout)?;
        let numbers: Vec<f64> = said
            .split_whitespace()
            .map(str::parse)
            .collect::<Result<_, _>>()
            .context("what the encoder's benchmark says")?;
        ensure!(numbers.len() == 3, "the encoder's benchmark says `{said}`");
        functions = numbers[0] as usize;
        ours.push(numbers[1]);
        optimised.push(numbers[2]);
    }
    let ratios: Vec<f64> = llvm.iter().zip(&ours).map(|(a, b)| a / b).collect();
    let ratio = median(&ratios);
    section.row([
        "`examples/markdown-report`, what its last crate compiles".into(),
        functions.to_string(),
        format!("{:.2}", median(&llvm)),
        format!("{:.3}", median(&ours)),
        format!("{:.3}", median(&optimised)),
        format!("{ratio:.1}"),
    ]);
    section.bar("`llc -O0` : ours", ratio, ratio >= 5.0);
    section.notes.extend([
        "Bar: ≥ 5. Aim: ≥ 10.".into(),
        format!(
            "Processor time, medians of {ROUNDS} pairs. Both have line tables and what else `debuginfo=2` gives each; reading bitcode is \
             in `llc`'s time, reading WasmIR's text is not in ours, as the driver makes none. Libraries keep MIR on both sides, LLVM's by \
             `-Zhint-mostly-unused`, under which `#[inline(never)]` functions of libraries are compiled there and not counted."
        ),
    ]);
    Ok(section)
}

/// The WasmIR of all codegen units.
fn wasmir(bench: &Bench, dir: &Path) -> Result<Vec<PathBuf>> {
    let (driver, _) = bench.backends()?;
    let folder = bench.scratch.join("wasmir");
    let mut command = bench.stock_cargo(&driver, dir, "wasmir-build");
    command
        .env(EMIT, &folder)
        .args(["build", "--locked", "--offline", "--target", driver.target]);
    output(&mut command)?;
    let mut files = Vec::new();
    for entry in folder.read_dir()? {
        let path = entry?.path();
        if path.extension().is_some_and(|it| it == "wasmir") {
            files.push(path);
        }
    }
    ensure!(!files.is_empty(), "the driver wrote no WasmIR");
    files.sort();
    Ok(files)
}

/// The bitcode of the last crate, in one file.
fn bitcode(bench: &Bench, dir: &Path) -> Result<PathBuf> {
    let (_, llvm) = bench.backends()?;
    let mut command = bench.stock_cargo(&llvm, dir, "bitcode-build");
    command
        .args(["rustc", "--locked", "--offline", "--target", llvm.target])
        .args(["--config", "build.incremental=false"])
        .args(["--", "--emit=llvm-bc", "-Ccodegen-units=1"])
        .env("RUSTC_BOOTSTRAP", "1");
    add_rustflag(&mut command, "-Zhint-mostly-unused");
    output(&mut command)?;
    let deps = bench
        .scratch
        .join("bitcode-build")
        .join(llvm.target)
        .join("debug/deps");
    let mut found = deps
        .read_dir()?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|it| it == "bc"));
    found.next().context("rustc wrote no bitcode")
}

fn llc(bitcode: &Path, object: &Path) -> Result<f64> {
    let (start, ticks) = (Instant::now(), children_ticks());
    output(
        Command::new(LLC)
            .args(["-O0", "-filetype=obj", "-o"])
            .arg(object)
            .arg(bitcode),
    )?;
    let spent = (children_ticks() - ticks) as f64 / 100.0;
    ensure!(
        spent <= start.elapsed().as_secs_f64() * 1.5,
        "`{LLC}` used several threads"
    );
    Ok(spent)
}

/// Builds the encoder's benchmark, optimised.
fn encoder(bench: &Bench) -> Result<PathBuf> {
    let target = bench
        .scratch
        .parent()
        .context("the scratch folder lies in the target folder")?;
    output(
        clean("cargo")
            .current_dir(&bench.root)
            .env("CARGO_TARGET_DIR", target)
            .args([
                "build",
                "--release",
                "--locked",
                "-p",
                "codegen-cranelift",
                "--example",
                "bench",
            ]),
    )?;
    Ok(target
        .join("release/examples")
        .join(format!("bench{}", std::env::consts::EXE_SUFFIX)))
}

/// The versions that matter here.
///
/// # Errors
/// `llc` is not installed.
pub fn tools(bench: &Bench) -> Result<Vec<String>> {
    let version = output(Command::new(LLC).arg("--version"))
        .context("`apt-get install -y llvm-22` gets it")?;
    let version = String::from_utf8_lossy(&version.stdout).into_owned();
    let llc = version
        .lines()
        .find(|line| line.contains("version"))
        .unwrap_or_default();
    Ok(vec![
        format!("llc: {}", llc.trim()),
        format!(
            "cranelift-codegen: {}",
            locked_version(&bench.root, "cranelift-codegen")?
        ),
        format!("driver: {}", first(&bench.backends()?.0.rustc, "-V")?),
    ])
}
