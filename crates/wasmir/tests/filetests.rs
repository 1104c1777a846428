//! Every file in `filetests` is a test: its directives (`wasmir::filetest`) say what is done with it and what must come out.
//!
//! `BLESS=1` writes what came out into the files. What is well-formed is also printed and read again.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use wasmir::Module;
use wasmir::filetest::{Command, Filetest, bless};
use wasmir::hash::{Detail, Hashes};
use wasmir::passes::dead::{dead, is_visible};
use wasmir::passes::dedup::dedup;
use wasmir::text::{self, ParseErrors};
use wasmir::verify::verify;

/// What a test reported, and what it printed.
type Outcome = (Vec<String>, Option<String>);

fn run_folder(folder: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("filetests")
        .join(folder);
    let mut paths: Vec<_> = fs::read_dir(&folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.expect("the folder can be read").path())
        .collect();
    paths.sort();
    assert!(!paths.is_empty(), "no tests in {}", folder.display());
    let mut wrong = Vec::new();
    for path in &paths {
        if let Err(message) = run_file(path) {
            wrong.push(format!("{}: {message}", path.display()));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {} wrong (BLESS=1 accepts)\n\n{}",
        wrong.len(),
        paths.len(),
        wrong.join("\n\n")
    );
}

fn run_file(path: &Path) -> Result<(), String> {
    let text = fs::read_to_string(path).map_err(|error| error.to_string())?;
    let test = Filetest::parse(&text)?;
    let [command] = &test.commands[..] else {
        return Err(format!(
            "expected one `; test`, and not {}",
            test.commands.len()
        ));
    };
    let (errors, output) = run(command, &text)?;
    if errors == test.errors && output == test.output {
        return Ok(());
    }
    if std::env::var_os("BLESS").is_some_and(|it| it == "1") {
        let blessed = bless(&text, &errors, output.as_deref());
        return fs::write(path, blessed).map_err(|error| error.to_string());
    }
    let show = |errors: &[String], output: Option<&str>| {
        errors.join("\n") + "\n" + output.unwrap_or_default()
    };
    Err(format!(
        "--- expected\n{}\n--- actual\n{}",
        show(&test.errors, test.output.as_deref()),
        show(&errors, output.as_deref())
    ))
}

fn run(command: &Command, source: &str) -> Result<Outcome, String> {
    let parsed = text::parse(source);
    if let Ok(module) = &parsed {
        round_trip(module)?;
    }
    let listed = |it: ParseErrors| it.0.iter().map(ToString::to_string).collect();
    match command.name.as_str() {
        "parse" => Ok((parsed.err().map(listed).unwrap_or_default(), None)),
        "print" => Ok((
            Vec::new(),
            Some(text::print(&parsed.map_err(|it| it.to_string())?)),
        )),
        "verify" => {
            let module = parsed.map_err(|it| it.to_string())?;
            let errors = verify(&module).err().map(|it| it.0).unwrap_or_default();
            Ok((errors.iter().map(ToString::to_string).collect(), None))
        }
        "dead" => {
            let in_object = command.arguments.iter().any(|it| it == "object");
            pass(parsed, |module| {
                dead(module, |symbol| in_object && is_visible(symbol));
            })
        }
        "dedup" => {
            let places = command.arguments.iter().any(|it| it == "places");
            pass(parsed, |module| {
                dedup(module, places, |symbol| symbol.name.starts_with("unlike"));
            })
        }
        "hash" => {
            let module = parsed.map_err(|it| it.to_string())?;
            Ok((Vec::new(), Some(hashes(&module, &command.arguments)?)))
        }
        other => Err(format!("no command `{other}`")),
    }
}

/// What a pass makes of a module. It is valid before and after, and the pass finds nothing more to do.
fn pass(parsed: Result<Module, ParseErrors>, run: impl Fn(&mut Module)) -> Result<Outcome, String> {
    let mut module = parsed.map_err(|it| it.to_string())?;
    verify(&module).map_err(|it| format!("not valid:\n{it}"))?;
    run(&mut module);
    let printed = text::print(&module);
    verify(&module).map_err(|it| format!("{printed}\nis not valid:\n{it}"))?;
    round_trip(&module)?;
    run(&mut module);
    if text::print(&module) != printed {
        return Err(format!("{printed}\nis not the last word"));
    }
    Ok((Vec::new(), Some(printed)))
}

/// Which functions and data have the same hash, or, if asked for, the hashes themselves.
fn hashes(module: &Module, arguments: &[String]) -> Result<String, String> {
    let mut detail = Detail::CODE;
    let mut values = false;
    for argument in arguments {
        match argument.as_str() {
            "code" => detail = Detail::CODE,
            "places" => detail = Detail::PLACES,
            "shape" => detail = Detail::SHAPE,
            "values" => values = true,
            other => return Err(format!("no detail `{other}`")),
        }
    }
    let hashes = Hashes::new(module, detail);
    let mut first = HashMap::new();
    let mut text = String::new();
    if values {
        text += &format!("module {}\n", hashes.module());
    }
    for (id, symbol) in module.symbols.iter() {
        let Some(hash) = hashes.function(id).or_else(|| hashes.data(id)) else {
            continue;
        };
        let same = first.entry(hash).or_insert(&symbol.name);
        text += &match values {
            true => format!("{} {hash}\n", symbol.name),
            false if *same == &symbol.name => format!("{} is new\n", symbol.name),
            false => format!("{} is like {same}\n", symbol.name),
        };
    }
    Ok(text)
}

/// What is printed is read as the same, and printed as the same.
fn round_trip(module: &Module) -> Result<(), String> {
    let printed = text::print(module);
    let again = text::parse(&printed)
        .map_err(|errors| format!("printed as\n{printed}\nwhich is not read:\n{errors}"))?;
    if again != *module {
        return Err(format!(
            "printed as\n{printed}\nwhich is read as something else"
        ));
    }
    let twice = text::print(&again);
    if twice != printed {
        return Err(format!("printed as\n{printed}\nand then as\n{twice}"));
    }
    Ok(())
}

macro_rules! folders {
    ($($folder:ident),*) => {
        /// One test for each folder.
        mod folder {
            $(#[test]
            fn $folder() {
                super::run_folder(stringify!($folder));
            })*
        }

        /// A folder that is not listed would not be run.
        #[test]
        fn every_folder_is_run() {
            let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("filetests");
            let mut names: Vec<_> = fs::read_dir(folder)
                .expect("the folder can be read")
                .map(|entry| entry.expect("the folder can be read").file_name().into_string().expect("ASCII"))
                .collect();
            names.sort();
            let mut listed = vec![$(stringify!($folder)),*];
            listed.sort_unstable();
            assert_eq!(names, listed);
        }
    };
}

folders!(data, debug, hash, intrinsics, parse, passes, print, verify);
