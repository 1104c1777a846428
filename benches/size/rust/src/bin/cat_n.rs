//! `cat_n`: copies stdin to stdout with its lines numbered, as `cat -n` does.

use std::io::{self, BufRead, BufWriter, Write};
use std::process::ExitCode;

fn run() -> io::Result<()> {
    let mut input = io::stdin().lock();
    // Stdout alone is flushed at each newline.
    let mut out = BufWriter::new(io::stdout().lock());
    let mut line = Vec::new();
    let mut number = 0usize;
    while input.read_until(b'\n', &mut line)? > 0 {
        number += 1;
        write!(out, "{number:6}\t")?;
        out.write_all(&line)?;
        line.clear();
    }
    out.flush()
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}
