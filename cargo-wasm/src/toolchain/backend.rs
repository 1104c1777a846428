//! The Cranelift backend: a rustc whose code for wasm32 goes through WasmIR, built here against one release of rustc's own crates.
//!
//! Its sources are in this program. A driver is in the cache under the compiler that it was built against and the sources it was
//! built from; a build that was ended is taken up again.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use super::compile::{self, Job, clean_command};
use super::rustc::{Rustc, which};
use super::setup::{self, Step};
use crate::config::settings::Origin;
use crate::config::{Backend, Opt, Settings};
use crate::error::Failure;
use crate::{cache, shell};

/// The release whose crates the driver is written for: `rust-toolchain.toml` in its folder.
const RELEASE: &str = "1.96.0";
/// Crates of its own and Cranelift's, as a build reports them.
const CRATES: u64 = 81;
/// Where its package is among the sources.
const PACKAGE: &str = "crates/codegen-cranelift/rustc-backend";
const PROGRAM: &str = "wasmrust-rustc";

/// Name below the repository and text of each file.
const SOURCES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/backend_sources.rs"));

/// Of the sources without their tests; each build with nothing to do needs it, so it is not computed there.
const SOURCES_DIGEST: &str = env!("BACKEND_SOURCES_DIGEST");

/// A driver that is there.
pub struct Driver {
    pub path: PathBuf,
    /// The compiler that it was built against, which brings std, linker and rustdoc.
    pub rustc: Rustc,
}

/// The driver, if it is there.
pub fn find() -> Option<Driver> {
    let rustc = compiler()?;
    let path = place(&rustc).join(file_name());
    path.is_file().then_some(Driver { path, rustc })
}

/// What compiles for these settings in LLVM's place, if anything does.
///
/// # Errors
/// The settings ask for it, and it is not there, or cannot do what else they ask.
pub fn for_build(settings: &Settings) -> anyhow::Result<Option<Driver>> {
    let asked = settings.backend.value == Backend::Cranelift;
    if settings.backend.value == Backend::Llvm {
        return Ok(None);
    }
    if let Some((what, origin)) = obstacle(settings) {
        if !asked {
            return Ok(None);
        }
        let failure =
            Failure::unsupported(format!("the Cranelift backend does not support {what}"));
        return Err(failure
            .note(format!(
                "backend: {}; {what}: {origin}",
                settings.backend.origin
            ))
            .help("`--backend llvm` builds it, and so does `auto`, the default")
            .into());
    }
    match find() {
        None if asked => Err(Failure::user("the Cranelift backend is not installed")
            .note(format!("asked for by {}", settings.backend.origin))
            .help("`cargo wasm setup --backend cranelift` builds it")
            .into()),
        found => Ok(found),
    }
}

/// What the backend cannot do of what these settings ask, and who asks for it.
pub(super) fn obstacle(settings: &Settings) -> Option<(String, &Origin)> {
    if settings.opt.value != Opt::None {
        return Some((
            format!("`opt = \"{}\"`", settings.opt.value.name()),
            &settings.opt.origin,
        ));
    }
    let lto = settings.cargo.iter().find(|key| key.key == "lto");
    if let Some(key) = lto.filter(|key| !["false", "\"off\""].contains(&key.value.as_str())) {
        return Some((format!("`lto = {}`", key.value), &key.origin));
    }
    let features = &settings.target_features;
    let threads = features
        .value
        .iter()
        .any(|it| it.trim_start_matches('+') == "atomics");
    threads.then(|| ("threads".to_owned(), &features.origin))
}

/// Builds the driver, unless it is there.
///
/// # Errors
/// No rustup, no network (user), a full disk (user), or sources that do not compile (ours).
pub fn install(dry_run: bool) -> anyhow::Result<()> {
    let steps = if compiler().is_some_and(|rustc| has_crates(&rustc)) {
        Vec::new()
    } else {
        steps()
    };
    if dry_run {
        steps
            .iter()
            .for_each(|step| shell::out(step.command_line()));
        return Ok(());
    }
    if !steps.is_empty() && which(Path::new("rustup")).is_none() {
        return Err(Failure::unsupported("the Cranelift backend is built against rustup's component `rustc-dev`, and there is no rustup")
            .help("https://rustup.rs has it; development builds go through LLVM without it")
            .into());
    }
    for step in &steps {
        setup::run_step(step).map_err(|words| {
            Failure::user("rustc's own crates could not be installed")
                .note(words)
                .help(format!("by hand: {}", step.command_line()))
        })?;
    }
    let rustc = compiler().filter(has_crates).ok_or_else(|| {
        Failure::user(format!("rustup's toolchain {RELEASE} lacks `rustc-dev`")).help(format!(
            "to get it: {}",
            steps.first().map(Step::command_line).unwrap_or_default()
        ))
    })?;
    let to = place(&rustc);
    if !to.join(file_name()).is_file() {
        build(&rustc, &to)?;
    }
    Ok(())
}

/// What is to be installed before.
fn steps() -> Vec<Step> {
    let args = [
        "toolchain",
        "install",
        RELEASE,
        "--profile",
        "minimal",
        "--no-self-update",
        "-c",
        "rustc-dev",
        "-c",
        "rust-src",
        "-c",
        "llvm-tools",
        "-t",
        "wasm32-wasip1",
        "-t",
        "wasm32-unknown-unknown",
    ];
    vec![Step::new("rustup", &args, false)]
}

/// The compiler of rustup's toolchain for the driver. rustup itself is not asked: its answer takes longer than a build with
/// nothing to do.
fn compiler() -> Option<Rustc> {
    let home = std::env::var_os("RUSTUP_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(std::env::home_dir()?.join(".rustup")))?;
    let toolchain = home
        .join("toolchains")
        .join(format!("{RELEASE}-{}", env!("TARGET")));
    let rustc = toolchain
        .join("bin")
        .join(format!("rustc{}", std::env::consts::EXE_SUFFIX));
    Rustc::probe(&rustc).filter(|it| it.release.to_string() == RELEASE)
}

/// Whether rustc's own crates are there to link with.
fn has_crates(rustc: &Rustc) -> bool {
    let lib = rustc
        .sysroot
        .join("lib/rustlib")
        .join(&rustc.host)
        .join("lib");
    lib.read_dir().is_ok_and(|entries| {
        entries.flatten().any(|entry| {
            entry
                .file_name()
                .to_string_lossy()
                .starts_with("librustc_codegen_ssa-")
        })
    })
}

fn file_name() -> String {
    format!("{PROGRAM}{}", std::env::consts::EXE_SUFFIX)
}

/// The folder of the driver for this compiler, made from these sources.
fn place(rustc: &Rustc) -> PathBuf {
    let key = cache::digest([rustc.verbose.as_bytes(), SOURCES_DIGEST.as_bytes()]);
    cache::root()
        .join("drivers")
        .join(format!("{RELEASE}-{key}"))
}

fn build(rustc: &Rustc, to: &Path) -> anyhow::Result<()> {
    let drivers = cache::root().join("drivers");
    let _held = cache::lock(&drivers.join(".lock"), || {
        shell::status("Waiting", "for another build of the Cranelift backend");
    })?;
    if to.join(file_name()).is_file() {
        return Ok(());
    }
    let work = drivers.join("build");
    for (name, text) in SOURCES {
        let path = work.join("source").join(name);
        // What is as it was keeps its time, so that cargo goes on where it was ended.
        if fs::read(&path).is_ok_and(|found| found == text.as_bytes()) {
            continue;
        }
        cache::write(&path, text.as_bytes())?;
    }
    let target = work.join("target");
    let mut cargo = clean_command(
        &rustc
            .path
            .with_file_name(format!("cargo{}", std::env::consts::EXE_SUFFIX)),
    );
    cargo
        .current_dir(work.join("source").join(PACKAGE))
        .args([
            "build",
            "--release",
            "--locked",
            "--message-format",
            "json-render-diagnostics",
            "--target-dir",
        ])
        .arg(&target)
        .env("RUSTC", &rustc.path)
        .env("RUSTC_BOOTSTRAP", "1")
        .env_remove("RUSTUP_TOOLCHAIN")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let job = Job {
        label: "the Cranelift backend",
        crates: CRATES,
        remains: "what was built is kept, and the next `cargo wasm setup --backend cranelift` goes on from there",
    };
    compile::run(cargo, &job).map_err(|error| match compile::is_full_disk(&error) {
        true => Failure::user(format!(
            "the disk is full: the Cranelift backend could not be built in `{}`",
            work.display()
        ))
        .help("it needs about 800 MB while it is built and 40 MB afterwards")
        .help("`WASMRUST_CACHE=DIR` puts the cache on another disk")
        .into(),
        false => error,
    })?;
    let made = target.join("release").join(file_name());
    fs::create_dir_all(to)?;
    let partial = to.join(format!(".{PROGRAM}.partial"));
    fs::copy(made, &partial)?;
    fs::rename(partial, to.join(file_name()))?;
    // Drivers of other sources are of no use any more, nor is what this one was made from.
    let _ = fs::remove_dir_all(&target);
    for entry in drivers.read_dir()?.flatten() {
        let path = entry.path();
        if path != to && path != work && path.is_dir() {
            let _ = fs::remove_dir_all(path);
        }
    }
    Ok(())
}
