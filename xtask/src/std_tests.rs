//! Rust's own tests of core and alloc, built by LLVM and by the Cranelift backend: what passes there passes here, test by test.
//!
//! The sources are those that come with the compiler; they are copied into `target/std-tests`, and none is in this repository.
//! `tests/std/expected.toml` has how many tests LLVM's build passes, and those that ours does not, each with a reason.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Instant;

use anyhow::{Context, Result, bail, ensure};
use serde::Deserialize;

use crate::ask::compiler_call;
use crate::libtest::{self, Outcome};
use crate::real::{build_cargo_wasm, clean, copy_dir};
use crate::test::{root, target_dir};

const USAGE: &str = "\
cargo xtask std-tests [--backend llvm|cranelift]

  --backend   only that one; without it, both are run and compared test by test

DRIVER=FILE is tested instead of the driver that `cargo wasm setup --backend cranelift` built, and
CARGO_WASM=FILE runs the modules instead of the cargo-wasm of this workspace. WASMRUST_OPTIMIZE=1 has Cranelift's optimiser run.";

const TARGET: &str = "wasm32-wasip1";

/// The packages, and which of their targets are tests: their benchmarks would be, too.
const PACKAGES: [&[&str]; 2] = [
    &["--package", "coretests", "--test", "coretests"],
    &[
        "--package",
        "alloctests",
        "--lib",
        "--test",
        "alloctests",
        "--test",
        "vec_deque_alloc_error",
    ],
];

#[derive(Clone, Copy, PartialEq)]
enum Backend {
    Llvm,
    Cranelift,
}

/// `tests/std/expected.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    /// The release whose tests these are.
    release: String,
    /// Root file of a test program → how many tests of it LLVM's build passes.
    llvm: BTreeMap<String, usize>,
    #[serde(default)]
    miss: Vec<Miss>,
}

/// A test that LLVM's build passes and ours does not.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Miss {
    /// The program's root file.
    program: String,
    test: String,
    reason: String,
}

/// Where everything is.
struct Bench {
    cargo_wasm: PathBuf,
    driver: PathBuf,
    sysroot: PathBuf,
    release: String,
    /// `target/std-tests`.
    scratch: PathBuf,
}

/// What the tests of a program came to. Those that the harness ignores are in neither.
#[derive(Default)]
struct Results {
    passed: BTreeSet<String>,
    /// Those that ended the program, too: a panic cannot be caught here.
    failed: BTreeSet<String>,
}

/// Builds and runs the tests by one backend or by both.
///
/// # Errors
/// A test that LLVM's build passes fails, unless it is among the misses; a miss passes; a number is another.
pub fn run(args: &[&str]) -> Result<()> {
    let backends: &[Backend] = match args {
        [] => &[Backend::Llvm, Backend::Cranelift],
        ["--backend", "llvm"] => &[Backend::Llvm],
        ["--backend", "cranelift"] => &[Backend::Cranelift],
        _ => bail!("unknown arguments `{}`\n\n{USAGE}", args.join(" ")),
    };
    let text = fs::read_to_string(root().join("tests/std/expected.toml"))?;
    let expected: Expected = toml::from_str(&text).context("`tests/std/expected.toml`")?;
    let bench = Bench::new()?;
    ensure!(
        bench.release == expected.release,
        "the compiler is {}, and `tests/std/expected.toml` is about {}",
        bench.release,
        expected.release
    );
    bench.forget_another_driver()?;
    let sources = bench.sources()?;
    let mut all: BTreeMap<String, Vec<(Backend, Results)>> = BTreeMap::new();
    for &backend in backends {
        let start = Instant::now();
        let programs = bench.build(backend, &sources)?;
        println!(
            "-- {}: built ({} s)",
            backend.name(),
            start.elapsed().as_secs()
        );
        for (name, module) in programs {
            let start = Instant::now();
            let results = bench.run(&module)?;
            println!(
                "   {name}: {} pass, {} fail ({} s)",
                results.passed.len(),
                results.failed.len(),
                start.elapsed().as_secs()
            );
            all.entry(name).or_default().push((backend, results));
        }
    }
    let mut wrong = Vec::new();
    for (name, results) in &all {
        expected.compare(name, results, &mut wrong);
    }
    wrong.extend(
        expected
            .llvm
            .keys()
            .filter(|name| !all.contains_key(*name))
            .map(|name| format!("there is no `{name}`")),
    );
    ensure!(wrong.is_empty(), "{}", wrong.join("\n"));
    Ok(())
}

impl Backend {
    fn name(self) -> &'static str {
        match self {
            Backend::Llvm => "llvm",
            Backend::Cranelift => "cranelift",
        }
    }
}

impl Expected {
    /// What of a program's results is not as it should be.
    fn compare(&self, name: &str, results: &[(Backend, Results)], wrong: &mut Vec<String>) {
        let of = |wanted| {
            let found = results.iter().find(|(backend, _)| *backend == wanted);
            found.map(|(_, results)| results)
        };
        let Some(&count) = self.llvm.get(name) else {
            wrong.push(format!("`{name}` is not in `tests/std/expected.toml`"));
            return;
        };
        let misses: Vec<&Miss> = self.miss.iter().filter(|it| it.program == name).collect();
        for miss in misses.iter().filter(|miss| miss.reason.len() < 4) {
            wrong.push(format!("{name}: why does `{}` not pass?", miss.test));
        }
        if let Some(llvm) = of(Backend::Llvm)
            && llvm.passed.len() != count
        {
            wrong.push(format!(
                "{name}: LLVM's build passes {}, not {count}; it fails {:?}",
                llvm.passed.len(),
                llvm.failed
            ));
        }
        let Some(ours) = of(Backend::Cranelift) else {
            return;
        };
        for miss in &misses {
            if ours.passed.contains(&miss.test) {
                wrong.push(format!(
                    "{name}: `{}` passes, and is said not to",
                    miss.test
                ));
            }
        }
        match of(Backend::Llvm) {
            Some(llvm) => {
                let missed = llvm.passed.difference(&ours.passed);
                wrong.extend(
                    missed
                        .filter(|test| misses.iter().all(|miss| miss.test != **test))
                        .map(|test| format!("{name}: `{test}` passes by LLVM alone")),
                );
                println!(
                    "{name}: {} of {} that pass by LLVM",
                    llvm.passed.intersection(&ours.passed).count(),
                    llvm.passed.len()
                );
            }
            None if ours.passed.len() + misses.len() != count => wrong.push(format!(
                "{name}: {} pass and {} are said not to, which is not {count}; these fail: {:?}",
                ours.passed.len(),
                misses.len(),
                ours.failed
            )),
            None => {}
        }
    }
}

impl Bench {
    fn new() -> Result<Bench> {
        let scratch = target_dir().join("std-tests");
        fs::create_dir_all(&scratch)?;
        let scratch = scratch.canonicalize()?;
        let given = |name: &str| {
            let path = std::env::var_os(name).map(PathBuf::from);
            path.map(|path| path.canonicalize().context(path.display().to_string()))
                .transpose()
        };
        let cargo_wasm = match given("CARGO_WASM")? {
            Some(path) => path,
            None => build_cargo_wasm(root())?,
        };
        let driver = match given("DRIVER")? {
            Some(path) => path,
            None => compiler_call(&cargo_wasm, &scratch, &["--backend", "cranelift"])?
                .swap_remove(0)
                .into(),
        };
        let says = |args: &[&str]| -> Result<String> {
            let output = clean(&driver).args(args).output()?;
            Ok(String::from_utf8(output.stdout)?)
        };
        let sysroot = PathBuf::from(says(&["--print", "sysroot"])?.trim());
        let version = says(&["-vV"])?;
        let release = version
            .lines()
            .find_map(|line| line.strip_prefix("release: "));
        Ok(Bench {
            cargo_wasm,
            driver,
            sysroot,
            release: release
                .context("rustc says which release it is")?
                .to_owned(),
            scratch,
        })
    }

    /// Cargo tells compilers apart by what they say of themselves, and all drivers of a release say the same.
    fn forget_another_driver(&self) -> Result<()> {
        let about = fs::metadata(&self.driver)?;
        let about = format!("{:?} {}", about.modified()?, about.len());
        let note = self.scratch.join("driver");
        if fs::read_to_string(&note).is_ok_and(|it| it == about) {
            return Ok(());
        }
        let built = self.scratch.join(Backend::Cranelift.name());
        if built.exists() {
            fs::remove_dir_all(built)?;
        }
        Ok(fs::write(note, about)?)
    }

    /// The two packages in a workspace of their own. The tests of alloc compile files of alloc itself.
    fn sources(&self) -> Result<PathBuf> {
        let dir = self.scratch.join(format!("src-{}", self.release));
        if dir.is_dir() {
            return Ok(dir);
        }
        let library = self.sysroot.join("lib/rustlib/src/rust/library");
        let partial = self.scratch.join(".src.partial");
        let _ = fs::remove_dir_all(&partial);
        for package in ["coretests", "alloctests"] {
            copy_dir(&library.join(package), &partial.join(package))?;
        }
        copy_dir(&library.join("alloc/src"), &partial.join("alloc/src"))?;
        fs::copy(library.join("Cargo.lock"), partial.join("Cargo.lock"))?;
        let manifest = "[workspace]\nresolver = \"2\"\nmembers = [\"coretests\", \"alloctests\"]\n";
        fs::write(partial.join("Cargo.toml"), manifest)?;
        fs::rename(&partial, &dir)?;
        Ok(dir)
    }

    /// Root file and module of each test program.
    fn build(&self, backend: Backend, sources: &Path) -> Result<Vec<(String, PathBuf)>> {
        let tool = |name: &str| {
            let name = format!("{name}{}", std::env::consts::EXE_SUFFIX);
            self.sysroot.join("bin").join(name)
        };
        let (cargo, rustc) = (tool("cargo"), tool("rustc"));
        let mut programs = Vec::new();
        for package in PACKAGES {
            let mut command = match cargo.is_file() {
                true => clean(&cargo),
                false => clean("cargo"),
            };
            let output = command
                .current_dir(sources)
                .args(["test", "--no-run", "--quiet", "--target", TARGET])
                .args(["--message-format", "json"])
                .args(package)
                .arg("--target-dir")
                .arg(self.scratch.join(backend.name()))
                .env("RUSTC_BOOTSTRAP", "1")
                // Warnings are the authors' matter.
                .env("CARGO_ENCODED_RUSTFLAGS", "-Awarnings")
                // Nothing here looks at it, and it takes half of the time.
                .env("CARGO_PROFILE_TEST_DEBUG", "0")
                .env("CARGO_PROFILE_DEV_DEBUG", "0")
                .env(
                    "RUSTC",
                    match backend {
                        Backend::Llvm => &rustc,
                        Backend::Cranelift => &self.driver,
                    },
                )
                .stderr(Stdio::inherit())
                .output()
                .context("cannot start cargo")?;
            let words = String::from_utf8_lossy(&output.stdout).into_owned();
            let messages: Vec<serde_json::Value> = words
                .lines()
                .filter_map(|line| serde_json::from_str(line).ok())
                .collect();
            let errors = messages
                .iter()
                .filter_map(|it| it["message"]["rendered"].as_str());
            ensure!(
                output.status.success(),
                "{} does not build:\n{}",
                backend.name(),
                errors.collect::<String>()
            );
            for message in &messages {
                if let (Some(module), Some(file)) = (
                    message["executable"].as_str(),
                    message["target"]["src_path"].as_str(),
                ) {
                    let file = Path::new(file).strip_prefix(sources)?;
                    let name = file.to_string_lossy().replace('\\', "/");
                    programs.push((name, PathBuf::from(module)));
                }
            }
        }
        Ok(programs)
    }

    /// Runs a program until each of its tests has come to something: one that traps ends those behind it, too, so the rest is
    /// run again.
    fn run(&self, module: &Path) -> Result<Results> {
        let start = |args: &[&str]| {
            let mut command = clean(&self.cargo_wasm);
            let command = command.args(["wasm", "run", "--module"]);
            let command = command.arg(module).arg("--").args(args);
            command.stdin(Stdio::null()).output()
        };
        let listed = start(&["--list"])?;
        let listed = String::from_utf8(listed.stdout)?;
        let mut left: BTreeSet<&str> = listed
            .lines()
            .filter_map(|line| line.strip_suffix(": test"))
            .collect();
        ensure!(!left.is_empty(), "`{}` has no tests", module.display());
        let mut results = Results::default();
        let mut names: Vec<&str> = Vec::new();
        while !left.is_empty() {
            let output = start(&[&["--test-threads=1", "--exact"], &names[..]].concat())?;
            let before = left.len();
            for (test, passed) in read(&String::from_utf8_lossy(&output.stdout)) {
                left.remove(test.as_str());
                match passed {
                    Some(true) => drop(results.passed.insert(test)),
                    Some(false) => {
                        println!("   fails: {test}");
                        results.failed.insert(test);
                    }
                    None => {}
                }
            }
            ensure!(
                left.len() < before && (left.is_empty() || !output.status.success()),
                "`{}` ended and has not run {left:?}:\n{}",
                module.display(),
                String::from_utf8_lossy(&output.stderr)
            );
            names = left.iter().copied().collect();
        }
        Ok(results)
    }
}

/// What libtest says on each test: passed, failed or (`None`) ignored. The last one may have ended the program.
fn read(words: &str) -> Vec<(String, Option<bool>)> {
    let came_to = |outcome| match outcome {
        Outcome::Ignored => None,
        outcome => Some(outcome == Outcome::Passed),
    };
    let tests = libtest::read(words).into_iter();
    tests.map(|it| (it.name, came_to(it.outcome))).collect()
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn results_are_read() {
        let words = "running 4 tests\ntest a::b ... ok\ntest c - should panic ... ignored\ntest d ... ignored, why\n\
                     test e ... FAILED\n\ntest f ... ";
        let results = read(words);
        let came_to = |test: &str| {
            results
                .iter()
                .find(|(name, _)| name == test)
                .map(|(_, it)| *it)
        };
        assert_eq!(came_to("a::b"), Some(Some(true)));
        assert_eq!(came_to("c"), Some(None));
        assert_eq!(came_to("d"), Some(None));
        assert_eq!(came_to("e"), Some(Some(false)));
        assert_eq!(came_to("f"), Some(Some(false)));
    }
}
