//! The ten programs of `benches/size`: Rust beside C, each checked before it is weighed.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use wasm_runtime::Host;

use super::cases;
use super::report::{Section, geometric_mean, grouped};
use super::run::Program;
use super::tools::{Bench, bytes, c_compiler, clean, output};

/// Builds both sides of each program, runs every case on both, and weighs them.
///
/// # Errors
/// One does not build or fails a case.
pub fn measure(bench: &Bench) -> Result<Section> {
    let mut section = Section::new(
        "Ten programs: Rust beside C",
        &["program", "C bytes", "Rust bytes", "Rust : C", "cases"],
    );
    let home = bench.root.join("benches").join("size");
    let recorder = Recorder::new(bench)?;
    let (mut ratios, mut sums, mut failed, mut flags_seen) =
        (Vec::new(), [0, 0], Vec::new(), Vec::new());
    for name in names(&home)? {
        let cases = cases::load(&home.join("cases").join(&name))?;
        output(
            bench
                .cargo_wasm(&home.join("rust"), "programs")
                .args(["build", "--release", "--locked", "--bin", &name])
                .env("WASM_OPT", &recorder.script),
        )?;
        let rust = bench.module("programs", "wasi", "release", &name);
        let flags = recorder.last_flags()?;
        let c = build_c(bench, &home.join("c").join(format!("{name}.c")), &flags)?;
        if !flags_seen.contains(&flags) {
            flags_seen.push(flags);
        }
        for (side, path) in [("C", &c), ("Rust", &rust)] {
            let program = Program {
                name: name.clone(),
                wasm: fs::read(path)?,
                host: Host::Wasi,
                cache: bench.code_cache(),
            };
            failed.extend(
                cases::failures(&program, &cases)?
                    .into_iter()
                    .map(|failure| format!("{side} {failure}")),
            );
        }
        let (c, rust) = (bytes(&c)?, bytes(&rust)?);
        let ratio = rust as f64 / c as f64;
        section.row([
            format!("`{name}`"),
            grouped(c),
            grouped(rust),
            format!("{ratio:.2}"),
            cases.len().to_string(),
        ]);
        section.bar(&format!("{name}, Rust : C"), ratio, ratio <= 3.0);
        ratios.push(ratio);
        sums[0] += c;
        sums[1] += rust;
    }
    if !failed.is_empty() {
        bail!("{} cases fail:\n{}", failed.len(), failed.join("\n"));
    }
    section.row([
        "sum".into(),
        grouped(sums[0]),
        grouped(sums[1]),
        format!("{:.2}", sums[1] as f64 / sums[0] as f64),
        String::new(),
    ]);
    section.row([
        "geometric mean".into(),
        String::new(),
        String::new(),
        format!("{:.2}", geometric_mean(&ratios)),
        String::new(),
    ]);
    section.notes.extend([
        "Bar: each ratio ≤ 3.0. Aim: geometric mean ≤ 1.2.".into(),
        "Rust: `cargo wasm build --release`, nothing set. C: `clang-22 --target=wasm32-wasi -Oz -Wl,--gc-sections,--strip-all` \
         with the distribution's wasi-libc, which is built for speed; Rust's std is rebuilt for size."
            .into(),
        "Every case was run on both modules in wasmtime: stdout and exit code are the expected ones.".into(),
    ]);
    for flags in flags_seen {
        section.notes.push(format!(
            "Both sides, as cargo-wasm calls it: `wasm-opt {}`",
            flags.join(" ")
        ));
    }
    Ok(section)
}

/// The programs, by their C sources.
///
/// # Errors
/// The folder cannot be read.
fn names(home: &Path) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(home.join("c")).context("benches/size/c")? {
        let path = entry?.path();
        if path.extension().is_some_and(|ext| ext == "c") {
            names.push(
                path.file_stem()
                    .unwrap_or_default()
                    .to_string_lossy()
                    .into_owned(),
            );
        }
    }
    names.sort();
    ensure!(
        names.len() == 10,
        "ten programs are expected in benches/size/c, and there are {}",
        names.len()
    );
    Ok(names)
}

fn build_c(bench: &Bench, source: &Path, flags: &[String]) -> Result<PathBuf> {
    let dir = bench.scratch.join("c");
    fs::create_dir_all(&dir)?;
    let linked = dir.join(
        source
            .with_extension("linked.wasm")
            .file_name()
            .unwrap_or_default(),
    );
    output(c_compiler().arg(source).arg("-o").arg(&linked))?;
    let out = dir.join(
        source
            .with_extension("wasm")
            .file_name()
            .unwrap_or_default(),
    );
    output(
        clean(&bench.wasm_opt)
            .arg(&linked)
            .arg("-o")
            .arg(&out)
            .args(flags),
    )?;
    Ok(out)
}

/// Stands between cargo-wasm and wasm-opt and writes down the arguments, so that C gets the same ones whatever they become.
struct Recorder {
    script: PathBuf,
    log: PathBuf,
}

impl Recorder {
    fn new(bench: &Bench) -> Result<Recorder> {
        let (script, log) = (
            bench.scratch.join("wasm-opt"),
            bench.scratch.join("wasm-opt.log"),
        );
        let text = format!(
            "#!/bin/sh\n[ \"$1\" = --version ] || printf '%s\\n' \"$@\" > '{}'\nexec '{}' \"$@\"\n",
            log.display(),
            bench.wasm_opt.display()
        );
        fs::write(&script, text)?;
        output(clean("chmod").arg("+x").arg(&script))?;
        Ok(Recorder { script, log })
    }

    /// The flags of the last call, without input and output.
    fn last_flags(&self) -> Result<Vec<String>> {
        let text = fs::read_to_string(&self.log).context("cargo-wasm calls wasm-opt")?;
        // A second call would show that the first one was not recorded alone.
        fs::remove_file(&self.log)?;
        let mut words = text.lines();
        let mut flags = Vec::new();
        while let Some(word) = words.next() {
            match word {
                "-o" => drop(words.next()),
                flag if flag.starts_with('-') => flags.push(flag.to_owned()),
                _ => {}
            }
        }
        Ok(flags)
    }
}
