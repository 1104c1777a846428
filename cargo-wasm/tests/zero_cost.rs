//! What the types of the crate `wasm` cost: nothing. `tests/zero-cost` has functions in pairs, `NAME_plain` and `NAME_typed`,
//! which must be the same instructions in a release module, and do the same when they are called.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use libtest_mimic::{Arguments, Trial};
use wasmparser::{ExternalKind, Operator, Parser, Payload};

/// A module's functions, in text, by what they are exported as.
struct Module {
    functions: BTreeMap<String, Function>,
}

struct Function {
    index: u32,
    /// Parameters, results, locals, then an instruction each.
    lines: Vec<String>,
}

fn main() {
    let args = Arguments::from_args();
    let package = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/zero-cost");
    let source = std::fs::read_to_string(package.join("src/lib.rs")).expect("the package is there");
    let names: Vec<String> = source
        .lines()
        .filter_map(|line| line.strip_prefix("pub extern \"C\" fn "))
        .filter_map(|rest| Some(rest.split_once("_plain(")?.0.to_owned()))
        .collect();
    assert!(!names.is_empty(), "tests/zero-cost has no pairs");
    let dir = tempfile::tempdir().expect("the temporary folder can be written");
    let trials = if args.list {
        names
            .into_iter()
            .map(|name| Trial::test(name, || Ok(())))
            .collect()
    } else {
        let path = build(&package, dir.path());
        let module =
            std::sync::Arc::new(Module::read(&std::fs::read(&path).expect("it was built")));
        let path = std::sync::Arc::new(path);
        let trial = |name: String| {
            let (module, path) = (module.clone(), path.clone());
            Trial::test(name.clone(), move || {
                module.compare(&name)?;
                let [plain, typed] =
                    ["plain", "typed"].map(|side| call(&path, &format!("{name}_{side}")));
                if plain.is_empty() || plain != typed {
                    return Err(format!("plain gives {plain:?}, typed {typed:?}").into());
                }
                Ok(())
            })
        };
        names.into_iter().map(trial).collect()
    };
    let conclusion = libtest_mimic::run(&args, trials);
    // `exit` runs no destructors.
    drop(dir);
    conclusion.exit();
}

fn cargo_wasm() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-wasm"));
    command.arg("wasm");
    for variable in ["CARGO_TARGET_DIR", "RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS"] {
        command.env_remove(variable);
    }
    command
}

fn build(package: &Path, target: &Path) -> PathBuf {
    let output = cargo_wasm()
        .current_dir(package)
        .args([
            "build",
            "--release",
            "--host",
            "standalone",
            "--no-wasm-opt",
            "--target-dir",
        ])
        .arg(target)
        .output()
        .expect("cargo-wasm was built with this test");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    target.join("wasm/standalone/release/zero_cost.wasm")
}

/// What an export gives when it is called with 3 and 24.
fn call(module: &Path, export: &str) -> String {
    let output = cargo_wasm()
        .args(["runner", "--host", "standalone", "--invoke", export])
        .arg(module)
        .args(["--", "3", "24"])
        .output()
        .expect("cargo-wasm was built with this test");
    assert!(
        output.status.success(),
        "{export}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).expect("numbers are UTF-8")
}

impl Module {
    fn read(wasm: &[u8]) -> Module {
        let (mut imports, mut bodies, mut exports) = (0, Vec::new(), Vec::new());
        for payload in Parser::new(0).parse_all(wasm) {
            match payload.expect("the module was validated") {
                Payload::ImportSection(section) => {
                    imports = section
                        .into_imports()
                        .filter(|import| {
                            matches!(
                                import.as_ref().map(|i| i.ty),
                                Ok(wasmparser::TypeRef::Func(_))
                            )
                        })
                        .count();
                }
                Payload::ExportSection(section) => exports.extend(
                    section
                        .into_iter()
                        .flatten()
                        .filter(|export| export.kind == ExternalKind::Func)
                        .map(|export| (export.name.to_owned(), export.index)),
                ),
                Payload::CodeSectionEntry(body) => {
                    let locals = body
                        .get_locals_reader()
                        .expect("valid")
                        .into_iter()
                        .flatten();
                    let mut lines: Vec<_> = locals
                        .map(|(count, kind)| format!("local {count} {kind}"))
                        .collect();
                    let operators = body
                        .get_operators_reader()
                        .expect("valid")
                        .into_iter()
                        .flatten();
                    lines.extend(operators.map(|operator: Operator<'_>| format!("{operator:?}")));
                    bodies.push(lines);
                }
                _ => {}
            }
        }
        let function = |(name, index): (String, u32)| {
            let lines = bodies.get((index as usize).checked_sub(imports)?)?.clone();
            Some((name, Function { index, lines }))
        };
        Module {
            functions: exports.into_iter().filter_map(function).collect(),
        }
    }

    fn compare(&self, name: &str) -> Result<(), String> {
        let get = |side: &str| {
            let export = format!("{name}_{side}");
            self.functions
                .get(&export)
                .ok_or(format!("the module does not export `{export}`"))
        };
        let (plain, typed) = (get("plain")?, get("typed")?);
        // LLVM may find that they are the same before we do, and let one call the other.
        let calls = |from: &Function, to: &Function| {
            let call = format!("Call {{ function_index: {} }}", to.index);
            from.lines.contains(&call)
                && from
                    .lines
                    .iter()
                    .all(|line| *line == call || line.starts_with("LocalGet") || line == "End")
        };
        if plain.lines == typed.lines || calls(plain, typed) || calls(typed, plain) {
            return Ok(());
        }
        let mut text = String::from("not the same instructions:\n");
        for (at, pair) in (0..plain.lines.len().max(typed.lines.len()))
            .map(|at| (at, (plain.lines.get(at), typed.lines.get(at))))
        {
            let show = |line: Option<&String>| line.cloned().unwrap_or_default();
            let mark = if pair.0 == pair.1 { ' ' } else { '!' };
            text += &format!("{mark} {at:3} {:45} {}\n", show(pair.0), show(pair.1));
        }
        Err(text)
    }
}
