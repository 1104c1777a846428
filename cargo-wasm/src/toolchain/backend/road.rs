//! The two roads to rustc's own crates, which the driver is linked with: rustup's component, and Debian's sources.

use std::path::{Path, PathBuf};

use super::RELEASE;
use crate::toolchain::rustc::{Rustc, which};
use crate::toolchain::setup::{self, Step};

/// Where rustc's own crates come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Road {
    /// Compiled, in rustup's component `rustc-dev`.
    Rustup,
    /// As the sources of Debian's compiler, to be compiled with the driver.
    Debian,
}

/// The shorter one first.
pub const ROADS: [Road; 2] = [Road::Rustup, Road::Debian];

impl Road {
    /// The compiler that the driver is built by and for, if it is there.
    pub fn compiler(self) -> Option<Rustc> {
        let rustc = match self {
            // rustup itself is not asked: its answer takes longer than a build with nothing to do.
            Road::Rustup => Rustc::probe(&rustup_toolchain()?.join("bin").join(rustc_name())),
            Road::Debian => Rustc::probe(Path::new("/usr/bin/rustc")),
        };
        rustc.filter(|it| it.release.to_string() == RELEASE)
    }

    /// That compiler, if rustc's own crates are there to build with.
    pub fn ready(self) -> Option<Rustc> {
        self.compiler().filter(|rustc| self.has_crates(rustc))
    }

    fn has_crates(self, rustc: &Rustc) -> bool {
        match self {
            Road::Rustup => {
                let lib = rustc
                    .sysroot
                    .join("lib/rustlib")
                    .join(&rustc.host)
                    .join("lib");
                lib.read_dir().is_ok_and(|entries| {
                    entries.flatten().any(|entry| {
                        entry
                            .file_name()
                            .to_string_lossy()
                            .starts_with("librustc_codegen_ssa-")
                    })
                })
            }
            Road::Debian => {
                let sources = sources(rustc);
                let known = sources.join("compiler/rustc_codegen_ssa/Cargo.toml");
                known.is_file() && sources.join("Cargo.lock").is_file()
            }
        }
    }

    /// What installs them, where there is something that can.
    pub fn steps(self) -> Option<Vec<Step>> {
        let (installer, steps) = match self {
            Road::Rustup => ("rustup", vec![toolchain_step()]),
            Road::Debian => ("apt-get", setup::debian_compiler()),
        };
        which(Path::new(installer)).map(|_| steps)
    }

    /// What is found at its end.
    pub fn describe(self) -> &'static str {
        match self {
            Road::Rustup => "rustc's crates from rustup",
            Road::Debian => "rustc's crates from Debian's sources",
        }
    }
}

fn rustc_name() -> String {
    format!("rustc{}", std::env::consts::EXE_SUFFIX)
}

fn rustup_toolchain() -> Option<PathBuf> {
    let home = std::env::var_os("RUSTUP_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(std::env::home_dir()?.join(".rustup")))?;
    Some(
        home.join("toolchains")
            .join(format!("{RELEASE}-{}", env!("TARGET"))),
    )
}

fn toolchain_step() -> Step {
    let args = [
        "toolchain",
        "install",
        RELEASE,
        "--profile",
        "minimal",
        "--no-self-update",
        "-c",
        "rustc-dev",
        "-c",
        "rust-src",
        "-c",
        "llvm-tools",
        "-t",
        "wasm32-wasip1",
        "-t",
        "wasm32-unknown-unknown",
    ];
    Step::new("rustup", &args, false)
}

/// The tree of rustc's sources, which Debian has where `rust-src` has std's.
pub fn sources(rustc: &Rustc) -> PathBuf {
    rustc.sysroot.join("lib/rustlib/src/rust")
}
