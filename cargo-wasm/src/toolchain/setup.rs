//! What is missing on this machine, and the commands that get it: rustup, Debian's packages, npm.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::rustc::{self, Rustc, which};
use super::sysroot::{Flavour, Recipe};
use super::tools::{self, BINARYEN, BINARYEN_OLDEST};
use super::{backend, libc};
use crate::config::host::HOSTS;
use crate::config::{Host, Opt, Panic};
use crate::error::Failure;
use crate::shell;

/// Debian's packages with a rustc that can make wasm: compiler with its sources, linker, C library.
/// The one place that names them; LLVM's number is the one that rustc-web is built with (1.96.0: LLVM 22).
const DEBIAN_RUSTC: [&str; 3] = ["rustc-web", "rust-web-src", "rust-web-llvm"];
const DEBIAN_LLVM: u64 = 22;
const DEBIAN_LIBC: &str = "wasi-libc";

/// What `doctor` calls the browser that tests run in.
const CHROMIUM: &str = "chromium";

/// A command that gets something, for the user to run or for `setup`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    pub program: String,
    pub args: Vec<String>,
    /// Needs root.
    pub root: bool,
}

impl Step {
    pub(super) fn new(program: &str, args: &[&str], root: bool) -> Self {
        Step {
            program: program.to_owned(),
            args: args.iter().map(|a| a.to_string()).collect(),
            root,
        }
    }

    /// The command as the user would type it.
    pub fn command_line(&self) -> String {
        let quoted = self.args.iter().map(|a| {
            if a.contains(' ') {
                format!("'{a}'")
            } else {
                a.clone()
            }
        });
        let sudo = if self.root && !is_root() { "sudo " } else { "" };
        format!(
            "{sudo}{} {}",
            self.program,
            quoted.collect::<Vec<_>>().join(" ")
        )
    }
}

/// One line of `doctor`.
pub struct Finding {
    pub name: String,
    pub state: State,
    /// Where it is, which version, or what is lost without it.
    pub detail: String,
    /// What gets it; steps of alternatives are tried in turn.
    pub fixes: Vec<Vec<Step>>,
}

/// How well a tool is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    Ok,
    /// Works, with a loss.
    Worse,
    /// Builds cannot do without it.
    Missing,
}

/// Looks at everything a build uses.
pub fn examine(cargo: &Path) -> Vec<Finding> {
    let candidates = rustc::candidates(cargo);
    let mut findings = Vec::new();
    let chosen = candidates
        .iter()
        .find(|rustc| HOSTS.iter().all(|host| rustc.serves(host.target())));
    findings.push(match chosen {
        Some(rustc) => ok(
            "rustc",
            format!(
                "{} ({}, LLVM {})",
                rustc.path.display(),
                rustc.release,
                rustc.llvm
            ),
        ),
        None => {
            let seen: Vec<_> = candidates
                .iter()
                .map(|r| format!("{} ({})", r.path.display(), r.release))
                .collect();
            let detail = match seen.as_slice() {
                [] => "not found".to_owned(),
                seen => format!("{}: no wasm std and no std sources", seen.join(", ")),
            };
            Finding {
                name: "rustc".into(),
                state: State::Missing,
                detail,
                fixes: alternatives(&candidates),
            }
        }
    });
    for host in [Host::Wasi, Host::Standalone] {
        findings.push(std_finding(chosen, host));
    }
    let linker = chosen
        .and_then(tools::linker)
        .or_else(|| which(Path::new(&format!("wasm-ld-{DEBIAN_LLVM}"))));
    findings.push(match linker {
        Some(path) => ok("linker", path.display().to_string()),
        None => missing(
            "linker",
            "no rust-lld, no wasm-ld",
            vec![chosen.map_or_else(debian_linker, linker_steps)],
        ),
    });
    let libc = chosen.and_then(|rustc| libc::dir(rustc, Host::Wasi.target()));
    let system = PathBuf::from("/usr/lib/wasm32-wasi/libc.a");
    findings.push(match libc.or_else(|| system.is_file().then_some(system)) {
        Some(path) => ok("wasi libc", path.display().to_string()),
        None => missing(
            "wasi libc",
            "no `libc.a` for WASI: host wasi cannot link",
            vec![apt(&[DEBIAN_LIBC])],
        ),
    });
    // Before what they install.
    findings.push(match (tools::node(), which(Path::new("npm"))) {
        (Some(node), Some(_)) => ok(
            "node",
            format!("{} ({})", node.path.display(), node.version),
        ),
        (Some(node), None) => worse(
            "node",
            &format!(
                "{} ({}), without npm, from which wasm-opt comes",
                node.path.display(),
                node.version
            ),
            vec![apt(&["npm"])],
        ),
        (None, _) => worse(
            "node",
            "not found: wasm-opt comes from npm, and host node runs in it",
            vec![apt(&["nodejs", "npm"])],
        ),
    });
    findings.push(wasm_opt_finding());
    // Who does without it has asked for nothing else.
    if let Some(driver) = backend::find() {
        let path = driver.path.display();
        findings.push(ok(
            "cranelift",
            format!(
                "{path} ({}, built with {})",
                driver.rustc.release,
                driver.road.describe()
            ),
        ));
    }
    findings.push(match tools::chromium() {
        Some(path) => ok(CHROMIUM, path.display().to_string()),
        None => worse(
            CHROMIUM,
            "not found: `cargo wasm test --host browser` needs it",
            vec![apt(&["chromium"])],
        ),
    });
    findings
}

fn std_finding(rustc: Option<&Rustc>, host: Host) -> Finding {
    let name = format!("std {}", host.target());
    match rustc {
        Some(rustc) if rustc.library().is_some() => {
            let shipped = if rustc.prebuilt(host.target()).is_some() {
                "shipped, and "
            } else {
                ""
            };
            ok(&name, format!("{shipped}built from sources as needed"))
        }
        Some(rustc) if rustc.prebuilt(host.target()).is_some() => worse(
            &name,
            "shipped; without std's sources release modules are about 20 KB larger",
            vec![vec![Step::new(
                "rustup",
                &["component", "add", "rust-src"],
                false,
            )]],
        ),
        _ => missing(&name, "not found", vec![]),
    }
}

fn wasm_opt_finding() -> Finding {
    let fix = vec![binaryen_steps()];
    match tools::wasm_opt() {
        None => worse(
            "wasm-opt",
            "not found: release modules are about 10% larger",
            fix,
        ),
        Some(tool) => match tool.major() {
            None => worse(
                "wasm-opt",
                &format!("{} does not say its version", tool.path.display()),
                fix,
            ),
            Some(major) if major < BINARYEN_OLDEST => {
                let text = format!(
                    "{} is version {major}; {BINARYEN_OLDEST} or newer is needed",
                    tool.path.display()
                );
                worse("wasm-opt", &text, fix)
            }
            Some(_) => ok(
                "wasm-opt",
                format!("{} ({})", tool.path.display(), tool.version),
            ),
        },
    }
}

fn ok(name: &str, detail: String) -> Finding {
    Finding {
        name: name.to_owned(),
        state: State::Ok,
        detail,
        fixes: Vec::new(),
    }
}

fn worse(name: &str, detail: &str, fixes: Vec<Vec<Step>>) -> Finding {
    Finding {
        name: name.to_owned(),
        state: State::Worse,
        detail: detail.to_owned(),
        fixes,
    }
}

fn missing(name: &str, detail: &str, fixes: Vec<Vec<Step>>) -> Finding {
    Finding {
        name: name.to_owned(),
        state: State::Missing,
        detail: detail.to_owned(),
        fixes,
    }
}

/// The ways to a std for wasm on this machine, the usual one first.
fn alternatives(candidates: &[Rustc]) -> Vec<Vec<Step>> {
    let mut ways = Vec::new();
    let from_rustup = candidates.iter().any(|rustc| {
        rustc
            .sysroot
            .components()
            .any(|c| c.as_os_str() == ".rustup" || c.as_os_str() == "toolchains")
    });
    if which(Path::new("rustup")).is_some() && (from_rustup || candidates.is_empty()) {
        ways.push(vec![
            Step::new("rustup", &["component", "add", "rust-src"], false),
            Step::new(
                "rustup",
                &["target", "add", "wasm32-wasip1", "wasm32-unknown-unknown"],
                false,
            ),
        ]);
    }
    if which(Path::new("apt-get")).is_some() {
        let lld = format!("lld-{DEBIAN_LLVM}");
        let packages: Vec<&str> = DEBIAN_RUSTC
            .iter()
            .copied()
            .chain([lld.as_str(), DEBIAN_LIBC])
            .collect();
        ways.push(apt(&packages));
    }
    ways
}

/// The first way to a std, for error messages.
pub fn std_steps() -> Vec<Step> {
    let candidates = rustc::candidates(&super::cargo());
    alternatives(&candidates)
        .into_iter()
        .next()
        .unwrap_or_else(|| {
            vec![
                Step::new("rustup", &["component", "add", "rust-src"], false),
                Step::new(
                    "rustup",
                    &["target", "add", "wasm32-wasip1", "wasm32-unknown-unknown"],
                    false,
                ),
            ]
        })
}

/// What gets a linker that understands this rustc's objects.
pub fn linker_steps(rustc: &Rustc) -> Vec<Step> {
    apt(&[&format!("lld-{}", rustc.llvm)])
}

/// What gets Debian's compiler with its sources.
pub(super) fn debian_compiler() -> Vec<Step> {
    let lld = format!("lld-{DEBIAN_LLVM}");
    let packages: Vec<&str> = DEBIAN_RUSTC.into_iter().chain([lld.as_str()]).collect();
    apt(&packages)
}

fn debian_linker() -> Vec<Step> {
    apt(&[&format!("lld-{DEBIAN_LLVM}")])
}

/// What gets wasm-opt.
pub fn binaryen_steps() -> Vec<Step> {
    let prefix = tools::binaryen_dir().display().to_string();
    let package = format!("binaryen@{BINARYEN}");
    vec![Step::new(
        "npm",
        &[
            "install",
            "--no-audit",
            "--no-fund",
            "--prefix",
            &prefix,
            &package,
        ],
        false,
    )]
}

fn apt(packages: &[&str]) -> Vec<Step> {
    let args: Vec<&str> = ["install", "-y", "--no-install-recommends"]
        .into_iter()
        .chain(packages.iter().copied())
        .collect();
    vec![
        Step::new("apt-get", &["update"], true),
        Step::new("apt-get", &args, true),
    ]
}

/// Installs what `examine` finds missing, then builds the sysroots that a first build needs.
///
/// # Errors
/// The first thing that builds cannot do without and that every way failed to get, with the last lines of what was said.
/// What only makes them better is a warning.
pub fn run(cargo: &Path, hosts: &[Host], dry_run: bool) -> anyhow::Result<()> {
    // A browser is large, and only tests in a page need one.
    let concerns = |finding: &Finding| finding.name != CHROMIUM || hosts.contains(&Host::Browser);
    if dry_run {
        let findings = examine(cargo).into_iter().filter(concerns);
        for finding in findings.filter(|f| f.state != State::Ok) {
            for step in finding.fixes.iter().flatten() {
                shell::out(step.command_line());
            }
        }
        return Ok(());
    }
    let mut tried: Vec<String> = Vec::new();
    loop {
        // What is installed changes what else is missing (a compiler brings its std), so each fix is followed by a fresh look.
        let mut findings = examine(cargo).into_iter();
        let Some(finding) = findings.find(|finding| {
            finding.state != State::Ok
                && concerns(finding)
                && !finding.fixes.is_empty()
                && !tried.contains(&finding.name)
        }) else {
            break;
        };
        match fix(&finding) {
            Ok(()) => {}
            Err(failure) if finding.state == State::Worse => {
                shell::warn(format!("{failure}; builds go on without it"));
                for note in &failure.notes {
                    shell::note(note);
                }
            }
            Err(failure) => return Err(failure.into()),
        }
        tried.push(finding.name);
    }
    for &host in hosts {
        let (rustc, _) = super::compiler(cargo, host.target())?;
        if rustc.library().is_none() {
            continue;
        }
        let release = Flavour {
            opt: Opt::Size,
            panic: Panic::Trap,
            js: host.is_js(),
        };
        let dev = Flavour {
            opt: Opt::None,
            panic: Panic::Location,
            js: host.is_js(),
        };
        let shipped = !dev.js && rustc.prebuilt(host.target()).is_some();
        let dev = (!shipped).then_some(dev);
        for flavour in dev.into_iter().chain([release]) {
            Recipe {
                rustc: &rustc,
                cargo,
                target: host.target(),
                flavour,
            }
            .ensure()?;
        }
    }
    Ok(())
}

fn fix(finding: &Finding) -> Result<(), Failure> {
    let mut said = Vec::new();
    for way in &finding.fixes {
        match way.iter().try_for_each(run_step) {
            Ok(()) => return Ok(()),
            Err(words) => said.push(words),
        }
    }
    let mut failure = Failure::user(format!(
        "could not install what `{}` needs: {}",
        finding.name, finding.detail
    ));
    for words in said {
        failure = failure.note(words);
    }
    for step in finding.fixes.iter().flatten() {
        failure = failure.help(format!("by hand: {}", step.command_line()));
    }
    Err(failure)
}

/// Runs a command, and says what its last words were if it fails.
pub(super) fn run_step(step: &Step) -> Result<(), String> {
    let bar = shell::progress("Installing", &step.command_line(), 0);
    let mut command = if step.root && !is_root() {
        let mut sudo = Command::new("sudo");
        sudo.arg(&step.program);
        sudo
    } else {
        Command::new(&step.program)
    };
    let output = command
        .args(&step.args)
        .env("DEBIAN_FRONTEND", "noninteractive")
        // The last words are to be the reason: rustup adds where in itself it was.
        .env("RUST_BACKTRACE", "0")
        .stdin(Stdio::inherit())
        .output();
    bar.finish_and_clear();
    let tail = |bytes: &[u8]| {
        let text = String::from_utf8_lossy(bytes);
        let lines: Vec<&str> = text.lines().collect();
        lines[lines.len().saturating_sub(6)..].join("\n")
    };
    match output {
        Ok(output) if output.status.success() => Ok(()),
        Ok(output) => Err(format!(
            "`{}` failed:\n{}",
            step.command_line(),
            tail(&output.stderr)
        )),
        Err(error) => Err(format!(
            "`{}` could not be started: {error}",
            step.command_line()
        )),
    }
}

pub fn is_root() -> bool {
    let output = Command::new("id").arg("-u").output();
    output.is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}
