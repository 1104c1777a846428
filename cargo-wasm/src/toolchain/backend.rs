//! The Cranelift backend: a rustc whose code for wasm32 goes through WasmIR, built here with one release of rustc's own crates.
//!
//! Its sources are in this program. A driver is in the cache under the compiler that it was built against and the sources it was
//! built from; a build that was ended is taken up again.

mod road;
mod sources;

use std::borrow::Cow;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use cargo_metadata::MetadataCommand;
use road::{ROADS, Road};

use super::compile::{self, Job, clean_command};
use super::rustc::Rustc;
use super::setup::{self, Step};
use crate::config::settings::Origin;
use crate::config::{Backend, Opt, Settings};
use crate::error::Failure;
use crate::{cache, shell};

/// The release whose crates the driver is written for: `rust-toolchain.toml` in its folder.
const RELEASE: &str = "1.96.0";
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
    /// The compiler that it was built by, which brings std, linker and rustdoc.
    pub rustc: Rustc,
    pub road: Road,
}

/// The driver, if it is there.
pub fn find() -> Option<Driver> {
    ROADS.into_iter().find_map(|road| {
        let rustc = road.compiler()?;
        let path = place(&rustc).join(file_name());
        path.is_file().then_some(Driver { path, rustc, road })
    })
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
/// No road leads to rustc's crates: neither rustup nor Debian, no network (user). A full disk (user), or sources that do not
/// compile (ours).
pub fn install(cargo: &Path, dry_run: bool) -> anyhow::Result<()> {
    if find().is_some() {
        return Ok(());
    }
    if dry_run {
        let open = ROADS.into_iter().find_map(|road| match road.ready() {
            Some(_) => Some(Vec::new()),
            None => road.steps(),
        });
        for step in open.unwrap_or_default() {
            shell::out(step.command_line());
        }
        return Ok(());
    }
    let (road, rustc) = crates()?;
    build(cargo, road, &rustc, &place(&rustc))
}

/// Finds rustc's own crates, or installs them by the first road that leads there.
fn crates() -> Result<(Road, Rustc), Failure> {
    let mut tried: Vec<(Vec<Step>, String)> = Vec::new();
    for road in ROADS {
        let mut ready = road.ready();
        if ready.is_none()
            && let Some(steps) = road.steps()
        {
            let done = steps.iter().try_for_each(setup::run_step);
            ready = road.ready();
            if ready.is_none() {
                let lacking = || format!("no crates of rustc {RELEASE} are there after it");
                tried.push((steps, done.err().unwrap_or_else(lacking)));
            }
        }
        if let Some(rustc) = ready {
            for (_, words) in &tried {
                shell::warn(words);
                shell::note(format!("{} are compiled instead", road.describe()));
            }
            return Ok((road, rustc));
        }
    }
    let mut failure = if tried.is_empty() {
        Failure::unsupported(
            "the Cranelift backend is built with rustc's own crates, which rustup and Debian have, and neither is here",
        )
        .help("https://rustup.rs has the one")
    } else {
        Failure::user("rustc's own crates could not be installed")
    };
    for (steps, words) in tried {
        failure = failure.note(words);
        for step in steps {
            failure = failure.help(format!("by hand: {}", step.command_line()));
        }
    }
    Err(failure.help("development builds go through LLVM without it"))
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

fn build(cargo: &Path, road: Road, rustc: &Rustc, to: &Path) -> anyhow::Result<()> {
    let drivers = cache::root().join("drivers");
    let _held = cache::lock(&drivers.join(".lock"), || {
        shell::status("Waiting", "for another build of the Cranelift backend");
    })?;
    if to.join(file_name()).is_file() {
        return Ok(());
    }
    let work = drivers.join("build");
    let source = work.join("source");
    unpack(road, rustc, &source)?;
    let package = source.join(PACKAGE);
    let target = work.join("target");
    let (mut cargo, profile, crates, room) = match road {
        Road::Rustup => {
            let name = format!("cargo{}", std::env::consts::EXE_SUFFIX);
            let mut cargo = clean_command(&rustc.path.with_file_name(name));
            cargo.env_remove("RUSTUP_TOOLCHAIN");
            (cargo, "release", 86, "800 MB")
        }
        Road::Debian => {
            check_versions(from_sources(cargo, rustc), rustc, &package)?;
            (from_sources(cargo, rustc), "from-source", 354, "4 GB")
        }
    };
    cargo
        .current_dir(&package)
        .args(["build", "--profile", profile, "--locked"])
        .args(["--message-format", "json-render-diagnostics"])
        .arg("--target-dir")
        .arg(&target)
        .env("RUSTC", &rustc.path)
        .env("RUSTC_BOOTSTRAP", "1")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    if road == Road::Debian {
        cargo.args(["--features", "from-source"]);
    }
    let job = Job {
        label: match road {
            Road::Rustup => "the Cranelift backend",
            Road::Debian => "the Cranelift backend, and rustc from its sources",
        },
        crates,
        remains: "what was built is kept, and the next `cargo wasm setup --backend cranelift` goes on from there",
    };
    compile::run(cargo, &job).map_err(|error| match compile::is_full_disk(&error) {
        true => Failure::user(format!(
            "the disk is full: the Cranelift backend could not be built in `{}`",
            work.display()
        ))
        .help(format!(
            "it needs about {room} while it is built and 40 MB afterwards"
        ))
        .help("`WASMRUST_CACHE=DIR` puts the cache on another disk")
        .into(),
        false => error,
    })?;
    let made = target.join(profile).join(file_name());
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

/// Writes the driver's sources, for Debian's compiler with rustc's crates as dependencies.
fn unpack(road: Road, rustc: &Rustc, source: &Path) -> anyhow::Result<()> {
    let tree = road::sources(rustc);
    for (name, text) in SOURCES {
        let path = source.join(name);
        let text = match (road, name.strip_prefix(PACKAGE)) {
            // A cargo of rustup's would go for the toolchain that it names, which is not there.
            (Road::Debian, Some("/rust-toolchain.toml")) => {
                let _ = fs::remove_file(&path);
                continue;
            }
            (Road::Debian, Some("/Cargo.toml")) => {
                let main = text_of("src/main.rs");
                Cow::Owned(sources::manifest(text, main, &tree.join("compiler")))
            }
            (Road::Debian, Some("/Cargo.lock")) => {
                let theirs = fs::read_to_string(tree.join("Cargo.lock"))?;
                Cow::Owned(sources::join(&theirs, text)?)
            }
            _ => Cow::Borrowed(*text),
        };
        // What is as it was keeps its time, so that cargo goes on where it was ended.
        if !fs::read(&path).is_ok_and(|found| found == text.as_bytes()) {
            cache::write(&path, text.as_bytes())?;
        }
    }
    Ok(())
}

/// One of the driver's sources.
fn text_of(name: &str) -> &'static str {
    let name = format!("{PACKAGE}/{name}");
    let found = SOURCES.iter().find(|it| it.0 == name);
    found.expect("it is one of them").1
}

/// A cargo that compiles rustc's crates.
fn from_sources(cargo: &Path, rustc: &Rustc) -> Command {
    let mut command = clean_command(cargo);
    command.envs(sources::variables(rustc));
    command
}

/// Has cargo complete the lock file, and sees to it that versions of what is compiled were all in it.
fn check_versions(mut cargo: Command, rustc: &Rustc, package: &Path) -> anyhow::Result<()> {
    let lock = package.join("Cargo.lock");
    let joined = fs::read_to_string(&lock)?;
    let output = cargo
        .current_dir(package)
        .args(["metadata", "--format-version", "1", "--filter-platform"])
        .arg(&rustc.host)
        .env("RUSTC", &rustc.path)
        .output()?;
    if !output.status.success() {
        return Err(
            Failure::user("the crates that rustc needs could not be fetched")
                .note(String::from_utf8_lossy(&output.stderr).into_owned())
                .into(),
        );
    }
    let metadata = MetadataCommand::parse(String::from_utf8(output.stdout)?)?;
    let unlocked = sources::unlocked(&joined, &metadata)?;
    if unlocked.is_empty() {
        return Ok(());
    }
    Err(Failure::bug(format!(
        "cargo chose versions that neither rustc's lock file nor the driver's has: {}",
        unlocked.join(", ")
    ))
    .into())
}
