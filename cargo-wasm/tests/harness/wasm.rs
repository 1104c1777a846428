//! Looks at the modules that a case has built: each must be valid, and each program must start.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use wasmparser::{Payload, Validator, WasmFeatures};

use crate::shell::{self, Place};

/// Modules under any `target/wasm` in the case's folder, those for our own use too.
pub fn find(root: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    walk(root, false, &mut found);
    found.sort();
    found
}

fn walk(dir: &Path, inside: bool, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(dir).into_iter().flatten().flatten() {
        let path = entry.path();
        let is_dir = entry.file_type().is_ok_and(|kind| kind.is_dir());
        if is_dir {
            let ours = path.file_name().is_some_and(|name| name == "wasm")
                && dir.join("CACHEDIR.TAG").is_file();
            walk(&path, inside || ours, found);
        } else if inside && path.extension().is_some_and(|ext| ext == "wasm") {
            found.push(path);
        }
    }
}

/// Validates the module.
///
/// # Errors
/// What is wrong with it.
pub fn validate(path: &Path) -> Result<(), String> {
    let fail = |what: String| format!("`{}` is no valid module: {what}", path.display());
    let bytes = fs::read(path).map_err(|error| fail(error.to_string()))?;
    let mut validator = Validator::new_with_features(WasmFeatures::all());
    validator
        .validate_all(&bytes)
        .map_err(|error| fail(error.to_string()))?;
    Ok(())
}

/// Starts the module if it is a WASI program that ships, without any grant. It may end as it likes, but it must start.
///
/// # Errors
/// The runtime refused it.
pub fn start(path: &Path, place: &Place<'_>) -> Result<(), String> {
    let hidden = path
        .file_name()
        .is_some_and(|name| name.to_string_lossy().starts_with('.'));
    let for_wasi = path.components().any(|part| part.as_os_str() == "wasi");
    if hidden || !for_wasi || !fs::read(path).is_ok_and(|bytes| exports_start(&bytes)) {
        return Ok(());
    }
    let limit = Duration::from_secs(60);
    let line = format!(
        "\"$CARGO_WASM\" wasm runner --host wasi --timeout 20 '{}'",
        path.display()
    );
    let output = shell::run(
        &line,
        "",
        &Place {
            timeout: limit,
            ..*place
        },
    )?;
    // Programs end with any code, a trap is 134; an error of our own has this code and this word.
    if output.code == 101 && output.stderr.starts_with("error") {
        return Err(format!(
            "`{}` does not start:\n{}",
            path.display(),
            output.stderr
        ));
    }
    Ok(())
}

fn exports_start(bytes: &[u8]) -> bool {
    let payloads = wasmparser::Parser::new(0).parse_all(bytes).flatten();
    let exports = payloads.filter_map(|payload| match payload {
        Payload::ExportSection(section) => Some(section),
        _ => None,
    });
    exports
        .flatten()
        .flatten()
        .any(|export| export.name == "_start")
}
