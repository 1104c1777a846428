//! `cargo xtask pages`: the examples with a page, each built, served and used in headless Chromium.
//!
//! An example takes part when it has `tests/page.mjs`; `xtask/src/pages/harness.mjs` says what that gets.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};

use crate::languages::check;
use crate::real;
use crate::test::{root, target_dir};

/// Of an example, what its pages do not need: they are served as they are in a checkout after a build.
const NOT_SERVED: [&str; 7] = [
    "Cargo.lock",
    "Cargo.toml",
    "node_modules",
    "pkg",
    "src",
    "target",
    "tests",
];

/// How long a server may take to say where it is.
const START: Duration = Duration::from_secs(60);

/// Tests these examples, or all.
///
/// # Errors
/// One does not build, or its page does not do what it should.
pub fn run(program: &Path, only: &[&str]) -> Result<()> {
    let work = target_dir().join("pages");
    fs::create_dir_all(&work)?;
    let work = work.canonicalize()?;
    let harness = root().join("xtask/src/pages");
    for name in ["harness.mjs", "package.json", "package-lock.json"] {
        fs::copy(harness.join(name), work.join(name))?;
    }
    install(&work)?;
    let examples = examples()?;
    for name in only {
        ensure!(
            examples.iter().any(|example| example.ends_with(name)),
            "no example `{name}` has a test of its page"
        );
    }
    for example in examples {
        let name = example.file_name().unwrap_or_default().to_string_lossy();
        if !only.is_empty() && !only.contains(&name.as_ref()) {
            continue;
        }
        let begin = Instant::now();
        let page = Page {
            program,
            work: work.join(name.as_ref()),
            harness: work.join("harness.mjs"),
            example: &example,
        };
        page.test()
            .with_context(|| format!("the page of {name} failed"))?;
        let seconds = begin.elapsed().as_secs_f64();
        println!("page of {name}: does what it should ({seconds:.1} s)");
    }
    Ok(())
}

/// The examples with a test of their page.
fn examples() -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(root().join("examples"))?;
    let entries: Vec<_> = entries.collect::<Result<_, _>>()?;
    let mut found: Vec<PathBuf> = entries.into_iter().map(|entry| entry.path()).collect();
    found.retain(|dir| dir.join("tests/page.mjs").is_file());
    ensure!(!found.is_empty(), "no example has a test of its page");
    found.sort();
    Ok(found)
}

struct Page<'a> {
    program: &'a Path,
    example: &'a Path,
    work: PathBuf,
    harness: PathBuf,
}

impl Page<'_> {
    fn test(&self) -> Result<()> {
        let pkg = self.work.join("pkg");
        copy(self.example, &self.work)?;
        check(&mut self.cargo(["test", "--quiet", "--locked"], "cargo"))?;
        let args = ["wasm", "build", "--release", "--quiet", "--locked"];
        let mut build = self.cargo(args, self.program);
        check(build.args(["--host", "browser", "--out-dir"]).arg(&pkg))?;
        if self.work.join("package.json").is_file() {
            install(&self.work)?;
        }
        let args = ["wasm", "serve", "--release", "--locked", "--port", "0"];
        let mut serve = self.cargo(args, self.program);
        let mut server = Server::start(serve.arg("--out-dir").arg(&pkg))?;
        let tested = check(
            Command::new("node")
                .arg(&self.harness)
                .arg(self.example.join("tests/page.mjs"))
                .arg(server.url()?)
                .arg(&self.work),
        );
        let said = server.stop();
        tested.map_err(|error| error.context(format!("`cargo wasm serve` said:\n{said}")))
    }

    fn cargo<const N: usize>(&self, args: [&str; N], program: impl AsRef<Path>) -> Command {
        let mut command = real::clean(program.as_ref());
        command
            .args(args)
            .current_dir(self.example)
            .env("CARGO_TARGET_DIR", target_dir().join("in-wasmtime"));
        command
    }
}

/// `cargo wasm serve`, until it is dropped.
struct Server {
    child: Child,
    urls: mpsc::Receiver<String>,
    lines: Option<JoinHandle<Vec<String>>>,
}

impl Server {
    fn start(command: &mut Command) -> Result<Self> {
        let mut child = command.stderr(Stdio::piped()).spawn()?;
        let stderr = child.stderr.take().context("there is a pipe")?;
        let (sender, urls) = mpsc::channel();
        let lines = std::thread::spawn(move || {
            let lines = BufReader::new(stderr).lines().map_while(Result::ok);
            lines
                .inspect(|line| {
                    if let Some((_, url)) = line.split_once("Serving ") {
                        let _ = sender.send(url.trim().to_owned());
                    }
                })
                .collect()
        });
        Ok(Self {
            child,
            urls,
            lines: Some(lines),
        })
    }

    fn url(&mut self) -> Result<String> {
        match self.urls.recv_timeout(START) {
            Ok(url) => Ok(url),
            Err(_) => bail!("`cargo wasm serve` does not serve:\n{}", self.stop()),
        }
    }

    /// Ends it; returns what it has said.
    fn stop(&mut self) -> String {
        let _ = self.child.kill();
        let _ = self.child.wait();
        let lines = self.lines.take().map(JoinHandle::join);
        lines
            .and_then(Result::ok)
            .map(|lines| lines.join("\n"))
            .unwrap_or_default()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop();
    }
}

/// What `package-lock.json` says; nothing is done when it is there.
fn install(dir: &Path) -> Result<()> {
    let wanted = fs::read_to_string(dir.join("package-lock.json"))?;
    let stamp = dir.join("installed");
    if fs::read_to_string(&stamp).is_ok_and(|there| there == wanted) {
        return Ok(());
    }
    let args = ["ci", "--no-audit", "--no-fund", "--loglevel", "error"];
    let mut npm = Command::new("npm");
    check(npm.args(args).current_dir(dir).stdout(Stdio::null()))?;
    fs::write(stamp, wanted)?;
    Ok(())
}

/// Copies what is served of an example.
fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let (path, to) = (entry.path(), to.join(entry.file_name()));
        if NOT_SERVED.iter().any(|name| path.ends_with(name)) {
            continue;
        }
        if path.is_dir() {
            copy(&path, &to)?;
        } else {
            fs::copy(&path, &to)?;
        }
    }
    Ok(())
}
