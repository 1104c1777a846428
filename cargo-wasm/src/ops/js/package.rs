//! Writes the package's folder: each file whole, only those that changed, and never over one that is not ours.

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use anyhow::Context;
use serde_json::{Map, Value};

use super::compact::compact;
use super::{Glue, entries, guard, manifest, strings};
use crate::cache;
use crate::config::{Package, TrapGuard};
use crate::error::Failure;

/// The list of our files in the folder, each with what it was made from.
const RECORD: &str = ".wasmrust.json";

/// A module that goes into a package.
pub struct Part<'a> {
    pub glue: &'a Glue,
    /// What ships.
    pub wasm: &'a Path,
}

/// What a file of the package holds.
enum Content {
    Text(String),
    Copy(PathBuf),
}

/// Writes the package of these modules, the first of which is what importing it means, into `dir`.
/// `npm` are keys for `package.json`.
///
/// # Errors
/// The folder has a file of a name that the package needs, and it is not ours.
pub fn publish(
    dir: &Path,
    package: &Package,
    parts: &[Part<'_>],
    npm: Map<String, Value>,
) -> anyhow::Result<()> {
    let mut files = BTreeMap::new();
    for part in parts {
        collect(part, &mut files)?;
    }
    for file in documents(package) {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        files.insert(name.into_owned(), Content::Copy(file));
    }
    let shipped: Vec<String> = files.keys().cloned().collect();
    let modules: Vec<&Glue> = parts.iter().map(|part| part.glue).collect();
    let json = manifest::text(package, &modules, npm, &shipped)?;
    files.insert("package.json".into(), Content::Text(json));
    files.insert(".gitignore".into(), Content::Text("*\n".into()));
    write(dir, &files)
}

fn collect(part: &Part<'_>, files: &mut BTreeMap<String, Content>) -> anyhow::Result<()> {
    let glue = part.glue;
    let name = &glue.name;
    let mut text = |file: String, text: String| files.insert(file, Content::Text(text));
    let shipped = |js: String| if glue.readable { js } else { compact(&js) };
    let restarts = glue.guard == TrapGuard::Restart;
    let owning = |js: &str| match restarts {
        true => shipped(guard::tracked(name, js)),
        false => shipped(js.to_owned()),
    };
    if restarts {
        text(
            format!("{name}_restart.js"),
            shipped(guard::RESTART.to_owned()),
        );
    }
    let mut types = String::new();
    if let Some(bound) = &glue.bound {
        let read = |file: String| {
            let path = bound.dir.join(file);
            fs::read_to_string(&path).with_context(|| format!("cannot read `{}`", path.display()))
        };
        let bg = read(format!("{name}_bg.js"))?;
        text(format!("{name}_bg.js"), owning(&strings::improve(&bg)));
        types = read(format!("{name}.d.ts"))?;
    }
    text(format!("{name}_init.js"), shipped(entries::init(glue)));
    text(format!("{name}.js"), entries::page(glue));
    text(format!("{name}.node.js"), entries::node(glue));
    text(format!("{name}.d.ts"), entries::types(glue, &types));
    for layer in &glue.layers {
        text(format!("{name}_{}.js", layer.file), owning(&layer.js));
    }
    for (name, path) in glue.layers.iter().flat_map(|layer| &layer.files) {
        files.insert(name.clone(), Content::Copy(path.clone()));
    }
    files.insert(format!("{name}.wasm"), Content::Copy(part.wasm.to_owned()));
    if let Some(bound) = &glue.bound {
        for path in files_below(&bound.dir.join("snippets"))? {
            let name = path.strip_prefix(&bound.dir)?.components();
            let name: Vec<_> = name
                .map(|part| part.as_os_str().to_string_lossy())
                .collect();
            files.insert(name.join("/"), Content::Copy(path));
        }
    }
    Ok(())
}

/// What npm shows of a package: its readme and licenses.
fn documents(package: &Package) -> Vec<PathBuf> {
    let folder = package.manifest_path.parent().unwrap_or(Path::new("."));
    let about = &package.about;
    let named = [&about.readme, &about.license_file].into_iter().flatten();
    let mut found: Vec<PathBuf> = named
        .map(|path| folder.join(path))
        .filter(|path| path.is_file())
        .collect();
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    found.extend(entries.map(|entry| entry.path()).filter(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.starts_with("LICENSE") && path.is_file()
    }));
    found.sort();
    found.dedup();
    found
}

fn files_below(dir: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    if dir.is_dir() {
        for entry in fs::read_dir(dir)? {
            let path = entry?.path();
            if path.is_dir() {
                found.extend(files_below(&path)?);
            } else {
                found.push(path);
            }
        }
    }
    Ok(found)
}

type Record = BTreeMap<String, String>;

fn write(dir: &Path, files: &BTreeMap<String, Content>) -> anyhow::Result<()> {
    let record_path = dir.join(RECORD);
    let known: Record = fs::read(&record_path)
        .ok()
        .and_then(|text| serde_json::from_slice(&text).ok())
        .unwrap_or_default();
    let mut record = Record::new();
    let mut stale = Vec::new();
    for (name, content) in files {
        let made_from = content.digest()?;
        let path = dir.join(name);
        let there = path.symlink_metadata().is_ok();
        if there && !known.contains_key(name) {
            return Err(Failure::user(format!(
                "`{}` is in the way: it is not of cargo-wasm's making",
                path.display()
            ))
            .help("remove it, or choose another folder with `--out-dir DIR` or `out-dir` in `[package.metadata.wasm]`")
            .into());
        }
        if !there || known.get(name) != Some(&made_from) {
            stale.push((path, content));
        }
        record.insert(name.clone(), made_from);
    }
    if record == known && stale.is_empty() {
        return Ok(());
    }
    // Ours from here on, whatever happens.
    let mut both = known.clone();
    both.extend(record.keys().map(|name| (name.clone(), String::new())));
    cache::write(&record_path, &serde_json::to_vec_pretty(&both)?)?;
    for (path, content) in stale {
        match content {
            Content::Text(text) => cache::write(&path, text.as_bytes())?,
            Content::Copy(from) => cache::write(&path, &fs::read(from)?)?,
        }
    }
    for name in known.keys().filter(|name| !files.contains_key(*name)) {
        match fs::remove_file(dir.join(name)) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(error.into()),
            _ => {}
        }
    }
    cache::write(&record_path, &serde_json::to_vec_pretty(&record)?)?;
    Ok(())
}

impl Content {
    /// A short name for what the file is to hold. Copies are known by the time and size of what is copied: reading
    /// megabytes of a development module costs more than all else here.
    fn digest(&self) -> anyhow::Result<String> {
        Ok(match self {
            Content::Text(text) => cache::digest([text.as_bytes()]),
            Content::Copy(path) => {
                let metadata = path.metadata()?;
                let time = metadata.modified()?.duration_since(UNIX_EPOCH);
                format!("{} {}", metadata.len(), time.map_or(0, |t| t.as_nanos()))
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(name: &str, text: &str) -> BTreeMap<String, Content> {
        [(name.to_owned(), Content::Text(text.to_owned()))].into()
    }

    #[test]
    fn files_of_others_are_left_alone() {
        let dir = tempfile::tempdir().unwrap();
        let dir = dir.path();
        fs::write(dir.join("theirs"), "1").unwrap();
        write(dir, &one("a", "2")).unwrap();
        assert!(write(dir, &one("theirs", "3")).is_err());
        write(dir, &one("b", "4")).unwrap();
        assert_eq!(fs::read(dir.join("theirs")).unwrap(), b"1");
        assert!(
            !dir.join("a").exists(),
            "what was ours goes when it is not made any more"
        );
        assert_eq!(fs::read(dir.join("b")).unwrap(), b"4");
    }

    #[test]
    fn what_did_not_change_is_not_written() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("a");
        let time = || file.metadata().unwrap().modified().unwrap();
        write(dir.path(), &one("a", "1")).unwrap();
        let first = time();
        write(dir.path(), &one("a", "1")).unwrap();
        assert_eq!(time(), first);
        fs::remove_file(&file).unwrap();
        write(dir.path(), &one("a", "1")).unwrap();
        assert!(file.exists(), "a file that went is made again");
    }
}
