//! `cargo wasm component check` on pairs of worlds with known verdicts: each file in `tests/pairs` is a test.
//!
//! A verdict is checked three ways: by the command, on WIT and on components; by the validator, which instantiates a component of
//! the new world where one of the old world is wanted; and by wasmtime's linker, which gives the new one what the old one imports.
//! Where the validator disagrees, the file has a line `oracle:` with its verdict and the reason; a disagreement that is not
//! written down fails, and so does one that is gone.

#[path = "harness/component.rs"]
#[allow(dead_code)] // Other tests use the rest.
mod component;

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use libtest_mimic::{Arguments, Trial};
use semver::Version;
use wasmtime::component::{Component, Linker};
use wasmtime::{Config, Engine};
use wit_parser::Resolve;

/// A pair, as its file has it.
struct Pair {
    /// Whether the new world can take the old one's place.
    compatible: bool,
    /// Whether the validator accepts it, if that is not the verdict.
    oracle: Option<bool>,
    old: String,
    new: String,
    /// What the command prints.
    says: String,
    /// Everything before `says`, as it stands.
    head: String,
}

fn main() -> ExitCode {
    let args = Arguments::from_args();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pairs");
    let mut files = Vec::new();
    find(&root, &mut files);
    files.sort();
    let engine = engine();
    let trials = files.into_iter().map(|file| {
        let name = file.strip_prefix(&root).unwrap_or(&file).with_extension("");
        let engine = engine.clone();
        Trial::test(name.display().to_string(), move || {
            run(&engine, &file).map_err(Into::into)
        })
    });
    libtest_mimic::run(&args, trials.collect()).exit_code()
}

fn engine() -> Engine {
    let mut config = Config::new();
    config.wasm_component_model_async(true);
    // Functions of these components trap at once: how well they are compiled plays no part.
    config.cranelift_opt_level(wasmtime::OptLevel::None);
    Engine::new(&config).expect("the settings are sound")
}

fn find(dir: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(dir).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            find(&path, found);
        } else if path.extension().is_some_and(|ext| ext == "pair") {
            found.push(path);
        }
    }
}

impl Pair {
    fn parse(text: &str) -> Result<Pair, String> {
        let part = |from: &str, to: &str| {
            let rest = text.split_once(from)?.1;
            Some(
                rest.split_once(to)
                    .map_or(rest, |(part, _)| part)
                    .to_owned(),
            )
        };
        let header = |key: &str| {
            let mut lines = text.lines().take_while(|line| !line.starts_with("=="));
            lines.find_map(|line| line.strip_prefix(key)?.strip_prefix(": "))
        };
        let says = "== says ==\n";
        let compatible = match header("verdict") {
            Some("compatible") => true,
            Some("breaks") => false,
            _ => return Err("`verdict: compatible` or `verdict: breaks` is missing".to_owned()),
        };
        let oracle = match header("oracle").map(|text| text.split_once(": ")) {
            None => None,
            Some(Some(("accepts", _))) => Some(true),
            Some(Some(("refuses", _))) => Some(false),
            _ => return Err("`oracle:` wants `accepts: REASON` or `refuses: REASON`".to_owned()),
        };
        let missing = |what: &str| format!("`== {what} ==` is missing");
        Ok(Pair {
            compatible,
            oracle,
            old: part("== old ==\n", "== new ==").ok_or(missing("old"))?,
            new: part("== new ==\n", "== says ==").ok_or(missing("new"))?,
            says: part(says, "\u{0}").ok_or(missing("says"))?,
            head: text
                .split_once(says)
                .map(|(head, _)| format!("{head}{says}"))
                .unwrap_or_default(),
        })
    }
}

fn run(engine: &Engine, file: &Path) -> Result<(), String> {
    let text = std::fs::read_to_string(file).map_err(|error| error.to_string())?;
    let pair = Pair::parse(&text)?;
    let dir = tempfile::tempdir().map_err(|error| error.to_string())?;
    let write = |name: &str, bytes: &[u8]| {
        std::fs::write(dir.path().join(name), bytes).map_err(|error| error.to_string())
    };
    let old_bytes = component::component(&pair.old)?;
    let new_bytes = component::component(&pair.new)?;
    write("old.wit", pair.old.as_bytes())?;
    write("new.wit", pair.new.as_bytes())?;
    write("old.wasm", &old_bytes)?;
    write("new.wasm", &new_bytes)?;

    let (code, said) = check(dir.path(), &["old.wit#", "new.wit#"], &pair)?;
    expect("the command, on WIT", code == 0, pair.compatible)?;
    let (code, _) = check(dir.path(), &["old.wasm", "new.wasm"], &pair)?;
    expect("the command, on components", code == 0, pair.compatible)?;

    let oracle = pair.oracle.unwrap_or(pair.compatible);
    let answer = validator(&pair);
    expect(
        &format!("the validator ({answer:?})"),
        answer.is_ok(),
        oracle,
    )?;

    let linked = linker(engine, &old_bytes, &new_bytes);
    if pair.compatible && linked.is_err() {
        return Err(format!("wasmtime's linker refuses the new one: {linked:?}"));
    }
    // Types of functions are the validator's matter: the linker was given functions of any type.
    if said.contains("is wanted, and need not be there") && linked.is_ok() {
        return Err("wasmtime's linker gives what need not be there".to_owned());
    }

    if said != pair.says {
        if std::env::var_os("BLESS").is_some() {
            std::fs::write(file, pair.head + &said).map_err(|error| error.to_string())?;
        } else {
            return Err(format!("it says:\n{said}\nand should say:\n{}", pair.says));
        }
    }
    Ok(())
}

fn expect(who: &str, compatible: bool, expected: bool) -> Result<(), String> {
    let word = |yes| if yes { "compatible" } else { "a break" };
    if compatible == expected {
        return Ok(());
    }
    Err(format!(
        "{who} says {}, and it is {}",
        word(compatible),
        word(expected)
    ))
}

/// Runs the command; `#` at the end of an argument stands for the last world of the text.
fn check(dir: &Path, args: &[&str; 2], pair: &Pair) -> Result<(i32, String), String> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-wasm"));
    command
        .args(["wasm", "component", "check"])
        .current_dir(dir);
    for (arg, wit) in args.iter().zip([&pair.old, &pair.new]) {
        let (resolve, world) = component::parse(wit)?;
        let world = &resolve.worlds[world].name;
        command.arg(
            arg.strip_suffix('#')
                .map_or((*arg).to_owned(), |file| format!("{file}#{world}")),
        );
    }
    let output = command.output().map_err(|error| error.to_string())?;
    let (out, err) = (
        String::from_utf8_lossy(&output.stdout)
            .replace("#w`", "`")
            .replace("#w)", ")"),
        String::from_utf8_lossy(&output.stderr),
    );
    match output.status.code() {
        Some(code @ (0 | 1)) if err.is_empty() => Ok((code, out)),
        code => Err(format!("the command ended with {code:?}: {err}")),
    }
}

/// Instantiates a component of the new world where one of the old world is wanted, by validation alone. Names must be equal
/// there, so versions that semver calls compatible are made one first.
fn validator(pair: &Pair) -> Result<(), String> {
    let (mut old, old_world) = component::parse(&pair.old)?;
    let (mut new, new_world) = component::parse(&pair.new)?;
    unify_versions(&mut old);
    unify_versions(&mut new);
    let bytes = component::encode_component(&new, new_world)?;
    wit_component::targets(&old, old_world, &bytes).map_err(|error| format!("{error:#}"))
}

fn unify_versions(resolve: &mut Resolve) {
    for (_, package) in &mut resolve.packages {
        let Some(version) = &mut package.name.version else {
            continue;
        };
        if version.pre.is_empty() && (version.major, version.minor) != (0, 0) {
            let minor = if version.major == 0 { version.minor } else { 0 };
            *version = Version::new(version.major, minor, 0);
        }
    }
}

/// Gives the new component what the old one imports.
fn linker(engine: &Engine, old: &[u8], new: &[u8]) -> wasmtime::Result<()> {
    let (old, new) = (Component::new(engine, old)?, Component::new(engine, new)?);
    let mut linker = Linker::<()>::new(engine);
    linker.define_unknown_imports_as_traps(&old)?;
    linker.instantiate_pre(&new).map(|_| ())
}
