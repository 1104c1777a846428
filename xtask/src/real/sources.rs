//! Gets a package's source through cargo, into a folder where it can be built.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::spec::Spec;
use super::{Bench, clean, must};

/// The folder with the package's source.
pub fn prepare(bench: &Bench, spec: &Spec) -> Result<PathBuf> {
    let (Some(package), Some(version)) = (&spec.package, &spec.version) else {
        return Ok(bench.root.join(spec.folder.as_deref().unwrap_or_default()));
    };
    let dir = bench
        .scratch
        .join("src")
        .join(format!("{package}-{version}"));
    if dir.join("Cargo.toml").is_file() {
        return Ok(dir);
    }
    let unpacked = fetch(bench, package, version)?;
    let partial = bench
        .scratch
        .join("src")
        .join(format!(".{package}-{version}.partial"));
    let _ = fs::remove_dir_all(&partial);
    copy_dir(&unpacked, &partial)?;
    adapt(&partial, &spec.without_dev_dependencies)?;
    fs::rename(&partial, &dir)?;
    Ok(dir)
}

/// The two changes: below this workspace's folder, a package has to say that it is none of its members; and development
/// dependencies that do not compile for wasm are taken out, for cargo builds them all whatever uses them.
fn adapt(dir: &Path, without: &[String]) -> Result<()> {
    let path = dir.join("Cargo.toml");
    let mut manifest: toml::Table = toml::from_str(&fs::read_to_string(&path)?)?;
    manifest
        .entry("workspace")
        .or_insert_with(|| toml::Table::new().into());
    for name in without {
        let found = manifest
            .get_mut("dev-dependencies")
            .and_then(toml::Value::as_table_mut)
            .and_then(|table| table.remove(name));
        found.with_context(|| format!("`{name}` is none of its development dependencies"))?;
    }
    fs::write(&path, toml::to_string(&manifest)?)?;
    if !without.is_empty() {
        // Takes what nothing needs any more out of the lock file, and leaves the versions of the rest as they are.
        must(clean("cargo").current_dir(dir).args([
            "metadata",
            "--quiet",
            "--format-version",
            "1",
        ]))?;
    }
    Ok(())
}

/// Has cargo download a package: a dependency is fetched even when it has no library to depend on.
fn fetch(bench: &Bench, package: &str, version: &str) -> Result<PathBuf> {
    let dir = bench
        .scratch
        .join("fetch")
        .join(format!("{package}-{version}"));
    fs::create_dir_all(dir.join("src"))?;
    let manifest = format!(
        "[package]\nname = \"fetch\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n{package} = \"={version}\"\n\n[workspace]\n"
    );
    fs::write(dir.join("Cargo.toml"), manifest)?;
    fs::write(dir.join("src/lib.rs"), "")?;
    must(clean("cargo").current_dir(&dir).args(["fetch", "--quiet"]))?;
    let metadata = clean("cargo")
        .current_dir(&dir)
        .args(["metadata", "--offline", "--quiet", "--format-version", "1"])
        .output()?;
    let metadata: serde_json::Value =
        serde_json::from_slice(&metadata.stdout).context("cargo metadata")?;
    let packages = metadata["packages"]
        .as_array()
        .context("metadata has packages")?;
    let found = packages
        .iter()
        .find(|found| found["name"] == package && found["version"] == version);
    let path = found
        .and_then(|found| found["manifest_path"].as_str())
        .context("cargo did not fetch the package")?;
    Ok(Path::new(path)
        .parent()
        .context("a manifest has a folder")?
        .to_owned())
}

/// Copies a folder with all that is in it.
pub fn copy_dir(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from).with_context(|| format!("cannot read `{}`", from.display()))? {
        let entry = entry?;
        let (path, to) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() {
            copy_dir(&path, &to)?;
        } else {
            fs::copy(&path, &to)?;
        }
    }
    Ok(())
}

/// Lines of Rust below a folder, its build output left out.
pub fn lines_of_rust(dir: &Path) -> Result<usize> {
    let mut lines = 0;
    for entry in fs::read_dir(dir)? {
        let path = entry?.path();
        if path.is_dir() && !path.ends_with("target") {
            lines += lines_of_rust(&path)?;
        } else if path.extension().is_some_and(|ext| ext == "rs") {
            lines += fs::read(&path)?
                .iter()
                .filter(|&&byte| byte == b'\n')
                .count();
        }
    }
    Ok(lines)
}
