//! Programs with libraries beside them: each folder of `tests/crates` is one, `main.rs` and a file for each library. A file with
//! the line `// uses: NAMES` is given these libraries, which are built before it.
//!
//! They are built as members of a workspace, which are followed function by function, and as dependencies, whose code is apart.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use libtest_mimic::{Failed, Trial};

use super::variables;
use crate::{compare, compile, driver, entries, out, rustc, success};

/// Two tests for each folder.
pub fn trials() -> Vec<Trial> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/crates");
    let mut trials = Vec::new();
    for (name, path) in entries(&folder) {
        for are_members in [true, false] {
            let role = if are_members {
                "members"
            } else {
                "dependencies"
            };
            let title = format!("crates/{name}: {role}");
            let (sources, name) = (path.clone(), title.replace(": ", "/"));
            let test = move || program(&sources, &out(&name), are_members);
            trials.push(Trial::test(title, test));
        }
    }
    trials
}

fn program(sources: &Path, out: &Path, are_members: bool) -> Result<(), Failed> {
    if out.exists() {
        fs::remove_dir_all(out)?;
    }
    let (native, ours) = (out.join("native"), out.join("wasm"));
    let build = |folder: &Path, compiler: &dyn Fn(&Path, bool) -> Command| {
        fs::create_dir_all(folder)?;
        Build {
            sources,
            folder,
            compiler,
            built: BTreeSet::new(),
        }
        .build("main")
    };
    build(&native, &|output, _| {
        let mut rustc = rustc();
        rustc.args(["-Cpanic=abort", "-o"]).arg(output);
        rustc
    })?;
    // What is below the folder in which the driver is started is the workspace's.
    let workspace = if are_members { sources } else { &ours };
    let incremental = format!("-Cincremental={}", ours.join("incremental").display());
    // The second build finds what the first kept.
    for _ in 0..2 {
        build(&ours, &|output, is_library| {
            let mut driver = driver(output);
            driver.current_dir(workspace);
            if are_members || !is_library {
                driver.arg(&incremental);
            }
            driver
        })?;
        compare(&native.join("main"), &ours.join("main"), false)?;
    }
    // Cargo's debug information for development: all crates keep to what is asked.
    for are_asked in [false, true] {
        let folder = out.join(if are_asked { "variables" } else { "lines" });
        build(&folder, &|output, _| {
            let mut driver = driver(output);
            driver.current_dir(workspace).arg("-Cdebuginfo=2");
            if are_asked {
                driver.args(["--cfg", "wasm_variables"]);
            }
            driver
        })?;
        let variables = variables::count(&fs::read(folder.join("main"))?)?;
        if (variables > 0) != are_asked {
            return Err(format!("asked for variables: {are_asked}; there are {variables}").into());
        }
    }
    Ok(())
}

struct Build<'a> {
    sources: &'a Path,
    folder: &'a Path,
    /// A compiler that makes a file, and whether it is a library.
    compiler: &'a dyn Fn(&Path, bool) -> Command,
    built: BTreeSet<String>,
}

impl Build<'_> {
    /// Builds a crate after those that it uses.
    fn build(&mut self, name: &str) -> Result<(), Failed> {
        let source = self.sources.join(name).with_extension("rs");
        let text = fs::read_to_string(&source)?;
        let used = text.lines().find_map(|it| it.strip_prefix("// uses:"));
        let used = used.unwrap_or_default();
        for library in used.split_whitespace() {
            if self.built.insert(library.to_owned()) {
                self.build(library)?;
            }
        }
        let is_library = name != "main";
        let mut compiler = match is_library {
            true => (self.compiler)(&self.library(name), true),
            false => (self.compiler)(&self.folder.join(name), false),
        };
        if is_library {
            compiler.args(["--crate-type", "lib"]);
        }
        compiler.args(["--crate-name", name, "-L"]).arg(self.folder);
        for library in used.split_whitespace() {
            let path = self.library(library);
            let path = path.display();
            compiler.arg("--extern").arg(format!("{library}={path}"));
        }
        success(name, &compile(compiler, &source)?)
    }

    fn library(&self, name: &str) -> PathBuf {
        self.folder.join(format!("lib{name}.rlib"))
    }
}
