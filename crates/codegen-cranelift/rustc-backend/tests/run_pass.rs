//! Programs, each a file of `tests/run-pass` or of a folder in it: built natively and by the driver, both run, and what they print
//! and how they end compared, exit codes among it. Drop a file, get a test, named as its path.
//!
//! | environment | what it is |
//! |---|---|
//! | `WASMRUST_RUN` | the command that runs a module, `cargo wasm run --module` if it is not set |
//! | `WASMRUST_FLAGS` | more arguments for both compilers |
//! | `CHROMIUM` | the browser, `chromium` if it is not set |
//! | `WASMRUST_INCREMENTAL` | `0` has the driver build as cargo does releases; otherwise it builds as cargo does development |
//! | `WASMRUST_SYSROOT` | the folder with the driver's std, the toolchain's own if it is not set |
//!
//! A program with the line `// flags: ARGUMENTS` is given these by the driver. One with the line `// fails` is to fail. One with the
//! line `// not supported: TEXT` is to be refused by the driver, with an error that contains the text. One with lines that are marked
//! as `support/frames.rs` says is also built with several flags, and its frames looked at in wasmtime and Chromium; so are variables where
//! `support/variables.rs` says what they are.
//!
//! Native builds are kept in the target folder under the program's text, the flags and the compiler.

mod support {
    pub mod crates;
    pub mod edits;
    pub mod emit;
    pub mod frames;
    pub mod variables;
}

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Output};
use std::sync::OnceLock;

use libtest_mimic::{Arguments, Failed, Trial};

use support::{crates, edits, emit, frames, variables};

fn main() -> ExitCode {
    let args = Arguments::from_args();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/run-pass");
    let mut trials = Vec::new();
    collect(&folder, "", &mut trials);
    trials.extend(crates::trials());
    trials.extend(emit::trials());
    trials.extend(edits::trials());
    trials.sort_by(|a, b| a.name().cmp(b.name()));
    libtest_mimic::run(&args, trials).exit_code()
}

/// A test for each program in `folder` and the folders in it.
fn collect(folder: &Path, prefix: &str, trials: &mut Vec<Trial>) {
    for (name, path) in entries(folder) {
        if path.is_dir() {
            collect(&path, &format!("{prefix}{name}/"), trials);
        } else if path.extension().is_some_and(|it| it == "rs") {
            let name = format!("{prefix}{name}");
            trials.extend(frames::trials(&name, &path));
            trials.extend(variables::trial(&name, &path));
            let test = name.clone();
            trials.push(Trial::test(name, move || program(&test, &path)));
        }
    }
}

/// What is in a folder of programs, with names without their extensions.
fn entries(folder: &Path) -> Vec<(String, PathBuf)> {
    let entries = std::fs::read_dir(folder).expect("the folder of programs");
    let paths = entries.map(|it| it.expect("an entry").path());
    let name = |path: &PathBuf| {
        path.file_stem()
            .expect("a name")
            .to_string_lossy()
            .into_owned()
    };
    paths.map(|path| (name(&path), path)).collect()
}

/// What a program is expected to do, as its own lines say.
struct Expected {
    fails: bool,
    flags: Vec<String>,
    not_supported: Option<String>,
}

impl Expected {
    fn read(path: &Path) -> Expected {
        let text = std::fs::read_to_string(path).expect("the program");
        let mark = |prefix: &str| {
            let rest = text.lines().find_map(|line| line.strip_prefix(prefix));
            rest.map(|it| it.trim().to_owned())
        };
        Expected {
            fails: mark("// fails").is_some(),
            flags: mark("// flags:").map_or(Vec::new(), |it| {
                it.split_whitespace().map(str::to_owned).collect()
            }),
            not_supported: mark("// not supported:"),
        }
    }
}

fn program(name: &str, path: &Path) -> Result<(), Failed> {
    let expected = Expected::read(path);
    let out = out(name);
    std::fs::create_dir_all(&out)?;
    let module = out.join("program.wasm");
    let incremental = out.join("incremental");
    if incremental.exists() {
        std::fs::remove_dir_all(incremental)?;
    }
    let mut driver = development(&module);
    driver.args(&expected.flags);
    let built = compile(driver, path)?;
    if let Some(reason) = expected.not_supported {
        let error = String::from_utf8_lossy(&built.stderr);
        return if built.status.success() {
            Err("it is supported now: remove the line that says it is not".into())
        } else if error.contains(&reason) {
            Ok(())
        } else {
            Err(format!("refused with another error than `{reason}`:\n{error}").into())
        };
    }
    success("the driver", &built)?;
    compare(&native(path, &out)?, &module, expected.fails)
}

/// The program built natively, if it is not in the folder.
fn native(path: &Path, out: &Path) -> Result<PathBuf, Failed> {
    let native = out.join(format!("native-{:016x}", native_key(path)?));
    if !native.exists() {
        for old in std::fs::read_dir(out)?.flatten() {
            if old.file_name().to_string_lossy().starts_with("native-") {
                std::fs::remove_file(old.path())?;
            }
        }
        let partial = out.join("native");
        let mut rustc = rustc();
        rustc.args(["-Cpanic=abort", "-o"]).arg(&partial);
        success("rustc", &compile(rustc, path)?)?;
        std::fs::rename(&partial, &native)?;
    }
    Ok(native)
}

/// Runs both and compares what they print and how they end.
fn compare(native: &Path, module: &Path, fails: bool) -> Result<(), Failed> {
    let native = Command::new(native).output()?;
    let ours = runner()?.arg(module).output()?;
    if native.status.success() == fails {
        return Err(format!("natively it ends with {}", native.status).into());
    }
    if native.stdout != ours.stdout {
        return Err(difference(&native.stdout, &ours).into());
    }
    // A native abort is a signal, which a module has not.
    let same = match native.status.code() {
        Some(code) => ours.status.code() == Some(code),
        None => !ours.status.success(),
    };
    if !same {
        let error = String::from_utf8_lossy(&ours.stderr);
        let (native, ours) = (native.status, ours.status);
        return Err(
            format!("natively it ends with {native}, by the driver with {ours}:\n{error}").into(),
        );
    }
    Ok(())
}

/// The folder of what is built of a program.
fn out(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name)
}

/// The driver, told to make this module.
fn driver(module: &Path) -> Command {
    let mut driver = Command::new(env!("CARGO_BIN_EXE_wasmrust-rustc"));
    driver
        .args(["--target", "wasm32-wasip1", "-Cdebuginfo=1", "-o"])
        .arg(module)
        .env("WASMRUST_VERIFY", "1");
    if let Some(sysroot) = std::env::var_os("WASMRUST_SYSROOT") {
        driver.arg("--sysroot").arg(sysroot);
    }
    driver
}

/// The same as cargo starts it in development, unless the environment says otherwise.
fn development(module: &Path) -> Command {
    match std::env::var("WASMRUST_INCREMENTAL").as_deref() {
        Ok("0") => driver(module),
        _ => incremental(module),
    }
}

fn incremental(module: &Path) -> Command {
    let mut driver = driver(module);
    let folder = module.with_file_name("incremental");
    driver.arg(format!("-Cincremental={}", folder.display()));
    driver
}

/// What runs a module.
fn runner() -> Result<Command, Failed> {
    let run = std::env::var("WASMRUST_RUN").unwrap_or("cargo wasm run --module".into());
    let mut words = run.split_whitespace();
    let mut runner = Command::new(words.next().ok_or("WASMRUST_RUN is empty")?);
    runner.args(words);
    Ok(runner)
}

fn rustc() -> Command {
    Command::new(std::env::var_os("RUSTC").unwrap_or("rustc".into()))
}

/// What a native build depends on.
fn native_key(path: &Path) -> Result<u64, Failed> {
    static VERSION: OnceLock<Vec<u8>> = OnceLock::new();
    let version = VERSION.get_or_init(|| {
        let printed = rustc().arg("-vV").output().expect("rustc's version");
        printed.stdout
    });
    let mut hasher = DefaultHasher::new();
    std::fs::read(path)?.hash(&mut hasher);
    std::env::var_os("WASMRUST_FLAGS").hash(&mut hasher);
    version.hash(&mut hasher);
    Ok(hasher.finish())
}

fn compile(mut compiler: Command, path: &Path) -> Result<Output, Failed> {
    let flags = std::env::var("WASMRUST_FLAGS").unwrap_or_default();
    compiler
        .env("RUSTC_BOOTSTRAP", "1")
        .args(["--edition", "2024", "-Awarnings"])
        .args(flags.split_whitespace())
        .arg(path);
    Ok(compiler.output()?)
}

fn success(what: &str, output: &Output) -> Result<(), Failed> {
    if output.status.success() {
        return Ok(());
    }
    let error = String::from_utf8_lossy(&output.stderr);
    Err(format!("{what} fails with {}:\n{error}", output.status).into())
}

/// The first line that differs.
fn difference(native: &[u8], ours: &Output) -> String {
    let (native, printed) = (
        String::from_utf8_lossy(native),
        String::from_utf8_lossy(&ours.stdout),
    );
    let error = String::from_utf8_lossy(&ours.stderr);
    let mut lines = (native.lines(), printed.lines());
    for number in 1.. {
        let (a, b) = (lines.0.next(), lines.1.next());
        if a != b {
            let (a, b) = (a.unwrap_or("(nothing)"), b.unwrap_or("(nothing)"));
            return format!("line {number}: natively\n  {a}\nby the driver\n  {b}\n{error}");
        }
        if a.is_none() {
            break;
        }
    }
    format!("the same lines with other ends\n{error}")
}
