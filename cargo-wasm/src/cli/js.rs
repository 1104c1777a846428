//! Flags of the commands that are about JavaScript hosts alone.

use std::path::PathBuf;

use clap::Args;

use super::{CargoArgs, WasmArgs};

#[derive(Args, Clone)]
pub struct Pack {
    #[command(flatten)]
    pub cargo: CargoArgs,
    #[command(flatten)]
    pub wasm: WasmArgs,
    /// Folder for the tarball
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub pack_dir: PathBuf,
}

#[derive(Args, Clone)]
pub struct Serve {
    #[command(flatten)]
    pub cargo: CargoArgs,
    #[command(flatten)]
    pub wasm: WasmArgs,
    /// Folder of the pages; without one, `www`, `public` or `static` where an `index.html` is, else the package's
    #[arg(value_name = "DIR")]
    pub dir: Option<PathBuf>,
    /// Port on 127.0.0.1
    #[arg(long, default_value_t = 8080)]
    pub port: u16,
    /// Open the page in a browser
    #[arg(long)]
    pub open: bool,
}
