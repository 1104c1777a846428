//! The tools behind a build: which rustc, which std, which linker, which optimiser.

pub mod backend;
pub mod compile;
pub mod emit;
pub mod libc;
pub mod overlay;
pub mod rustc;
pub mod setup;
pub mod sysroot;
pub mod tools;

use std::path::{Path, PathBuf};

use crate::config::{Host, Opt, Settings};
use crate::error::Failure;
use crate::shell;
use backend::Driver;
use emit::Emit;
use rustc::Rustc;
use sysroot::{Flavour, Recipe, Sysroot};

/// What compiles and links a program for one host and flavour.
pub struct Toolchain {
    pub rustc: Rustc,
    /// Whether cargo would take this compiler by itself.
    pub is_cargos_own: bool,
    /// None where the std that the toolchain ships is used.
    pub sysroot: Option<Sysroot>,
    /// None where rustc finds its own.
    pub linker: Option<PathBuf>,
    /// What compiles in the compiler's place: the Cranelift backend's driver.
    pub driver: Option<PathBuf>,
    /// Whether the driver keeps variables for debuggers.
    pub variables: bool,
    /// What the driver is to write besides.
    pub emit: Option<Emit>,
}

/// The cargo to run: the one that runs us, when there is one.
pub fn cargo() -> PathBuf {
    std::env::var_os("CARGO").map_or_else(|| PathBuf::from("cargo"), PathBuf::from)
}

/// The first compiler that can make code for `target`.
///
/// # Errors
/// None can: says which were looked at, and what gets one.
pub fn compiler(cargo: &Path, target: &str) -> Result<(Rustc, bool), Failure> {
    let mut candidates = rustc::candidates(cargo);
    if let Some(index) = candidates.iter().position(|rustc| rustc.serves(target)) {
        return Ok((candidates.swap_remove(index), index == 0));
    }
    let named = std::env::var_os("RUSTC");
    if let Some(path) = named.as_ref().filter(|_| candidates.is_empty()) {
        let path = Path::new(path).display();
        return Err(Failure::user(format!(
            "`RUSTC` names `{path}`, and no rustc answers there"
        ))
        .help("without `RUSTC` in the environment, other compilers are looked for"));
    }
    let mut failure = Failure::user(format!("no std for target `{target}`"));
    for rustc in &candidates {
        failure = failure.note(format!(
            "rustc {} at `{}` has neither this target's std nor std's sources",
            rustc.release,
            rustc.path.display()
        ));
    }
    if named.is_some() {
        failure =
            failure.help("without `RUSTC` in the environment, other compilers are looked for");
    } else if candidates.is_empty() {
        failure = failure.note("no rustc was found");
    }
    for step in setup::std_steps() {
        failure = failure.help(format!("to get one: {}", step.command_line()));
    }
    Err(failure.help("`cargo wasm setup` does it, and so does `--setup` on this command"))
}

impl Toolchain {
    /// Finds everything for a build with these settings, building std when it has to.
    ///
    /// # Errors
    /// What is missing, with the command that gets it.
    pub fn for_build(cargo: &Path, settings: &Settings) -> anyhow::Result<Toolchain> {
        let flavour = Flavour {
            opt: settings.opt.value,
            panic: settings.panic.value,
            js: settings.host.value.is_js(),
        };
        let driver = backend::for_build(settings)?;
        let host = settings.host.value;
        if settings.variables.value && host.is_js() {
            let what = format!("the host `{}` has no variables for debuggers", host.name());
            return Err(Failure::unsupported(what)
                .note(format!("`variables`: {}", settings.variables.origin))
                .note("wasm-bindgen leaves debug information out; line tables are carried past it")
                .help("`--host standalone` and `--host wasi` keep all of it")
                .into());
        }
        let Some(Driver { path, rustc, .. }) = driver else {
            return Self::find(cargo, host, flavour);
        };
        let mut toolchain = Self::with(cargo, host, flavour, rustc, false)?;
        toolchain.driver = Some(path);
        toolchain.variables = settings.variables.value;
        Ok(toolchain)
    }

    /// See [`Toolchain::for_build`].
    pub fn find(cargo: &Path, host: Host, flavour: Flavour) -> anyhow::Result<Toolchain> {
        let (rustc, is_cargos_own) = compiler(cargo, host.target())?;
        Self::with(cargo, host, flavour, rustc, is_cargos_own)
    }

    fn with(
        cargo: &Path,
        host: Host,
        flavour: Flavour,
        rustc: Rustc,
        is_cargos_own: bool,
    ) -> anyhow::Result<Toolchain> {
        let target = host.target();
        let linker = tools::linker(&rustc).ok_or_else(|| no_linker(&rustc))?;
        let shipped = rustc.prebuilt(target).is_some();
        let sysroot = if flavour.opt == Opt::None && shipped && !flavour.js {
            None
        } else if rustc.library().is_some() {
            Some(
                Recipe {
                    rustc: &rustc,
                    cargo,
                    target,
                    flavour,
                }
                .ensure()?,
            )
        } else if flavour.js && flavour.opt == Opt::None {
            shell::warn(
                "the stock std is used: it neither prints nor tells the time under JavaScript hosts",
            );
            shell::note("`rustup component add rust-src` gets the sources of one that does");
            None
        } else {
            shell::warn(format!(
                "std of flavour `{}` needs std's sources; the stock std is used, which costs about 20 KB a module",
                flavour.name()
            ));
            shell::note("`rustup component add rust-src` gets them");
            None
        };
        // rustc knows its own linker as long as its own sysroot is in use.
        let own = sysroot.is_none() && rustc.rust_lld().is_some();
        Ok(Toolchain {
            linker: (!own).then_some(linker),
            rustc,
            is_cargos_own,
            sysroot,
            driver: None,
            variables: false,
            emit: None,
        })
    }

    /// Flags for rustc and rustdoc.
    pub fn rustflags(&self) -> Vec<String> {
        let mut flags = Vec::new();
        if let Some(sysroot) = &self.sysroot {
            flags.extend(["--sysroot".to_owned(), sysroot.dir.display().to_string()]);
        }
        if let Some(driver) = &self.driver {
            // Drivers name themselves as their compiler does: cargo would take what one made for what another makes. The cache has
            // each in a folder of its own.
            let folder = driver.parent().and_then(Path::file_name);
            let key = folder.unwrap_or_default().to_string_lossy();
            flags.push("--cfg=wasm_backend=\"cranelift\"".to_owned());
            flags.push(format!("--cfg=wasm_driver=\"{key}\""));
            if self.variables {
                flags.push("--cfg=wasm_variables".to_owned());
            }
            flags.push("--check-cfg=cfg(wasm_variables)".to_owned());
            flags.push("--check-cfg=cfg(wasm_backend,values(\"cranelift\"))".to_owned());
            flags.push("--check-cfg=cfg(wasm_driver,values(any()))".to_owned());
        }
        if let Some(emit) = &self.emit {
            flags.extend(emit.rustflags());
        }
        flags
    }
}

fn no_linker(rustc: &Rustc) -> Failure {
    let mut failure = Failure::user("no linker for WebAssembly was found")
        .note(format!("looked for rustc's `rust-lld` and for `wasm-ld-{}` or newer, `wasm-ld`, `rust-lld` on PATH", rustc.llvm));
    for step in setup::linker_steps(rustc) {
        failure = failure.help(format!("to get one: {}", step.command_line()));
    }
    failure
}
