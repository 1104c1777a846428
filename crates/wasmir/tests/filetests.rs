//! Every file in `filetests` is a test: its directives (`wasmir::filetest`) say what is done with it and what must come out.
//!
//! `BLESS=1` writes what came out into the files. What is well-formed is also printed and read again.

mod support;

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use support::interpret;
use wasmir::cranelift_codegen::data_value::DataValue;
use wasmir::cranelift_codegen::ir::immediates::{Ieee32, Ieee64};
use wasmir::cranelift_codegen::ir::{Type, types};
use wasmir::filetest::{Call, Command, Filetest, Outcome, bless};
use wasmir::hash::{Detail, Hashes};
use wasmir::passes::dead::{dead, is_visible};
use wasmir::passes::dedup::dedup;
use wasmir::passes::inline::{Limits, inline};
use wasmir::passes::merge::merge;
use wasmir::text::{self, Names, ParseErrors, Places};
use wasmir::verify::verify;
use wasmir::{Module, ValType};

/// What a test reported, and what it printed.
type Reported = (Vec<String>, Option<String>);

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
    let (errors, output) = run(command, &test, path, &text)?;
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

fn run(command: &Command, test: &Filetest, path: &Path, source: &str) -> Result<Reported, String> {
    let calls = &test.calls;
    let parsed = text::parse(source);
    if let Ok(module) = &parsed {
        round_trip(module)?;
    }
    let listed = |it: ParseErrors| it.0.iter().map(ToString::to_string).collect();
    match command.name.as_str() {
        "parse" => Ok((parsed.err().map(listed).unwrap_or_default(), None)),
        "print" if command.arguments == ["places"] => {
            let module = parsed.map_err(|it| it.to_string())?;
            let source = |path: &str| {
                let lines = (1..20).map(|line| format!("    {path}, line {line}\n"));
                path.ends_with(".rs").then(|| lines.collect())
            };
            let places = Places::new(&module, source);
            let printed = text::print_with(&module, &(places, Names));
            if text::parse(&printed).map_err(|it| it.to_string())? != module {
                return Err(format!("{printed}\nis read as something else"));
            }
            Ok((Vec::new(), Some(printed)))
        }
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
            pass(parsed, calls, |module| {
                dead(module, |symbol| in_object && is_visible(symbol));
            })
        }
        "dedup" => {
            let places = command.arguments.iter().any(|it| it == "places");
            pass(parsed, calls, |module| {
                dedup(module, places, |symbol| symbol.name.starts_with("unlike"));
            })
        }
        "inline" => {
            let zero = "0".to_owned();
            let (callee, in_loops, folded, caller) = match &command.arguments[..] {
                [callee, caller] => (callee, callee, &zero, caller),
                [callee, in_loops, caller] => (callee, in_loops, &zero, caller),
                [callee, in_loops, folded, caller] => (callee, in_loops, folded, caller),
                _ => return Err("expected `inline CALLEE [IN-LOOPS [FOLDED]] CALLER`".into()),
            };
            let number = |text: &str| text.parse().map_err(|_| format!("`{text}` is no number"));
            let limits = Limits {
                callee: number(callee)?,
                in_loops: number(in_loops)?,
                folded: number(folded)?,
                caller: number(caller)?,
            };
            pass(parsed, calls, |module| {
                inline(module, limits, |_, symbol| {
                    !symbol.name.starts_with("never")
                });
                dead(module, is_visible);
            })
        }
        "merge" => merged(parsed, test, path),
        "hash" => {
            let module = parsed.map_err(|it| it.to_string())?;
            Ok((Vec::new(), Some(hashes(&module, &command.arguments)?)))
        }
        other => Err(format!("no command `{other}`")),
    }
}

/// What a pass makes of a module. It is valid before and after, and the pass finds nothing more to do.
fn pass(
    parsed: Result<Module, ParseErrors>,
    calls: &[Call],
    run: impl Fn(&mut Module),
) -> Result<Reported, String> {
    let mut module = parsed.map_err(|it| it.to_string())?;
    verify(&module).map_err(|it| format!("not valid:\n{it}"))?;
    for call in calls {
        check_call(&module, call).map_err(|it| format!("before: {it}"))?;
    }
    run(&mut module);
    for call in calls {
        check_call(&module, call).map_err(|it| format!("after: {it}"))?;
    }
    let printed = text::print(&module);
    verify(&module).map_err(|it| format!("{printed}\nis not valid:\n{it}"))?;
    round_trip(&module)?;
    run(&mut module);
    if text::print(&module) != printed {
        return Err(format!("{printed}\nis not the last word"));
    }
    Ok((Vec::new(), Some(printed)))
}

/// The module and those that it is linked with as one, or why they cannot be.
fn merged(
    parsed: Result<Module, ParseErrors>,
    test: &Filetest,
    path: &Path,
) -> Result<Reported, String> {
    let mut modules = vec![parsed.map_err(|it| it.to_string())?];
    for link in &test.links {
        let text =
            fs::read_to_string(path.with_file_name(link)).map_err(|it| format!("{link}: {it}"))?;
        modules.push(text::parse(&text).map_err(|it| format!("{link}: {it}"))?);
    }
    for module in &modules {
        verify(module).map_err(|it| format!("not valid:\n{it}"))?;
    }
    let module = match merge("merged", modules) {
        Ok(module) => module,
        Err(errors) => return Ok((errors.0, None)),
    };
    let printed = text::print(&module);
    verify(&module).map_err(|it| format!("{printed}\nis not valid:\n{it}"))?;
    round_trip(&module)?;
    for call in &test.calls {
        check_call(&module, call)?;
    }
    Ok((Vec::new(), Some(printed)))
}

/// Does what a directive says.
///
/// # Errors
/// What comes of it is something else.
fn check_call(module: &Module, call: &Call) -> Result<(), String> {
    let at = |message: String| format!("line {}: {message}", call.line);
    let found = module
        .symbols
        .iter()
        .find(|(_, symbol)| symbol.name == call.function);
    let (id, _) = found.ok_or_else(|| at(format!("no function `{}`", call.function)))?;
    let signature = module
        .signature(id)
        .ok_or_else(|| at("it is no function".into()))?;
    let mut arguments = Vec::new();
    for (literal, param) in call.arguments.iter().zip(&signature.params) {
        let bits = literal.bits(val_type(param.value_type)).map_err(at)?;
        arguments.push(data_value(param.value_type, bits));
    }
    let actual = interpret(module, id, &arguments);
    let is_right = match (&call.outcome, &actual) {
        (Outcome::Traps, None) => true,
        (Outcome::Returns(None), Some(values)) => values.is_empty(),
        (Outcome::Returns(Some(literal)), Some(values)) => {
            let ty = signature.returns[0].value_type;
            *values == [data_value(ty, literal.bits(val_type(ty)).map_err(at)?)]
        }
        _ => false,
    };
    match is_right {
        true => Ok(()),
        false => Err(at(format!("{actual:?}"))),
    }
}

fn val_type(ty: Type) -> ValType {
    match ty {
        types::I64 => ValType::I64,
        types::F32 => ValType::F32,
        types::F64 => ValType::F64,
        _ => ValType::I32,
    }
}

fn data_value(ty: Type, bits: u128) -> DataValue {
    match ty {
        types::F32 => DataValue::F32(Ieee32::with_bits(bits as u32)),
        types::F64 => DataValue::F64(Ieee64::with_bits(bits as u64)),
        types::I64 => DataValue::I64(bits as i64),
        types::I32 => DataValue::I32(bits as i32),
        types::I16 => DataValue::I16(bits as i16),
        types::I8 => DataValue::I8(bits as i8),
        other => panic!("no value of type `{other}` is written in a directive"),
    }
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

folders!(
    data, debug, hash, intrinsics, merge, parse, passes, print, verify
);
