//! A first look at the text of a body: where it ends, and whether Cranelift's reader can be given it.
//!
//! That reader is a tool for tests. It makes room for every entity up to the largest number that is mentioned, and stops the
//! program when it meets some of what WasmIR does not have. Both are refused here, with line and column.

use super::lex::Offset;
use super::{ParseError, ParseErrorKind};
use crate::text::lex;

/// Numbers of entities up to here are taken in any text, larger ones where the text is larger: a text has many entities, but
/// not many more than it has characters.
const ALWAYS: usize = 1 << 16;

/// Entities of Cranelift's that WasmIR has no use for, and what they are.
const FOREIGN: [(&str, &str); 8] = [
    ("dss", "stack slots of dynamic vectors"),
    ("dt", "dynamic vectors"),
    ("exn", "exceptions"),
    ("extable", "exceptions"),
    ("mt", "memory types"),
    ("ret", "exceptions"),
    ("tag", "exceptions"),
    ("userextname", "names by reference"),
];

const KNOWN: [&str; 9] = [
    "block", "const", "fn", "gv", "region", "sig", "ss", "u", "v",
];

/// Finds the end of the body that begins at `start` with `function`: behind its `}`.
pub(super) fn end(text: &str, start: Offset) -> Result<Offset, ParseError> {
    let mut depth = 0_usize;
    for piece in pieces(text, start) {
        match piece.text {
            "{" => depth += 1,
            "}" if depth <= 1 => return Ok(piece.start + 1),
            "}" => depth -= 1,
            _ => {}
        }
    }
    let message = "this body has no end; expected `}`";
    Err(lex::error(text, start, ParseErrorKind::Syntax, message))
}

/// Everything in the body from `start` to `end` that Cranelift's reader must not see.
pub(super) fn check(text: &str, start: Offset, end: Offset) -> Vec<ParseError> {
    let mut errors = Vec::new();
    let mut report = |at, kind, message| errors.push(lex::error(text, at, kind, message));
    let limit = ALWAYS.max(end - start);
    let mut previous = "";
    for piece in pieces(&text[..end], start) {
        let word = piece.text;
        let digits = word.bytes().rev().take_while(u8::is_ascii_digit).count();
        let (prefix, number) = word.split_at(word.len() - digits);
        if word == "[" && is_scalar(previous) {
            report(
                piece.start,
                ParseErrorKind::Syntax,
                format!("a list of lanes is a constant of a vector type, and not of `{previous}`"),
            );
        }
        if !number.is_empty() {
            if let Some((_, what)) = FOREIGN.iter().find(|(it, _)| *it == prefix) {
                report(
                    piece.start,
                    ParseErrorKind::NotSupported,
                    format!("`{word}`: WasmIR has no {what}"),
                );
            }
            let large = number.parse::<usize>().map_or(true, |it| it >= limit);
            // The number behind a symbol's `u0:` stands apart, and makes no room.
            if KNOWN.contains(&prefix) && large {
                report(
                    piece.start,
                    ParseErrorKind::NotSupported,
                    format!(
                        "`{word}`: the numbers of a body of this length end at {}",
                        limit - 1
                    ),
                );
            }
        }
        previous = word;
    }
    errors
}

fn is_scalar(word: &str) -> bool {
    matches!(
        word,
        "i8" | "i16" | "i32" | "i64" | "i128" | "f16" | "f32" | "f64" | "f128"
    )
}

/// A word, or a character that belongs to none.
struct Piece<'a> {
    text: &'a str,
    start: Offset,
}

/// The pieces of a body's text from `start` on, without blanks, comments and strings.
fn pieces(text: &str, start: Offset) -> impl Iterator<Item = Piece<'_>> {
    let mut position = start;
    std::iter::from_fn(move || {
        loop {
            let rest = &text[position..];
            let first = rest.chars().next()?;
            let length = match first {
                ';' => rest.find('\n').unwrap_or(rest.len()),
                '"' => rest[1..].find('"').map_or(rest.len(), |end| end + 2),
                c if c.is_whitespace() => c.len_utf8(),
                c => {
                    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
                    let length = match rest.find(|c| !is_word(c)) {
                        _ if !is_word(c) => c.len_utf8(),
                        Some(end) => end,
                        None => rest.len(),
                    };
                    let start = position;
                    position += length;
                    return Some(Piece {
                        text: &rest[..length],
                        start,
                    });
                }
            };
            position += length;
        }
    })
}

/// Where `name` stands as a word of its own in `line`, in bytes.
pub(super) fn find(line: &str, name: &str) -> Option<usize> {
    pieces(line, 0)
        .find(|piece| piece.text == name)
        .map(|piece| piece.start)
}
