//! Runs one command line in a shell, with a clean environment and a limit on its time.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::case::Output;

/// What cargo and rustup set for the process that runs these tests, and what users set for their own builds.
const CLEARED: [&str; 8] = [
    "CARGO",
    "RUST",
    "NEXTEST",
    "WASM_OPT",
    "LD_LIBRARY_PATH",
    "DYLD_",
    "BLESS",
    "__CARGO",
];

/// Where cargo, rustup and their choice of a toolchain are.
const KEPT: [&str; 3] = ["CARGO_HOME", "RUSTUP_HOME", "RUSTUP_TOOLCHAIN"];

/// Where a command runs.
pub struct Place<'a> {
    pub root: &'a Path,
    pub cache: &'a Path,
    /// The same as `cache`, but for cases that have one of their own.
    pub shared_cache: &'a Path,
    pub timeout: Duration,
}

/// The program under test: the one that was just built, or what `CARGO_WASM` names, such as an installed one.
pub fn program() -> PathBuf {
    std::env::var_os("CARGO_WASM")
        .map_or_else(|| env!("CARGO_BIN_EXE_cargo-wasm").into(), PathBuf::from)
}

/// The folder of this workspace, for cases that depend on a crate of it.
pub fn repo() -> &'static Path {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package.parent().expect("the package is in a workspace")
}

/// Runs `line` and waits for its end; at the time limit, everything that it started is killed.
///
/// # Errors
/// It cannot be started, or takes too long.
pub fn run(line: &str, stdin: &str, place: &Place<'_>) -> Result<Output, String> {
    let mut command = Command::new("sh");
    command.arg("-c").arg(line).current_dir(place.root);
    environment(&mut command, place);
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    let mut child = command
        .spawn()
        .map_err(|error| format!("`sh` cannot be started: {error}"))?;
    let stdout = reader(child.stdout.take().expect("stdout is piped"));
    let stderr = reader(child.stderr.take().expect("stderr is piped"));
    // A command that does not read its input closes the pipe: that is its own affair.
    let _ = child
        .stdin
        .take()
        .expect("stdin is piped")
        .write_all(stdin.as_bytes());
    let status = wait(&mut child, place.timeout);
    let text = |thread: thread::JoinHandle<Vec<u8>>| {
        String::from_utf8_lossy(&thread.join().unwrap_or_default()).into_owned()
    };
    let (stdout, stderr) = (text(stdout), text(stderr));
    match status {
        Some(status) => Ok(Output {
            stdout,
            stderr,
            code: code(status),
        }),
        None => Err(format!(
            "took more than {} s, and was killed\n{stdout}{stderr}",
            place.timeout.as_secs()
        )),
    }
}

fn environment(command: &mut Command, place: &Place<'_>) {
    for (name, _) in std::env::vars_os() {
        let text = name.to_string_lossy();
        if CLEARED.iter().any(|prefix| text.starts_with(prefix)) && !KEPT.contains(&text.as_ref()) {
            command.env_remove(&name);
        }
    }
    let own = program();
    let path = std::env::var_os("PATH").unwrap_or_default();
    let dirs = own
        .parent()
        .map(Path::to_path_buf)
        .into_iter()
        .chain(std::env::split_paths(&path));
    command
        .env(
            "PATH",
            std::env::join_paths(dirs).expect("PATH was read as a list"),
        )
        .env("CARGO_WASM", &own)
        .env("ROOT", place.root)
        .env("REPO", repo())
        .env("WASMRUST_CACHE", place.cache)
        .env("SHARED_CACHE", place.shared_cache)
        .env("LC_ALL", "C");
}

fn reader(mut from: impl Read + Send + 'static) -> thread::JoinHandle<Vec<u8>> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        let _ = from.read_to_end(&mut bytes);
        bytes
    })
}

fn wait(child: &mut Child, timeout: Duration) -> Option<ExitStatus> {
    let end = Instant::now() + timeout;
    while Instant::now() < end {
        if let Ok(Some(status)) = child.try_wait() {
            return Some(status);
        }
        thread::sleep(Duration::from_millis(5));
    }
    // The group is the shell's own: its number is the shell's.
    let _ = Command::new("kill")
        .args(["-9", "--", &format!("-{}", child.id())])
        .status();
    let _ = child.kill();
    let _ = child.wait();
    None
}

/// The exit code as a shell shows it: 128 and the signal's number for a process that a signal ended.
fn code(status: ExitStatus) -> i32 {
    #[cfg(unix)]
    if let Some(signal) = std::os::unix::process::ExitStatusExt::signal(&status) {
        return 128 + signal;
    }
    status.code().unwrap_or(-1)
}
