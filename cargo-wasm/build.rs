//! Puts the sources of the Cranelift backend's driver into the program, which builds it where it is wanted: the driver fits one
//! compiler, so it cannot be delivered as a binary.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

/// What the driver is built from, below the repository.
const PARTS: [&str; 11] = [
    "crates/wasmir/Cargo.toml",
    "crates/wasmir/src",
    "crates/codegen-cranelift/Cargo.toml",
    "crates/codegen-cranelift/src",
    "crates/codegen-cranelift/rustc-backend/Cargo.toml",
    "crates/codegen-cranelift/rustc-backend/Cargo.lock",
    "crates/codegen-cranelift/rustc-backend/build.rs",
    "crates/codegen-cranelift/rustc-backend/rust-toolchain.toml",
    "crates/codegen-cranelift/rustc-backend/src",
    // Its manifest names it.
    "crates/codegen-cranelift/rustc-backend/tests/run_pass.rs",
    "Cargo.toml",
];

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut text = String::from("&[\n");
    let mut digest = Sha256::new();
    for part in PARTS {
        println!("cargo::rerun-if-changed=../{part}");
        let mut files = Vec::new();
        list(&root.join(part), &mut files);
        files.sort();
        for file in files {
            let name = file
                .strip_prefix(&root)
                .expect("it lies there")
                .to_string_lossy()
                .replace('\\', "/");
            let content = match name.as_str() {
                "Cargo.toml" => workspace(&file),
                _ => read(&file),
            };
            if !name.contains("/tests/") {
                for part in [&name, &content] {
                    digest.update((part.len() as u64).to_le_bytes());
                    digest.update(part);
                }
            }
            let _ = writeln!(text, "({name:?}, {content:?}),");
        }
    }
    text.push(']');
    let out = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo says where"));
    fs::write(out.join("backend_sources.rs"), text).expect("the folder is ours");
    let target = std::env::var("TARGET").expect("cargo says for what");
    println!("cargo::rustc-env=TARGET={target}");
    println!(
        "cargo::rustc-env=BACKEND_SOURCES_DIGEST={:x}",
        digest.finalize()
    );
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn list(path: &Path, files: &mut Vec<PathBuf>) {
    if path.is_file() {
        return files.push(path.to_owned());
    }
    let entries = fs::read_dir(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    for entry in entries {
        list(&entry.expect("the folder can be read").path(), files);
    }
}

/// The workspace's manifest with the two crates alone: they take versions and lints from it.
fn workspace(path: &Path) -> String {
    let text = read(path);
    let start = text
        .find("[workspace.package]")
        .expect("it has the section");
    let end = text.find("[profile.").expect("it has the section");
    let members = "[workspace]\nresolver = \"3\"\nmembers = [\"crates/wasmir\", \"crates/codegen-cranelift\"]\n\
                   exclude = [\"crates/codegen-cranelift/rustc-backend\"]\n\n";
    format!("{members}{}", &text[start..end])
}
