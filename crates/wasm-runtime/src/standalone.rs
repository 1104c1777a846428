//! The standalone host: one import, `env.log`.

use std::io::Write as _;

use wasmtime::{Caller, Extern, Linker};

use crate::options::Output;
use crate::run::State;
use crate::trap::HostFailure;

/// Offers `env.log(ptr: i32, len: i32)`.
pub(crate) fn add_to_linker(linker: &mut Linker<State>) -> wasmtime::Result<()> {
    linker.func_wrap(
        "env",
        "log",
        |mut caller: Caller<'_, State>, ptr: i32, len: i32| -> wasmtime::Result<()> {
            let line = text(&mut caller, ptr as u32, len as u32)?;
            write_line(&caller.data().stdout, line)
        },
    )?;
    Ok(())
}

fn text(caller: &mut Caller<'_, State>, ptr: u32, len: u32) -> Result<String, HostFailure> {
    let Some(Extern::Memory(memory)) = caller.get_export("memory") else {
        return Err(HostFailure(
            "`env.log` needs the memory of the program, which is not exported as `memory`".into(),
        ));
    };
    let data = memory.data(&*caller);
    let (start, end) = (ptr as usize, ptr as usize + len as usize);
    match data.get(start..end) {
        Some(bytes) => Ok(String::from_utf8_lossy(bytes).into_owned()),
        None => Err(HostFailure(format!(
            "`env.log` was given {len} bytes at {start:#x}, outside of a memory of {} bytes",
            data.len()
        ))),
    }
}

fn write_line(stdout: &Output, mut line: String) -> wasmtime::Result<()> {
    line.push('\n');
    let written = match stdout {
        // One write, so that lines of several programs do not mix.
        Output::Inherit => std::io::stdout().lock().write_all(line.as_bytes()),
        Output::Capture(capture) => capture.push(line.into_bytes()),
        Output::Discard => Ok(()),
    };
    // A program that logs for ever into a closed pipe has to end, and `log` cannot tell it.
    written.map_err(|error| {
        HostFailure(format!("`env.log` could not write to stdout: {error}")).into()
    })
}
