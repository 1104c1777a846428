//! Objects of ours and of LLVM's, linked and run: each `NAME.wasmir` in `linked` with its `NAME.c`, which clang compiles.
//!
//! Calls go both ways, with data, function pointers, 128-bit integers and results through memory.

mod support {
    pub mod calls;
    pub mod compile;
    pub mod host;
    pub mod link;
}

use std::path::Path;
use std::process::Command;

use support::{calls, compile, host, link};
use wasmir::filetest::Filetest;

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
    for options in compile::OPTIONS {
        let ours = compile::object(&module, options);
        let wasm = link::link(&[ours, theirs.clone()], &["--export-all"])?;
        let mut running = wasmtime::Module::new(engine, &wasm)
            .and_then(|it| host::start(&it))
            .map_err(|error| format!("{error:#}"))?;
        for call in &test.calls {
            calls::check(&mut running, call)
                .map_err(|error| format!("optimize {}: {error}", options.optimize))?;
        }
    }
    Ok(())
}

#[test]
fn with_clang() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/linked");
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
