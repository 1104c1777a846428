//! `base64`: stdin in the base64 encoding of RFC 4648, section 4, in lines of 76 columns.

use std::io::{self, BufWriter, Read, Write};
use std::process::ExitCode;

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// The bytes that fill one line: 76 columns hold 19 groups of three bytes.
const LINE: usize = 57;

/// Encodes one to three bytes.
fn encode(group: &[u8]) -> [u8; 4] {
    let second = group.get(1).copied();
    let third = group.get(2).copied();
    let bits = u32::from(group[0]) << 16
        | u32::from(second.unwrap_or(0)) << 8
        | u32::from(third.unwrap_or(0));
    let digit = |shift: u32| ALPHABET[(bits >> shift & 63) as usize];
    [
        digit(18),
        digit(12),
        if second.is_some() { digit(6) } else { b'=' },
        if third.is_some() { digit(0) } else { b'=' },
    ]
}

/// Reads until `buffer` is full or the input ends, so that a short count means the end.
fn read_full(input: &mut impl Read, buffer: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while filled < buffer.len() {
        match input.read(&mut buffer[filled..])? {
            0 => break,
            count => filled += count,
        }
    }
    Ok(filled)
}

fn run() -> io::Result<()> {
    let mut input = io::stdin().lock();
    // Stdout alone is flushed at each newline.
    let mut out = BufWriter::new(io::stdout().lock());
    let mut buffer = [0u8; 144 * LINE];
    loop {
        let count = read_full(&mut input, &mut buffer)?;
        for line in buffer[..count].chunks(LINE) {
            for group in line.chunks(3) {
                out.write_all(&encode(group))?;
            }
            out.write_all(b"\n")?;
        }
        if count < buffer.len() {
            return out.flush();
        }
    }
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}
