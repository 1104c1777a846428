//! Runs wasm-bindgen over a linked module: the version that the module was compiled with, embedded or installed.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::UNIX_EPOCH;

use anyhow::Context;
use serde::{Deserialize, Serialize};
use wasm_bindgen_cli_support::Bindgen;
use wasmparser::{Parser, Payload, TypeRef};

use super::{Bound, CONSTRUCTORS, Facts, rust_std};
use crate::error::Failure;
use crate::toolchain::{self, rustc::which};
use crate::{cache, shell};

/// The version of wasm-bindgen that is built in; the manifest pins it.
pub const EMBEDDED: &str = "0.2.130";

/// Counts up when the same module is bound differently.
const RECIPE: &str = "3";

/// The custom section in which the crate `wasm-bindgen` leaves word for its tool.
const SECTION: &str = "__wasm_bindgen_unstable";

/// What a module became.
pub struct Binding {
    /// The module to finish: what wasm-bindgen made, or the linked one when there was nothing for it to do.
    pub wasm: PathBuf,
    pub facts: Facts,
    pub bound: Option<Bound>,
}

/// What the folder was made from.
#[derive(Serialize, Deserialize, PartialEq)]
struct Stamp {
    key: String,
    len: u64,
    modified: u128,
}

#[derive(Serialize, Deserialize)]
struct Record {
    stamp: Stamp,
    is_bound: bool,
    facts: Facts,
}

/// What is asked of a binding.
#[derive(Debug, Clone, Copy)]
pub struct Terms<'a> {
    /// Nothing may be downloaded.
    pub offline: bool,
    /// The program's `main`, and what is marked with `start`, run when the module starts.
    pub start: bool,
    /// Crates, as symbols name them, whose frames in a stack are to have places in the source.
    pub crates: &'a [String],
}

/// Binds the module `linked`, which holds `wasm` and is named `name`, in the folder `dir`, or leaves what is there when it was made from the same.
///
/// # Errors
/// The module was compiled with a version of wasm-bindgen whose tool cannot be had, or the tool fails.
pub fn bind(
    linked: &Path,
    wasm: &[u8],
    name: &str,
    dir: &Path,
    terms: Terms<'_>,
) -> anyhow::Result<Binding> {
    let metadata = linked.metadata()?;
    let modified = metadata.modified()?.duration_since(UNIX_EPOCH);
    let stamp = Stamp {
        key: format!("{RECIPE} {EMBEDDED} {}", terms.start),
        len: metadata.len(),
        modified: modified.map_or(0, |time| time.as_nanos()),
    };
    let record_path = dir.join("record.json");
    let made = dir.join(format!("{name}_bg.wasm"));
    let known: Option<Record> = fs::read(&record_path)
        .ok()
        .and_then(|text| serde_json::from_slice(&text).ok())
        .filter(|known: &Record| known.stamp == stamp && (!known.is_bound || made.is_file()));
    let (is_bound, facts) = match known {
        Some(known) => (known.is_bound, known.facts),
        None => {
            if let Err(error) = fs::remove_dir_all(dir)
                && error.kind() != std::io::ErrorKind::NotFound
            {
                return Err(error.into());
            }
            fs::create_dir_all(dir)?;
            let version = version_of(wasm)?;
            let facts = match &version {
                Some(version) => {
                    run(linked, wasm, name, dir, version, terms)?;
                    let mut bytes = fs::read(&made)?;
                    let lines = lines(wasm, &bytes, terms.crates)?;
                    let mut file = OpenOptions::new().append(true).open(&made)?;
                    file.write_all(&lines)?;
                    bytes.extend(lines);
                    facts(&bytes)?
                }
                None => facts(wasm)?,
            };
            let record = Record {
                stamp,
                is_bound: version.is_some(),
                facts,
            };
            cache::write(&record_path, &serde_json::to_vec(&record)?)?;
            (record.is_bound, record.facts)
        }
    };
    if !is_bound {
        return Ok(Binding {
            wasm: linked.to_owned(),
            facts,
            bound: None,
        });
    }
    let entry = fs::read_to_string(dir.join(format!("{name}.js")))?;
    let bound = Bound {
        dir: dir.to_owned(),
        names: exported_names(&entry),
        dependencies: dependencies(dir)?,
    };
    Ok(Binding {
        wasm: made,
        // A program's `main` is started by what wasm-bindgen made of it.
        facts: Facts {
            main: false,
            ..facts
        },
        bound: Some(bound),
    })
}

/// Line tables for what wasm-bindgen made of the linked module. It drops them, and to have it take them along makes its step
/// four times as long.
fn lines(linked: &[u8], made: &[u8], crates: &[String]) -> anyhow::Result<Vec<u8>> {
    // The legacy mangling has the length before a name, or dots behind it in the name of an impl; the newer one the length.
    let marks = crates
        .iter()
        .flat_map(|name| [format!("{}{name}", name.len()), format!("{name}..")]);
    let marks: Vec<String> = marks.collect();
    let of_crates = |symbol: &str| marks.iter().any(|mark| symbol.contains(mark.as_str()));
    Ok(postlink::carry_lines(linked, made, &of_crates)?)
}

/// The version of the crate `wasm-bindgen` in the module; None where there is none of it.
pub fn version_of(wasm: &[u8]) -> Result<Option<String>, Failure> {
    for payload in Parser::new(0).parse_all(wasm) {
        let payload = payload
            .map_err(|error| Failure::bug(format!("the linked module is broken: {error}")))?;
        if let Payload::CustomSection(section) = payload
            && section.name() == SECTION
        {
            return schema_version(section.data()).map(Some).ok_or_else(|| {
                Failure::unsupported(format!(
                    "the module's section `{SECTION}` is none of a known version of wasm-bindgen"
                ))
            });
        }
    }
    Ok(None)
}

/// The section begins with a length and a JSON text, in every version: `{"schema_version":"…","version":"0.2.1 (hash)"}`.
fn schema_version(data: &[u8]) -> Option<String> {
    #[derive(Deserialize)]
    struct Word {
        version: String,
    }
    let (len, rest) = data.split_first_chunk::<4>()?;
    let text = rest.get(..u32::from_le_bytes(*len) as usize)?;
    let word: Word = serde_json::from_slice(text).ok()?;
    word.version.split(' ').next().map(str::to_owned)
}

fn run(
    linked: &Path,
    wasm: &[u8],
    name: &str,
    dir: &Path,
    version: &str,
    terms: Terms<'_>,
) -> anyhow::Result<()> {
    let shown = linked.file_name().unwrap_or_default().to_string_lossy();
    if version == EMBEDDED {
        let made = Bindgen::new()
            .input_bytes(name, wasm.to_vec())
            .typescript(true)
            .emit_start(terms.start)
            .generate(dir);
        return made.map_err(|error| {
            let mut failure = Failure::user(format!("wasm-bindgen refuses `{shown}`: {error}"));
            for cause in error.chain().skip(1) {
                failure = failure.note(cause.to_string());
            }
            failure.into()
        });
    }
    let tool = installed(version, terms.offline)?;
    let output = Command::new(&tool)
        .args(["--target", "bundler", "--out-name", name, "--out-dir"])
        .arg(dir)
        .arg(linked)
        .output()
        .with_context(|| format!("cannot start `{}`", tool.display()))?;
    if !output.status.success() {
        let words = String::from_utf8_lossy(&output.stderr).trim().to_owned();
        return Err(
            Failure::user(format!("wasm-bindgen {version} refuses `{shown}`"))
                .note(words)
                .into(),
        );
    }
    Ok(())
}

/// wasm-bindgen's own tool of exactly this version: on PATH, or in our cache, or installed there.
pub fn installed(version: &str, offline: bool) -> anyhow::Result<PathBuf> {
    let says_version = |path: &PathBuf| {
        let output = Command::new(path).arg("--version").output();
        output.is_ok_and(|output| {
            let text = String::from_utf8_lossy(&output.stdout);
            text.split_whitespace().nth(1) == Some(version)
        })
    };
    if let Some(path) = which(Path::new("wasm-bindgen")).filter(says_version) {
        return Ok(path);
    }
    let root = cache::root()
        .join("tools")
        .join(format!("wasm-bindgen-{version}"));
    let tool = root
        .join("bin")
        .join(format!("wasm-bindgen{}", std::env::consts::EXE_SUFFIX));
    let lock = cache::root()
        .join("tools")
        .join(format!("wasm-bindgen-{version}.lock"));
    let _lock = cache::lock(&lock, || {
        shell::status("Waiting", "for another installation of wasm-bindgen");
    })?;
    if tool.is_file() {
        return Ok(tool);
    }
    let spec = format!("wasm-bindgen-cli@{version}");
    let command_line = format!("cargo install {spec} --locked --root {}", root.display());
    let missing = |what: String| {
        Failure::user(what)
            .note(format!(
                "the lock file has wasm-bindgen {version}, whose modules only its own tool reads; {EMBEDDED} is built in"
            ))
            .help(format!("to get the tool: {command_line}"))
            .help(format!(
                "or take the version that is built in: cargo update -p wasm-bindgen --precise {EMBEDDED}"
            ))
    };
    if offline {
        let what = format!("wasm-bindgen {version} is not installed, and this build is offline");
        return Err(missing(what).into());
    }
    let what =
        format!("wasm-bindgen {version}, which the lock file asks for ({EMBEDDED} is built in)");
    let bar = shell::progress("Installing", &what, 0);
    let install = |flags: &[&str]| {
        Command::new(toolchain::cargo())
            .args(["install", &spec, "--root"])
            .arg(&root)
            .args(flags)
            // Neither the project's configuration nor its flags are meant for a tool of this machine.
            .current_dir(root.parent().unwrap_or(&root))
            .env_remove("CARGO_BUILD_TARGET")
            .env_remove("CARGO_ENCODED_RUSTFLAGS")
            .env_remove("CARGO_TARGET_DIR")
            .env_remove("RUSTFLAGS")
            .output()
    };
    // A registry's mirror may lack the very versions that the tool's authors had.
    let output = match install(&["--locked"]) {
        Ok(output) if !output.status.success() => install(&[]),
        output => output,
    };
    bar.finish_and_clear();
    let output = output.context("cannot start cargo")?;
    if !output.status.success() || !tool.is_file() {
        let words = String::from_utf8_lossy(&output.stderr);
        let lines: Vec<&str> = words.lines().collect();
        let tail = lines[lines.len().saturating_sub(6)..].join("\n");
        return Err(
            missing(format!("wasm-bindgen {version} could not be installed"))
                .note(tail)
                .into(),
        );
    }
    Ok(tool)
}

fn facts(wasm: &[u8]) -> anyhow::Result<Facts> {
    let mut facts = Facts::default();
    let (mut functions, mut constructors, mut code) = (0, None, None);
    for payload in Parser::new(0).parse_all(wasm) {
        match payload? {
            Payload::ImportSection(section) => {
                for import in section.into_imports() {
                    let import = import?;
                    let module = import.module;
                    functions += u32::from(matches!(
                        import.ty,
                        TypeRef::Func(_) | TypeRef::FuncExact(_)
                    ));
                    if module == rust_std::MODULE {
                        facts.std.push(import.name.to_owned());
                    } else if !facts.imports.iter().any(|known| known == module) {
                        facts.imports.push(module.to_owned());
                    }
                }
            }
            Payload::ExportSection(section) => {
                for export in section {
                    let export = export?;
                    let name = export.name;
                    if name == CONSTRUCTORS {
                        constructors = Some(export.index);
                    }
                    facts.starts |= name == "__wbindgen_start";
                    facts.main |= name == "main";
                }
            }
            Payload::CodeSectionStart { range, .. } => code = Some(range.start),
            Payload::CustomSection(section) if section.name() == ".debug_line" => {
                facts.lines = code;
            }
            Payload::CodeSectionEntry(body) => {
                if constructors == Some(functions) {
                    // A count of locals and `end`, if there are none.
                    facts.constructors = body.range().end - body.range().start > 2;
                }
                functions += 1;
            }
            _ => {}
        }
    }
    Ok(facts)
}

/// The list in wasm-bindgen's own entry: `export { a, B } from "./NAME_bg.js";`. Older versions wrote `export *`.
fn exported_names(entry: &str) -> Option<Vec<String>> {
    if entry.contains("export *") {
        return None;
    }
    let list = entry
        .split_once("export {")
        .and_then(|(_, rest)| rest.split_once("} from"));
    let (list, _) = list.unwrap_or_default();
    let names = list.split(',').map(|name| name.trim().to_owned());
    Some(names.filter(|name| !name.is_empty()).collect())
}

/// The `package.json` that wasm-bindgen writes has what snippets depend on, and nothing else of use.
fn dependencies(dir: &Path) -> anyhow::Result<serde_json::Map<String, serde_json::Value>> {
    #[derive(Deserialize)]
    struct Emitted {
        #[serde(default)]
        dependencies: serde_json::Map<String, serde_json::Value>,
    }
    match fs::read(dir.join("package.json")) {
        Ok(text) => Ok(serde_json::from_slice::<Emitted>(&text)?.dependencies),
        Err(_) => Ok(serde_json::Map::new()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_stands_at_the_sections_beginning() {
        let text = br#"{"schema_version":"0.2.92","version":"0.2.93 (2a4a49362)"}"#;
        let mut data = (text.len() as u32).to_le_bytes().to_vec();
        data.extend(text);
        data.extend([3, 0, 0, 0, 1, 2, 3]);
        assert_eq!(schema_version(&data).as_deref(), Some("0.2.93"));
        assert_eq!(schema_version(&data[..20]), None);
        assert_eq!(schema_version(b"wasm"), None);
    }

    #[test]
    fn names_are_read_from_the_entry() {
        let entry =
            "__wbg_set_wasm(wasm);\nexport {\n    Point, greet, \"a b\"\n} from \"./x_bg.js\";\n";
        let names = exported_names(entry).unwrap();
        assert_eq!(names, ["Point", "greet", "\"a b\""]);
        assert_eq!(exported_names("__wbg_set_wasm(wasm);\n"), Some(vec![]));
        assert_eq!(exported_names("export * from \"./x_bg.js\";"), None);
    }

    #[test]
    fn the_embedded_version_is_the_manifests() {
        let manifest = include_str!("../../../../Cargo.toml");
        let pin = format!("wasm-bindgen-cli-support = \"={EMBEDDED}\"");
        assert!(manifest.contains(&pin));
    }
}
