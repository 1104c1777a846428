//! The tarball that npm installs: the package's files below `package/`, the same bytes for the same files.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;
use flate2::Compression;
use flate2::write::GzEncoder;
use serde::Deserialize;

use crate::cache;

/// The time that `npm pack` gives every file: 1985-10-26T08:15:00Z, in seconds.
const TIME: u64 = 499_162_500;

#[derive(Deserialize)]
struct PackageJson {
    name: String,
    version: String,
    files: Vec<String>,
}

/// Packs the package in the folder `dir` into `NAME-VERSION.tgz` in the folder `to`; returns the file's path.
///
/// # Errors
/// A file cannot be read or written.
pub fn pack(dir: &Path, to: &Path) -> anyhow::Result<PathBuf> {
    let json = dir.join("package.json");
    let text = fs::read(&json).with_context(|| format!("cannot read `{}`", json.display()))?;
    let package: PackageJson = serde_json::from_slice(&text)?;
    let mut files = package.files;
    files.push("package.json".to_owned());
    files.sort();
    let mut tar = tar::Builder::new(GzEncoder::new(Vec::new(), Compression::best()));
    for name in files {
        let bytes = fs::read(dir.join(&name)).with_context(|| format!("cannot read `{name}`"))?;
        let mut header = tar::Header::new_ustar();
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        header.set_mtime(TIME);
        tar.append_data(&mut header, format!("package/{name}"), &bytes[..])?;
    }
    let bytes = tar.into_inner()?.finish()?;
    // `@scope/name` is `scope-name` in file names.
    let stem = package.name.trim_start_matches('@').replace('/', "-");
    let path = to.join(format!("{stem}-{}.tgz", package.version));
    cache::write(&path, &bytes)?;
    Ok(path)
}
