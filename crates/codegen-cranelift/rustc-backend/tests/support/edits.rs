//! Programs that are edited and built again, incrementally, in one folder: after each edit they do what the same text does natively.
//!
//! A line of such a program that ends with `//+ N` is there from edit N on, one that ends with `//- N` until edit N. Before the
//! last build what is kept of dependencies is damaged, which costs time and nothing else.

use std::fs;
use std::path::{Path, PathBuf};

use libtest_mimic::{Failed, Trial};

use crate::{compare, compile, entries, incremental, native, out, success};

/// A test for each program of `tests/edits`.
pub fn trials() -> Vec<Trial> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/edits");
    let trial = |(name, path): (String, PathBuf)| {
        let name = format!("edits/{name}");
        let title = name.clone();
        Trial::test(title, move || edits(&name, &path))
    };
    entries(&folder).into_iter().map(trial).collect()
}

fn edits(name: &str, path: &Path) -> Result<(), Failed> {
    let text = fs::read_to_string(path)?;
    let last = text.lines().filter_map(mark).map(|it| it.1).max();
    let last = last.ok_or("no line is marked")?;
    let folder = out(name);
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    let source = folder.join("program.rs");
    for edit in 0..=last + 1 {
        fs::write(&source, after(&text, edit))?;
        if edit > last {
            damage(&folder.join("incremental"))?;
        }
        let step = |error: Failed| match error.message() {
            Some(message) => Failed::from(format!("after edit {edit}: {message}")),
            None => error,
        };
        build(&source, &folder).map_err(step)?;
    }
    Ok(())
}

fn build(source: &Path, folder: &Path) -> Result<(), Failed> {
    let module = folder.join("program.wasm");
    success("the driver", &compile(incremental(&module), source)?)?;
    compare(&native(source, folder)?, &module, false)
}

/// What a line's mark says: whether the line comes by an edit, and which.
fn mark(line: &str) -> Option<(bool, u32)> {
    let (_, mark) = line.rsplit_once("//")?;
    let comes = match mark.get(..2)? {
        "+ " => true,
        "- " => false,
        _ => return None,
    };
    Some((comes, mark[2..].parse().ok()?))
}

/// The program after an edit.
fn after(text: &str, edit: u32) -> String {
    let mut program = String::new();
    for line in text.lines() {
        let is_there = mark(line).is_none_or(|(comes, number)| comes == (edit >= number));
        if is_there {
            program += line;
            program.push('\n');
        }
    }
    program
}

/// Cuts the index of what is kept.
fn damage(incremental: &Path) -> Result<(), Failed> {
    let mut found = false;
    for entry in fs::read_dir(incremental)? {
        let folder = entry?.path();
        if !folder.to_string_lossy().ends_with("-image") {
            continue;
        }
        found = true;
        let index = folder.join("index");
        let bytes = fs::read(&index)?;
        fs::write(&index, &bytes[..bytes.len() / 2])?;
    }
    match found {
        true => Ok(()),
        false => Err("nothing is kept of dependencies".into()),
    }
}
