//! `cargo wasm`: build, run, test and measure Rust as WebAssembly.

mod cache;
mod cli;
mod commands;
mod config;
mod error;
mod ops;
mod shell;
mod toolchain;

use std::process::ExitCode;

use clap::Parser;

#[global_allocator]
static HEAP: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    if let Some(code) = ops::linear::wrapper() {
        return ExitCode::from(u8::try_from(code).unwrap_or(u8::MAX));
    }
    let cli::Cli::Wasm(command) = cli::Cli::parse();
    let code = commands::dispatch(command).unwrap_or_else(|error| {
        match error.downcast_ref::<error::Silent>() {
            Some(error::Silent(code)) => *code,
            None => {
                shell::failure(&error);
                101
            }
        }
    });
    // Exit codes are eight bits; what does not fit must not look like success.
    ExitCode::from(u8::try_from(code).unwrap_or(u8::MAX))
}
