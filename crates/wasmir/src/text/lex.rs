//! Tokens of what stands outside bodies.

use super::{ParseError, ParseErrorKind};

/// A place in a text: an offset in bytes, from which line and column are counted when there is something to report.
pub(super) type Offset = usize;

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token<'a> {
    /// A letter or `_`, then letters, digits, `_` and `-`.
    Word(&'a str),
    /// An unescaped string, which need not be UTF-8.
    String(Vec<u8>),
    /// Digits with an optional sign, decimal or hexadecimal.
    Number(&'a str),
    /// `+` or `-` and a word, as features have it.
    Signed(&'a str),
    /// One of `(){},=`, or `->`.
    Punctuation(&'static str),
    End,
}

impl Token<'_> {
    /// How a message names it.
    pub(super) fn describe(&self) -> String {
        match self {
            Token::Word(text) | Token::Number(text) | Token::Signed(text) => format!("`{text}`"),
            Token::String(_) => "a string".into(),
            Token::Punctuation(text) => format!("`{text}`"),
            Token::End => "the end of the text".into(),
        }
    }
}

/// Reads tokens one by one, with one of lookahead.
pub(super) struct Lexer<'a> {
    pub(super) text: &'a str,
    /// Behind the token that is looked at.
    position: Offset,
    /// The token that is looked at, and where it begins.
    token: Token<'a>,
    start: Offset,
}

impl<'a> Lexer<'a> {
    pub(super) fn new(text: &'a str) -> Result<Self, ParseError> {
        let mut lexer = Lexer {
            text,
            position: 0,
            token: Token::End,
            start: 0,
        };
        lexer.advance()?;
        Ok(lexer)
    }

    pub(super) fn peek(&self) -> &Token<'a> {
        &self.token
    }

    /// Where the token that is looked at begins.
    pub(super) fn start(&self) -> Offset {
        self.start
    }

    /// Goes on to the next token, and returns the one that was looked at.
    pub(super) fn advance(&mut self) -> Result<Token<'a>, ParseError> {
        let next = self.scan()?;
        Ok(std::mem::replace(&mut self.token, next))
    }

    /// Goes on from `offset`.
    pub(super) fn jump(&mut self, offset: Offset) -> Result<(), ParseError> {
        self.position = offset;
        self.token = Token::End;
        self.advance().map(drop)
    }

    /// Goes on, behind an error, from the next line that begins with a word of which `begins` is true.
    pub(super) fn recover(&mut self, begins: impl Fn(&str) -> bool) {
        let mut from = self.position.max(self.start);
        while let Some(end) = self.text[from..].find('\n') {
            from += end + 1;
            let line = &self.text[from..];
            if begins(word(line, 0)) && self.jump(from).is_ok() {
                return;
            }
        }
        self.position = self.text.len();
        self.start = self.position;
        self.token = Token::End;
    }

    fn rest(&self) -> &'a str {
        &self.text[self.position..]
    }

    fn scan(&mut self) -> Result<Token<'a>, ParseError> {
        let behind_last = self.position;
        loop {
            let rest = self.rest();
            let trimmed = rest.trim_start_matches([' ', '\t', '\r', '\n']);
            self.position += rest.len() - trimmed.len();
            if !trimmed.starts_with(';') {
                break;
            }
            self.position += trimmed.find('\n').unwrap_or(trimmed.len());
        }
        self.start = self.position;
        let rest = self.rest();
        let Some(first) = rest.chars().next() else {
            // What is missing is missing here, and not behind blank lines.
            self.start = behind_last;
            return Ok(Token::End);
        };
        let second = rest[first.len_utf8()..].chars().next();
        let token = match first {
            '"' => return self.string(),
            '-' if second == Some('>') => Token::Punctuation("->"),
            '(' => Token::Punctuation("("),
            ')' => Token::Punctuation(")"),
            '{' => Token::Punctuation("{"),
            '}' => Token::Punctuation("}"),
            ',' => Token::Punctuation(","),
            '=' => Token::Punctuation("="),
            '+' | '-' if second.is_some_and(|c| c.is_ascii_digit()) => Token::Number(word(rest, 1)),
            '+' | '-' if second.is_some_and(|c| c.is_ascii_alphabetic()) => {
                Token::Signed(word(rest, 1))
            }
            c if c.is_ascii_digit() => Token::Number(word(rest, 0)),
            c if c.is_ascii_alphabetic() || c == '_' => Token::Word(word(rest, 0)),
            other => {
                // Only what is wrong is passed over, so that an item behind it on the next line is still found.
                self.position += other.len_utf8();
                return Err(self.error(
                    self.start,
                    format!("unexpected character `{}`", other.escape_debug()),
                ));
            }
        };
        self.position += match &token {
            Token::Word(text) | Token::Number(text) | Token::Signed(text) => text.len(),
            Token::Punctuation(text) => text.len(),
            Token::String(_) | Token::End => 0,
        };
        Ok(token)
    }

    fn string(&mut self) -> Result<Token<'a>, ParseError> {
        let start = self.position;
        let mut bytes = Vec::new();
        let mut rest = self.text[start + 1..].char_indices();
        while let Some((at, c)) = rest.next() {
            let at = start + 1 + at;
            match c {
                '"' => {
                    self.position = at + 1;
                    return Ok(Token::String(bytes));
                }
                '\n' => break,
                '\\' => {
                    let escaped = rest.next().map(|(_, c)| c);
                    match escaped {
                        Some('t') => bytes.push(b'\t'),
                        Some('n') => bytes.push(b'\n'),
                        Some('r') => bytes.push(b'\r'),
                        Some(c @ ('"' | '\\')) => bytes.push(c as u8),
                        Some(high) => {
                            let low = rest.next().map_or('?', |(_, c)| c);
                            match (high.to_digit(16), low.to_digit(16)) {
                                (Some(high), Some(low)) => bytes.push((high << 4 | low) as u8),
                                _ => {
                                    self.position = at + 1;
                                    return Err(self.error(
                                        at,
                                        "unknown escape; expected `\\t`, `\\n`, `\\r`, `\\\"`, `\\\\` or two hexadecimal digits",
                                    ));
                                }
                            }
                        }
                        None => break,
                    }
                }
                c => bytes.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
            }
        }
        self.position = start + 1;
        Err(self.error(start, "this string has no end on its line"))
    }

    /// An error of syntax at `offset`.
    pub(super) fn error(&self, offset: Offset, message: impl Into<String>) -> ParseError {
        error(self.text, offset, ParseErrorKind::Syntax, message)
    }
}

/// What stands at the start of `text` of letters, digits, `_`, `-` and `.`, the first `prefix` bytes aside.
fn word(text: &str, prefix: usize) -> &str {
    let end =
        text[prefix..].find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.')));
    &text[..end.map_or(text.len(), |end| prefix + end)]
}

/// An error at `offset` of `text`.
pub(super) fn error(
    text: &str,
    offset: Offset,
    kind: ParseErrorKind,
    message: impl Into<String>,
) -> ParseError {
    let before = &text[..offset.min(text.len())];
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    ParseError {
        line: before.matches('\n').count() + 1,
        column: before[line_start..].chars().count() + 1,
        kind,
        message: message.into(),
    }
}
