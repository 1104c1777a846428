//! What is done with a crate: the files in `tests/real/`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use serde::Deserialize;

/// One file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Spec {
    /// The file's name without `.toml`.
    #[serde(skip)]
    pub name: String,
    #[serde(skip)]
    pub path: PathBuf,
    /// One line for people.
    pub about: String,
    /// A package on crates.io; its exact `version` is needed then.
    pub package: Option<String>,
    pub version: Option<String>,
    /// Instead of those, a folder of this workspace.
    pub folder: Option<String>,
    /// Too long for every run of the tests.
    #[serde(default)]
    pub slow: bool,
    /// Flags for each build: features and the like.
    #[serde(default)]
    pub flags: Vec<String>,
    /// Development dependencies that do not compile for wasm, and that no test uses.
    #[serde(default)]
    pub without_dev_dependencies: Vec<String>,
    pub program: Option<Program>,
    pub suite: Option<Suite>,
}

/// A program is built natively and for `wasi`, dev and release; each case must end alike in all three.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Program {
    /// The binary's name.
    pub bin: String,
    /// A folder of the package with cases: `NAME.in` is standard input, `NAME.out` the expected output.
    pub cases: Option<String>,
    #[serde(default)]
    pub case: Vec<Case>,
    /// Standard error must be alike too.
    #[serde(default)]
    pub stderr: bool,
    /// The release module must not be larger.
    pub max_bytes: Option<u64>,
}

/// One run, in a copy of `tests/real/inputs/`; files that it writes there are compared like its output.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    #[serde(default)]
    pub args: Vec<String>,
    /// A file in the inputs for standard input.
    pub stdin: Option<String>,
    /// The exit code that all must have.
    #[serde(default)]
    pub code: i32,
}

/// A test suite runs natively, by stock cargo with a wasm runner, and by `cargo wasm test` in each of the profiles.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Suite {
    /// Which targets: `--lib`, `--tests`, `--doc`; empty for cargo's own choice.
    #[serde(default)]
    pub targets: Vec<String>,
    /// Profile → how many tests pass under wasm.
    pub passed: BTreeMap<String, usize>,
    /// Run them with nextest too.
    #[serde(default)]
    pub nextest: bool,
    /// Tests that pass natively and cannot run in wasm.
    #[serde(default)]
    pub cannot: Vec<Cannot>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cannot {
    /// `FILE NAME`, such as `src/lib.rs tests::overflow`.
    pub test: String,
    pub reason: String,
    /// It ends the whole process, so that it must be left out of runs; it is run alone, and must fail then.
    #[serde(default)]
    pub traps: bool,
}

impl Spec {
    /// All files of the folder, by name.
    pub fn load_all(dir: &Path) -> Result<Vec<Spec>> {
        let mut specs = Vec::new();
        for entry in
            fs::read_dir(dir).with_context(|| format!("cannot read `{}`", dir.display()))?
        {
            let path = entry?.path();
            if path.extension().is_some_and(|ext| ext == "toml") {
                specs.push(Spec::load(path)?);
            }
        }
        specs.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(specs)
    }

    fn load(path: PathBuf) -> Result<Spec> {
        let text = fs::read_to_string(&path)?;
        let mut spec: Spec =
            toml::from_str(&text).with_context(|| format!("`{}`", path.display()))?;
        spec.name = path
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let from_registry = spec.package.is_some() && spec.version.is_some();
        ensure!(
            from_registry != spec.folder.is_some(),
            "`{}`: either package and version, or folder",
            path.display()
        );
        for cannot in spec.suite.iter().flat_map(|suite| &suite.cannot) {
            ensure!(
                cannot.reason.len() > 3,
                "`{}`: why can `{}` not run?",
                path.display(),
                cannot.test
            );
        }
        spec.path = path;
        Ok(spec)
    }
}
