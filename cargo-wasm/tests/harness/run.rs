//! Runs a case: its files into a folder, its commands in turn, then a look at the modules it left.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use snapbox::Data;
use snapbox::report::{Palette, write_diff};

use crate::case::{Case, Command, Line, Output};
use crate::component;
use crate::machine::Machine;
use crate::normalize::Normalizer;
use crate::shell::{self, Place};
use crate::wasm;

/// Long, because the first command with an empty cache builds a std.
const TIMEOUT: Duration = Duration::from_secs(600);

/// Runs the case in `file`; with `BLESS=1`, what its commands print becomes what is expected.
///
/// # Errors
/// What was not as expected.
pub fn run(machine: &Machine, name: &str, file: &Path) -> Result<(), String> {
    let text = fs::read_to_string(file).map_err(|error| error.to_string())?;
    let case = Case::parse(&text)?;
    // Each case has a folder with its project in it: what it puts beside the project is its own, too.
    let dir = machine.dir().join(name.replace('/', "-"));
    let root = dir.join("project");
    write_files(&case, &root)?;
    let result = check(machine, &case, &root, file, &text);
    if result.is_ok() || std::env::var_os("KEEP").is_none() {
        let _ = fs::remove_dir_all(&dir);
    }
    let headers = &case.headers;
    match (result, &headers.expect_failure) {
        (Ok(()), None) => Ok(()),
        (Err(what), None) => Err(what),
        (Ok(()), Some(reason)) => Err(format!(
            "passes, and was expected to fail ({reason}): remove `expect-failure`"
        )),
        (Err(what), Some(_)) => match &headers.failure_says {
            Some(text) if !what.contains(text) => {
                Err(format!("fails as expected, but without `{text}`:\n{what}"))
            }
            _ => Ok(()),
        },
    }
}

fn write_files(case: &Case, root: &Path) -> Result<(), String> {
    let fault = |error: std::io::Error| error.to_string();
    fs::create_dir_all(root).map_err(fault)?;
    for (name, text) in &case.files {
        let path = root.join(name);
        fs::create_dir_all(path.parent().unwrap_or(root)).map_err(fault)?;
        if let Some(made) = make(&path, text) {
            let (path, bytes) = made?;
            fs::write(path, bytes).map_err(fault)?;
            continue;
        }
        fs::write(&path, text).map_err(fault)?;
        #[cfg(unix)]
        if text.starts_with("#!") {
            use std::os::unix::fs::PermissionsExt;
            fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).map_err(fault)?;
        }
    }
    Ok(())
}

/// What a file of text is made into: the file's new name, and its bytes. `None` when it is left as it is.
fn make(path: &Path, text: &str) -> Option<Result<(PathBuf, Vec<u8>), String>> {
    let name = path.to_str()?;
    type Maker = fn(&str) -> Result<Vec<u8>, String>;
    let makers: [(&str, Maker); 4] = [
        (".component.wit", component::component),
        (".module.wit", component::module),
        (".package.wit", component::package),
        (".wat", |text| {
            wat::parse_str(text).map_err(|error| error.to_string())
        }),
    ];
    let (stem, maker) = makers
        .iter()
        .find_map(|(ending, maker)| Some((name.strip_suffix(ending)?, maker)))?;
    let made = maker(text).map(|bytes| (format!("{stem}.wasm").into(), bytes));
    Some(made.map_err(|error| format!("`{name}`: {error}")))
}

fn check(
    machine: &Machine,
    case: &Case,
    root: &Path,
    file: &Path,
    text: &str,
) -> Result<(), String> {
    let own_cache = root.with_file_name("cache");
    let cache = if case.headers.own_cache {
        own_cache
    } else {
        machine.cache()
    };
    let shared_cache = machine.cache();
    let place = Place {
        root,
        cache: &cache,
        shared_cache: &shared_cache,
        timeout: case.headers.timeout.unwrap_or(TIMEOUT),
    };
    let normalizer = Normalizer::new(root, &cache, case.headers.own_cache);
    let mut wrong = String::new();
    let mut outputs = Vec::new();
    for line in &case.script {
        let Line::Command(command) = line else {
            continue;
        };
        let actual = shell::run(
            &command.text(),
            command.stdin.as_deref().unwrap_or_default(),
            &place,
        )
        .map_err(|what| format!("line {}: `{}` {what}", command.line, command.text()))?;
        let actual = Output {
            stdout: normalizer.apply(&actual.stdout, &command.expected.stdout),
            stderr: normalizer.apply(&actual.stderr, &command.expected.stderr),
            code: actual.code,
        };
        if actual != command.expected {
            describe(&mut wrong, command, &actual);
        }
        outputs.push(actual);
    }
    if std::env::var_os("BLESS").is_some() && case.headers.expect_failure.is_none() {
        let blessed = case.blessed(&outputs);
        if blessed != text {
            fs::write(file, blessed).map_err(|error| error.to_string())?;
        }
        wrong.clear();
    }
    for module in wasm::find(root) {
        let mut result = wasm::validate(&module);
        if case.headers.unrun.is_none() {
            result = result.and_then(|()| wasm::start(&module, &place));
        }
        if let Err(what) = result {
            let _ = writeln!(wrong, "{what}");
        }
    }
    if wrong.is_empty() {
        return Ok(());
    }
    let _ = writeln!(
        wrong,
        "BLESS=1 takes what was printed as what is expected; KEEP=1 leaves `{}` to look at",
        root.display()
    );
    Err(wrong)
}

fn describe(text: &mut String, command: &Command, actual: &Output) {
    let _ = writeln!(text, "line {}: $ {}", command.line, command.text());
    let expected = &command.expected;
    for (what, expected, actual) in [
        ("stdout", &expected.stdout, &actual.stdout),
        ("stderr", &expected.stderr, &actual.stderr),
    ] {
        if expected != actual {
            let (expected, actual) = (Data::text(expected), Data::text(actual));
            let names = (format!("{what} expected"), format!("{what} actual"));
            let _ = write_diff(
                text,
                &expected,
                &actual,
                Some(&names.0),
                Some(&names.1),
                Palette::plain(),
            );
        }
    }
    if expected.code != actual.code {
        let _ = writeln!(
            text,
            "exit code: expected {}, actual {}",
            expected.code, actual.code
        );
    }
}
