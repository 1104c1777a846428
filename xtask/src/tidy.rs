//! `cargo xtask tidy`: the invariants of ARCHITECTURE.md, each as a check that can fail.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, bail};

use crate::test::root;

const LONGEST_FILE: usize = 600;

/// Packages whose code may be `unsafe`.
const UNSAFE: [&str; 2] = ["wasm", "wasm-alloc"];

/// What a package must not depend on, however far away: package, forbidden, why.
const FORBIDDEN: [(&str, &str, &str); 8] = [
    (
        "wasm-runtime",
        "postlink",
        "the runtime knows nothing of how modules are made",
    ),
    (
        "wasm-runtime",
        "cargo_metadata",
        "the runtime knows nothing of cargo",
    ),
    (
        "wasm",
        "wasmtime",
        "what users add depends on no tool of ours",
    ),
    (
        "wasm",
        "wasmparser",
        "what users add depends on no tool of ours",
    ),
    ("wasm-macros", "wasm", "the crate depends on its macros"),
    ("postlink", "wasmtime", "passes are bytes in, bytes out"),
    ("postlink", "cargo_metadata", "passes know nothing of cargo"),
    (
        "wasm-alloc",
        "wasmtime",
        "the heap is compiled with `core` alone",
    ),
];

/// Runs every check and reports all that fail.
pub fn run() -> anyhow::Result<()> {
    let mut faults = Vec::new();
    let sources = files(root(), &|path| {
        path.extension().is_some_and(|ext| ext == "rs")
    })?;
    for path in &sources {
        check_source(path, &mut faults)?;
    }
    check_lints(&mut faults)?;
    check_dependencies(&mut faults)?;
    check_docs(&mut faults)?;
    format(&mut faults)?;
    if !faults.is_empty() {
        bail!("{} faults:\n  {}", faults.len(), faults.join("\n  "));
    }
    Ok(())
}

/// Length, first line, `rustc_*` crates, processes and printing, machine paths.
fn check_source(path: &Path, faults: &mut Vec<String>) -> anyhow::Result<()> {
    let text = fs::read_to_string(path)?;
    let shown = path.strip_prefix(root()).unwrap_or(path);
    let name = shown.display();
    let lines = text.lines().count();
    if lines > LONGEST_FILE {
        faults.push(format!("{name}: {lines} lines; {LONGEST_FILE} at most"));
    }
    let is_program = shown.starts_with("benches")
        || shown.starts_with("examples")
        || shown.starts_with("cargo-wasm/templates")
        || shown.starts_with("tests/real/inputs");
    if !is_program && !text.starts_with("//!") {
        faults.push(format!(
            "{name}: does not begin with a `//!` line that says what it is for"
        ));
    }
    let in_backend = shown.starts_with("crates/codegen-cranelift/rustc-backend");
    let rustc = concat!("extern crate ", "rustc_");
    if !in_backend && text.contains(rustc) {
        faults.push(format!("{name}: names a rustc crate outside rustc-backend"));
    }
    // Becomes another program, which is all that it does.
    let is_launcher = in_backend && shown.ends_with("src/compiler.rs");
    let library = shown.starts_with("crates")
        && shown.components().any(|c| c.as_os_str() == "src")
        && !is_launcher;
    if library {
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        let code: String = code
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"))
            .collect::<Vec<_>>()
            .join("\n");
        for word in ["process::Command", "println!(", "print!(", "dbg!("] {
            if code.contains(word) {
                faults.push(format!(
                    "{name}: `{word}`: only cargo-wasm spawns processes or prints"
                ));
            }
        }
    }
    for place in [concat!("/ro", "ot/"), concat!("/wo", "rk/")] {
        if text.contains(place) {
            faults.push(format!("{name}: names a path of one machine (`{place}…`)"));
        }
    }
    Ok(())
}

/// Every package takes the workspace's lints, `unsafe_code = "deny"` among them, but the few that are named.
fn check_lints(faults: &mut Vec<String>) -> anyhow::Result<()> {
    for manifest in files(root(), &|path| path.ends_with("Cargo.toml"))? {
        let shown = manifest.strip_prefix(root())?.to_owned();
        if shown == Path::new("Cargo.toml")
            || !(shown.starts_with("crates")
                || shown.starts_with("cargo-wasm")
                || shown.starts_with("trybuild-tests")
                || shown.starts_with("xtask"))
            // A user's program, in a workspace of its own.
            || shown.starts_with("cargo-wasm/tests")
        {
            continue;
        }
        let table: toml::Table = fs::read_to_string(&manifest)?.parse()?;
        let name = table
            .get("package")
            .and_then(|p| p.get("name"))
            .and_then(|n| n.as_str())
            .unwrap_or_default();
        let inherits = table
            .get("lints")
            .and_then(|l| l.get("workspace"))
            .and_then(|w| w.as_bool())
            == Some(true);
        if !inherits && !UNSAFE.contains(&name) {
            faults.push(format!(
                "{}: does not inherit the workspace's lints",
                shown.display()
            ));
        }
    }
    Ok(())
}

fn check_dependencies(faults: &mut Vec<String>) -> anyhow::Result<()> {
    for (package, forbidden, why) in FORBIDDEN {
        let output = Command::new(env!("CARGO"))
            .args([
                "tree",
                "--package",
                package,
                "--edges",
                "normal,build,no-proc-macro",
                "--prefix",
                "none",
                "--format",
                "{p}",
            ])
            .current_dir(root())
            .output()
            .context("`cargo tree` could not be started")?;
        if !output.status.success() {
            bail!(
                "`cargo tree -p {package}` failed: {}",
                String::from_utf8_lossy(&output.stderr)
            );
        }
        let text = String::from_utf8_lossy(&output.stdout);
        if text
            .lines()
            .any(|line| line.split_whitespace().next() == Some(forbidden))
        {
            faults.push(format!("{package} depends on {forbidden}: {why}"));
        }
    }
    Ok(())
}

/// Paths, types and commands in backticks exist, and so do the paths in commands that are shown.
fn check_docs(faults: &mut Vec<String>) -> anyhow::Result<()> {
    let mut code = String::new();
    for path in files(root(), &|path| {
        path.extension()
            .is_some_and(|ext| ext == "rs" || ext == "toml")
    })? {
        code.push_str(&fs::read_to_string(path)?);
    }
    for doc in [
        "README.md",
        "ARCHITECTURE.md",
        "CHANGELOG.md",
        "benches/size/README.md",
        "cargo-wasm/tests/README.md",
    ] {
        let path = root().join(doc);
        let Ok(text) = fs::read_to_string(&path) else {
            faults.push(format!("{doc}: is missing"));
            continue;
        };
        let dir = path.parent().unwrap_or(root());
        let shown = text.split("```").skip(1).step_by(2);
        let shown =
            shown.flat_map(|block| block.lines().filter_map(|line| line.strip_prefix("$ ")));
        for word in in_backticks(&text).chain(shown.flat_map(str::split_whitespace)) {
            if let Some(fault) = doc_fault(word, dir, &code) {
                faults.push(format!("{doc}: `{word}`: {fault}"));
            }
        }
    }
    for license in ["LICENSE-MIT", "LICENSE-APACHE"] {
        if !root().join(license).is_file() {
            faults.push(format!("{license}: is missing"));
        }
    }
    Ok(())
}

fn in_backticks(text: &str) -> impl Iterator<Item = &str> {
    text.split("```")
        .step_by(2)
        .flat_map(|prose| prose.split('`').skip(1).step_by(2))
}

fn doc_fault(word: &str, dir: &Path, code: &str) -> Option<&'static str> {
    let plain = |c: char| c.is_ascii_alphanumeric() || "/._-".contains(c);
    let ours = [
        "cargo-wasm/",
        "crates/",
        "xtask/",
        "benches/",
        "examples/",
        "tests/",
        ".ci/",
        ".cargo/",
        "src/",
    ];
    if word.chars().all(plain) && ours.iter().any(|start| word.starts_with(start)) {
        let there = root().join(word).exists()
            || dir.join(word).exists()
            || root().join("cargo-wasm").join(word).exists();
        // Rooms that later work fills are named in ARCHITECTURE.md with a trailing mark instead of a path.
        return (!there).then_some("no such file");
    }
    if let Some(rest) = word
        .strip_prefix("cargo wasm ")
        .or_else(|| word.strip_prefix("cargo xtask "))
    {
        let command = rest.split_whitespace().next().unwrap_or_default();
        let variant: String = command
            .chars()
            .enumerate()
            .map(|(i, c)| if i == 0 { c.to_ascii_uppercase() } else { c })
            .collect();
        let known =
            code.contains(&format!("    {variant}(")) || code.contains(&format!("[\"{command}\""));
        return (command.chars().all(|c| c.is_ascii_lowercase()) && !known)
            .then_some("no such command");
    }
    let mut chars = word.chars();
    let camel = chars.next().is_some_and(|c| c.is_ascii_uppercase())
        && word.chars().any(|c| c.is_ascii_lowercase())
        && word.chars().all(|c| c.is_ascii_alphanumeric());
    if camel && word.chars().skip(1).any(|c| c.is_ascii_uppercase()) && !code.contains(word) {
        return Some("no such type");
    }
    None
}

fn format(faults: &mut Vec<String>) -> anyhow::Result<()> {
    let output = Command::new(env!("CARGO"))
        .args(["fmt", "--all", "--check"])
        .current_dir(root())
        .output()?;
    if !output.status.success() {
        let text = String::from_utf8_lossy(&output.stdout);
        let first = text
            .lines()
            .find(|line| line.starts_with("Diff in"))
            .unwrap_or("see `cargo fmt --check`");
        faults.push(format!("not formatted: {first}"));
    }
    Ok(())
}

/// Files of the project that match, in a stable order; build folders and hidden ones are left out.
fn files(dir: &Path, wanted: &dyn Fn(&Path) -> bool) -> anyhow::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut entries: Vec<_> = fs::read_dir(dir)?.collect::<Result<_, _>>()?;
    entries.sort_by_key(|entry| entry.file_name());
    for entry in entries {
        let (path, name) = (entry.path(), entry.file_name());
        if path.is_dir() {
            if name != "target" && !name.to_string_lossy().starts_with('.') {
                found.extend(files(&path, wanted)?);
            }
        } else if wanted(&path) {
            found.push(path);
        }
    }
    Ok(found)
}
