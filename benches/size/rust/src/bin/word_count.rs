//! `word_count`: lines, words and bytes of stdin, in the columns that `wc` uses for a pipe.
//!
//! A word is what white space of the C locale delimits, as POSIX defines it for `wc`.

use std::io::{self, BufRead, Write};
use std::process::ExitCode;

/// White space of the C locale; `u8::is_ascii_whitespace` leaves out the vertical tab.
fn is_space(byte: u8) -> bool {
    byte == b' ' || (b'\t'..=b'\r').contains(&byte)
}

fn run() -> io::Result<()> {
    let mut input = io::stdin().lock();
    let (mut lines, mut words, mut bytes) = (0u64, 0u64, 0u64);
    let mut in_word = false;
    loop {
        let chunk = input.fill_buf()?;
        if chunk.is_empty() {
            break;
        }
        for &byte in chunk {
            if byte == b'\n' {
                lines += 1;
            }
            let space = is_space(byte);
            if !space && !in_word {
                words += 1;
            }
            in_word = !space;
        }
        let length = chunk.len();
        bytes += length as u64;
        input.consume(length);
    }
    writeln!(io::stdout(), "{lines:7} {words:7} {bytes:7}")
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}
