//! Development builds through the Cranelift backend beside LLVM's: what they cost, and what comes out.

pub mod clean;
pub mod edit;
pub mod programs;
pub mod reproducible;
pub mod speed;

use std::path::Path;
use std::process::Command;
use std::time::Instant;

use anyhow::Result;

use super::tools::{Bench, Stock, children_ticks, locked_version, output};

/// Rounds of builds, in each of them every mode once.
const ROUNDS: usize = 5;

/// What is built beside what.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mode {
    /// `cargo check`, stock: what no backend can save.
    Check,
    /// The same without debug information of what runs while building, as `cargo wasm build` has it with the driver.
    LeanCheck,
    /// `cargo build`, stock.
    Llvm,
    /// `cargo build --release`, stock.
    Release,
    /// `cargo build` with the driver in rustc's place, and that without debug information.
    Cranelift,
    /// The same without a module: the program is checked alone. Libraries keep the MIR that a module is made of.
    NoModule,
}

/// The two compilers; everything else about the builds is the same.
pub struct Backends {
    cranelift: Stock,
    llvm: Stock,
}

impl Backends {
    fn find(bench: &Bench) -> Result<Backends> {
        let (cranelift, llvm) = bench.backends()?;
        Ok(Backends { cranelift, llvm })
    }

    /// The command for a mode, with its artifacts below `target` in the scratch folder.
    fn command(&self, bench: &Bench, dir: &Path, target: &str, mode: Mode) -> Command {
        let stock = match mode {
            Mode::Cranelift | Mode::NoModule => &self.cranelift,
            Mode::Check | Mode::LeanCheck | Mode::Llvm | Mode::Release => &self.llvm,
        };
        let mut command = bench.stock_cargo(stock, dir, target);
        command.args(match mode {
            Mode::Check | Mode::LeanCheck => &["check"][..],
            Mode::Llvm | Mode::Cranelift => &["build"],
            Mode::Release => &["build", "--release"],
            Mode::NoModule => &["rustc"],
        });
        command.args(["--locked", "--offline", "--target", stock.target]);
        if let Mode::LeanCheck | Mode::Cranelift | Mode::NoModule = mode {
            command.args(["--config", "profile.dev.build-override.debug=false"]);
        }
        command
    }
}

/// What a build took, in seconds.
#[derive(Clone, Copy)]
struct Spent {
    processor: f64,
    wall: f64,
}

impl Spent {
    fn by(command: &mut Command) -> Result<Spent> {
        let (start, ticks) = (Instant::now(), children_ticks());
        output(command)?;
        Ok(Spent {
            processor: (children_ticks() - ticks) as f64 / 100.0,
            wall: start.elapsed().as_secs_f64(),
        })
    }
}

/// The versions that matter here.
///
/// # Errors
/// The workspace's lock file cannot be read.
pub fn tools(bench: &Bench) -> Result<Vec<String>> {
    let version = |package| locked_version(&bench.root, package);
    Ok(vec![
        format!("cranelift-codegen: {}", version("cranelift-codegen")?),
        format!("wasmtime: {}", version("wasmtime")?),
    ])
}
