//! From the linked module to the one that ships: exports, wasm-opt, names. Optimised builds only.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, UNIX_EPOCH};

use postlink::StripOptions;
use serde::{Deserialize, Serialize};

use super::component::new::wrap;
use crate::config::{Host, Opt, Settings};
use crate::error::Failure;
use crate::toolchain::tools::{self, BINARYEN_OLDEST, Tool};
use crate::{cache, shell};

/// Counts up when the steps change what they make.
const RECIPE: &str = "4";

/// What became of a module.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Finish {
    /// Bytes as linked.
    pub linked: u64,
    /// Bytes as shipped.
    pub shipped: u64,
    /// What optimised it, if anything did.
    pub optimiser: Option<String>,
    /// The same module with its names, for `size` and budgets.
    pub named: PathBuf,
}

/// Written beside a finished module: what it was made from, so that it need not be made again.
#[derive(Serialize, Deserialize)]
struct Stamp {
    key: String,
    len: u64,
    modified: u128,
    digest: String,
    finish: Finish,
}

/// Makes the shipped module `out` from the linked module `linked`, or leaves it when nothing has changed; says which.
///
/// `unused` says of an export that nobody can use it, though the program has it.
///
/// # Errors
/// Files cannot be read or written, or a pass of ours fails, which is a bug. A wasm-opt that fails is a warning:
/// the module ships without it.
pub fn finish(
    linked: &Path,
    out: &Path,
    settings: &Settings,
    unused: &dyn Fn(&str) -> bool,
) -> anyhow::Result<(Finish, bool)> {
    let optimiser = if settings.wasm_opt.value {
        usable_wasm_opt()
    } else {
        None
    };
    let key = key(settings, optimiser.as_ref());
    let stamp_path = beside(out, "stamp");
    let metadata = linked.metadata()?;
    let modified = metadata
        .modified()?
        .duration_since(UNIX_EPOCH)
        .unwrap_or(Duration::ZERO)
        .as_nanos();
    let known: Option<Stamp> = std::fs::read(&stamp_path)
        .ok()
        .and_then(|text| serde_json::from_slice(&text).ok());
    let known = known.filter(|stamp| {
        let there = |path: &Path, len| path.metadata().is_ok_and(|m| m.len() == len);
        stamp.key == key && there(out, stamp.finish.shipped) && stamp.finish.named.is_file()
    });
    if let Some(stamp) = &known
        && stamp.len == metadata.len()
        && stamp.modified == modified
    {
        return Ok((stamp.finish.clone(), false));
    }
    let wasm = std::fs::read(linked)?;
    let digest = cache::digest([&wasm[..]]);
    if let Some(mut stamp) = known
        && stamp.digest == digest
    {
        (stamp.len, stamp.modified) = (metadata.len(), modified);
        cache::write(&stamp_path, &serde_json::to_vec(&stamp)?)?;
        return Ok((stamp.finish, false));
    }
    // From here on it would vouch for a module that is being replaced.
    if let Err(error) = std::fs::remove_file(&stamp_path)
        && error.kind() != std::io::ErrorKind::NotFound
    {
        return Err(error.into());
    }
    let (shipped, named, used) = passes(&wasm, out, settings, optimiser.as_ref(), unused)?;
    let named_path = beside(out, "named.wasm");
    cache::write(&named_path, &named)?;
    cache::write(out, &shipped)?;
    let finish = Finish {
        linked: wasm.len() as u64,
        shipped: shipped.len() as u64,
        optimiser: used.map(|tool| tool.version.clone()),
        named: named_path,
    };
    let stamp = Stamp {
        key,
        len: metadata.len(),
        modified,
        digest,
        finish,
    };
    // A stamp is only true of a build in which nothing failed: a wasm-opt that crashed may work the next time.
    if stamp.finish.optimiser.is_some() == settings.wasm_opt.value {
        cache::write(&stamp_path, &serde_json::to_vec(&stamp)?)?;
    }
    Ok((stamp.finish, true))
}

type Passed<'t> = (Vec<u8>, Vec<u8>, Option<&'t Tool>);

fn passes<'t>(
    wasm: &[u8],
    out: &Path,
    settings: &Settings,
    optimiser: Option<&'t Tool>,
    unused: &dyn Fn(&str) -> bool,
) -> anyhow::Result<Passed<'t>> {
    let ours = |error: postlink::Error| {
        Failure::bug(format!("a pass over `{}` failed: {error}", out.display()))
    };
    let features = postlink::features_used(wasm).map_err(ours)?;
    let keep = match settings.host.value {
        Host::Wasi | Host::Component if exports_start(wasm) => postlink::wasi_command,
        _ => postlink::standalone,
    };
    let mut named = postlink::retain_exports(wasm, |name, _| {
        keep(name) && !unused(name) || settings.keep_exports.value.iter().any(|kept| kept == name)
    })
    .map_err(ours)?;
    named = postlink::strip(
        &named,
        &StripOptions {
            debug: true,
            ..StripOptions::default()
        },
    )
    .map_err(ours)?;
    if settings.opt.value == Opt::Speed {
        named = postlink::short_copies(&named).map_err(ours)?;
    }
    let mut used = None;
    if let Some(tool) = optimiser {
        match run_wasm_opt(
            tool,
            &named,
            out,
            settings.opt.value,
            &postlink::wasm_opt_flags(&features),
        ) {
            Ok(smaller) => {
                named = smaller;
                used = Some(tool);
            }
            Err(failure) => {
                shell::warn(format!("{failure}; the module is kept without its work"));
                for note in &failure.notes {
                    shell::note(note);
                }
            }
        }
    }
    named = postlink::trim_data(&named).map_err(ours)?;
    if settings.host.value == Host::Component {
        let name = out.file_name().unwrap_or_default().to_string_lossy();
        named = wrap(&name, &named, &[])?;
    }
    let strip = StripOptions {
        names: !settings.keep_names.value,
        ..StripOptions::all()
    };
    let shipped = postlink::strip(&named, &strip).map_err(ours)?;
    postlink::validate(&shipped).map_err(ours)?;
    Ok((shipped, named, used))
}

fn exports_start(wasm: &[u8]) -> bool {
    postlink::analyze(wasm)
        .is_ok_and(|report| report.exports.iter().any(|export| export.name == "_start"))
}

/// wasm-opt, when it is there and new enough; says once what its absence costs.
fn usable_wasm_opt() -> Option<Tool> {
    let Some(tool) = tools::wasm_opt() else {
        let place = std::env::var_os("WASM_OPT")
            .map(|path| {
                format!(
                    " at `{}`, where `WASM_OPT` says",
                    Path::new(&path).display()
                )
            })
            .unwrap_or_default();
        shell::warn(format!(
            "wasm-opt was not found{place}: the module will be about 10% larger than it could be"
        ));
        shell::note(
            "`cargo wasm setup` installs it; `wasm-opt = false` in the settings is silence",
        );
        return None;
    };
    match tool.major() {
        Some(major) if major >= BINARYEN_OLDEST => Some(tool),
        Some(major) => {
            shell::warn(format!(
                "wasm-opt at `{}` is version {major}, and {BINARYEN_OLDEST} or newer is needed: the module is built without it",
                tool.path.display()
            ));
            shell::note("`cargo wasm setup` installs a new one beside it");
            None
        }
        None => {
            shell::warn(format!(
                "wasm-opt at `{}` does not say its version: the module is built without it",
                tool.path.display()
            ));
            None
        }
    }
}

fn run_wasm_opt(
    tool: &Tool,
    wasm: &[u8],
    out: &Path,
    opt: Opt,
    features: &[String],
) -> Result<Vec<u8>, Failure> {
    let broken =
        |what: String| Failure::user(format!("wasm-opt at `{}` {what}", tool.path.display()));
    let io = |error: std::io::Error| broken(format!("could not be used: {error}"));
    let dir = tempfile::tempdir().map_err(io)?;
    let (input, output) = (dir.path().join("in.wasm"), dir.path().join("out.wasm"));
    std::fs::write(&input, wasm).map_err(io)?;
    let mut command = Command::new(&tool.path);
    command
        .arg(&input)
        .arg("-o")
        .arg(&output)
        .arg("-g")
        .args(features);
    match opt {
        Opt::Speed => command.args(["-O3"]),
        Opt::Size | Opt::None => command.args(["-Oz", "--converge"]),
    };
    let name = out
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let bar = shell::progress("Optimizing", &name, 0);
    let ran = command.output();
    bar.finish_and_clear();
    let ran = ran.map_err(io)?;
    if !ran.status.success() {
        let words = String::from_utf8_lossy(&ran.stderr);
        let last: Vec<&str> = words.lines().take(6).collect();
        return Err(broken(format!("failed ({})", ran.status)).note(last.join("\n")));
    }
    let optimised = std::fs::read(&output).map_err(|_| broken("made no module".to_owned()))?;
    postlink::validate(&optimised).map_err(|error| {
        // The validator goes on to list bytes, over several lines.
        let error = error.to_string();
        let short = error.split(" - ").next().unwrap_or(&error);
        broken(format!("made an invalid module: {short}"))
    })?;
    Ok(optimised)
}

fn key(settings: &Settings, optimiser: Option<&Tool>) -> String {
    let tool = optimiser
        .map(|tool| format!("{} {}", tool.path.display(), tool.version))
        .unwrap_or_default();
    let flags = format!(
        "{:?} {} {:?} {:?}",
        settings.opt.value,
        settings.keep_names.value,
        settings.host.value,
        settings.keep_exports.value
    );
    cache::digest([
        RECIPE.as_bytes(),
        env!("CARGO_PKG_VERSION").as_bytes(),
        flags.as_bytes(),
        tool.as_bytes(),
    ])
}

/// `dir/.name.suffix` for `dir/name.wasm`.
fn beside(out: &Path, suffix: &str) -> PathBuf {
    let stem = out.file_stem().unwrap_or_default().to_string_lossy();
    out.with_file_name(format!(".{stem}.{suffix}"))
}
