//! What `cargo clean` does not know of: the modules that ship.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use crate::cli::Clean;
use crate::config::Workspace;

/// Removes what ships of the profile or the packages that a partial clean names, below `target/wasm/HOST/PROFILE`.
///
/// # Errors
/// A folder cannot be read, or a file not be removed.
pub fn shipped(args: &Clean, workspace: &Workspace) -> anyhow::Result<()> {
    let target = args.target_dir.as_ref().unwrap_or(&workspace.target);
    let profile = match (&args.profile, args.release) {
        (_, true) => Some("release"),
        (Some(name), _) if matches!(&**name, "dev" | "test") => Some("debug"),
        (Some(name), _) if name == "bench" => Some("release"),
        (name, _) => name.as_deref(),
    };
    let names: Vec<&str> = workspace
        .packages
        .iter()
        .filter(|package| args.package.contains(&package.name))
        .flat_map(|package| package.targets.iter().map(|target| target.name.as_str()))
        .collect();
    for host in entries(&target.join("wasm"))? {
        for dir in entries(&host)? {
            if profile.is_some_and(|name| !dir.ends_with(name)) {
                continue;
            }
            if args.package.is_empty() {
                fs::remove_dir_all(&dir)?;
                continue;
            }
            for file in [entries(&dir)?, entries(&dir.join("examples"))?].concat() {
                let name = file.file_name().unwrap_or_default().to_string_lossy();
                // `NAME.wasm`, and beside it `.NAME.named.wasm`, `.NAME.stamp` and `.NAME.bindgen/`.
                let stem = name.trim_start_matches('.').split('.').next();
                if stem.is_some_and(|stem| names.contains(&stem)) {
                    if file.is_dir() {
                        fs::remove_dir_all(&file)?;
                    } else {
                        fs::remove_file(&file)?;
                    }
                }
            }
        }
    }
    Ok(())
}

fn entries(dir: &Path) -> std::io::Result<Vec<std::path::PathBuf>> {
    match fs::read_dir(dir) {
        Ok(entries) => entries.map(|entry| Ok(entry?.path())).collect(),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            Ok(Vec::new())
        }
        Err(error) => Err(error),
    }
}
