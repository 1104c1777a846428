//! The WASI host: preview 1, and what all versions share, with what the options allow and nothing else.

use wasmtime::Linker;
use wasmtime_wasi::p1::{self, WasiP1Ctx};
use wasmtime_wasi::p2::pipe::MemoryInputPipe;
use wasmtime_wasi::{FsPerms, I32Exit, WasiCtxBuilder};

use crate::error::UserError;
use crate::imports::WASI;
use crate::options::{Input, Options, Output};
use crate::run::State;

/// Offers preview 1. Sockets are among its imports, as programs may name them, and every use of one is refused.
pub(crate) fn add_to_linker(linker: &mut Linker<State>) -> wasmtime::Result<()> {
    p1::add_to_linker_sync(linker, |state: &mut State| &mut state.wasi)?;
    // The engine's own calls a code over 125 an error; Rust programs exit with 255 or -1, and natively that works.
    linker.allow_shadowing(true);
    linker.func_wrap(WASI, "proc_exit", |code: i32| -> wasmtime::Result<()> {
        Err(I32Exit(code).into())
    })?;
    linker.allow_shadowing(false);
    Ok(())
}

/// What the program may see and use.
///
/// # Errors
/// The user's, for a directory that cannot be opened.
pub(crate) fn context(options: &Options) -> Result<WasiP1Ctx, UserError> {
    Ok(builder(options)?.build_p1())
}

/// The same for any version of WASI.
///
/// # Errors
/// The user's, for a directory that cannot be opened.
pub(crate) fn builder(options: &Options) -> Result<WasiCtxBuilder, UserError> {
    let mut builder = WasiCtxBuilder::new();
    // The program has a thread of its own, which may block: that saves a hop through a pool for each file operation.
    builder.allow_blocking_current_thread(true);
    builder.args(&options.args).envs(&options.environment());
    match &options.stdin {
        Input::Inherit => builder.inherit_stdin(),
        Input::Bytes(bytes) => builder.stdin(MemoryInputPipe::new(bytes.clone())),
        Input::Empty => &mut builder,
    };
    match &options.stdout {
        Output::Inherit => builder.inherit_stdout(),
        Output::Capture(capture) => builder.stdout(capture.pipe()),
        Output::Discard => &mut builder,
    };
    match &options.stderr {
        Output::Inherit => builder.inherit_stderr(),
        Output::Capture(capture) => builder.stderr(capture.pipe()),
        Output::Discard => &mut builder,
    };
    for dir in &options.dirs {
        let permissions = if dir.read_only {
            FsPerms::ReadOnly
        } else {
            FsPerms::ReadWrite
        };
        builder
            .preopened_dir(&dir.host, &dir.guest, permissions)
            .map_err(|error| UserError::Directory {
                path: dir.host.clone(),
                why: error.root_cause().to_string(),
            })?;
    }
    Ok(builder)
}
