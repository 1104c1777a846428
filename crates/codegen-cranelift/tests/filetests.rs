//! Every file in `filetests` is a test: what a step makes of a module must be what the file says (`BLESS=1` writes it), and
//! the calls in it must come out right, in an object that `wasm-ld` linked, with and without optimisation.
//!
//! `; test STEP` prints what is there after a step, without Cranelift's e-graph pass; `; test STEP optimized` with it.

mod support {
    pub mod calls;
    pub mod compile;
    pub mod dump;
    pub mod host;
    pub mod link;
}

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use codegen_cranelift::encode::Chunk;
use codegen_cranelift::{Compiler, Options, listing};
use support::{calls, compile, dump, host, link};
use wasmir::filetest::{Command, Filetest, bless};
use wasmir::{Module, text};

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("filetests")
        .join(name)
}

fn run_folder(name: &str) {
    let folder = folder(name);
    let entries =
        fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<_> = entries
        .map(|entry| entry.expect("the folder can be read").path())
        .filter(|path| path.extension().is_some_and(|it| it == "wasmir"))
        .collect();
    paths.sort();
    assert!(!paths.is_empty(), "no tests in {}", folder.display());
    let engine = host::engine();
    let wrong: Vec<String> = paths
        .iter()
        .filter_map(|path| {
            let message = run_file(&engine, path).err()?;
            Some(format!("{}: {message}", path.display()))
        })
        .collect();
    assert!(
        wrong.is_empty(),
        "{} of {} wrong (BLESS=1 accepts what is printed)\n\n{}",
        wrong.len(),
        paths.len(),
        wrong.join("\n\n")
    );
}

fn parse(path: &Path) -> Result<(String, Module), String> {
    let text = fs::read_to_string(path).map_err(|error| error.to_string())?;
    let module = text::parse(&text).map_err(|errors| errors.to_string())?;
    wasmir::verify::verify(&module).map_err(|errors| errors.to_string())?;
    Ok((text, module))
}

fn run_file(engine: &wasmtime::Engine, path: &Path) -> Result<(), String> {
    let (text, module) = parse(path)?;
    let test = Filetest::parse(&text)?;
    let [command] = &test.commands[..] else {
        return Err(format!(
            "expected one `; test`, and not {}",
            test.commands.len()
        ));
    };
    if let Some(reason) = &test.unsupported {
        return refuses(&module, reason);
    }
    let output = print(command, &module)?;
    if output != test.output {
        if std::env::var_os("BLESS").is_none_or(|it| it != "1") {
            let show = |it: &Option<String>| it.clone().unwrap_or_default();
            return Err(format!(
                "expected\n{}\nand got\n{}",
                show(&test.output),
                show(&output)
            ));
        }
        fs::write(path, bless(&text, &[], output.as_deref())).map_err(|error| error.to_string())?;
    }
    if test.calls.is_empty() {
        return Err(
            "it has no `; run:` or `; traps:`: what is printed would prove nothing".to_owned(),
        );
    }
    for options in compile::OPTIONS {
        execute(engine, path, &module, &test, options)
            .map_err(|error| format!("optimize {}: {error}", options.optimize))?;
    }
    Ok(())
}

/// A module that cannot be compiled must be refused, and for the reason that its file gives.
fn refuses(module: &Module, reason: &str) -> Result<(), String> {
    match codegen_cranelift::compile(module, &Options::default()) {
        Err(error) if error.to_string().contains(reason) => Ok(()),
        Err(error) => Err(format!("expected `{reason}`, and got `{error}`")),
        Ok(_) => Err(format!("it compiles; it should not, because of `{reason}`")),
    }
}

/// What is there after a step.
fn print(command: &Command, module: &Module) -> Result<Option<String>, String> {
    let optimize = match &command.arguments[..] {
        [] => false,
        [argument] if argument == "optimized" => true,
        other => return Err(format!("`{}` is no argument of a test", other.join(" "))),
    };
    let options = Options {
        optimize,
        debug: true,
        threads: 1,
    };
    let mut text = String::new();
    for (id, symbol) in &module.symbols {
        let Some(body) = module.body(id) else {
            continue;
        };
        let mut compiler = Compiler::default();
        let mut chunk = Chunk::default();
        let compiled = compiler.function(module, body, options, &mut chunk);
        compiled.map_err(|error| error.to_string())?;
        let Compiler {
            code,
            structured,
            stackified,
            locals,
            ..
        } = &compiler;
        let listing = match command.name.as_str() {
            "legalize" => code.to_string(),
            "structure" => listing::structure(structured),
            "stackify" => listing::stackified(code, structured, stackified),
            "locals" => listing::locals(code, structured, stackified, locals),
            "encode" | "run" => break,
            other => return Err(format!("`{other}` is no step")),
        };
        let _ = write!(text, "function {}\n{listing}", symbol.name);
    }
    match command.name.as_str() {
        "run" => Ok(None),
        "encode" => {
            let bytes =
                codegen_cranelift::compile(module, &options).map_err(|error| error.to_string())?;
            Ok(Some(dump::object(&bytes)))
        }
        _ => Ok(Some(text)),
    }
}

/// Links the module with those that its file names, and makes the calls.
fn execute(
    engine: &wasmtime::Engine,
    path: &Path,
    module: &Module,
    test: &Filetest,
    options: Options,
) -> Result<(), String> {
    let mut objects = vec![compile::object(module, options)];
    for file in &test.links {
        let (_, other) = parse(&path.with_file_name(file))?;
        objects.push(compile::object(&other, options));
    }
    let wasm = link::link(&objects, &["--export-all"])?;
    wasmparser::Validator::new_with_features(wasmparser::WasmFeatures::all())
        .validate_all(&wasm)
        .map_err(|error| format!("{error}"))?;
    let mut running = wasmtime::Module::new(engine, &wasm)
        .and_then(|it| host::start(&it))
        .map_err(|error| format!("{error:#}"))?;
    for call in &test.calls {
        calls::check(&mut running, call)?;
    }
    Ok(())
}

macro_rules! folders {
    ($($name:ident)*) => {
        $(
            #[test]
            fn $name() {
                run_folder(stringify!($name));
            }
        )*

        #[test]
        fn every_folder_is_tested() {
            let mut folders: Vec<String> = fs::read_dir(folder(""))
                .expect("there are filetests")
                .map(|it| it.expect("the folder can be read").file_name().into_string().expect("UTF-8"))
                .collect();
            folders.sort();
            assert_eq!(folders, [$(stringify!($name)),*]);
        }
    };
}

folders!(encode legalize locals run stackify structure);
