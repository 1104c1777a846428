//! Linking with `wasm-ld`, as rustc does.

use std::path::Path;
use std::process::Command;

/// Debian's name of the linker, and that of others.
const NAMES: [&str; 3] = ["wasm-ld-22", "wasm-ld", "rust-lld"];

/// Links object files; `args` go before them.
///
/// # Errors
/// What the linker said, or that there is none.
pub fn link(objects: &[Vec<u8>], args: &[&str]) -> Result<Vec<u8>, String> {
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    let mut paths = Vec::new();
    for (number, bytes) in objects.iter().enumerate() {
        let path = folder.path().join(format!("{number}.o"));
        std::fs::write(&path, bytes).map_err(|error| error.to_string())?;
        paths.push(path);
    }
    let out = folder.path().join("out.wasm");
    run(&paths, args, &out)?;
    std::fs::read(&out).map_err(|error| error.to_string())
}

fn run(paths: &[std::path::PathBuf], args: &[&str], out: &Path) -> Result<(), String> {
    for name in NAMES {
        let mut command = Command::new(name);
        if name == "rust-lld" {
            command.args(["-flavor", "wasm"]);
        }
        let result = command
            .args([
                "--no-entry",
                "--allow-undefined",
                "--export-dynamic",
                "-z",
                "stack-size=65536",
            ])
            .args(args)
            .arg("-o")
            .arg(out)
            .args(paths)
            .output();
        match result {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => return Err(format!("{name}: {error}")),
            Ok(output) if output.status.success() => return Ok(()),
            Ok(output) => return Err(String::from_utf8_lossy(&output.stderr).into_owned()),
        }
    }
    Err("no linker: install Debian's package lld-22, or put LLVM's wasm-ld on the PATH".to_owned())
}
