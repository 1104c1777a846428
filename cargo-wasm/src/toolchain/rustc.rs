//! Finds a rustc that can make wasm: its version, its std sources, the std it ships.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::UNIX_EPOCH;

use semver::Version;
use serde::{Deserialize, Serialize};

use crate::cache;

/// A compiler and what it brings.
#[derive(Debug, Clone)]
pub struct Rustc {
    pub path: PathBuf,
    /// The whole text of `rustc -vV`: two compilers are the same when this is.
    pub verbose: String,
    pub release: Version,
    /// Host target triple.
    pub host: String,
    pub commit: String,
    /// LLVM's major version.
    pub llvm: u64,
    pub sysroot: PathBuf,
}

#[derive(Serialize, Deserialize)]
struct Probe {
    len: u64,
    modified: u128,
    verbose: String,
    sysroot: PathBuf,
}

impl Rustc {
    /// Asks the compiler who it is, or takes the answer it gave before while the file is the same.
    pub fn probe(path: &Path) -> Option<Rustc> {
        let path = which(path)?;
        let metadata = path.metadata().ok()?;
        let modified = metadata
            .modified()
            .ok()?
            .duration_since(UNIX_EPOCH)
            .ok()?
            .as_nanos();
        // A rustup proxy answers by toolchain, so these belong to the question.
        let toolchain = std::env::var("RUSTUP_TOOLCHAIN").unwrap_or_default();
        let key = cache::digest([path.as_os_str().as_encoded_bytes(), toolchain.as_bytes()]);
        let file = cache::root().join("rustc").join(format!("{key}.json"));
        let known = std::fs::read(&file)
            .ok()
            .and_then(|text| serde_json::from_slice::<Probe>(&text).ok());
        let probe = match known {
            Some(probe) if probe.len == metadata.len() && probe.modified == modified => probe,
            _ => {
                let verbose = ask(&path, &["-vV"])?;
                let sysroot = PathBuf::from(ask(&path, &["--print", "sysroot"])?.trim());
                let probe = Probe {
                    len: metadata.len(),
                    modified,
                    verbose,
                    sysroot,
                };
                let is_proxy = path
                    .parent()
                    .is_some_and(|dir| !probe.sysroot.join("bin").starts_with(dir));
                if !is_proxy && let Ok(text) = serde_json::to_vec(&probe) {
                    let _ = cache::write(&file, &text);
                }
                probe
            }
        };
        let field = |name: &str| {
            let line = probe
                .verbose
                .lines()
                .find_map(|line| line.strip_prefix(name));
            line.map(|value| value.trim_start_matches(':').trim().to_owned())
        };
        Some(Rustc {
            release: Version::parse(&field("release")?).ok()?,
            host: field("host")?,
            commit: field("commit-hash").unwrap_or_default(),
            llvm: field("LLVM version")?.split('.').next()?.parse().ok()?,
            verbose: probe.verbose,
            sysroot: probe.sysroot,
            path,
        })
    }

    fn rustlib(&self) -> PathBuf {
        self.sysroot.join("lib").join("rustlib")
    }

    /// std's sources, as the `rust-src` component installs them.
    pub fn library(&self) -> Option<PathBuf> {
        let library = self.rustlib().join("src").join("rust").join("library");
        library
            .join("std")
            .join("Cargo.toml")
            .is_file()
            .then_some(library)
    }

    /// The folder of the std that the toolchain ships for `target`.
    pub fn prebuilt(&self, target: &str) -> Option<PathBuf> {
        let lib = self.rustlib().join(target).join("lib");
        let has_std = lib.read_dir().ok()?.flatten().any(|entry| {
            let name = entry.file_name();
            let name = name.to_string_lossy();
            name.starts_with("libstd-") && name.ends_with(".rlib")
        });
        has_std.then_some(lib)
    }

    /// The linker that the toolchain ships.
    pub fn rust_lld(&self) -> Option<PathBuf> {
        let path = self
            .rustlib()
            .join(&self.host)
            .join("bin")
            .join(format!("rust-lld{}", std::env::consts::EXE_SUFFIX));
        path.is_file().then_some(path)
    }

    /// Whether it can compile for `target`, now or after a std is built.
    pub fn serves(&self, target: &str) -> bool {
        self.prebuilt(target).is_some() || self.library().is_some()
    }

    /// The rustdoc beside it.
    pub fn rustdoc(&self) -> PathBuf {
        self.path
            .with_file_name(format!("rustdoc{}", std::env::consts::EXE_SUFFIX))
    }
}

/// Compilers to consider, the one that cargo would take first.
///
/// A `RUSTC` in the environment is the user's word: nothing else is tried then.
pub fn candidates(cargo: &Path) -> Vec<Rustc> {
    if let Some(path) = std::env::var_os("RUSTC") {
        return Rustc::probe(Path::new(&path)).into_iter().collect();
    }
    let exe = format!("rustc{}", std::env::consts::EXE_SUFFIX);
    let mut paths = Vec::new();
    let beside_cargo = cargo.with_file_name(&exe);
    if cargo.is_absolute() && beside_cargo.is_file() {
        paths.push(beside_cargo);
    }
    // Behind a proxy of rustup's stands the compiler beside the cargo that runs us, and asking the proxy takes longer than
    // all the rest of a build with nothing to do.
    let on_path = which(Path::new(&exe));
    let is_proxy = |path: &PathBuf| {
        path.with_file_name(format!("rustup{}", std::env::consts::EXE_SUFFIX))
            .is_file()
    };
    if let Some(path) = on_path.filter(|path| paths.is_empty() || !is_proxy(path)) {
        paths.push(path);
    }
    // A distribution's compiler is often behind rustup's on PATH.
    paths.push(PathBuf::from("/usr/bin/rustc"));
    let mut found: Vec<Rustc> = Vec::new();
    for rustc in paths.iter().filter_map(|path| Rustc::probe(path)) {
        if !found
            .iter()
            .any(|known| known.verbose == rustc.verbose && known.sysroot == rustc.sysroot)
        {
            found.push(rustc);
        }
    }
    found
}

fn ask(rustc: &Path, args: &[&str]) -> Option<String> {
    let output = Command::new(rustc).args(args).output().ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

/// The file behind a command name, as a shell would find it.
pub fn which(command: &Path) -> Option<PathBuf> {
    if command.components().count() > 1 {
        return command.is_file().then(|| command.to_owned());
    }
    let with_suffix = format!("{}{}", command.display(), std::env::consts::EXE_SUFFIX);
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .flat_map(|dir| [dir.join(command), dir.join(&with_suffix)])
        .find(|file| file.is_file())
}
