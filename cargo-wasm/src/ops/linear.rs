//! What `cargo check` cannot show about linear types: rustc finds a lost value only when it instantiates generic code.
//!
//! So where a build has the crate `wasm` in it, the workspace's own packages go through rustc once more as for a build, with
//! this program as cargo's `RUSTC_WORKSPACE_WRAPPER`: programs are instantiated, not linked. Dependencies are compiled as for
//! `cargo wasm build`, which so finds them done. Where a value is lost, rustc writes the package's MIR, and that has function,
//! variable and line.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::cargo::{Call, Finished};
use super::mir::{self, How, Loss, Place};
use crate::error::Failure;
use crate::shell;

/// Where a wrapped rustc leaves its MIR; that it is set makes this program the wrapper.
const DIR: &str = "CARGO_WASM_LINEAR";

/// The macro's own words, which every report of rustc's about a lost value has.
const LOST: &str = "a value of the linear type `";

/// Reports that are still read at once.
const MANY: usize = 20;

/// Whether the crate that has linear types is in a build.
pub fn concerns(finished: &Finished) -> bool {
    let is_lib = |kind: &String| kind == "lib" || kind == "rlib";
    finished
        .artifacts
        .iter()
        .any(|artifact| artifact.target == "wasm" && artifact.kind.iter().any(is_lib))
}

/// Checks what is found by instantiating only; the number is cargo's exit code.
///
/// `call` is one of `cargo build`.
///
/// # Errors
/// Cargo cannot be started.
pub fn check(call: &Call<'_>) -> anyhow::Result<i32> {
    let dir = tempfile::tempdir()?;
    let mut command = call.command();
    command
        .env(DIR, dir.path())
        .env("RUSTC_WORKSPACE_WRAPPER", std::env::current_exe()?);
    if call.args.verbose == 0 && !call.args.quiet {
        command.arg("--quiet");
    }
    let bar = shell::progress("Checking", "that no linear value is lost", 0);
    let finished = call.run(command, true)?;
    bar.finish_and_clear();
    if finished.code != 0 {
        report(&finished, dir.path(), &call.workspace.root);
    }
    Ok(finished.code)
}

fn report(finished: &Finished, dir: &Path, root: &Path) {
    let mut types: Vec<&str> = Vec::new();
    for error in &finished.errors {
        let name = error
            .split_once(LOST)
            .and_then(|(_, rest)| rest.split('`').next());
        types.extend(name.filter(|name| !types.contains(name)));
    }
    let texts: Vec<String> = std::fs::read_dir(dir)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|ext| ext == "mir"))
        .filter_map(|path| std::fs::read_to_string(path).ok())
        .collect();
    for name in types {
        let mut losses: Vec<Loss> = texts
            .iter()
            .flat_map(|text| mir::losses(text, name))
            .collect();
        losses.sort_by(|a, b| (&a.at, a).cmp(&(&b.at, b)));
        // A library's function is in the text of its tests as well.
        losses.dedup();
        for loss in losses.iter().take(MANY) {
            shell::failure(&failure(loss, root).into());
        }
        match losses.len() {
            0 => shell::warn(format!(
                "no function of this workspace drops a `{name}` by itself: look where one becomes a `dyn Trait`, or is \
                 given to generic code of another crate"
            )),
            n if n > MANY => shell::note(format!("and {} more", n - MANY)),
            _ => {}
        }
    }
}

fn failure(loss: &Loss, root: &Path) -> Failure {
    let function = match loss.function.split_once("::{closure") {
        Some((function, _)) => format!("a closure or async block of `{function}`"),
        None => format!("`{}`", loss.function),
    };
    let what = match &loss.variable {
        Some(variable) => format!("`{variable}: {}`", loss.type_),
        None => format!("a temporary `{}`", loss.type_),
    };
    let variable = loss.variable.as_deref().unwrap_or("the value");
    let (message, label) = match &loss.how {
        How::Dropped => (
            format!("{what} is lost in {function}"),
            format!("behind this, `{variable}` is gone and was not consumed"),
        ),
        How::Overwritten => (
            format!("{what} is lost in {function}"),
            "overwritten here, when it was not consumed".to_owned(),
        ),
        How::Suspended => (
            format!("{what} is alive across an `.await` in {function}"),
            format!(
                "a future that is dropped while it waits loses it; keep `{variable}` deferred, by `.defer()`"
            ),
        ),
        How::EatenBy(callee) => (
            format!("{what} is lost in {function}"),
            format!("`{}` drops it", callee),
        ),
        How::GivenTo(callee) => (
            format!("{what} may be lost in {function}"),
            format!("`{}` may drop it", callee),
        ),
    };
    let label = label.replace("`the value`", "the value");
    let mut failure = Failure::user(message);
    let text = loss
        .at
        .as_ref()
        .and_then(|at| Some((at, std::fs::read_to_string(root.join(&at.file)).ok()?)));
    match text {
        Some((at, text)) => {
            let path = PathBuf::from(at.file.trim_start_matches("./"));
            let bytes = range(&text, at);
            failure = failure.at(&path, &text, bytes, label);
        }
        None => failure = failure.note(label),
    }
    if let (Some(declared), Some(_)) = (&loss.declared, &loss.variable) {
        let Place { file, line, .. } = declared;
        let file = file.trim_start_matches("./");
        failure = failure.note(format!("`{variable}` is declared at {file}:{line}"));
    }
    failure
}

/// Bytes of a place; what is not there gives an empty range at the end.
fn range(text: &str, place: &Place) -> std::ops::Range<usize> {
    let offset = |line: usize, column: usize| {
        let mut start = 0;
        for (number, content) in text.split_inclusive('\n').enumerate() {
            if number + 1 == line {
                let within = content.char_indices().nth(column.saturating_sub(1));
                return start + within.map_or(content.len(), |(at, _)| at);
            }
            start += content.len();
        }
        text.len()
    };
    let start = offset(place.line, place.column);
    start..offset(place.end.0, place.end.1).max(start)
}

/// Runs rustc in cargo's stead, when this process was started for that; the number is the exit code.
pub fn wrapper() -> Option<i32> {
    let dir = PathBuf::from(std::env::var_os(DIR)?);
    let mut args = std::env::args_os().skip(1);
    // By cargo this program is called with `wasm` first, as a wrapper with the compiler.
    let rustc = args.next().filter(|first| first != "wasm")?;
    let args: Vec<OsString> = args.collect();
    let run = |args: &[OsString]| Command::new(&rustc).args(args).status();
    let status = match instantiated(&args, &dir) {
        None => run(&args),
        Some(args) => {
            let status = run(&args);
            if status.as_ref().is_ok_and(|status| !status.success()) {
                // Only the text is wanted; what is wrong was said. The places in it are behind a flag of a development
                // compiler, and nothing that is compiled so is kept.
                let _ = Command::new(&rustc)
                    .args(with_places(&args, &dir))
                    .env("RUSTC_BOOTSTRAP", "1")
                    .stdin(Stdio::null())
                    .stdout(Stdio::null())
                    .stderr(Stdio::null())
                    .status();
            }
            status
        }
    };
    Some(status.ok().and_then(|status| status.code()).unwrap_or(101))
}

/// The arguments for a crate that is compiled for wasm: what would be linked is only instantiated.
fn instantiated(args: &[OsString], dir: &Path) -> Option<Vec<OsString>> {
    let texts: Vec<&str> = args.iter().map(|arg| arg.to_str().unwrap_or("")).collect();
    let of = |flag: &str| {
        let at = texts.iter().position(|text| *text == flag)?;
        texts.get(at + 1).copied()
    };
    // Build scripts and macros have no target; `___` is what cargo asks rustc about itself with.
    of("--target")?;
    let name = of("--crate-name").filter(|name| *name != "___")?;
    let kinds: Vec<&str> = texts
        .windows(2)
        .filter(|pair| pair[0] == "--crate-type")
        .map(|pair| pair[1])
        .collect();
    let is_linked = texts.contains(&"--test")
        || !kinds.is_empty() && kinds.iter().all(|kind| matches!(*kind, "bin" | "cdylib"));
    let mut args = args.to_vec();
    if is_linked {
        let to = dir.join(format!("{name}-{}.unplaced", std::process::id()));
        for arg in &mut args {
            if arg.to_str().is_some_and(|text| text.starts_with("--emit=")) {
                *arg = "--emit=dep-info".into();
                arg.push(",mir=");
                arg.push(&to);
            }
        }
    }
    Some(args)
}

/// The arguments that write the text with places, and nothing else.
fn with_places(args: &[OsString], dir: &Path) -> Vec<OsString> {
    let is_incremental = |arg: &OsString| {
        arg.to_str()
            .is_some_and(|text| text.starts_with("incremental="))
    };
    let mut kept: Vec<OsString> = Vec::new();
    for arg in args {
        if is_incremental(arg) {
            kept.pop();
        } else if !arg.to_str().is_some_and(|text| text.starts_with("--emit=")) {
            kept.push(arg.clone());
        }
    }
    let mut emit = OsString::from("--emit=mir=");
    emit.push(dir.join(format!("{}.mir", std::process::id())));
    kept.push(emit);
    kept.extend(["-Zmir-include-spans=yes".into(), "-Zmir-opt-level=0".into()]);
    kept
}
