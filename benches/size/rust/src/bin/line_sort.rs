//! `line_sort`: sorts the lines of stdin by their bytes, as `sort` in the C locale does.

use std::io::{self, BufWriter, Read, Write};
use std::process::ExitCode;

fn run() -> io::Result<()> {
    let mut input = Vec::new();
    io::stdin().read_to_end(&mut input)?;
    if input.is_empty() {
        return Ok(());
    }
    // The last line is a line with or without its newline.
    let text = input.strip_suffix(b"\n").unwrap_or(&input);
    let mut lines: Vec<&[u8]> = text.split(|&byte| byte == b'\n').collect();
    // Equal lines cannot be told apart, so the sort need not be stable.
    lines.sort_unstable();

    // Stdout alone is flushed at each newline.
    let mut out = BufWriter::new(io::stdout().lock());
    for line in lines {
        out.write_all(line)?;
        out.write_all(b"\n")?;
    }
    out.flush()
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}
