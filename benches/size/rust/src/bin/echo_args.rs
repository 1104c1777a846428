//! `echo_args`: writes its arguments, separated by single spaces, and a newline.

use std::env;
use std::io::{self, Write};
use std::process::ExitCode;

fn run() -> io::Result<()> {
    let mut out = io::stdout().lock();
    for (index, arg) in env::args_os().skip(1).enumerate() {
        if index > 0 {
            out.write_all(b" ")?;
        }
        // Bytes, not text: an argument need not be UTF-8.
        out.write_all(arg.as_encoded_bytes())?;
    }
    out.write_all(b"\n")
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}
