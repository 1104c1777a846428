//! Programs, each a file of `tests/run-pass`: built natively and by the driver, both run, and what they print and whether they
//! fail compared. Drop a file, get a test.
//!
//! | environment | what it is |
//! |---|---|
//! | `WASMRUST_RUN` | the command that runs a module, `cargo wasm run --module` if it is not set |
//! | `WASMRUST_FLAGS` | more arguments for both compilers |
//! | `WASMRUST_SYSROOT` | the folder with the driver's std, the toolchain's own if it is not set |
//!
//! A program with the line `// flags: ARGUMENTS` is given these by the driver. One with the line `// fails` is to fail. One with the line `// not supported: TEXT` is to be refused by the driver, with
//! an error that contains the text.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Output};

use libtest_mimic::{Arguments, Failed, Trial};

fn main() -> ExitCode {
    let args = Arguments::from_args();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/run-pass");
    let mut trials = Vec::new();
    for entry in std::fs::read_dir(&folder).expect("the folder of programs") {
        let path = entry.expect("an entry").path();
        if path.extension().is_some_and(|it| it == "rs") {
            let name = path
                .file_stem()
                .expect("a name")
                .to_string_lossy()
                .into_owned();
            trials.push(Trial::test(name, move || program(&path)));
        }
    }
    trials.sort_by(|a, b| a.name().cmp(b.name()));
    libtest_mimic::run(&args, trials).exit_code()
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

fn program(path: &Path) -> Result<(), Failed> {
    let expected = Expected::read(path);
    let name = path
        .file_stem()
        .expect("a name")
        .to_string_lossy()
        .into_owned();
    let out = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(&name);
    std::fs::create_dir_all(&out)?;
    let module = out.join("program.wasm");
    let mut driver = Command::new(env!("CARGO_BIN_EXE_wasmrust-rustc"));
    driver
        .args(["--target", "wasm32-wasip1", "-o"])
        .arg(&module)
        .args(&expected.flags)
        .env("WASMRUST_VERIFY", "1");
    if let Some(sysroot) = std::env::var_os("WASMRUST_SYSROOT") {
        driver.arg("--sysroot").arg(sysroot);
    }
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
    let native = out.join("program");
    let mut rustc = Command::new(std::env::var_os("RUSTC").unwrap_or("rustc".into()));
    rustc.args(["-Cpanic=abort", "-o"]).arg(&native);
    success("rustc", &compile(rustc, path)?)?;

    let native = Command::new(native).output()?;
    let run = std::env::var("WASMRUST_RUN").unwrap_or("cargo wasm run --module".into());
    let mut words = run.split_whitespace();
    let ours = Command::new(words.next().ok_or("WASMRUST_RUN is empty")?)
        .args(words)
        .arg(&module)
        .output()?;
    if native.status.success() == expected.fails {
        return Err(format!("natively it ends with {}", native.status).into());
    }
    if native.stdout != ours.stdout {
        return Err(difference(&native.stdout, &ours).into());
    }
    if native.status.success() != ours.status.success() {
        let error = String::from_utf8_lossy(&ours.stderr);
        return Err(format!("it ends with {}:\n{error}", ours.status).into());
    }
    Ok(())
}

fn compile(mut compiler: Command, path: &Path) -> Result<Output, Failed> {
    let flags = std::env::var("WASMRUST_FLAGS").unwrap_or_default();
    compiler
        .env("RUSTC_BOOTSTRAP", "1")
        .args(["--edition", "2024", "-Awarnings", "-Cdebuginfo=1"])
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
