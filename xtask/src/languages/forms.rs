//! One crate, two forms: what the tests in `cargo-wasm/tests/js-components` say of a crate's JavaScript package must be true of
//! its component, too, as jco transpiles it.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};

use super::{Languages, check};
use crate::components;
use crate::test::root;

/// Cases that jco cannot do on this machine, and why.
const UNSUPPORTED: [(&str, &str); 1] = [(
    "promises",
    "jco stops WebAssembly that waits by JSPI, which Node has from version 25 on",
)];

/// Runs the tests of every case on what jco makes of it.
///
/// # Errors
/// A component is not built or transpiled, or a test does not hold for it.
pub fn run(languages: &Languages) -> Result<()> {
    let mut cases = Vec::new();
    for entry in fs::read_dir(root().join("cargo-wasm/tests/js-components"))? {
        let case = entry?.path();
        if case.is_dir() {
            cases.push(case);
        }
    }
    cases.sort();
    ensure!(
        !cases.is_empty(),
        "there are no tests of components in JavaScript"
    );
    for case in cases {
        let name = case
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let result = of_jco(languages, &case, &name);
        if let Some((_, reason)) = UNSUPPORTED.iter().find(|(known, _)| *known == name) {
            ensure!(
                result.is_err(),
                "`{name}` works in jco, which was not expected: {reason}"
            );
            println!("{name}: fails in jco as expected: {reason}");
            continue;
        }
        result.with_context(|| format!("`{name}`, transpiled by jco, fails"))?;
        println!("{name}: the tests of its JavaScript package hold for its component in jco");
    }
    Ok(())
}

fn of_jco(languages: &Languages, case: &Path, name: &str) -> Result<()> {
    let guest = root().join("tests/components/guests").join(name);
    let component = components::build(&languages.program, &guest)?
        .join(name.replace('-', "_"))
        .with_extension("wasm");
    let (mut modules, mut imports) = (Vec::new(), Vec::new());
    for entry in fs::read_dir(case)? {
        let file = entry?.path();
        let module = file
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if file.extension().is_some_and(|kind| kind == "mjs") && module != "test" {
            // As the package has it: the functions of an interface that is called as its package are the module's own.
            imports.push((format!("local:{module}/{module}"), module.clone()));
            imports.push((format!("local:{module}/*"), format!("{module}#*")));
            modules.push(module);
        }
    }
    let entry = languages.transpile(&component, &imports)?;
    let beside = entry
        .parent()
        .unwrap_or(Path::new("."))
        .join("node_modules");
    for module in &modules {
        let package = beside.join(module);
        fs::create_dir_all(&package)?;
        fs::write(
            package.join("package.json"),
            "{ \"type\": \"module\", \"exports\": \"./index.js\" }\n",
        )?;
        fs::copy(
            case.join(module).with_extension("mjs"),
            package.join("index.js"),
        )?;
    }
    check(
        Command::new("node")
            .arg("--expose-gc")
            .arg(root().join("cargo-wasm/tests/js/run.mjs"))
            .arg(entry)
            .arg(case.join("test.mjs"))
            .arg("jco"),
    )
}
