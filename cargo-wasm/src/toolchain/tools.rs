//! The other programs: linker, wasm-opt, node. Which one is used, and its version.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::UNIX_EPOCH;

use super::rustc::{Rustc, which};
use crate::cache;

/// Binaryen's version that `setup` installs, and that the project is tested with.
pub const BINARYEN: u32 = 132;

/// The oldest Binaryen that knows the features that rustc's modules declare (`--enable-call-indirect-overlong`).
pub const BINARYEN_OLDEST: u32 = 122;

/// A program and what it said of itself.
#[derive(Debug, Clone)]
pub struct Tool {
    pub path: PathBuf,
    /// Empty when it would not say.
    pub version: String,
}

impl Tool {
    /// The first whole number in the version text.
    pub fn major(&self) -> Option<u32> {
        let digits = self
            .version
            .split(|c: char| !c.is_ascii_digit())
            .find(|part| !part.is_empty());
        digits.and_then(|part| part.parse().ok())
    }
}

/// The linker for wasm: rustc's own, else one of LLVM's, newest first.
pub fn linker(rustc: &Rustc) -> Option<PathBuf> {
    if let Some(lld) = rustc.rust_lld() {
        return Some(lld);
    }
    let numbered = (rustc.llvm..rustc.llvm + 4).map(|major| format!("wasm-ld-{major}"));
    let names = numbered.chain(["wasm-ld".to_owned(), "rust-lld".to_owned()]);
    names.into_iter().find_map(|name| which(Path::new(&name)))
}

/// Where `setup` puts Binaryen.
pub fn binaryen_dir() -> PathBuf {
    cache::root()
        .join("tools")
        .join(format!("binaryen-{BINARYEN}"))
}

/// wasm-opt: `WASM_OPT`, else the one that `setup` installed, else the one on PATH.
pub fn wasm_opt() -> Option<Tool> {
    if let Some(path) = std::env::var_os("WASM_OPT") {
        return which(Path::new(&path)).map(versioned);
    }
    let ours = binaryen_dir()
        .join("node_modules")
        .join("binaryen")
        .join("bin")
        .join("wasm-opt");
    let path = if ours.is_file() {
        Some(ours)
    } else {
        which(Path::new("wasm-opt"))
    };
    path.map(versioned)
}

/// Node, which Binaryen's npm package needs.
pub fn node() -> Option<Tool> {
    which(Path::new("node")).map(versioned)
}

/// Chromium, for tests in a page: `CHROMIUM`, else one of its names on PATH, else where macOS has it.
pub fn chromium() -> Option<PathBuf> {
    const NAMES: [&str; 5] = [
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    ];
    if let Some(path) = std::env::var_os("CHROMIUM") {
        return which(Path::new(&path));
    }
    NAMES.iter().find_map(|name| which(Path::new(name)))
}

/// Asks for the version, or takes the answer given before while the file is the same: Node needs a quarter second to say it.
fn versioned(path: PathBuf) -> Tool {
    let stamp = path.metadata().and_then(|m| Ok((m.len(), m.modified()?)));
    let stamp = stamp.map(|(len, time)| {
        format!(
            "{len} {}",
            time.duration_since(UNIX_EPOCH).map_or(0, |d| d.as_nanos())
        )
    });
    let key = cache::digest([
        path.as_os_str().as_encoded_bytes(),
        stamp.unwrap_or_default().as_bytes(),
    ]);
    let file = cache::root().join("tools").join("versions").join(key);
    if let Ok(version) = std::fs::read_to_string(&file) {
        return Tool { path, version };
    }
    let output = Command::new(&path).arg("--version").output();
    let version = match output {
        Ok(output) if output.status.success() => String::from_utf8_lossy(&output.stdout)
            .lines()
            .next()
            .unwrap_or_default()
            .trim()
            .to_owned(),
        _ => String::new(),
    };
    if !version.is_empty() {
        let _ = cache::write(&file, version.as_bytes());
    }
    Tool { path, version }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn major_is_read_from_what_tools_print() {
        let tool = |version: &str| Tool {
            path: "x".into(),
            version: version.into(),
        };
        assert_eq!(
            tool("wasm-opt version 132 (version_132)").major(),
            Some(132)
        );
        assert_eq!(tool("v20.20.2").major(), Some(20));
        assert_eq!(tool("").major(), None);
    }
}
