//! Real crates: programs and test suites from crates.io, unchanged, built by `cargo wasm` and held against their native selves.
//!
//! `tests/real/NAME.toml` says what is done with each; see [`spec`]. Sources are fetched by cargo, at exact versions, each
//! with the lock file that its authors published, into `target/real/`.

mod program;
mod sources;
mod spec;
mod suite;

pub use sources::copy_dir;

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result, bail, ensure};

use spec::Spec;

const USAGE: &str = "\
cargo xtask real [--slow] [--list] [--backend cranelift] [NAME…]

  --slow                those marked `slow` too; a NAME is run whatever its mark
  --list                say what there is
  --backend cranelift   suites alone: the Cranelift backend's build against LLVM's, test by test

BLESS=1 rewrites the counts of passing tests and adds those that pass natively alone; the reasons are yours to write.
CARGO_WASM=FILE is tested instead of the cargo-wasm of this workspace.";

/// What every run needs.
struct Bench {
    root: PathBuf,
    /// `target/real`.
    scratch: PathBuf,
    cargo_wasm: PathBuf,
    bless: bool,
}

/// Runs the programs and suites that `args` name, or all that are quick.
///
/// # Errors
/// Any of them is not as its file says. All are run first.
pub fn run(args: &[String]) -> Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .context("xtask lies in the workspace")?
        .to_owned();
    let mut specs = Spec::load_all(&root.join("tests/real"))?;
    let (mut slow, mut cranelift, mut names) = (false, false, Vec::new());
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--slow" => slow = true,
            "--backend" => {
                let name = args.next().map(String::as_str);
                ensure!(
                    name == Some("cranelift"),
                    "`--backend` takes `cranelift`, which is held against LLVM\n\n{USAGE}"
                );
                cranelift = true;
            }
            "--list" => {
                for spec in &specs {
                    println!(
                        "{:<22} {}{}",
                        spec.name,
                        spec.about,
                        if spec.slow { " (slow)" } else { "" }
                    );
                }
                return Ok(());
            }
            name if specs.iter().any(|spec| spec.name == name) => names.push(name.to_owned()),
            other => bail!("`{other}` is neither a flag nor a file in tests/real\n\n{USAGE}"),
        }
    }
    specs.retain(|spec| {
        if names.is_empty() {
            (slow || !spec.slow) && (!cranelift || spec.suite.is_some())
        } else {
            names.contains(&spec.name)
        }
    });

    let bench = Bench::new(root)?;
    if cranelift {
        suite::needs_cranelift(&bench)?;
    }
    let mut failed = Vec::new();
    for spec in &specs {
        println!("-- {}", spec.name);
        let start = Instant::now();
        let done = sources::prepare(&bench, spec).and_then(|dir| {
            if cranelift {
                let suite = spec.suite.as_ref().context("it has no suite")?;
                return suite::check_backends(&bench, spec, suite, &dir);
            }
            if let Some(program) = &spec.program {
                program::check(&bench, spec, program, &dir)?;
            }
            match &spec.suite {
                Some(suite) => suite::check(&bench, spec, suite, &dir),
                None => Ok(()),
            }
        });
        match done {
            Ok(()) => println!("   ok ({} s)", start.elapsed().as_secs()),
            Err(error) => {
                println!("   FAILED ({} s): {error:#}", start.elapsed().as_secs());
                failed.push(spec.name.as_str());
            }
        }
    }
    ensure!(
        failed.is_empty(),
        "{} of {} real crates failed: {}",
        failed.len(),
        specs.len(),
        failed.join(", ")
    );
    Ok(())
}

impl Bench {
    fn new(root: PathBuf) -> Result<Bench> {
        let cargo_wasm = match std::env::var_os("CARGO_WASM") {
            Some(path) => PathBuf::from(path).canonicalize().context("CARGO_WASM")?,
            None => build_cargo_wasm(&root)?,
        };
        let target =
            std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
        fs::create_dir_all(target.join("real"))?;
        let scratch = target.join("real").canonicalize()?;
        let bless = std::env::var_os("BLESS").is_some_and(|value| value == "1");
        Ok(Bench {
            root,
            scratch,
            cargo_wasm,
            bless,
        })
    }

    /// `cargo wasm` in `dir`. By its path: in this workspace `cargo wasm` is an alias for building it first.
    fn cargo_wasm(&self, dir: &Path) -> Command {
        let mut command = clean(&self.cargo_wasm);
        command.current_dir(dir).arg("wasm");
        command
    }
}

/// Builds `cargo-wasm`; returns where it is.
///
/// # Errors
/// It does not compile.
pub(crate) fn build_cargo_wasm(root: &Path) -> Result<PathBuf> {
    let mut build = clean("cargo");
    // Of the whole workspace with its tests: a package alone has other features of its dependencies, and then wasmtime
    // is compiled once more.
    build.current_dir(root).args([
        "test",
        "--workspace",
        "--no-run",
        "--quiet",
        "--message-format",
        "json",
    ]);
    build.envs(std::env::var_os("CARGO_TARGET_DIR").map(|dir| ("CARGO_TARGET_DIR", dir)));
    let built = build
        .stderr(std::process::Stdio::inherit())
        .output()
        .context("cannot start cargo")?;
    ensure!(built.status.success(), "cargo-wasm does not build");
    let words = String::from_utf8_lossy(&built.stdout).into_owned();
    let messages = words
        .lines()
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
    let path = messages
        .filter(|message| {
            message["target"]["name"] == "cargo-wasm" && message["profile"]["test"] == false
        })
        .filter_map(|message| Some(PathBuf::from(message["executable"].as_str()?)))
        .next_back();
    path.context("cargo names no binary of cargo-wasm")
}

/// A command that sees nothing of the cargo that runs this program.
pub(crate) fn clean(program: impl AsRef<std::ffi::OsStr>) -> Command {
    let mut command = Command::new(program);
    for (name, _) in std::env::vars_os() {
        let text = name.to_string_lossy();
        let ours = [
            "CARGO_PKG_",
            "CARGO_MANIFEST_",
            "CARGO_BIN_",
            "CARGO_TARGET_",
            "CARGO_PRIMARY",
            "RUSTFLAGS",
            "RUSTC",
        ];
        if text == "CARGO" || text == "BLESS" || ours.iter().any(|prefix| text.starts_with(prefix))
        {
            command.env_remove(&name);
        }
    }
    command
}

/// Runs to the end; returns both streams as they came, and whether it succeeded.
fn transcript(command: &mut Command) -> Result<(String, bool)> {
    let (mut reader, writer) = std::io::pipe()?;
    command
        .stdin(std::process::Stdio::null())
        .stdout(writer.try_clone()?)
        .stderr(writer);
    let mut child = command
        .spawn()
        .with_context(|| format!("cannot start {command:?}"))?;
    // The command holds the writing ends: the pipe ends when they are closed.
    command
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null());
    let mut bytes = Vec::new();
    reader.read_to_end(&mut bytes)?;
    let status = child.wait()?;
    Ok((
        String::from_utf8_lossy(&bytes).into_owned(),
        status.success(),
    ))
}

/// Runs what must succeed; its words are in the error when it does not.
fn must(command: &mut Command) -> Result<String> {
    let (words, ok) = transcript(command)?;
    let last: Vec<&str> = words.lines().rev().take(40).collect();
    ensure!(
        ok,
        "{command:?} failed:\n{}",
        last.into_iter().rev().collect::<Vec<_>>().join("\n")
    );
    Ok(words)
}

/// Every module below `dir` is by the spec's rules; returns how many there are.
fn validate_modules(dir: &Path) -> Result<usize> {
    let mut count = 0;
    for entry in fs::read_dir(dir).into_iter().flatten() {
        let path = entry?.path();
        if path.is_dir() {
            count += validate_modules(&path)?;
        } else if path.extension().is_some_and(|ext| ext == "wasm") {
            postlink::validate(&fs::read(&path)?)
                .with_context(|| format!("`{}` is invalid", path.display()))?;
            count += 1;
        }
    }
    Ok(count)
}
