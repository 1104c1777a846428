//! Objects of ours and of LLVM's, linked and run: each `NAME.wasmir` in `link` with its `NAME.c`, which clang compiles.
//!
//! Calls go both ways, with data, function pointers, 128-bit integers and results through memory.

mod support;

use std::path::Path;
use std::process::Command;

use support::{host, link};
use wasmir::filetest::{Filetest, Outcome};

const CLANGS: [&str; 2] = ["clang-22", "clang"];

fn clang(source: &Path) -> Result<Vec<u8>, String> {
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    let object = folder.path().join("c.o");
    for name in CLANGS {
        let result = Command::new(name)
            .args(["--target=wasm32", "-O1", "-c", "-mbulk-memory", "-o"])
            .arg(&object)
            .arg(source)
            .output();
        match result {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => return Err(format!("{name}: {error}")),
            Ok(output) if !output.status.success() => {
                return Err(String::from_utf8_lossy(&output.stderr).into_owned());
            }
            Ok(_) => return std::fs::read(&object).map_err(|error| error.to_string()),
        }
    }
    Err("no clang: install Debian's package clang-22".to_owned())
}

fn check(engine: &wasmtime::Engine, path: &Path) -> Result<(), String> {
    let text = std::fs::read_to_string(path).map_err(|error| error.to_string())?;
    let module = wasmir::text::parse(&text).map_err(|errors| errors.to_string())?;
    let test = Filetest::parse(&text)?;
    let theirs = clang(&path.with_extension("c"))?;
    assert!(!test.calls.is_empty(), "{} calls nothing", path.display());
    for options in support::OPTIONS {
        let ours = support::object(&module, options);
        let wasm = link::link(&[ours, theirs.clone()], &["--export-all"])?;
        let mut running = host::start(engine, &wasm).map_err(|error| format!("{error:#}"))?;
        for call in &test.calls {
            let at =
                |what: String| format!("line {}, optimize {}: {what}", call.line, options.optimize);
            let function = running
                .instance
                .get_func(&mut running.store, &call.function);
            let function = function.ok_or_else(|| at(format!("no function %{}", call.function)))?;
            let ty = function.ty(&running.store);
            let mut args = Vec::new();
            for (param, literal) in ty.params().zip(&call.arguments) {
                let ty = support::val_type(&param);
                args.push(support::value(ty, literal.bits(ty).map_err(at)?));
            }
            match (
                &call.outcome,
                support::call(&mut running.store, function, &args),
            ) {
                (Outcome::Traps, Err(_)) | (Outcome::Returns(None), Ok(_)) => {}
                (Outcome::Returns(Some(expected)), Ok(Some(actual))) => {
                    let ty = support::val_type(
                        &ty.results()
                            .next()
                            .ok_or_else(|| at("no result".to_owned()))?,
                    );
                    if !expected.matches(ty, support::bits(&actual)).map_err(at)? {
                        return Err(at(format!("expected {expected:?}, and got {actual:?}")));
                    }
                }
                (expected, actual) => {
                    return Err(at(format!("expected {expected:?}, and got {actual:?}")));
                }
            }
        }
    }
    Ok(())
}

#[test]
fn with_clang() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/link");
    let engine = host::engine();
    let mut count = 0;
    let mut wrong = Vec::new();
    for entry in std::fs::read_dir(folder).expect("the folder") {
        let path = entry.expect("an entry").path();
        if path.extension().is_some_and(|it| it == "wasmir") {
            count += 1;
            if let Err(error) = check(&engine, &path) {
                wrong.push(format!("{}: {error}", path.display()));
            }
        }
    }
    assert!(count > 0);
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}
