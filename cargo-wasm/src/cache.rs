//! The user's cache folder: where things lie, how they are named, and how they are written whole or not at all.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use sha2::{Digest, Sha256};

/// `$WASMRUST_CACHE`, else `wasmrust` in the platform's cache folder.
pub fn root() -> PathBuf {
    let set = |name: &str| {
        std::env::var_os(name)
            .filter(|v| !v.is_empty())
            .map(PathBuf::from)
    };
    set("WASMRUST_CACHE")
        .or_else(|| set("XDG_CACHE_HOME").map(|dir| dir.join("wasmrust")))
        .or_else(|| set("LOCALAPPDATA").map(|dir| dir.join("wasmrust")))
        .or_else(|| set("HOME").map(|dir| dir.join(".cache").join("wasmrust")))
        .unwrap_or_else(|| std::env::temp_dir().join("wasmrust"))
}

/// A short name for contents: the first 16 hex digits of SHA-256 over the parts, each with its length.
pub fn digest<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    hash.finalize()
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// Writes under a temporary name beside `path`, then renames: a reader sees the old file or the new one.
///
/// # Errors
/// What the file system says; nothing is left behind then.
pub fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let dir = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(dir)?;
    let mut file = tempfile::Builder::new()
        .prefix(".wasmrust-")
        .tempfile_in(dir)?;
    file.write_all(bytes)?;
    #[cfg(unix)]
    {
        // A temporary file is private; an artifact is for everybody, as cargo's are.
        use std::os::unix::fs::PermissionsExt;
        file.as_file()
            .set_permissions(fs::Permissions::from_mode(0o644))?;
    }
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}

/// Removes the files beside `kept` that nobody has written for three months.
pub fn trim(kept: &Path) {
    let old = Duration::from_secs(90 * 24 * 60 * 60);
    let Some(entries) = kept.parent().and_then(|dir| fs::read_dir(dir).ok()) else {
        return;
    };
    for entry in entries.flatten() {
        let age = entry
            .metadata()
            .and_then(|m| m.modified())
            .map(|time| time.elapsed());
        if matches!(age, Ok(Ok(age)) if age > old) {
            // Somebody else may have been faster.
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Holds `path` locked against other processes until dropped. A killed holder's lock is released by the system.
///
/// # Errors
/// The lock file cannot be made.
pub fn lock(path: &Path, waiting: impl FnOnce()) -> io::Result<File> {
    fs::create_dir_all(path.parent().unwrap_or(Path::new(".")))?;
    let file = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(path)?;
    match file.try_lock() {
        Ok(()) => {}
        Err(fs::TryLockError::WouldBlock) => {
            waiting();
            file.lock()?;
        }
        Err(fs::TryLockError::Error(error)) => return Err(error),
    }
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digest_separates_parts() {
        assert_ne!(digest([&b"ab"[..], b"c"]), digest([&b"a"[..], b"bc"]));
        assert_eq!(digest([&b"ab"[..]]).len(), 16);
    }

    #[test]
    fn write_replaces_whole_files() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("deep/er/file");
        write(&path, b"one").unwrap();
        write(&path, b"two").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1);
    }
}
