//! Sysroots: std built for a target and a flavour, once per compiler, kept in the cache.
//!
//! A build happens under a temporary name and behind a lock, and is renamed when it is whole: two builds at once make
//! one sysroot, and one that is killed leaves nothing that looks finished.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use serde::{Deserialize, Serialize};

use super::compile::{self, Job, clean_command};
use super::rustc::Rustc;
use super::{libc, overlay};
use crate::config::{Opt, Panic};
use crate::error::Failure;
use crate::{cache, shell};

/// Counts up when the way a sysroot is built changes.
const RECIPE: &str = "2";

/// std, its dependencies, test and proc_macro: what a build of rustc 1.96's library reports.
const CRATES: u64 = 24;

/// What a std is built for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Flavour {
    pub opt: Opt,
    pub panic: Panic,
    /// For a JavaScript host, which can print and tell the time.
    pub js: bool,
}

impl Flavour {
    /// `dev`, or the optimisation and the panic behaviour: `size-trap`.
    pub fn name(self) -> String {
        let js = if self.js { "-js" } else { "" };
        match self.opt {
            Opt::None => format!("dev{js}"),
            opt => format!("{}-{}{js}", opt.name(), self.panic.name()),
        }
    }

    fn opt_level(self) -> &'static str {
        match self.opt {
            Opt::None => "3",
            Opt::Size => "\"s\"",
            Opt::Speed => "3",
        }
    }

    fn rustflags(self) -> Vec<&'static str> {
        let mut flags = vec![
            "-Awarnings",
            "-Cembed-bitcode=yes",
            "-Zforce-unstable-if-unmarked",
        ];
        if self.opt != Opt::None {
            // Lists for small sizes cost 200 bytes and halve the time of small allocations.
            flags.push("--cfg=heap_speed");
            match self.panic {
                // `-Cpanic=immediate-abort` itself would ask the same of users' crates, which stable rustc cannot do;
                // the cfg alone makes std's panics trap and leaves the crates' strategy at `abort`.
                Panic::Trap => flags.extend([
                    "--cfg=panic=\"immediate-abort\"",
                    "-Aexplicit-builtin-cfgs-in-flags",
                    "-Zlocation-detail=none",
                ]),
                Panic::Message => flags.push("-Zlocation-detail=none"),
                Panic::Location => {}
            }
        }
        flags
    }
}

/// A sysroot to be had.
pub struct Recipe<'a> {
    pub rustc: &'a Rustc,
    pub cargo: &'a Path,
    pub target: &'static str,
    pub flavour: Flavour,
}

/// A sysroot that is there.
#[derive(Debug, Clone)]
pub struct Sysroot {
    pub dir: PathBuf,
}

/// Written last into a sysroot: what it must hold to be whole.
#[derive(Serialize, Deserialize)]
struct Contents {
    /// Path below the sysroot → length in bytes.
    files: BTreeMap<String, u64>,
    /// What the overlay could not do for this std.
    missed: Vec<String>,
}

const CONTENTS: &str = "contents.json";

impl Recipe<'_> {
    fn key(&self, library: &Path) -> String {
        let edits = overlay::edits(self.target, self.flavour);
        let libc = libc::dir(self.rustc, self.target).map(|dir| dir.join("libc.a"));
        let libc_len = libc
            .and_then(|path| path.metadata().ok())
            .map_or(0, |m| m.len());
        cache::digest([
            RECIPE.as_bytes(),
            self.rustc.verbose.as_bytes(),
            library.as_os_str().as_encoded_bytes(),
            self.target.as_bytes(),
            self.flavour.name().as_bytes(),
            self.flavour.opt_level().as_bytes(),
            self.flavour.rustflags().join(" ").as_bytes(),
            &overlay::fingerprint(&edits),
            libc::replacements(self.target, self.flavour.opt)
                .iter()
                .map(|replacement| replacement.source)
                .collect::<String>()
                .as_bytes(),
            if libc_len == 0 {
                &[]
            } else {
                libc::GAPS_SOURCE.as_bytes()
            },
            &libc_len.to_le_bytes(),
        ])
    }

    /// Finds the sysroot in the cache or builds it.
    ///
    /// # Errors
    /// No sources (user), no C library for WASI (user), a full disk (user), or std does not compile (ours).
    pub fn ensure(&self) -> anyhow::Result<Sysroot> {
        let Some(library) = self.rustc.library() else {
            return Err(Failure::user(format!(
                "rustc {} has neither a std for {} nor std's sources",
                self.rustc.release, self.target
            ))
            .help("`cargo wasm setup` installs what is missing; `cargo wasm doctor` lists it")
            .into());
        };
        let key = self.key(&library);
        let name = format!(
            "{}-{}-{}-{key}",
            self.rustc.release,
            self.target,
            self.flavour.name()
        );
        let dir = cache::root().join("sysroots").join(&name);
        if let Some(found) = self.open(&dir) {
            return Ok(found);
        }
        let lock = cache::root().join("sysroots").join(format!(".{name}.lock"));
        let _held = cache::lock(&lock, || {
            shell::status("Waiting", format!("for another build of std ({name})"))
        })?;
        if let Some(found) = self.open(&dir) {
            return Ok(found);
        }
        let partial = cache::root()
            .join("sysroots")
            .join(format!(".{name}.partial"));
        let built = remove_dir(&partial)
            .map_err(anyhow::Error::from)
            .and_then(|()| self.build(&library, &partial));
        if let Err(error) = built {
            // Nothing half-built is kept; the first error is the one to report.
            let _ = remove_dir(&partial);
            return Err(full_disk(error, &partial));
        }
        remove_dir(&dir)?;
        fs::rename(partial.join("out"), &dir)?;
        let _ = remove_dir(&partial);
        self.open(&dir)
            .ok_or_else(|| Failure::bug("a sysroot was built and cannot be read").into())
    }

    /// The sysroot, if it is there and whole.
    fn open(&self, dir: &Path) -> Option<Sysroot> {
        let contents: Contents =
            serde_json::from_slice(&fs::read(dir.join(CONTENTS)).ok()?).ok()?;
        let whole = contents
            .files
            .iter()
            .all(|(name, len)| dir.join(name).metadata().is_ok_and(|m| m.len() == *len));
        if !whole {
            return None;
        }
        Some(Sysroot {
            dir: dir.to_owned(),
        })
    }

    fn lib(&self, dir: &Path) -> PathBuf {
        dir.join("lib")
            .join("rustlib")
            .join(self.target)
            .join("lib")
    }

    fn build(&self, library: &Path, partial: &Path) -> anyhow::Result<()> {
        let source = partial.join("library");
        copy_library(library, &source)?;
        let mut missed = overlay::apply(&source, &overlay::edits(self.target, self.flavour))?;
        self.write_seed(partial)?;
        self.compile(library, partial)?;
        let lib = self.lib(&partial.join("out"));
        fs::create_dir_all(lib.join("self-contained"))?;
        let deps = partial
            .join("target")
            .join(self.target)
            .join("release")
            .join("deps");
        for entry in fs::read_dir(&deps)? {
            let path = entry?.path();
            let name = path
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            if name.ends_with(".rlib") && !name.starts_with("libsysroot") {
                fs::rename(&path, lib.join(name))?;
            }
        }
        if self.target == "wasm32-wasip1" {
            let from = libc::dir(self.rustc, self.target).ok_or_else(no_libc)?;
            let to = lib.join("self-contained");
            for name in ["crt1-command.o", "crt1-reactor.o", "libc.a"] {
                fs::copy(from.join(name), to.join(name))?;
            }
            let mut archive = fs::read(to.join("libc.a"))?;
            for replacement in libc::replacements(self.target, self.flavour.opt) {
                let cfgs: Vec<_> = replacement.cfgs.iter().map(|&cfg| cfg.to_owned()).collect();
                let object =
                    self.compile_object(partial, replacement.name, replacement.source, &cfgs)?;
                match libc::replace(&archive, replacement, &object)? {
                    Some(changed) => archive = changed,
                    None => missed.push(replacement.gain),
                }
            }
            let gaps = libc::gaps(&archive)?;
            if !gaps.is_empty() {
                let cfgs: Vec<_> = gaps.iter().map(|name| format!("gap=\"{name}\"")).collect();
                let object = self.compile_object(partial, "libc_gaps", libc::GAPS_SOURCE, &cfgs)?;
                archive = libc::add_member(&archive, "gaps.o", &object)?;
            }
            fs::write(to.join("libc.a"), archive)?;
        }
        for gain in &missed {
            shell::warn(format!(
                "std of rustc {} is built without {gain}: its sources are not the ones known here",
                self.rustc.release
            ));
        }
        let mut files = BTreeMap::new();
        list_files(&partial.join("out"), &partial.join("out"), &mut files)?;
        let contents = Contents {
            files,
            missed: missed.iter().map(|s| s.to_string()).collect(),
        };
        cache::write(
            &partial.join("out").join(CONTENTS),
            &serde_json::to_vec_pretty(&contents)?,
        )?;
        Ok(())
    }

    /// A package that depends on std by path: what rustc's own bootstrap does, without `-Zbuild-std`.
    fn write_seed(&self, partial: &Path) -> io::Result<()> {
        let size = if self.flavour.opt == Opt::Size {
            ", \"optimize_for_size\""
        } else {
            ""
        };
        let opt_level = self.flavour.opt_level();
        let debug = if self.flavour.opt == Opt::None {
            "\"line-tables-only\""
        } else {
            "false"
        };
        let manifest = format!(
            r#"[package]
name = "sysroot"
version = "0.0.0"
edition = "2024"

[dependencies]
std = {{ path = "library/std", default-features = false, features = ["panic-unwind"{size}] }}
test = {{ path = "library/test" }}
proc_macro = {{ path = "library/proc_macro" }}

[workspace]
exclude = ["library"]

[patch.crates-io]
rustc-std-workspace-core = {{ path = "library/rustc-std-workspace-core" }}
rustc-std-workspace-alloc = {{ path = "library/rustc-std-workspace-alloc" }}
rustc-std-workspace-std = {{ path = "library/rustc-std-workspace-std" }}

[profile.release]
opt-level = {opt_level}
debug = {debug}
codegen-units = 1
panic = "abort"

# One function per object, as rustc's own build has it: a final link takes only what it needs.
[profile.release.package.compiler_builtins]
codegen-units = 10000
"#
        );
        fs::write(partial.join("Cargo.toml"), manifest)?;
        fs::create_dir_all(partial.join("src"))?;
        fs::write(
            partial.join("src").join("lib.rs"),
            "#![feature(no_core)]\n#![no_core]\n",
        )?;
        let lock = partial.join("library").join("Cargo.lock");
        if lock.is_file() {
            fs::copy(lock, partial.join("Cargo.lock"))?;
        }
        Ok(())
    }

    fn compile(&self, library: &Path, partial: &Path) -> anyhow::Result<()> {
        let mut flags: Vec<String> = self
            .flavour
            .rustflags()
            .into_iter()
            .map(str::to_owned)
            .collect();
        let commit = if self.rustc.commit.is_empty() {
            self.rustc.release.to_string()
        } else {
            self.rustc.commit.clone()
        };
        // Two users' sysroots must be the same bytes, and backtraces name std's files as everybody knows them.
        for (from, to) in [
            (library.join("vendor"), "/library"),
            (partial.to_owned(), ""),
        ] {
            // rustc asks the system for its folder, and is told the one behind any link.
            let real = from.canonicalize().ok().filter(|real| *real != from);
            for from in [Some(from), real].into_iter().flatten() {
                flags.push(format!(
                    "--remap-path-prefix={}=/rustc/{commit}{to}",
                    from.display()
                ));
            }
        }
        let mut cargo = clean_command(self.cargo);
        cargo
            .current_dir(partial)
            .args([
                "build",
                "--release",
                "--message-format",
                "json-render-diagnostics",
                "--target",
                self.target,
            ])
            .arg("--target-dir")
            .arg(partial.join("target"))
            .env("RUSTC", &self.rustc.path)
            .env("RUSTC_BOOTSTRAP", "1")
            .env("CARGO_ENCODED_RUSTFLAGS", flags.join("\u{1f}"))
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let vendor = library.join("vendor");
        if vendor.is_dir() {
            let directory = serde_json::to_string(&vendor)?;
            cargo
                .args([
                    "--offline",
                    "--config",
                    "source.crates-io.replace-with='rust-src-vendor'",
                    "--config",
                ])
                .arg(format!("source.rust-src-vendor.directory={directory}"));
        }
        let job = Job {
            label: &format!("std for {} ({})", self.target, self.flavour.name()),
            crates: CRATES,
            remains: "what was half built has been removed",
        };
        compile::run(cargo, &job)
    }

    /// One file as an object for the C library, its names kept out of the linker's sight but for the C ones.
    fn compile_object(
        &self,
        partial: &Path,
        name: &str,
        source: &str,
        cfgs: &[String],
    ) -> anyhow::Result<Vec<u8>> {
        let (file, object) = (
            partial.join(format!("{name}.rs")),
            partial.join(format!("{name}.o")),
        );
        fs::write(&file, source)?;
        let opt = if self.flavour.opt == Opt::Size {
            "-Copt-level=z"
        } else {
            "-Copt-level=3"
        };
        let mut rustc = clean_command(&self.rustc.path);
        rustc
            .args([
                "--crate-name",
                name,
                "--crate-type",
                "cdylib",
                "--edition",
                "2024",
                "--emit",
                "obj",
            ])
            .args([
                "--target",
                self.target,
                "-Cpanic=abort",
                "-Ccodegen-units=1",
                opt,
                "-Awarnings",
            ])
            .args(cfgs.iter().flat_map(|cfg| ["--cfg", cfg]))
            .arg(format!(
                "--remap-path-prefix={}=/wasmrust",
                partial.display()
            ))
            .arg("--sysroot")
            .arg(partial.join("out"))
            .arg("-o")
            .args([&object, &file]);
        let output = rustc.output()?;
        if !output.status.success() {
            return Err(
                Failure::bug(format!("`{name}.rs` of the sysroot does not compile"))
                    .note(String::from_utf8_lossy(&output.stderr).into_owned())
                    .into(),
            );
        }
        Ok(fs::read(object)?)
    }
}

fn no_libc() -> anyhow::Error {
    Failure::user("no C library for WASI was found (`libc.a`, `crt1-command.o`)")
        .help("`cargo wasm setup` installs it; on Debian it is the package `wasi-libc`")
        .into()
}

fn full_disk(error: anyhow::Error, place: &Path) -> anyhow::Error {
    if !compile::is_full_disk(&error) {
        return error;
    }
    Failure::user(format!(
        "the disk is full: std could not be built in `{}`",
        place.display()
    ))
    .note("what was half built has been removed; nothing else was changed")
    .help("a sysroot needs about 600 MB while it is built and 70 MB afterwards")
    .help("`WASMRUST_CACHE=DIR` puts the cache on another disk")
    .into()
}

fn remove_dir(dir: &Path) -> io::Result<()> {
    match fs::remove_dir_all(dir) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other,
    }
}

/// Copies the sources without what a build of std does not read.
fn copy_library(from: &Path, to: &Path) -> io::Result<()> {
    copy_dir(from, to, &["vendor", "coretests", "alloctests"])
}

fn copy_dir(from: &Path, to: &Path, leave_out: &[&str]) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let name = entry.file_name();
        if entry.path().is_dir() {
            if !leave_out.iter().any(|left| name == *left) {
                copy_dir(&entry.path(), &to.join(&name), &[])?;
            }
        } else {
            fs::copy(entry.path(), to.join(&name))?;
        }
    }
    Ok(())
}

fn list_files(root: &Path, dir: &Path, files: &mut BTreeMap<String, u64>) -> io::Result<()> {
    for entry in fs::read_dir(dir)? {
        let path = entry?.path();
        if path.is_dir() {
            list_files(root, &path, files)?;
        } else if let Ok(name) = path.strip_prefix(root) {
            files.insert(
                name.to_string_lossy().replace('\\', "/"),
                path.metadata()?.len(),
            );
        }
    }
    Ok(())
}
