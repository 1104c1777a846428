//! `cargo xtask languages`: the filter of `examples/image-filter` with a `gfx` from each of four languages, in three embeddings;
//! then the packages of annotated crates held against what jco makes of the same crates' components.
//!
//! Tools of other languages are installed below the target folder, in the versions that the example's `package.json` and
//! `requirements.txt` name.

mod forms;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};
use wit_bindgen_core::Files;
use wit_parser::Resolve;

use crate::real;
use crate::test::{root, target_dir};

/// A picture, grey and square.
const SIDE: usize = 24;

/// The interface of the example, whoever implements it.
const INTERFACE: &str = "gfx.wit";
const WORLD: &str = "component";

/// Builds, links and runs every pair; each result must be the one that is computed here.
///
/// # Errors
/// A tool cannot be installed or fails, or a component computes something else.
pub fn run(program: &Path) -> Result<()> {
    let languages = Languages::new(program)?;
    languages.install()?;
    let filter = languages.build_rust()?;
    let providers = [
        ("Rust", languages.work.join("gfx.wasm")),
        ("C", languages.c()?),
        ("JavaScript", languages.javascript()?),
        ("Python", languages.python()?),
    ];
    let picture: Vec<u8> = (0..SIDE * SIDE)
        .map(|at| (at * at * 31 % 251) as u8)
        .collect();
    let expected = sharpened(&picture);
    for (language, provider) in providers {
        let linked = languages.work.join(format!("filter-{language}.wasm"));
        languages.link(&filter, &provider, &linked)?;
        let bytes = fs::metadata(&linked)?.len();
        for (embedding, result) in [
            ("cargo wasm run", languages.in_ours(&linked, &picture)),
            ("wasmtime of PyPI", languages.in_pypi(&linked, &picture)),
            ("jco in Node", languages.in_node(&linked, &picture)),
        ] {
            let pair = format!("a filter with gfx in {language}, in {embedding}");
            if let Some(reason) = languages.unsupported(language, embedding)? {
                ensure!(
                    result.is_err(),
                    "{pair} works, which was not expected: {reason}"
                );
                println!("{pair}: fails as expected: {reason}");
                continue;
            }
            let result = result.with_context(|| format!("{pair} failed"))?;
            ensure!(result == expected, "{pair} computes something else");
        }
        println!("gfx in {language}: {bytes} bytes linked, computes what it should");
    }
    forms::run(&languages)
}

/// What `sharpen` does, by itself.
fn sharpened(picture: &[u8]) -> Vec<u8> {
    let at = |x: usize, y: usize| i32::from(picture[y.min(SIDE - 1) * SIDE + x.min(SIDE - 1)]);
    let pixel = |x: usize, y: usize| {
        let around =
            at(x, y.saturating_sub(1)) + at(x.saturating_sub(1), y) + at(x + 1, y) + at(x, y + 1);
        (5 * at(x, y) - around).clamp(0, 255) as u8
    };
    (0..SIDE * SIDE)
        .map(|i| pixel(i % SIDE, i / SIDE))
        .collect()
}

struct Languages {
    program: PathBuf,
    sources: PathBuf,
    work: PathBuf,
}

impl Languages {
    fn new(program: &Path) -> Result<Self> {
        let work = target_dir().join("languages");
        fs::create_dir_all(&work)?;
        Ok(Self {
            program: program.to_owned(),
            sources: root().join("examples/image-filter/languages"),
            work: work.canonicalize()?,
        })
    }

    /// npm's and Python's packages; nothing is done when those that are wanted are there.
    fn install(&self) -> Result<()> {
        let wanted = ["package.json", "requirements.txt"]
            .map(|name| fs::read_to_string(self.sources.join(name)));
        let [npm, python] = wanted;
        let wanted = npm? + &python?;
        let stamp = self.work.join("installed");
        if fs::read_to_string(&stamp).is_ok_and(|there| there == wanted) {
            return Ok(());
        }
        fs::copy(
            self.sources.join("package.json"),
            self.work.join("package.json"),
        )?;
        check(
            Command::new("npm")
                .args(["install", "--no-audit", "--no-fund", "--silent"])
                .current_dir(&self.work),
        )?;
        check(
            Command::new("python3")
                .args(["-m", "venv", "--clear"])
                .arg(self.work.join("python")),
        )?;
        check(
            Command::new(self.python_tool("pip"))
                .args(["install", "--quiet", "--requirement"])
                .arg(self.sources.join("requirements.txt")),
        )?;
        fs::write(stamp, wanted)?;
        Ok(())
    }

    /// Why a pair cannot work on this machine.
    fn unsupported(&self, language: &str, embedding: &str) -> Result<Option<&'static str>> {
        if (language, embedding) != ("Python", "jco in Node") {
            return Ok(None);
        }
        let version = String::from_utf8(output(Command::new("node").arg("--version"), &[])?)?;
        let major: u32 = version
            .trim_start_matches('v')
            .split('.')
            .next()
            .unwrap_or_default()
            .parse()?;
        Ok((major < 21).then_some(
            "CPython's modules compute in constant expressions, which V8 has from 11.4 on, in Node 21",
        ))
    }

    fn python_tool(&self, name: &str) -> PathBuf {
        self.work.join("python/bin").join(name)
    }

    /// The filter, and `gfx` in Rust, as `cargo wasm build --release` leaves them.
    fn build_rust(&self) -> Result<PathBuf> {
        let target = target_dir().join("in-wasmtime");
        check(
            real::clean(&self.program)
                .args([
                    "wasm",
                    "build",
                    "--release",
                    "--quiet",
                    "--workspace",
                    "--locked",
                    "--manifest-path",
                ])
                .arg(root().join("examples/image-filter/Cargo.toml"))
                .env("CARGO_TARGET_DIR", &target),
        )?;
        let made = target.join("wasm/component/release");
        fs::copy(made.join("gfx.wasm"), self.work.join("gfx.wasm"))?;
        Ok(made.join("image_filter.wasm"))
    }

    fn c(&self) -> Result<PathBuf> {
        let mut resolve = Resolve::default();
        let package = resolve.push_path(self.sources.join(INTERFACE))?.0;
        let world = resolve.select_world(&[package], Some(WORLD))?;
        let mut files = Files::default();
        wit_bindgen_c::Opts::default()
            .build()
            .generate(&mut resolve, world, &mut files)?;
        let dir = self.work.join("c");
        fs::create_dir_all(&dir)?;
        for (name, contents) in files.iter() {
            fs::write(dir.join(name), contents)?;
        }
        let core = dir.join("core.wasm");
        check(
            Command::new("clang-22")
                .args([
                    "--target=wasm32-wasi",
                    "-mexec-model=reactor",
                    "-Oz",
                    "-Wall",
                    "-Wno-deprecated",
                    "-Werror",
                    "-I.",
                ])
                .arg(self.sources.join("gfx.c"))
                .args(["component.c", "component_component_type.o", "-o"])
                .arg(&core)
                .current_dir(&dir),
        )?;
        let out = self.work.join("gfx-c.wasm");
        check(
            real::clean(&self.program)
                .args(["wasm", "component", "new"])
                .arg(&core)
                .arg("-o")
                .arg(&out),
        )?;
        Ok(out)
    }

    fn javascript(&self) -> Result<PathBuf> {
        let out = self.work.join("gfx-javascript.wasm");
        // Node looks for packages from where the script is.
        for name in ["componentize.mjs", "run.mjs"] {
            fs::copy(self.sources.join(name), self.work.join(name))?;
        }
        check(
            Command::new("node")
                .arg(self.work.join("componentize.mjs"))
                .args([self.sources.join("gfx.js"), self.sources.join(INTERFACE)])
                .arg(WORLD)
                .arg(&out),
        )?;
        Ok(out)
    }

    fn python(&self) -> Result<PathBuf> {
        let out = self.work.join("gfx-python.wasm");
        check(
            Command::new(self.python_tool("componentize-py"))
                .arg("-d")
                .arg(self.sources.join(INTERFACE))
                .args(["-w", WORLD, "componentize", "gfx", "-o"])
                .arg(&out)
                .current_dir(&self.sources)
                // Nothing is written into the checkout.
                .env("PYTHONDONTWRITEBYTECODE", "1")
                .stdout(Stdio::null()),
        )?;
        Ok(out)
    }

    fn link(&self, filter: &Path, provider: &Path, out: &Path) -> Result<()> {
        check(
            real::clean(&self.program)
                .args(["wasm", "component", "link"])
                .arg(filter)
                .arg("--plug")
                .arg(provider)
                .arg("-o")
                .arg(out),
        )
    }

    fn in_ours(&self, linked: &Path, picture: &[u8]) -> Result<Vec<u8>> {
        let mut command = real::clean(&self.program);
        let pixels = format!("{picture:?}");
        let side = SIDE.to_string();
        command
            .args(["wasm", "run", "--quiet", "--module"])
            .arg(linked)
            .args(["--invoke", "sharpen", "--", &pixels, &side, &side]);
        let text = String::from_utf8(output(&mut command, &[])?)?;
        let numbers = text.trim().trim_matches(['[', ']']).split(',');
        Ok(numbers
            .map(|number| number.trim().parse())
            .collect::<Result<_, _>>()?)
    }

    fn in_pypi(&self, linked: &Path, picture: &[u8]) -> Result<Vec<u8>> {
        let side = SIDE.to_string();
        let mut command = Command::new(self.python_tool("python3"));
        command
            .arg(self.sources.join("run.py"))
            .arg(linked)
            .args([&side, &side]);
        output(&mut command, picture)
    }

    fn in_node(&self, linked: &Path, picture: &[u8]) -> Result<Vec<u8>> {
        let entry = self.transpile(linked, &[])?;
        let side = SIDE.to_string();
        let mut command = Command::new("node");
        command
            .arg(self.work.join("run.mjs"))
            .arg(entry)
            .args([&side, &side]);
        output(&mut command, picture)
    }

    /// What jco makes of a component: the ES module in a folder of its own. `imports` are (interface, module) pairs.
    fn transpile(&self, component: &Path, imports: &[(String, String)]) -> Result<PathBuf> {
        let name = component.file_stem().unwrap_or_default();
        let dir = self.work.join("transpiled").join(name);
        let mut jco = Command::new("node");
        jco.arg(
            self.work
                .join("node_modules/@bytecodealliance/jco/dist/jco.js"),
        )
        .arg("transpile")
        .arg(component)
        .args(["--quiet", "--name", "linked", "-o"])
        .arg(&dir)
        .current_dir(&self.work);
        for (interface, module) in imports {
            jco.arg("--map").arg(format!("{interface}={module}"));
        }
        check(&mut jco)?;
        fs::write(dir.join("package.json"), "{\"type\": \"module\"}")?;
        Ok(dir.join("linked.js"))
    }
}

/// Runs a command that must succeed.
pub fn check(command: &mut Command) -> Result<()> {
    let what = format!("{command:?}");
    let status = command
        .status()
        .with_context(|| format!("{what} could not be started"))?;
    ensure!(status.success(), "{what} ended with {status}");
    Ok(())
}

/// What the command writes when it reads `stdin`.
fn output(command: &mut Command, stdin: &[u8]) -> Result<Vec<u8>> {
    let what = format!("{:?}", command.get_program());
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .with_context(|| format!("{what} could not be started"))?;
    child
        .stdin
        .take()
        .context("there is a pipe")?
        .write_all(stdin)?;
    let output = child.wait_with_output()?;
    ensure!(
        output.status.success(),
        "{what} ended with {}",
        output.status
    );
    Ok(output.stdout)
}
