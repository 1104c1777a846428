//! Test suites: what passes natively passes in wasm, test by test, but for what the crate's file says and why.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};

use super::spec::{Spec, Suite};
use super::{Bench, clean, must, transcript, validate_modules};
use crate::ask::compiler_call;
use crate::libtest::{self, Outcome};

/// The target of host `wasi`.
const TARGET: &str = "wasm32-wasip1";

/// What a run of a suite came to, by `FILE NAME`.
#[derive(Default)]
struct Results {
    passed: BTreeSet<String>,
    failed: BTreeSet<String>,
    ignored: BTreeSet<String>,
    /// The test that was running when the process ended.
    unfinished: Option<String>,
}

/// How a suite is run.
struct Runs<'a> {
    /// Of the spec, for each command.
    flags: Vec<&'a str>,
    /// Tests that end the process.
    traps: Vec<&'a str>,
}

impl<'a> Runs<'a> {
    fn new(spec: &'a Spec, suite: &'a Suite) -> Runs<'a> {
        let flags = spec.flags.iter().chain(&suite.targets).map(String::as_str);
        let traps = suite.cannot.iter().filter(|cannot| cannot.traps);
        Runs {
            flags: flags.chain(["--locked"]).collect(),
            traps: traps.map(|cannot| name(&cannot.test)).collect(),
        }
    }

    /// Runs all tests but those that end the process here.
    fn without_traps(&self, command: &mut Command) -> Result<Results> {
        let skips: Vec<&str> = self
            .traps
            .iter()
            .flat_map(|name| ["--skip", name])
            .collect();
        self.run(command, &skips)
    }

    fn run(&self, command: &mut Command, skips: &[&str]) -> Result<Results> {
        command
            .args(&self.flags)
            .args(["--no-fail-fast", "--color", "never"]);
        if !skips.is_empty() {
            command.args(["--", "--exact"]).args(skips);
        }
        let (words, ok) = transcript(command)?;
        let results = Results::read(&words);
        // One without libtest's harness says how it ended by its exit code alone.
        let ended = ok && results.failed.is_empty() && results.unfinished.is_none();
        if results.passed.is_empty() || !ended {
            if let Some(test) = &results.unfinished {
                bail!("the process ended in `{test}`:\n{}", tail(&words));
            }
            bail!("failed: {:?}\n{}", results.failed, tail(&words));
        }
        Ok(results)
    }

    /// What cannot run must really not: a reason that is gone is to be taken out.
    fn traps_end(&self, bench: &Bench, dir: &Path, backend: &[&str]) -> Result<()> {
        for test in &self.traps {
            let mut command = bench.cargo_wasm(dir);
            command.arg("test").args(backend).args(&self.flags);
            command.args(["--color", "never", "--", "--exact", test]);
            let (words, ok) = transcript(&mut command)?;
            ensure!(
                !ok || Results::read(&words).passed.is_empty(),
                "`{test}` passes, and is said to trap"
            );
        }
        Ok(())
    }
}

/// Flags of `cargo wasm`.
const LLVM: [&str; 2] = ["--backend", "llvm"];
const CRANELIFT: [&str; 2] = ["--backend", "cranelift"];

/// Says how to install the Cranelift backend where it is not.
pub fn needs_cranelift(bench: &Bench) -> Result<()> {
    compiler_call(&bench.cargo_wasm, &bench.scratch, &CRANELIFT).map(drop)
}

/// Runs the suite's development build by either backend: the same tests must end in the same way.
pub fn check_backends(bench: &Bench, spec: &Spec, suite: &Suite, dir: &Path) -> Result<()> {
    let runs = Runs::new(spec, suite);
    let build = |backend: &[&str]| {
        let mut command = bench.cargo_wasm(dir);
        command.args(["test", "--profile", "dev"]).args(backend);
        runs.without_traps(&mut command)
    };
    let llvm = build(&LLVM).context("by LLVM")?;
    let ours = build(&CRANELIFT).context("by Cranelift")?;
    same("LLVM and Cranelift", &llvm.passed, &ours.passed)?;
    ensure!(
        llvm.ignored == ours.ignored,
        "LLVM's build ignores {:?}, Cranelift's {:?}",
        llvm.ignored,
        ours.ignored
    );
    let (expected, count) = (suite.passed.get("dev"), ours.passed.len());
    ensure!(
        expected.is_none_or(|&expected| expected == count),
        "{count} tests pass, not {expected:?}"
    );
    runs.traps_end(bench, dir, &CRANELIFT)?;
    println!(
        "   by either backend {count} pass, {} are ignored, {} end the process",
        ours.ignored.len(),
        runs.traps.len()
    );
    Ok(())
}

/// Runs the suite natively, with stock cargo, and with `cargo wasm` in each profile.
pub fn check(bench: &Bench, spec: &Spec, suite: &Suite, dir: &Path) -> Result<()> {
    let runs = Runs::new(spec, suite);
    let cargo = || {
        let mut command = clean("cargo");
        command.current_dir(dir).arg("test");
        command
    };
    let native = runs.run(&mut cargo(), &[]).context("natively")?;

    let mut command = cargo();
    Stock::ask(bench)?.apply(bench, &mut command);
    let stock = runs
        .without_traps(&mut command)
        .context("with stock cargo")?;

    let mut blessed = BTreeMap::new();
    let mut missing = BTreeSet::new();
    for (profile, &expected) in &suite.passed {
        let mut command = bench.cargo_wasm(dir);
        command.args(["test", "--profile", profile]);
        let wasm = runs
            .without_traps(&mut command)
            .with_context(|| format!("cargo wasm test, profile {profile}"))?;
        missing.extend(native.passed.difference(&wasm.passed).cloned());
        if !bench.bless {
            compare(suite, &native, &wasm).with_context(|| format!("profile {profile}"))?;
            ensure!(
                wasm.passed.len() == expected,
                "profile {profile}: {} tests pass, not {expected}",
                wasm.passed.len()
            );
        }
        same("stock and ours", &stock.passed, &wasm.passed)
            .with_context(|| format!("profile {profile}"))?;
        blessed.insert(profile.as_str(), wasm.passed.len());
    }
    runs.traps_end(bench, dir, &[])?;
    if suite.nextest {
        nextest(bench, spec, dir, &stock)?;
    }
    let modules = validate_modules(&dir.join("target").join(TARGET))?;
    if bench.bless {
        bless(spec, suite, &blessed, &missing)?;
    }
    println!(
        "   natively {} pass; stock wasm {}; ours {:?}; {} cannot run; {modules} modules are valid",
        native.passed.len(),
        stock.passed.len(),
        blessed,
        native.passed.difference(&stock.passed).count(),
    );
    Ok(())
}

/// `FILE NAME` → `NAME`.
fn name(test: &str) -> &str {
    test.split_once(' ').map_or(test, |(_, name)| name)
}

fn tail(words: &str) -> String {
    let lines: Vec<&str> = words.lines().collect();
    lines[lines.len().saturating_sub(30)..].join("\n")
}

fn compare(suite: &Suite, native: &Results, wasm: &Results) -> Result<()> {
    let cannot: BTreeSet<String> = suite
        .cannot
        .iter()
        .map(|cannot| cannot.test.clone())
        .collect();
    let unexpected: Vec<_> = cannot.intersection(&wasm.passed).collect();
    ensure!(
        unexpected.is_empty(),
        "these pass, and are said not to: {unexpected:?}"
    );
    let unknown: Vec<_> = cannot.difference(&native.passed).collect();
    ensure!(
        unknown.is_empty(),
        "these do not pass natively either: {unknown:?}"
    );
    let expected = native.passed.difference(&cannot).cloned().collect();
    same("native and wasm", &expected, &wasm.passed)
}

fn same(which: &str, left: &BTreeSet<String>, right: &BTreeSet<String>) -> Result<()> {
    if left != right {
        let only = |a: &BTreeSet<String>, b: &BTreeSet<String>| {
            a.difference(b).cloned().collect::<Vec<_>>()
        };
        bail!(
            "{which} differ: only the first passes {:?}, only the second {:?}",
            only(left, right),
            only(right, left)
        );
    }
    Ok(())
}

impl Results {
    fn read(words: &str) -> Results {
        let mut results = Results::default();
        for test in libtest::read(words) {
            let name = format!("{} {}", test.file, test.name);
            match test.outcome {
                Outcome::Passed => drop(results.passed.insert(name)),
                Outcome::Ignored => drop(results.ignored.insert(name)),
                Outcome::Failed => drop(results.failed.insert(name)),
                Outcome::Unfinished => drop(results.unfinished.get_or_insert(name)),
            }
        }
        results
    }
}

/// nextest starts each test in a process of its own; the same ones must pass.
fn nextest(bench: &Bench, spec: &Spec, dir: &Path, stock: &Results) -> Result<()> {
    let mut command = bench.cargo_wasm(dir);
    command
        .args([
            "nextest",
            "run",
            "--locked",
            "--no-fail-fast",
            "--color",
            "never",
        ])
        .args(&spec.flags);
    let words = must(&mut command)?;
    let pass = |line: &str| {
        Some(
            line.trim()
                .strip_prefix("PASS [")?
                .split_whitespace()
                .last()?
                .to_owned(),
        )
    };
    let passed: BTreeSet<String> = words.lines().filter_map(pass).collect();
    let expected = stock
        .passed
        .iter()
        .filter(|test| !test.starts_with("doc "))
        .map(|test| name(test).to_owned())
        .collect();
    same("libtest and nextest", &expected, &passed)
}

/// Rewrites the counts, and adds what passes natively alone: ignored, or not even compiled.
fn bless(
    spec: &Spec,
    suite: &Suite,
    passed: &BTreeMap<&str, usize>,
    missing: &BTreeSet<String>,
) -> Result<()> {
    let mut text = String::new();
    let mut in_counts = false;
    for line in fs::read_to_string(&spec.path)?.lines() {
        if line.starts_with('[') {
            in_counts = line == "[suite.passed]";
        }
        let profile = line.split(" =").next().unwrap_or_default();
        match passed.get(profile) {
            Some(count) if in_counts => text.push_str(&format!("{profile} = {count}\n")),
            _ => text.push_str(&format!("{line}\n")),
        }
    }
    for test in missing
        .iter()
        .filter(|test| suite.cannot.iter().all(|cannot| cannot.test != **test))
    {
        text.push_str(&format!(
            "\n[[suite.cannot]]\ntest = {test:?}\nreason = \"?\"\n"
        ));
    }
    Ok(fs::write(&spec.path, text)?)
}

/// Compiler, linker and standard library for plain cargo: what `cargo wasm` uses in a development build.
struct Stock {
    rustc: PathBuf,
    linker: Option<String>,
    sysroot: Option<String>,
}

impl Stock {
    /// Asks by building a program and reading how cargo called rustc.
    fn ask(bench: &Bench) -> Result<Stock> {
        let words = compiler_call(&bench.cargo_wasm, &bench.scratch, &LLVM)?;
        let after = |flag: &str| {
            let at = words.iter().position(|word| word == flag)?;
            words.get(at + 1).cloned()
        };
        Ok(Stock {
            rustc: words.first().context("a command has a name")?.into(),
            linker: words
                .iter()
                .find_map(|word| word.strip_prefix("linker="))
                .map(str::to_owned),
            sysroot: after("--sysroot"),
        })
    }

    fn apply(&self, bench: &Bench, command: &mut Command) {
        let variable = |name: &str| {
            format!(
                "CARGO_TARGET_{}_{name}",
                TARGET.to_uppercase().replace('-', "_")
            )
        };
        command
            .env("RUSTC", &self.rustc)
            .env("RUSTDOC", self.rustc.with_file_name("rustdoc"));
        if let Some(linker) = &self.linker {
            command.env(variable("LINKER"), linker);
        }
        if let Some(sysroot) = &self.sysroot {
            command.env(variable("RUSTFLAGS"), format!("--sysroot {sysroot}"));
            command.env("RUSTDOCFLAGS", format!("--sysroot {sysroot}"));
        }
        command.env(
            variable("RUNNER"),
            format!("{} wasm runner --host wasi", bench.cargo_wasm.display()),
        );
        command.args(["--target", TARGET, "--target-dir", "target/stock"]);
    }
}

#[cfg(test)]
mod tests {
    use super::Results;

    #[test]
    fn results_are_read() {
        let results = Results::read(
            "     Running unittests src/lib.rs (target/x.wasm)\n\nrunning 3 tests\ntest tests::a ... ok\ntest tests::b - should panic ... ignored\n\
             test c ... FAILED\ntest h ... last\nok\n\ntest result: FAILED\n   Doc-tests x\ntest src/lib.rs - X (line 3) ... ok\n\
             test e ... printed\n\nand more\nok\ntest f ... begun, FAILED\ntest g ... nothing: ok\ntest d ... wasm trap\n",
        );
        assert_eq!(
            results.passed.into_iter().collect::<Vec<_>>(),
            [
                "doc e",
                "doc g",
                "doc src/lib.rs - X (line 3)",
                "src/lib.rs h",
                "src/lib.rs tests::a"
            ]
        );
        assert_eq!(
            results.failed.into_iter().collect::<Vec<_>>(),
            ["doc f", "src/lib.rs c"]
        );
        assert_eq!(results.unfinished.as_deref(), Some("doc d"));
    }
}
