//! `cargo xtask components`: the examples of components, run from end to end: plugins that are exchanged, requests that are answered.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result, ensure};

use crate::real;
use crate::test::{root, target_dir};

/// Requests before memory is looked at, and then in all.
const WARM: u32 = 2_000;
const REQUESTS: u32 = 10_000;

/// How much larger the server may be after all requests than after the first.
const GROWTH: f64 = 1.1;

/// Runs all of them.
///
/// # Errors
/// One does not build, or does not do what it should.
pub fn run(program: &Path) -> Result<()> {
    key_value(program)?;
    http_handler(program)
}

/// Builds a package's components for release; the folder that they are in.
pub fn build(program: &Path, package: &Path) -> Result<PathBuf> {
    let target = target_dir().join("in-wasmtime");
    let status = real::clean(program)
        .args(["wasm", "build", "--release", "--quiet", "--locked"])
        .args(["--host", "component"])
        .current_dir(package)
        .env("CARGO_TARGET_DIR", &target)
        .status()?;
    ensure!(status.success(), "{} does not build", package.display());
    Ok(target.join("wasm/component/release"))
}

/// A host keeps its data while its plugin is exchanged, and keeps the plugin where the other cannot have its place.
fn key_value(program: &Path) -> Result<()> {
    let made = build(program, &root().join("examples/key-value"))?;
    let [table, journal, limited] =
        ["table", "journal", "limited"].map(|name| made.join(name).with_extension("wasm"));
    let check = |new: &Path| -> Result<bool> {
        let status = real::clean(program)
            .args(["wasm", "component", "check"])
            .args([&table, new])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()?;
        Ok(status.success())
    };
    ensure!(
        check(&journal)?,
        "the journal can have the table's place, and `check` denies it"
    );
    ensure!(
        !check(&limited)?,
        "`limited` cannot have the table's place, and `check` allows it"
    );
    let host = |second: &Path| -> Result<String> {
        let host = target_dir().join("debug/examples/key_value");
        let output = Command::new(&host)
            .args([&table, second])
            .output()
            .with_context(|| format!("{} is built with the workspace's tests", host.display()))?;
        ensure!(
            output.status.success(),
            "key_value ended with {}",
            output.status
        );
        Ok(String::from_utf8(output.stdout)?)
    };
    for (second, expected) in [
        (&journal, "replaced, with 2 entries"),
        (&limited, "the old one stays: "),
    ] {
        let said = host(second)?;
        for expected in [expected, "language is Some(\"Rust\")"] {
            ensure!(
                said.contains(expected),
                "{} gives:\n{said}",
                second.display()
            );
        }
    }
    println!("key-value: exchanged while it runs, and refused where it does not fit");
    Ok(())
}

/// A server ends with the test, whatever becomes of that.
struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn http_handler(program: &Path) -> Result<()> {
    let package = with_wasi_http()?;
    let made = build(program, &package)?;
    let mut child = real::clean(program)
        .args(["wasm", "run", "--serve", "127.0.0.1:0", "--module"])
        .arg(made.join("http_handler.wasm"))
        .stderr(Stdio::piped())
        .spawn()?;
    let stderr = child.stderr.take().context("there is a pipe")?;
    let server = Server(child);
    let mut lines = BufReader::new(stderr).lines();
    let url = loop {
        let line = lines
            .next()
            .context("the server ends before it listens")??;
        if let Some((_, url)) = line.split_once("Serving ") {
            break url.trim().to_owned();
        }
    };
    // Whoever does not read from a pipe blocks who writes to it.
    std::thread::spawn(move || lines.for_each(drop));
    let ask = |count: u32| -> Result<()> {
        let script = root().join("examples/http-handler/load.mjs");
        let status = Command::new("node")
            .arg(script)
            .args([&url, &count.to_string()])
            .stdout(Stdio::null())
            .status()?;
        ensure!(status.success(), "the client ended with {status}");
        Ok(())
    };
    ask(WARM)?;
    let warm = resident(server.0.id())?;
    ask(REQUESTS - WARM)?;
    let after = resident(server.0.id())?;
    ensure!(
        after as f64 <= warm as f64 * GROWTH,
        "the server grows: {warm} KiB after {WARM} requests, {after} after {REQUESTS}"
    );
    println!(
        "http-handler: {REQUESTS} requests answered; {warm} KiB resident after {WARM}, {after} in the end"
    );
    Ok(())
}

/// The example in a folder of its own, with the WIT of wasi:http beside it.
///
/// A user has that from a registry (`cargo wasm component deps`); here it comes with the crate that implements it.
fn with_wasi_http() -> Result<PathBuf> {
    let source = root().join("examples/http-handler");
    let package = target_dir().join("http-handler");
    fs::create_dir_all(package.join("src"))?;
    let manifest = fs::read_to_string(source.join("Cargo.toml"))?;
    let wasm = root().join("crates/wasm");
    fs::write(
        package.join("Cargo.toml"),
        manifest.replace("../../crates/wasm", &wasm.display().to_string()),
    )?;
    for file in ["Cargo.lock", "src/lib.rs"] {
        fs::copy(source.join(file), package.join(file))?;
    }
    let metadata = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version=1", "--locked"])
        .current_dir(root())
        .output()?;
    let metadata: serde_json::Value = serde_json::from_slice(&metadata.stdout)?;
    let packages = metadata["packages"]
        .as_array()
        .context("cargo lists packages")?;
    let http = packages
        .iter()
        .find(|package| package["name"] == "wasmtime-wasi-http");
    let manifest = http.and_then(|package| package["manifest_path"].as_str());
    let wit =
        Path::new(manifest.context("wasmtime-wasi-http is a dependency")?).with_file_name("wit");
    let deps = package.join("wit/deps");
    fs::create_dir_all(&deps)?;
    fs::copy(source.join("wit/world.wit"), package.join("wit/world.wit"))?;
    for file in fs::read_dir(wit.join("deps"))? {
        let file = file?.path();
        fs::copy(
            &file,
            deps.join(file.file_name().context("files have names")?),
        )?;
    }
    Ok(package)
}

/// The memory of a process that is in use, in KiB.
fn resident(process: u32) -> Result<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status"))?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let number = line.and_then(|line| line.split_whitespace().next());
    Ok(number
        .context("the system says how much memory a process has")?
        .parse()?)
}
