//! Flags of `cargo wasm build` and `check`.

use clap::Args;

use super::{CargoArgs, WasmArgs};

#[derive(Args, Clone)]
pub struct Build {
    #[command(flatten)]
    pub cargo: CargoArgs,
    #[command(flatten)]
    pub wasm: WasmArgs,
    /// Write what the Cranelift backend makes, with lines of the source and MIR: wasmir, clif (after Cranelift's optimiser), wat
    #[arg(
        long,
        value_name = "KINDS",
        value_delimiter = ',',
        value_parser = ["wasmir", "clif", "wat"],
        help_heading = "WebAssembly"
    )]
    pub emit: Vec<String>,
}

#[derive(Args, Clone)]
pub struct Check {
    #[command(flatten)]
    pub cargo: CargoArgs,
    #[command(flatten)]
    pub wasm: WasmArgs,
}
