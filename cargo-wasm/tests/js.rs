//! What crosses to JavaScript: each folder in `tests/js` is a crate's `lib.rs`, and a `test.mjs` that uses its package in Node, in
//! dev and in release. What is written for release lies beside it: `layer.js` or `component.js`, and `layer.d.ts`. The crates of
//! the cases in `tests/js-components` are the guests of the same name in `tests/components`; other `.mjs` files there are
//! packages that they import.
//!
//! `BLESS=1` rewrites these.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;

use libtest_mimic::{Arguments, Failed, Trial};

fn main() {
    let args = Arguments::from_args();
    let entries = ["tests/js", COMPONENTS].map(|tests| std::fs::read_dir(folder(tests)));
    let cases = entries
        .into_iter()
        .flat_map(|entries| entries.expect("the folder of cases is there"))
        .map(|entry| entry.expect("an entry").path());
    let mut cases: Vec<PathBuf> = cases.filter(|path| path.is_dir()).collect();
    cases.sort();
    if !args.list {
        write_workspace(&cases).expect("the temporary folder can be written");
    }
    let trials = cases.into_iter().map(|case| {
        let name = case
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        Trial::test(name.clone(), move || run(&case, &name))
    });
    libtest_mimic::run(&args, trials.collect()).exit();
}

const COMPONENTS: &str = "tests/js-components";

fn folder(tests: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(tests)
}

/// One workspace for all cases, so that what they depend on is compiled once.
fn write_workspace(cases: &[PathBuf]) -> std::io::Result<()> {
    let names = cases.iter().filter_map(|case| case.file_name());
    let members: Vec<_> = names
        .map(|name| format!("{:?}", name.to_string_lossy()))
        .collect();
    std::fs::create_dir_all(workspace())?;
    for (case, name) in cases.iter().zip(&members) {
        write_package(case, name.trim_matches('"'))?;
    }
    let manifest = format!(
        "[workspace]\nresolver = \"3\"\nmembers = [{}]\n",
        members.join(", ")
    );
    write(&workspace().join("Cargo.toml"), &manifest)
}

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("js")
}

/// Cargo locks the target folder that all cases share.
static BUILD: Mutex<()> = Mutex::new(());

fn run(case: &Path, name: &str) -> Result<(), Failed> {
    let package = workspace().join(name);
    let module = name.replace('-', "_");
    for profile in ["dev", "release"] {
        let out = package.join(profile);
        let mut build = Command::new(env!("CARGO_BIN_EXE_cargo-wasm"));
        build
            .args(["wasm", "build", "--host", "node", "--profile", profile])
            .arg("--out-dir")
            .arg(&out)
            .current_dir(&package);
        for variable in ["CARGO_TARGET_DIR", "RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS"] {
            build.env_remove(variable);
        }
        {
            let _one = BUILD
                .lock()
                .unwrap_or_else(|poisoned| poisoned.into_inner());
            succeed(&mut build)?;
        }
        let entry = out.join(format!("{module}.node.js"));
        let mut node = Command::new("node");
        node.arg("--expose-gc").arg(folder("tests/js/run.mjs"));
        succeed(node.arg(entry).arg(case.join("test.mjs")).arg(profile))?;
    }
    let written = |file: &str| std::fs::read_to_string(package.join("release").join(file));
    for file in ["layer", "component"] {
        if let Ok(layer) = written(&format!("{module}_{file}.js")) {
            same(&case.join(format!("{file}.js")), &layer)?;
        }
    }
    same(
        &case.join("layer.d.ts"),
        &written(&format!("{module}.d.ts"))?,
    )
}

fn write_package(case: &Path, name: &str) -> std::io::Result<()> {
    let package = workspace().join(name);
    std::fs::create_dir_all(package.join("src"))?;
    let wasm = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/wasm");
    // What a case with wasm-bindgen depends on besides.
    let extra = std::fs::read_to_string(case.join("dependencies.toml"));
    let feature = match case.parent() {
        Some(folder) if folder.ends_with(COMPONENTS) => "\"component\", ",
        _ if extra.is_ok() => "\"js\", ",
        _ => "",
    };
    let extra = extra.unwrap_or_default();
    let manifest = format!(
        "[package]\nname = {name:?}\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[lib]\ncrate-type = [\"cdylib\"]\n\n\
         [dependencies]\nwasm = {{ path = {wasm:?}, default-features = false, features = [{feature}\"std\"] }}\n{extra}"
    );
    write(&package.join("Cargo.toml"), &manifest)?;
    let guest = folder("../tests/components/guests").join(name);
    let own = case.join("lib.rs");
    let lib = if own.is_file() {
        own
    } else {
        guest.join("src/lib.rs")
    };
    write(&package.join("src/lib.rs"), &std::fs::read_to_string(lib)?)?;
    for file in files(&guest.join("wit")) {
        std::fs::create_dir_all(package.join("wit"))?;
        let name = file.file_name().unwrap_or_default();
        write(
            &package.join("wit").join(name),
            &std::fs::read_to_string(&file)?,
        )?;
    }
    for file in files(case) {
        let name = file.file_stem().unwrap_or_default();
        if file.extension().is_some_and(|kind| kind == "mjs") && name != "test" {
            let module = package.join("node_modules").join(name);
            std::fs::create_dir_all(&module)?;
            let manifest = "{ \"type\": \"module\", \"exports\": \"./index.js\" }\n";
            write(&module.join("package.json"), manifest)?;
            write(&module.join("index.js"), &std::fs::read_to_string(&file)?)?;
        }
    }
    Ok(())
}

/// What is in a folder, if there is one.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten();
    entries.flatten().map(|entry| entry.path()).collect()
}

/// Writes only what has changed, so that nothing is built again.
fn write(path: &Path, text: &str) -> std::io::Result<()> {
    match std::fs::read_to_string(path) {
        Ok(there) if there == text => Ok(()),
        _ => std::fs::write(path, text),
    }
}

fn succeed(command: &mut Command) -> Result<(), Failed> {
    let output = command.output()?;
    if output.status.success() {
        return Ok(());
    }
    let [out, err] = [&output.stdout, &output.stderr].map(|text| String::from_utf8_lossy(text));
    Err(format!("{command:?}\n{out}{err}").into())
}

fn same(golden: &Path, found: &str) -> Result<(), Failed> {
    if std::env::var_os("BLESS").is_some() {
        return Ok(std::fs::write(golden, found)?);
    }
    let expected = std::fs::read_to_string(golden)
        .map_err(|error| format!("{}: {error}; `BLESS=1` writes it", golden.display()))?;
    match expected == found {
        true => Ok(()),
        false => Err(format!(
            "{} differs; `BLESS=1` rewrites it:\n{found}",
            golden.display()
        )
        .into()),
    }
}
