//! Runs a test program in Node or in headless Chromium: cargo calls it as the runner of modules for JavaScript hosts.

mod page;

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::Context;
use clap::Parser;
use serde::Serialize;
use wasmparser::Payload;

use super::{Glue, bindgen, entries, run as node};
use crate::cache;
use crate::cli::Grants;
use crate::config::workspace::Selection;
use crate::config::{Host, Workspace};
use crate::error::Failure;
use crate::toolchain;

/// The flags of test harnesses, as far as they mean something here; the others are taken and do nothing.
#[derive(Parser, Debug)]
#[command(name = "test", no_binary_name = true)]
struct Harness {
    filters: Vec<String>,
    #[arg(long)]
    exact: bool,
    #[arg(long)]
    skip: Vec<String>,
    #[arg(long)]
    ignored: bool,
    #[arg(long)]
    include_ignored: bool,
    #[arg(long)]
    list: bool,
    #[arg(long, alias = "no-capture")]
    nocapture: bool,
    #[arg(long)]
    show_output: bool,
    #[arg(short, long)]
    quiet: bool,
    #[arg(long)]
    test_threads: Option<String>,
    #[arg(long)]
    format: Option<String>,
    #[arg(long)]
    color: Option<String>,
}

/// What the harness in JavaScript is told.
#[derive(Serialize)]
struct Config {
    /// Exports to call.
    tests: Vec<String>,
    filtered: usize,
    include_ignored: bool,
    nocapture: bool,
    /// Whether to call `main`.
    main: bool,
    /// What `std::env::args` gives it.
    args: Vec<String>,
}

/// One `#[wasm_bindgen_test]`, which is exported as `__wbgt_MODIFIERS_CRATE::PATH`.
#[derive(Debug, PartialEq)]
struct Case<'a> {
    export: &'a str,
    name: &'a str,
    is_ignored: bool,
}

/// Where the crate says that its tests are to run: `wasm_bindgen_test_configure!`.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Place {
    Anywhere,
    Page,
    Worker,
    Node,
}

/// Runs the test program `module` with the harness's own arguments; returns its exit code.
///
/// # Errors
/// Node or Chromium is not there, or the module is for another host.
pub fn run(host: Host, module: &Path, args: &[String], grants: &Grants) -> anyhow::Result<i32> {
    let wasm = fs::read(module)?;
    let version = bindgen::version_of(&wasm)?;
    if let Some(version) = version.filter(|version| version != bindgen::EMBEDDED) {
        return delegate(&version, host, module, args);
    }
    let facts = Seen::of(&wasm)?;
    match (host, facts.place) {
        (Host::Browser, Place::Node) => return Ok(skip(module, "Node", "--host node")),
        (Host::Node, Place::Page) => return Ok(skip(module, "a page", "--host browser")),
        (_, Place::Worker) => {
            return Err(
                Failure::unsupported("tests that are configured to run in a worker")
                    .help("`wasm_bindgen_test_configure!(run_in_browser)` runs them in a page")
                    .into(),
            );
        }
        _ => {}
    }
    let harness = Harness::try_parse_from(args.iter().map(OsString::from))
        .map_err(|error| Failure::user(error.to_string()))?;
    let cases: Vec<Case<'_>> = facts.exports.iter().filter_map(|e| case(e)).collect();
    let (chosen, filtered) = choose(&cases, &harness);
    if harness.list && !cases.is_empty() {
        for case in chosen {
            crate::shell::out(format!("{}: test", case.name));
        }
        return Ok(0);
    }
    let name = module.file_stem().unwrap_or_default().to_string_lossy();
    let dir = module.with_file_name(format!(".{name}.bindgen"));
    let mut words = vec![name.clone().into_owned()];
    words.extend(args.iter().cloned());
    let config = Config {
        // Plain tests are the business of libtest's own `main`, which is in every test program.
        main: cases.is_empty() && facts.exports.iter().any(|name| name == "main"),
        tests: chosen.iter().map(|case| case.export.to_owned()).collect(),
        filtered,
        include_ignored: harness.include_ignored || harness.ignored,
        nocapture: harness.nocapture,
        args: words,
    };
    if !cases.is_empty() && config.tests.is_empty() {
        crate::shell::out(format!("no test of {} is chosen", cases.len()));
        return Ok(0);
    }
    prepare(module, &wasm, &name, &dir, &config)?;
    match host {
        Host::Browser => page::run(&dir, grants.timeout),
        _ => {
            let mut command = Command::new(node::node()?);
            command.arg(dir.join("node.mjs"));
            node::grant_env(&mut command, grants);
            let status = command.status().context("cannot start node")?;
            Ok(node::code(status))
        }
    }
}

fn skip(module: &Path, place: &str, flag: &str) -> i32 {
    let name = module.file_stem().unwrap_or_default().to_string_lossy();
    crate::shell::warn(format!(
        "the tests of `{name}` are configured for {place} and are not run; `{flag}` runs them"
    ));
    0
}

/// Binds the module in `dir` and writes the harness beside.
fn prepare(
    module: &Path,
    wasm: &[u8],
    name: &str,
    dir: &Path,
    config: &Config,
) -> anyhow::Result<()> {
    // What the crate marks with `start` is not called, as with wasm-bindgen's own runner: a test has no page to begin with. It
    // would also take the place of the harness's `main`.
    let terms = bindgen::Terms {
        offline: false,
        start: false,
        crates: &[],
    };
    let binding = bindgen::bind(module, wasm, name, dir, terms)?;
    if binding.bound.is_none() {
        fs::copy(&binding.wasm, dir.join(format!("{name}_bg.wasm")))?;
    }
    // No guard: a test that traps as it should is followed by others.
    let glue = Glue::compose(wasm, name, binding, &imports()?, true)?;
    let write = |file: &str, text: &str| cache::write(&dir.join(file), text.as_bytes());
    write(&format!("{name}_init.js"), &entries::init(&glue))?;
    for layer in &glue.layers {
        write(&format!("{name}_{}.js", layer.file), &layer.js)?;
        for (file, path) in &layer.files {
            cache::write(&dir.join(file), &fs::read(path)?)?;
        }
    }
    write("package.json", "{ \"type\": \"module\" }\n")?;
    write("harness.mjs", include_str!("harness.mjs"))?;
    let config = serde_json::to_string_pretty(config)?;
    let fill = |text: &str| text.replace("NAME", name).replace("CONFIG", &config);
    write("node.mjs", &fill(include_str!("node.mjs")))?;
    write("index.html", &fill(include_str!("page.html")))?;
    Ok(())
}

/// Where the tested package has its imports from, as its manifest says; cargo tells runners which package that is.
fn imports() -> anyhow::Result<BTreeMap<String, String>> {
    let Some(folder) = std::env::var_os("CARGO_MANIFEST_DIR") else {
        return Ok(BTreeMap::new());
    };
    let manifest = Path::new(&folder).join("Cargo.toml");
    let selection = Selection {
        manifest_path: Some(manifest.clone()),
        ..Selection::default()
    };
    let workspace = Workspace::load(&toolchain::cargo(), &selection)?;
    let mut packages = workspace.packages.iter();
    let package = packages.find(|package| package.manifest_path == manifest);
    Ok(package.map_or_else(BTreeMap::new, |package| workspace.imports(package)))
}

/// Another version of wasm-bindgen has another harness: its own runner, which is installed with it.
fn delegate(version: &str, host: Host, module: &Path, args: &[String]) -> anyhow::Result<i32> {
    let tool = bindgen::installed(version, false)?;
    let runner = tool.with_file_name(format!(
        "wasm-bindgen-test-runner{}",
        std::env::consts::EXE_SUFFIX
    ));
    let mut command = Command::new(&runner);
    if host == Host::Browser {
        command.env("WASM_BINDGEN_USE_BROWSER", "1");
    }
    let status = command.arg(module).args(args).status();
    let status = status.with_context(|| format!("cannot start `{}`", runner.display()))?;
    Ok(node::code(status))
}

/// What is read of a test program.
struct Seen {
    exports: Vec<String>,
    place: Place,
}

impl Seen {
    fn of(wasm: &[u8]) -> anyhow::Result<Seen> {
        let mut seen = Seen {
            exports: Vec::new(),
            place: Place::Anywhere,
        };
        for payload in wasmparser::Parser::new(0).parse_all(wasm) {
            match payload? {
                Payload::ExportSection(section) => {
                    for export in section {
                        seen.exports.push(export?.name.to_owned());
                    }
                }
                Payload::CustomSection(section)
                    if section.name() == "__wasm_bindgen_test_unstable" =>
                {
                    seen.place = match section.data().first() {
                        Some(1) => Place::Page,
                        Some(2..=4) => Place::Worker,
                        Some(5) => Place::Node,
                        _ => Place::Anywhere,
                    };
                }
                _ => {}
            }
        }
        Ok(seen)
    }
}

fn case(export: &str) -> Option<Case<'_>> {
    let rest = export.strip_prefix("__wbgt_")?;
    let (modifiers, _) = rest.split_once('_')?;
    let (_, name) = export.split_once("::")?;
    Some(Case {
        export,
        name,
        is_ignored: modifiers.contains('$'),
    })
}

/// The cases to run, and how many the flags leave out. Ignored ones are among them: the harness lists them as such.
fn choose<'a>(cases: &'a [Case<'a>], flags: &Harness) -> (Vec<&'a Case<'a>>, usize) {
    let fits = |name: &str, pattern: &String| {
        if flags.exact {
            name == pattern
        } else {
            name.contains(pattern.as_str())
        }
    };
    let wanted = |case: &&Case<'_>| {
        (flags.filters.is_empty() || flags.filters.iter().any(|f| fits(case.name, f)))
            && !flags.skip.iter().any(|f| fits(case.name, f))
            && (!flags.ignored || case.is_ignored)
    };
    let chosen: Vec<_> = cases.iter().filter(wanted).collect();
    let filtered = cases.len() - chosen.len();
    (chosen, filtered)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_flags_choose_tests() {
        let exports = [
            "__wbgt__a_1::tests::adds",
            "__wbgt_$_a_2::tests::waits",
            "memory",
        ];
        let cases: Vec<_> = exports.iter().filter_map(|e| case(e)).collect();
        assert_eq!(cases.len(), 2);
        assert!(!cases[0].is_ignored && cases[1].is_ignored);
        let names = |args: &[&str]| {
            let flags = Harness::try_parse_from(args).unwrap();
            let (chosen, filtered) = choose(&cases, &flags);
            assert_eq!(chosen.len() + filtered, 2);
            chosen.iter().map(|case| case.name).collect::<Vec<_>>()
        };
        assert_eq!(names(&[]), ["tests::adds", "tests::waits"]);
        assert_eq!(names(&["add"]), ["tests::adds"]);
        assert!(names(&["--exact", "add"]).is_empty());
        assert_eq!(names(&["--skip", "add"]), ["tests::waits"]);
        assert_eq!(names(&["--ignored"]), ["tests::waits"]);
    }
}
