//! The programs that a measurement needs, what they are called here, and how they are started.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use anyhow::{Context, Result, bail, ensure};
use serde::Deserialize;

use crate::ask::compiler_call;

/// The C compiler that rustc's LLVM belongs to.
pub const CLANG: &str = "clang-22";

/// What gets the C side on Debian.
const GET_CLANG: &str = "apt-get install -y clang-22 wasi-libc libclang-rt-22-dev-wasm32";

/// Everything that was found before the first measurement.
pub struct Bench {
    /// Whether cargo-wasm is.
    optimised: bool,
    /// The workspace.
    pub root: PathBuf,
    /// Emptied at the start of each run.
    pub scratch: PathBuf,
    pub cargo_wasm: PathBuf,
    pub wasm_opt: PathBuf,
    wasm_opt_version: String,
    /// What `cargo wasm` hands to cargo in a development build.
    pub stock: Stock,
}

/// Compiler, linker and standard library as they are without this project: std at opt-level 3, as distributed.
#[derive(Clone)]
pub struct Stock {
    pub target: &'static str,
    pub rustc: PathBuf,
    linker: Option<PathBuf>,
    sysroot: Option<PathBuf>,
}

#[derive(Deserialize)]
struct Finding {
    name: String,
    detail: String,
}

impl Bench {
    /// Builds cargo-wasm, `optimised` or as this program itself is, finds the tools and empties the scratch folder.
    ///
    /// # Errors
    /// Something is missing: says which command gets it.
    pub fn new(optimised: bool) -> Result<Bench> {
        let optimised = optimised || !cfg!(debug_assertions);
        let root = Path::new(env!("CARGO_MANIFEST_DIR"))
            .parent()
            .context("xtask lies in the workspace")?
            .to_owned();
        let (cargo_wasm, target) = build_cargo_wasm(&root, optimised)?;
        let scratch = target.join("bench-size");
        if scratch.exists() {
            fs::remove_dir_all(&scratch).context("cannot empty the scratch folder")?;
        }
        fs::create_dir_all(&scratch)?;
        let findings = output(clean(&cargo_wasm).args(["wasm", "doctor", "--json"]))?;
        let findings: Vec<Finding> =
            serde_json::from_slice(&findings.stdout).context("`cargo wasm doctor --json`")?;
        let wasm_opt = findings
            .iter()
            .find(|finding| finding.name == "wasm-opt")
            .map(|finding| finding.detail.as_str());
        let Some((path, version)) =
            wasm_opt.and_then(|detail| detail.strip_suffix(')')?.split_once(" ("))
        else {
            bail!("wasm-opt is missing: `cargo wasm setup` gets it");
        };
        let (wasm_opt, wasm_opt_version) = (PathBuf::from(path), version.to_owned());
        check_clang(&scratch)?;
        let stock = Stock::ask(
            &cargo_wasm,
            &scratch,
            "wasm32-wasip1",
            &["--host", "wasi", "--backend", "llvm"],
        )?;
        Ok(Bench {
            optimised,
            root,
            scratch,
            cargo_wasm,
            wasm_opt,
            wasm_opt_version,
            stock,
        })
    }

    /// `cargo wasm` in `dir`, with its artifacts below `target` in the scratch folder.
    ///
    /// The binary is called by its path: in this workspace `cargo wasm` is an alias for building it first.
    pub fn cargo_wasm(&self, dir: &Path, target: &str) -> Command {
        let mut command = clean(&self.cargo_wasm);
        command
            .current_dir(dir)
            .env("CARGO_TARGET_DIR", self.scratch.join(target))
            .arg("wasm");
        command
    }

    /// Plain `cargo` with the stock standard library, likewise.
    pub fn cargo(&self, dir: &Path, target: &str) -> Command {
        self.stock_cargo(&self.stock, dir, target)
    }

    /// Plain `cargo` with a stock standard library of another target.
    pub fn stock_cargo(&self, stock: &Stock, dir: &Path, target: &str) -> Command {
        let mut command = clean("cargo");
        command
            .current_dir(dir)
            .env("CARGO_TARGET_DIR", self.scratch.join(target));
        stock.apply(&mut command);
        command
    }

    /// What is stock for wasm32-unknown-unknown.
    ///
    /// # Errors
    /// A program does not build.
    pub fn stock_for_js(&self) -> Result<Stock> {
        Stock::ask(
            &self.cargo_wasm,
            &self.scratch,
            "wasm32-unknown-unknown",
            &["--host", "standalone", "--backend", "llvm"],
        )
    }

    /// The Cranelift driver, and the compiler whose std it links, which goes through LLVM: a pair with everything else alike.
    ///
    /// # Errors
    /// The driver is not installed.
    pub fn backends(&self) -> Result<(Stock, Stock)> {
        let flags = ["--host", "wasi", "--backend", "cranelift"];
        let cranelift = Stock::ask(&self.cargo_wasm, &self.scratch, "wasm32-wasip1", &flags)?;
        let home = output(clean(&cranelift.rustc).args(["--print", "sysroot"]))?;
        let home = PathBuf::from(String::from_utf8(home.stdout)?.trim());
        let llvm = Stock {
            rustc: home.join("bin").join("rustc"),
            ..cranelift.clone()
        };
        Ok((cranelift, llvm))
    }

    /// Where `cargo wasm` leaves a module.
    pub fn module(&self, target: &str, host: &str, profile: &str, name: &str) -> PathBuf {
        self.scratch
            .join(target)
            .join("wasm")
            .join(host)
            .join(profile)
            .join(format!("{name}.wasm"))
    }

    /// Where compiled code is kept while measuring.
    pub fn code_cache(&self) -> PathBuf {
        self.scratch.join("code")
    }

    /// Makes a package in the scratch folder; returns where.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn package(&self, name: &str, main: &str) -> Result<PathBuf> {
        let dir = self.scratch.join("src").join(name);
        write_package(&dir, name, "", main)?;
        Ok(dir)
    }

    /// Date, command, machine and versions: of what all parts use, and of the part's own tools.
    ///
    /// # Errors
    /// A program does not say its version.
    pub fn heading(&self, part: &str, title: &str, tools: &[String]) -> Result<String> {
        let tools: String = tools.iter().map(|tool| format!("- {tool}\n")).collect();
        let date = first("date", "+%F")?;
        let cores = cores();
        let profile = if self.optimised {
            "optimised"
        } else {
            "unoptimised, as `cargo build` leaves it"
        };
        Ok(format!(
            "## {title}\n\n\
             {date}, by `cargo xtask bench {part}`. cargo-wasm itself was {profile}.\n\n\
             - machine: {}, {cores} cores\n- rustc: {}\n- cargo: {}\n- Binaryen: {}\n{tools}",
            cpu(),
            first(&self.stock.rustc, "-V")?,
            first("cargo", "-V")?,
            self.wasm_opt_version,
        ))
    }

    /// C's compiler and wasmtime, with their versions.
    ///
    /// # Errors
    /// One does not say its version.
    pub fn natives(&self) -> Result<Vec<String>> {
        Ok(vec![
            format!("clang: {}", first(CLANG, "--version")?),
            format!("wasmtime: {}", locked_version(&self.root, "wasmtime")?),
        ])
    }
}

/// The first line of what a program says when it is called with a flag.
///
/// # Errors
/// It cannot be run, or fails.
pub fn first(program: impl AsRef<std::ffi::OsStr>, flag: &str) -> Result<String> {
    let said = output(clean(program).arg(flag))?;
    let text = String::from_utf8_lossy(&said.stdout);
    Ok(text.lines().next().unwrap_or_default().trim().to_owned())
}

impl Stock {
    /// Asks by building a program and reading how cargo called rustc.
    fn ask(
        cargo_wasm: &Path,
        scratch: &Path,
        target: &'static str,
        flags: &[&str],
    ) -> Result<Stock> {
        let words = compiler_call(cargo_wasm, scratch, flags)?;
        let after = |flag: &str| {
            let at = words.iter().position(|word| word == flag)?;
            words.get(at + 1).map(PathBuf::from)
        };
        let linker = words
            .iter()
            .find_map(|word| word.strip_prefix("linker="))
            .map(PathBuf::from);
        Ok(Stock {
            target,
            rustc: words.first().context("a command has a name")?.into(),
            linker,
            sysroot: after("--sysroot"),
        })
    }

    /// Has a plain cargo build with these.
    pub fn apply(&self, command: &mut Command) {
        let mut flags = Vec::new();
        if let Some(sysroot) = &self.sysroot {
            flags.push(format!("--sysroot\u{1f}{}", sysroot.display()));
        }
        self.apply_without_std(command);
        command.env("CARGO_ENCODED_RUSTFLAGS", flags.join("\u{1f}"));
    }

    /// The folder with the C library and the start files, where it is not rustc's own.
    pub fn self_contained(&self) -> Option<PathBuf> {
        self.sysroot
            .as_ref()
            .map(|sysroot| sysroot.join(format!("lib/rustlib/{}/lib/self-contained", self.target)))
    }

    /// The same compiler and linker, with whatever std cargo finds or builds.
    pub fn apply_without_std(&self, command: &mut Command) {
        command.env("RUSTC", &self.rustc);
        if let Some(linker) = &self.linker {
            let target = self.target.to_uppercase().replace('-', "_");
            command.env(format!("CARGO_TARGET_{target}_LINKER"), linker);
        }
    }
}

/// Writes a package of one program, in a workspace of its own.
///
/// # Errors
/// It cannot be written.
pub fn write_package(dir: &Path, name: &str, manifest: &str, main: &str) -> Result<()> {
    fs::create_dir_all(dir.join("src"))?;
    let head = format!(
        "[workspace]\n\n[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n"
    );
    fs::write(dir.join("Cargo.toml"), format!("{head}\n{manifest}"))?;
    fs::write(dir.join("src").join("main.rs"), main)?;
    Ok(())
}

/// A command that does not inherit what the cargo that runs this program was told.
pub fn clean(program: impl AsRef<std::ffi::OsStr>) -> Command {
    let mut command = Command::new(program);
    for (name, _) in env::vars_os() {
        let text = name.to_string_lossy();
        let cargos = text == "CARGO" || (text.starts_with("CARGO_") && text != "CARGO_HOME");
        if cargos || text.starts_with("RUSTC") || text == "RUSTFLAGS" || text == "WASM_OPT" {
            command.env_remove(&name);
        }
    }
    command
}

/// Adds a flag to those that a command gives rustc.
pub fn add_rustflag(command: &mut Command, flag: &str) {
    let name = "CARGO_ENCODED_RUSTFLAGS";
    let old = command
        .get_envs()
        .find_map(|(key, value)| (key == name).then_some(value).flatten())
        .map(|it| it.to_string_lossy().into_owned())
        .unwrap_or_default();
    let separator = if old.is_empty() { "" } else { "\u{1f}" };
    command.env(name, format!("{old}{separator}{flag}"));
}

/// Runs a command that must succeed.
///
/// # Errors
/// It cannot be started, or fails: with what it said.
pub fn output(command: &mut Command) -> Result<Output> {
    let program = command.get_program().to_owned();
    let output = command
        .output()
        .with_context(|| format!("cannot run `{}`", program.display()))?;
    if !output.status.success() {
        let args: Vec<OsString> = command.get_args().map(OsString::from).collect();
        let line = args.join(std::ffi::OsStr::new(" "));
        let said = String::from_utf8_lossy(&output.stderr);
        bail!(
            "`{} {}` failed ({})\n{}",
            program.display(),
            line.display(),
            output.status,
            said.trim()
        );
    }
    Ok(output)
}

/// The length of a file in bytes.
///
/// # Errors
/// It is not there.
pub fn bytes(path: &Path) -> Result<u64> {
    Ok(path
        .metadata()
        .with_context(|| format!("no {}", path.display()))?
        .len())
}

/// Who comes when in a round, of so many: what ran before leaves its mark on caches and clocks, so that who goes first changes.
pub fn turns(round: usize, count: usize) -> impl Iterator<Item = usize> {
    (0..count).map(move |turn| (round + turn) % count)
}

/// Processor time of all children that have ended, theirs included, in ticks of 10 ms; 0 where there is no `/proc`.
pub fn children_ticks() -> u64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // The name, in parentheses, may contain spaces; `cutime` and `cstime` are the 14th and 15th fields behind it.
    let fields = stat
        .rsplit(')')
        .next()
        .unwrap_or_default()
        .split_whitespace()
        .skip(13)
        .take(2);
    fields.filter_map(|field| field.parse::<u64>().ok()).sum()
}

/// The machine's load over the last minute; 0 where it is not told.
pub fn load() -> f64 {
    let text = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    text.split(' ')
        .next()
        .and_then(|word| word.parse().ok())
        .unwrap_or(0.0)
}

/// How many threads run at once.
pub fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

fn build_cargo_wasm(root: &Path, optimised: bool) -> Result<(PathBuf, PathBuf)> {
    #[derive(Deserialize)]
    struct Message {
        executable: Option<PathBuf>,
    }
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    // Of the whole workspace: a package alone has other features of its dependencies, and then wasmtime is compiled once more.
    command.current_dir(root).args([
        "build",
        "--workspace",
        "--bin",
        "cargo-wasm",
        "--message-format",
        "json-render-diagnostics",
    ]);
    if optimised {
        command.arg("--release");
    }
    let said = output(&mut command)?;
    let messages = String::from_utf8_lossy(&said.stdout).into_owned();
    let mut executables = messages
        .lines()
        .filter_map(|line| serde_json::from_str::<Message>(line).ok()?.executable);
    let executable = executables.next_back().context("cargo builds cargo-wasm")?;
    let target = executable
        .ancestors()
        .nth(2)
        .context("the binary lies in a target folder")?
        .to_owned();
    Ok((executable, target))
}

fn check_clang(scratch: &Path) -> Result<()> {
    let source = scratch.join("probe.c");
    fs::write(
        &source,
        "#include <stdio.h>\nint main(void) { puts(\"\"); return 0; }\n",
    )?;
    let mut command = c_compiler();
    command
        .arg(&source)
        .arg("-o")
        .arg(scratch.join("probe.wasm"));
    output(&mut command).map(drop).with_context(|| {
        format!("C for WASI does not compile here; `{GET_CLANG}` gets what it needs")
    })
}

/// clang with the flags that the C programs are built with.
pub fn c_compiler() -> Command {
    let mut command = clean(CLANG);
    // The target's old name is the one under which Debian's wasi-libc is found.
    command.args([
        "--target=wasm32-wasi",
        "-Wno-deprecated",
        "-Oz",
        "-Wl,--gc-sections,--strip-all",
    ]);
    command
}

fn cpu() -> String {
    let text = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let field = |name: &str| {
        let line = text
            .lines()
            .find(|line| line.split(':').next().is_some_and(|key| key.trim() == name));
        line.and_then(|line| line.split_once(':'))
            .map(|(_, value)| value.trim().to_owned())
            .unwrap_or_default()
    };
    format!(
        "{} (family {}, model {})",
        field("model name"),
        field("cpu family"),
        field("model")
    )
}

/// The version of a package that the workspace's lock file has.
///
/// # Errors
/// It has none.
pub fn locked_version(root: &Path, package: &str) -> Result<String> {
    let lock: toml::Table = fs::read_to_string(root.join("Cargo.lock"))?
        .parse()
        .context("Cargo.lock")?;
    let packages = lock
        .get("package")
        .and_then(|list| list.as_array())
        .context("Cargo.lock has packages")?;
    let found = packages
        .iter()
        .find(|entry| entry.get("name").and_then(|name| name.as_str()) == Some(package));
    let version = found
        .and_then(|entry| entry.get("version"))
        .and_then(|version| version.as_str());
    ensure!(version.is_some(), "{package} is not in Cargo.lock");
    Ok(version.unwrap_or_default().to_owned())
}
