//! `--emit`: what the Cranelift backend has its code look like after several steps, to be read.

use std::fs;
use std::path::{Path, PathBuf};

use super::backend::{self, obstacle};
use crate::config::{Backend, Settings};
use crate::error::Failure;
use crate::shell;

/// What is to be written, and where.
#[derive(Clone)]
pub struct Emit {
    /// Kinds of texts with commas between them, as the driver reads them.
    pub kinds: String,
    pub folder: PathBuf,
}

impl Emit {
    /// What these settings' builds write.
    ///
    /// # Errors
    /// It is not the Cranelift backend that compiles.
    pub fn new(kinds: &[String], settings: &Settings, target: &Path) -> anyhow::Result<Emit> {
        if backend::for_build(settings)?.is_none() {
            return Err(refused(settings).into());
        }
        // What cargo calls the profile's folder, by which `clean` finds it.
        let profile = match settings.profile.name() {
            "dev" | "test" => "debug",
            name => name,
        };
        Ok(Emit {
            kinds: kinds.join(","),
            folder: target.join("wasm/emit").join(profile),
        })
    }

    /// Flags for rustc. Cargo does not know that the driver writes these files: what was compiled without them is compiled anew.
    pub fn rustflags(&self) -> [String; 2] {
        [
            format!("--cfg=wasm_emit=\"{}\"", self.kinds),
            "--check-cfg=cfg(wasm_emit,values(any()))".to_owned(),
        ]
    }

    /// The environment of the driver.
    pub fn environment(&self) -> [(&'static str, &std::ffi::OsStr); 2] {
        [
            ("WASMRUST_EMIT", self.folder.as_os_str()),
            ("WASMRUST_EMIT_KINDS", self.kinds.as_ref()),
        ]
    }

    /// Says where the files are.
    pub fn report(&self, here: &Path) {
        let shown = self.folder.strip_prefix(here).unwrap_or(&self.folder);
        let shown = shown.display();
        let kind = |path: PathBuf| Some(path.extension()?.to_str()?.to_owned());
        let kinds = fs::read_dir(&self.folder)
            .into_iter()
            .flatten()
            .filter_map(|entry| kind(entry.ok()?.path()));
        let wanted = |kind: &String| self.kinds.split(',').any(|it| it == kind);
        match kinds.filter(wanted).count() {
            0 => {
                shell::warn(format!(
                    "nothing was compiled, so nothing was written to {shown}"
                ));
                shell::note("cargo has what it needs; after `cargo wasm clean` it compiles again");
            }
            1 => shell::status("Emitted", format!("{shown} (1 file)")),
            count => shell::status("Emitted", format!("{shown} ({count} files)")),
        }
    }
}

/// Why LLVM makes the code.
fn refused(settings: &Settings) -> Failure {
    let failure = Failure::unsupported(
        "`--emit` shows what the Cranelift backend makes, and LLVM makes this code",
    );
    if settings.backend.value == Backend::Llvm {
        let origin = &settings.backend.origin;
        failure
            .note(format!("backend: {origin}"))
            .help("`--backend cranelift` asks for the other one")
    } else if let Some((what, origin)) = obstacle(settings) {
        failure
            .note(format!(
                "the Cranelift backend does not support {what}: {origin}"
            ))
            .help("`cargo rustc -- --emit llvm-ir` is LLVM's own")
    } else {
        failure
            .note("the Cranelift backend is not installed")
            .help("`cargo wasm setup --backend cranelift` builds it")
    }
}
