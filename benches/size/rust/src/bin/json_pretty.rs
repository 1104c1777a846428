//! `json_pretty`: checks the JSON text (RFC 8259) on stdin and writes it indented by two spaces a level.
//!
//! Strings and numbers are copied as they stand. Nesting is kept on the heap, so its depth is not limited by the stack.

use std::io::{self, Read, Write};
use std::process::ExitCode;

struct Error {
    offset: usize,
    message: &'static str,
}

struct Formatter<'a> {
    input: &'a [u8],
    pos: usize,
    /// The closing bracket of every array and object that is open.
    open: Vec<u8>,
    out: Vec<u8>,
}

impl Formatter<'_> {
    fn peek(&self) -> Option<u8> {
        self.input.get(self.pos).copied()
    }

    fn error<T>(&self, message: &'static str) -> Result<T, Error> {
        Err(Error {
            offset: self.pos,
            message,
        })
    }

    fn skip_space(&mut self) {
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = self.peek() {
            self.pos += 1;
        }
    }

    fn new_line(&mut self) {
        self.out.push(b'\n');
        for _ in 0..self.open.len() {
            self.out.extend_from_slice(b"  ");
        }
    }

    /// A string, with the position at its opening quote.
    fn string(&mut self) -> Result<(), Error> {
        let start = self.pos;
        self.pos += 1;
        loop {
            match self.peek() {
                None => return self.error("unterminated string"),
                Some(b'"') => break,
                Some(b'\\') => {
                    self.pos += 1;
                    match self.peek() {
                        Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => {}
                        Some(b'u') => {
                            for _ in 0..4 {
                                self.pos += 1;
                                if !self.peek().is_some_and(|byte| byte.is_ascii_hexdigit()) {
                                    return self.error("expected a hexadecimal digit");
                                }
                            }
                        }
                        _ => return self.error("invalid escape"),
                    }
                }
                Some(..b' ') => return self.error("control character in string"),
                Some(_) => {}
            }
            self.pos += 1;
        }
        self.pos += 1;
        self.out.extend_from_slice(&self.input[start..self.pos]);
        Ok(())
    }

    fn digits(&mut self) -> Result<(), Error> {
        if !matches!(self.peek(), Some(b'0'..=b'9')) {
            return self.error("expected a digit");
        }
        while let Some(b'0'..=b'9') = self.peek() {
            self.pos += 1;
        }
        Ok(())
    }

    fn number(&mut self) -> Result<(), Error> {
        let start = self.pos;
        if self.peek() == Some(b'-') {
            self.pos += 1;
        }
        // Nothing but a fraction or an exponent may follow a leading zero.
        if self.peek() == Some(b'0') {
            self.pos += 1;
        } else {
            self.digits()?;
        }
        if self.peek() == Some(b'.') {
            self.pos += 1;
            self.digits()?;
        }
        if let Some(b'e' | b'E') = self.peek() {
            self.pos += 1;
            if let Some(b'+' | b'-') = self.peek() {
                self.pos += 1;
            }
            self.digits()?;
        }
        self.out.extend_from_slice(&self.input[start..self.pos]);
        Ok(())
    }

    fn literal(&mut self, word: &[u8]) -> Result<(), Error> {
        if !self.input[self.pos..].starts_with(word) {
            return self.error("expected a value");
        }
        self.pos += word.len();
        self.out.extend_from_slice(word);
        Ok(())
    }

    /// The name of a member and its colon.
    fn name(&mut self) -> Result<(), Error> {
        self.skip_space();
        if self.peek() != Some(b'"') {
            return self.error("expected a string");
        }
        self.string()?;
        self.skip_space();
        if self.peek() != Some(b':') {
            return self.error("expected `:`");
        }
        self.pos += 1;
        self.out.extend_from_slice(b": ");
        Ok(())
    }

    /// What stands before the next value: nothing, or in an object a name.
    fn before_value(&mut self) -> Result<(), Error> {
        self.new_line();
        if self.open.last() == Some(&b'}') {
            self.name()
        } else {
            Ok(())
        }
    }

    fn text(&mut self) -> Result<(), Error> {
        loop {
            self.skip_space();
            match self.peek() {
                Some(bracket @ (b'[' | b'{')) => {
                    let close = if bracket == b'[' { b']' } else { b'}' };
                    self.out.push(bracket);
                    self.pos += 1;
                    self.skip_space();
                    if self.peek() != Some(close) {
                        self.open.push(close);
                        self.before_value()?;
                        continue;
                    }
                    self.out.push(close);
                    self.pos += 1;
                }
                Some(b'"') => self.string()?,
                Some(b'-' | b'0'..=b'9') => self.number()?,
                Some(b't') => self.literal(b"true")?,
                Some(b'f') => self.literal(b"false")?,
                _ => self.literal(b"null")?,
            }

            // After a value: the end of what is open, until a comma asks for another value.
            loop {
                self.skip_space();
                let next = self.peek();
                let Some(&close) = self.open.last() else {
                    return if next.is_none() {
                        Ok(())
                    } else {
                        self.error("expected the end")
                    };
                };
                if next == Some(b',') {
                    self.pos += 1;
                    self.out.push(b',');
                    self.before_value()?;
                    break;
                }
                if next != Some(close) {
                    return self.error("expected `,` or a closing bracket");
                }
                self.pos += 1;
                self.open.pop();
                self.new_line();
                self.out.push(close);
            }
        }
    }
}

fn format(input: &[u8]) -> Result<Vec<u8>, Error> {
    if let Err(error) = str::from_utf8(input) {
        return Err(Error {
            offset: error.valid_up_to(),
            message: "invalid UTF-8",
        });
    }
    let mut formatter = Formatter {
        input,
        pos: 0,
        open: Vec::new(),
        out: Vec::new(),
    };
    formatter.text()?;
    formatter.out.push(b'\n');
    Ok(formatter.out)
}

fn main() -> ExitCode {
    let mut input = Vec::new();
    if io::stdin().read_to_end(&mut input).is_err() {
        return ExitCode::FAILURE;
    }
    match format(&input) {
        Ok(out) => match io::stdout().write_all(&out) {
            Ok(()) => ExitCode::SUCCESS,
            Err(_) => ExitCode::FAILURE,
        },
        Err(error) => {
            eprintln!("json_pretty: byte {}: {}", error.offset, error.message);
            ExitCode::FAILURE
        }
    }
}
