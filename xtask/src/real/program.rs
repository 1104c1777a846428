//! Programs: the same source, natively and as two modules, must do the same with the same input.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail, ensure};

use super::sources::{copy_dir, lines_of_rust};
use super::spec::{Program, Spec};
use super::{Bench, clean, must, validate_modules};

/// One run to make.
struct Run {
    name: String,
    args: Vec<String>,
    stdin: Option<PathBuf>,
    code: Option<i32>,
    out: Option<Vec<u8>>,
}

/// What a run came to.
#[derive(PartialEq)]
struct Ended {
    code: Option<i32>,
    stdout: Vec<u8>,
    stderr: Vec<u8>,
    /// Files as the run left them.
    files: BTreeMap<PathBuf, Vec<u8>>,
}

/// Builds the program three times and runs every case in each.
pub fn check(bench: &Bench, spec: &Spec, program: &Program, dir: &Path) -> Result<()> {
    let flags: Vec<&str> = spec
        .flags
        .iter()
        .map(String::as_str)
        .chain(["--bin", &program.bin, "--locked"])
        .collect();
    must(clean("cargo").current_dir(dir).arg("build").args(&flags))?;
    must(bench.cargo_wasm(dir).arg("build").args(&flags))?;
    must(
        bench
            .cargo_wasm(dir)
            .args(["build", "--release"])
            .args(&flags),
    )?;
    let target = dir.join("target");
    let native =
        target
            .join("debug")
            .join(format!("{}{}", program.bin, std::env::consts::EXE_SUFFIX));
    let module = |profile: &str| {
        target
            .join("wasm/wasi")
            .join(profile)
            .join(format!("{}.wasm", program.bin))
    };
    validate_modules(&target.join("wasm"))?;
    let bytes = |profile| module(profile).metadata().map(|m| m.len());
    let (dev, release) = (bytes("debug")?, bytes("release")?);
    if let Some(limit) = program.max_bytes {
        ensure!(
            release <= limit,
            "the release module has {release} bytes, and {limit} are allowed"
        );
    }

    let runs = runs(bench, program, dir)?;
    ensure!(!runs.is_empty(), "there are no cases");
    for (index, run) in runs.iter().enumerate() {
        let place = |who: &str| bench.scratch.join("run").join(&spec.name).join(who);
        let expected = end(bench, &mut Command::new(&native), run, &place("native"))?;
        for profile in ["debug", "release"] {
            let mut command = bench.cargo_wasm(&place(profile));
            command
                .args(["runner", "--host", "wasi"])
                .arg(module(profile));
            let got = end(bench, &mut command, run, &place(profile))?;
            compare(program, run, &expected, &got)
                .with_context(|| format!("case `{}`, {profile}", run.name))?;
        }
        if index == 0 {
            // The way that users go, once: build and run in one.
            let mut command = bench.cargo_wasm(&place("run"));
            command
                .args([
                    "run",
                    "--release",
                    "--quiet",
                    "--dir",
                    ".",
                    "--manifest-path",
                ])
                .arg(dir.join("Cargo.toml"));
            command.args(&flags).arg("--");
            let mut got = end(bench, &mut command, run, &place("run"))?;
            // The build's own words are there.
            got.stderr.clone_from(&expected.stderr);
            compare(program, run, &expected, &got)
                .with_context(|| format!("case `{}`, cargo wasm run", run.name))?;
        }
        if let Some(out) = &run.out {
            ensure!(
                *out == expected.stdout,
                "case `{}`: the output is not `{}.out`",
                run.name,
                run.name
            );
        }
        if let Some(code) = run.code {
            ensure!(
                expected.code == Some(code),
                "case `{}`: exit code {:?}, not {code}",
                run.name,
                expected.code
            );
        }
    }
    println!(
        "   {} lines of Rust, {} cases alike, dev {dev} bytes, release {release} bytes",
        lines_of_rust(dir)?,
        runs.len()
    );
    Ok(())
}

fn runs(bench: &Bench, program: &Program, dir: &Path) -> Result<Vec<Run>> {
    let inputs = bench.root.join("tests/real/inputs");
    let mut runs: Vec<Run> = Vec::new();
    for case in &program.case {
        let mut name = case.args.join(" ");
        if let Some(stdin) = &case.stdin {
            name.push_str(&format!(" < {stdin}"));
        }
        let stdin = case.stdin.as_ref().map(|file| inputs.join(file));
        runs.push(Run {
            name,
            args: case.args.clone(),
            stdin,
            code: Some(case.code),
            out: None,
        });
    }
    if let Some(folder) = &program.cases {
        let mut files: Vec<PathBuf> = fs::read_dir(dir.join(folder))?
            .map(|entry| Ok(entry?.path()))
            .collect::<Result<_>>()?;
        files.sort();
        for stdin in files
            .into_iter()
            .filter(|path| path.extension().is_some_and(|ext| ext == "in"))
        {
            let out = Some(fs::read(stdin.with_extension("out"))?);
            let name = stdin
                .file_stem()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            runs.push(Run {
                name,
                args: Vec::new(),
                stdin: Some(stdin),
                code: None,
                out,
            });
        }
    }
    Ok(runs)
}

/// Runs a command in a fresh copy of the inputs.
fn end(bench: &Bench, command: &mut Command, run: &Run, place: &Path) -> Result<Ended> {
    let _ = fs::remove_dir_all(place);
    copy_dir(&bench.root.join("tests/real/inputs"), place)?;
    let stdin = match &run.stdin {
        Some(path) => Stdio::from(
            fs::File::open(path).with_context(|| format!("cannot read `{}`", path.display()))?,
        ),
        None => Stdio::null(),
    };
    // Nothing of the caller's environment: a module has none either.
    let output = command
        .args(&run.args)
        .current_dir(place)
        .stdin(stdin)
        .env("NO_COLOR", "1")
        .output()?;
    let mut files = BTreeMap::new();
    read_files(place, place, &mut files)?;
    Ok(Ended {
        code: output.status.code(),
        stdout: output.stdout,
        stderr: output.stderr,
        files,
    })
}

fn read_files(root: &Path, dir: &Path, files: &mut BTreeMap<PathBuf, Vec<u8>>) -> Result<()> {
    for entry in fs::read_dir(dir)? {
        let path = entry?.path();
        if path.is_dir() {
            read_files(root, &path, files)?;
        } else {
            files.insert(path.strip_prefix(root)?.to_owned(), fs::read(&path)?);
        }
    }
    Ok(())
}

fn compare(program: &Program, run: &Run, native: &Ended, wasm: &Ended) -> Result<()> {
    let says = String::from_utf8_lossy(&wasm.stderr);
    if native.code != wasm.code {
        bail!(
            "exit code {:?} natively and {:?} in wasm, which says:\n{says}",
            native.code,
            wasm.code
        );
    }
    if native.stdout != wasm.stdout {
        bail!(
            "another standard output: {}\nstandard error:\n{says}",
            first_difference(&native.stdout, &wasm.stdout)
        );
    }
    if program.stderr && native.stderr != wasm.stderr {
        bail!(
            "another standard error: {}",
            first_difference(&native.stderr, &wasm.stderr)
        );
    }
    let names = |ended: &Ended| {
        ended
            .files
            .keys()
            .map(|path| path.display().to_string())
            .collect::<Vec<_>>()
    };
    ensure!(
        names(native) == names(wasm),
        "other files: {:?} natively, {:?} in wasm",
        names(native),
        names(wasm)
    );
    for (path, bytes) in &native.files {
        let difference = || first_difference(bytes, &wasm.files[path]);
        ensure!(
            wasm.files[path] == *bytes,
            "another `{}` after {:?}: {}",
            path.display(),
            run.args,
            difference()
        );
    }
    Ok(())
}

/// Where two outputs part, with the line natively and in wasm.
fn first_difference(native: &[u8], wasm: &[u8]) -> String {
    let at = native.iter().zip(wasm).take_while(|(a, b)| a == b).count();
    let line = native[..at].iter().filter(|&&byte| byte == b'\n').count() + 1;
    let show = |bytes: &[u8]| {
        let start = bytes[..at]
            .iter()
            .rposition(|&byte| byte == b'\n')
            .map_or(0, |newline| newline + 1)
            .max(at.saturating_sub(80));
        String::from_utf8_lossy(&bytes[start..bytes.len().min(at + 80)])
            .lines()
            .next()
            .unwrap_or_default()
            .to_owned()
    };
    format!(
        "byte {at}, line {line}\n  native: {}\n  wasm:   {}",
        show(native),
        show(wasm)
    )
}
