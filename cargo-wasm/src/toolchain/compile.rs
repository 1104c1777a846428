//! Cargo at work for ourselves: std, and the driver of the Cranelift backend.

use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;
use std::process::Command;

use crate::error::Failure;
use crate::shell;

/// A command that sees nothing of the user's flags for their own crates.
pub fn clean_command(program: &Path) -> Command {
    let mut command = Command::new(program);
    for (name, _) in std::env::vars_os() {
        let text = name.to_string_lossy();
        let theirs = [
            "CARGO_PROFILE_",
            "CARGO_TARGET_",
            "CARGO_BUILD_",
            "RUSTC",
            "RUSTFLAGS",
            "CARGO_ENCODED_RUSTFLAGS",
            "CARGO_INCREMENTAL",
        ];
        if theirs.iter().any(|prefix| text.starts_with(prefix)) {
            command.env_remove(&name);
        }
    }
    command
}

/// Something that cargo compiles.
pub struct Job<'a> {
    /// What it is called while it is built.
    pub label: &'a str,
    /// How many crates cargo will report.
    pub crates: u64,
    /// What becomes of what was made when the build is ended from outside.
    pub remains: &'a str,
}

/// Runs cargo, counting what it has compiled; its words are shown only when it fails.
///
/// # Errors
/// A full disk, a build that was killed (user), or one that does not compile (ours).
pub fn run(mut cargo: Command, job: &Job<'_>) -> anyhow::Result<()> {
    let label = job.label;
    let bar = shell::progress("Building", label, job.crates);
    let mut child = cargo.spawn()?;
    let mut stderr = child.stderr.take().expect("stderr is piped");
    let words = std::thread::spawn(move || {
        let mut text = String::new();
        let _ = stderr.read_to_string(&mut text);
        text
    });
    for line in BufReader::new(child.stdout.take().expect("stdout is piped")).lines() {
        if line?.contains("\"compiler-artifact\"") {
            bar.inc(1);
        }
    }
    let status = child.wait()?;
    bar.finish_and_clear();
    let words = words.join().unwrap_or_default();
    if status.success() {
        return Ok(());
    }
    if words.contains("No space left on device") {
        return Err(io::Error::from(io::ErrorKind::StorageFull).into());
    }
    if status.code().is_none() {
        return Err(Failure::user(format!(
            "{label}: its build was ended from outside ({status})"
        ))
        .note(job.remains)
        .help("run the command again; a machine short of memory ends programs like this")
        .into());
    }
    Err(Failure::bug(format!("{label} does not compile ({status})"))
        .note(words)
        .into())
}

/// Whether an error comes down to a disk that has no room.
pub fn is_full_disk(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause
            .downcast_ref::<io::Error>()
            .is_some_and(|e| e.kind() == io::ErrorKind::StorageFull)
    })
}
