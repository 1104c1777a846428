//! Bodies by way of Cranelift's reader, whose errors are given a place in the whole text.

use std::panic::{AssertUnwindSafe, catch_unwind};

use cranelift_codegen::ir;
use cranelift_reader::{ParseOptions, parse_test};

use super::lex::{self, Offset};
use super::{ParseError, ParseErrorKind, scan};
use crate::SymbolId;
use crate::body;
use crate::module::CALL_CONV;

/// Reads the body of `symbol` from `start`, where `function` stands, to `end`.
pub(super) fn read(
    text: &str,
    start: Offset,
    end: Offset,
    symbol: SymbolId,
) -> Result<ir::Function, Vec<ParseError>> {
    let faults = scan::check(text, start, end);
    if !faults.is_empty() {
        return Err(faults);
    }
    let options = ParseOptions {
        default_calling_convention: CALL_CONV,
        ..ParseOptions::default()
    };
    let source = &text[start..end];
    // What the scan lets through and the reader still stops at is our omission; the caller shall have an error all the same.
    let file = catch_unwind(AssertUnwindSafe(|| parse_test(source, options)));
    let functions = match file {
        Ok(Ok(file)) => file.functions,
        Ok(Err(error)) => return Err(vec![place(text, start, &error)]),
        Err(_) => {
            let message = "Cranelift's reader stopped at this body; please report it with the text";
            return Err(vec![lex::error(text, start, ParseErrorKind::Bug, message)]);
        }
    };
    let expected = body::name(symbol);
    let mut functions = functions.into_iter().map(|(function, _)| function);
    match functions.next() {
        Some(function) if function.name == expected => Ok(function),
        Some(function) => {
            let name = function.name;
            let at = start + source.find(' ').map_or(0, |at| at + 1);
            let message = format!("this is the body of `{expected}` and is named `{name}`");
            Err(vec![lex::error(text, at, ParseErrorKind::Syntax, message)])
        }
        None => {
            let message = "expected a body";
            Err(vec![lex::error(
                text,
                start,
                ParseErrorKind::Syntax,
                message,
            )])
        }
    }
}

/// The reader knows lines only. The column is that of the first thing in the line that its message mentions, else where the
/// line begins.
fn place(text: &str, start: Offset, error: &cranelift_reader::ParseError) -> ParseError {
    let first = text[..start].matches('\n').count();
    let number = first + error.location.line_number.max(1);
    let line = text.lines().nth(number - 1).unwrap_or_default();
    let words = error
        .message
        .split(|c: char| !(c.is_ascii_alphanumeric() || c == '_'));
    let named = words
        .filter(|word| {
            word.contains(|c: char| c.is_ascii_digit())
                || error.message.contains(&format!("'{word}'"))
        })
        .find_map(|word| scan::find(line, word));
    let at = named.unwrap_or_else(|| line.len() - line.trim_start().len());
    ParseError {
        line: number,
        column: line[..at].chars().count() + 1,
        kind: ParseErrorKind::Syntax,
        message: error.message.clone(),
    }
}
