//! Runs every `cases/GROUP/NAME.fail.rs`, which must be refused as `NAME.fail.stderr` says, and its twin `NAME.pass.rs`, which
//! differs in the mistake alone and must compile and run.
//!
//! `BLESS=1` rewrites what is expected. An argument that is part of a path picks cases.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// How cargo is told what becomes of a panic.
const PANIC: &str = "CARGO_PROFILE_DEV_PANIC";

/// Lines in which a case and its twin may differ, taken together: more is another program.
const DIFFERENT: usize = 10;

fn main() {
    let filter = std::env::args().skip(1).find(|arg| !arg.starts_with('-'));
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases");
    let mut faults = Vec::new();
    let mut names = BTreeSet::new();
    for path in files(&cases) {
        let name = path.strip_prefix(&cases).expect("it was listed there");
        let name = name.to_str().expect("names of cases are plain");
        match name.split_once('.') {
            Some((stem, "fail.rs" | "pass.rs" | "fail.stderr")) => {
                names.insert(stem.to_owned());
            }
            _ => faults.push(format!(
                "{name}: neither NAME.fail.rs, NAME.pass.rs nor NAME.fail.stderr"
            )),
        }
    }
    for name in &names {
        let read = |suffix: &str| fs::read_to_string(cases.join(format!("{name}.{suffix}")));
        let (Ok(fail), Ok(pass)) = (read("fail.rs"), read("pass.rs")) else {
            faults.push(format!("{name}: the case or its twin is missing"));
            continue;
        };
        if !fail.starts_with("//! ") || !pass.starts_with("//! ") {
            faults.push(format!(
                "{name}: begins with no `//!` line that says what the mistake is"
            ));
        }
        match different_lines(&fail, &pass) {
            0 => faults.push(format!("{name}: the twin is the same")),
            1..=DIFFERENT => {}
            more => faults.push(format!("{name}: differs from its twin in {more} lines")),
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));

    if std::env::var_os(PANIC).is_none() {
        // What is refused after monomorphization is refused where panics abort, as they do on wasm32. A process's own
        // environment cannot be changed safely, so another runs the cases.
        let mut again = Command::new(std::env::current_exe().expect("this program has a file"));
        again.args(std::env::args_os().skip(1)).env(PANIC, "abort");
        // Hundreds of programs, each run once: without debug information they take a tenth of the space.
        again.envs([
            ("CARGO_PROFILE_DEV_DEBUG", "false"),
            ("CARGO_PROFILE_DEV_STRIP", "symbols"),
        ]);
        if std::env::var_os("BLESS").is_some() {
            again.env("TRYBUILD", "overwrite");
        }
        let status = again.status().expect("this program can be started again");
        std::process::exit(status.code().unwrap_or(101));
    }
    let tests = trybuild::TestCases::new();
    for name in &names {
        if filter
            .as_ref()
            .is_none_or(|part| name.contains(part.as_str()))
        {
            tests.compile_fail(cases.join(format!("{name}.fail.rs")));
            tests.pass(cases.join(format!("{name}.pass.rs")));
        }
    }
}

/// Lines that only one of the two has, not counting the first, which says what each is for.
fn different_lines(a: &str, b: &str) -> usize {
    let lines =
        |text: &'_ str| -> Vec<String> { text.lines().skip(1).map(str::to_owned).collect() };
    let (a, b) = (lines(a), lines(b));
    // Longest common subsequence, by rows.
    let mut row = vec![0usize; b.len() + 1];
    for x in &a {
        let mut diagonal = 0;
        for (i, y) in b.iter().enumerate() {
            let above = row[i + 1];
            row[i + 1] = if x == y {
                diagonal + 1
            } else {
                above.max(row[i])
            };
            diagonal = above;
        }
    }
    a.len() + b.len() - 2 * row[b.len()]
}

fn files(dir: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(dir).unwrap_or_else(|error| panic!("{}: {error}", dir.display()));
    let paths = entries.map(|entry| entry.expect("the folder can be read").path());
    paths
        .flat_map(|path| {
            if path.is_dir() {
                files(&path)
            } else {
                vec![path]
            }
        })
        .collect()
}
