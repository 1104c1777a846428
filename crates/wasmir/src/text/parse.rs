//! Reads modules: what is wrong with one item does not hide what is wrong with the next.

use cranelift_codegen::entity::{EntityRef, PrimaryMap};

use super::item::{self, Integer};
use super::lex::{self, Lexer, Offset, Token};
use super::{ParseError, ParseErrorKind, ParseErrors, VERSION, body, scan, variables};
use crate::debug::Type;
use crate::{
    Body, Constructor, CustomSection, Data, File, FileId, Location, LocationId, Module, Policy,
    Subprogram, SubprogramId, Symbol, SymbolId, TypeId,
};

/// Errors of one text that are reported.
const MOST_ERRORS: usize = 100;

/// What items begin with.
const HEADS: [&str; 12] = [
    "module",
    "features",
    "producer",
    "directory",
    "file",
    "sp",
    "loc",
    "ty",
    "sym",
    "variable",
    "constructor",
    "section",
];

/// Those of them that have a number.
const NUMBERED: [&str; 5] = ["file", "sp", "loc", "ty", "sym"];

/// Reads a module from its text form. It is well-formed then, but not yet valid: see the verifier.
///
/// # Errors
/// Everything that is wrong, up to a hundred errors: the author's, or something that this version does not support, or, if
/// Cranelift's reader stops at a body, a bug of ours.
pub fn parse(text: &str) -> Result<Module, ParseErrors> {
    let lexer = version(text).map_err(|error| ParseErrors(vec![error]))?;
    let mut module = Module::default();
    let mut parser = Parser {
        lexer,
        errors: Vec::new(),
        misnumbered: false,
    };
    while *parser.peek() != Token::End && parser.errors.len() < MOST_ERRORS {
        if let Err(faults) = parser.item(&mut module) {
            parser.errors.extend(faults);
            parser.recover();
        }
    }
    if parser.errors.is_empty() {
        return Ok(module);
    }
    parser.errors.truncate(MOST_ERRORS);
    Err(ParseErrors(parser.errors))
}

/// Reads the first line.
fn version(text: &str) -> Result<Lexer<'_>, ParseError> {
    let mut lexer = Lexer::new(text)?;
    let start = lexer.start();
    let line = format!("expected `wasmir {VERSION}`, the first line of every module");
    if lexer.advance()? != Token::Word("wasmir") {
        return Err(lexer.error(start, line));
    }
    let start = lexer.start();
    match lexer.advance()? {
        Token::Number(number) if number.parse() == Ok(VERSION) => Ok(lexer),
        Token::Number(number) => {
            let message = format!("this is version {number}; only version {VERSION} can be read");
            Err(lex::error(
                text,
                start,
                ParseErrorKind::NotSupported,
                message,
            ))
        }
        _ => Err(lexer.error(start, line)),
    }
}

pub(super) struct Parser<'a> {
    lexer: Lexer<'a>,
    /// What was wrong so far.
    errors: Vec<ParseError>,
    /// Whether a number was out of order. That makes all that follow wrong, and is said once.
    misnumbered: bool,
}

impl<'a> Parser<'a> {
    /// Reads one item into `module`.
    fn item(&mut self, module: &mut Module) -> Result<(), Vec<ParseError>> {
        let start = self.start();
        let one = |error| vec![error];
        let Token::Word(head) = *self.peek() else {
            let message = format!("expected an item, and not {}", self.peek().describe());
            return Err(one(self.error(start, message)));
        };
        let (kind, number) = split(head);
        if number.is_some() && kind == "sym" {
            return self.symbol(module);
        }
        self.simple(module, kind, number.is_some()).map_err(one)
    }

    /// Reads an item that is no symbol.
    fn simple(
        &mut self,
        module: &mut Module,
        kind: &str,
        numbered: bool,
    ) -> Result<(), ParseError> {
        let debug = &mut module.debug;
        match (kind, numbered) {
            ("file", true) => {
                self.numbered("file", debug.files.len())?;
                let path = self.name();
                push(&mut debug.files, path.map(|path| File { path }))?;
            }
            ("sp", true) => {
                self.numbered("sp", debug.subprograms.len())?;
                let subprogram = self.subprogram();
                push(&mut debug.subprograms, subprogram)?;
            }
            ("loc", true) => {
                self.numbered("loc", debug.locations.len())?;
                let location = self.location();
                push(&mut debug.locations, location)?;
            }
            ("ty", true) => {
                self.numbered("ty", debug.types.len())?;
                let ty = variables::ty(self);
                push(&mut debug.types, ty)?;
            }
            ("variable", false) => variables::variable(self, module)?,
            ("module", false) => {
                self.advance()?;
                module.name = self.name()?;
            }
            ("producer", false) => {
                self.advance()?;
                debug.producer = Some(self.name()?);
            }
            ("directory", false) => {
                self.advance()?;
                debug.directory = Some(self.name()?);
            }
            ("features", false) => {
                self.advance()?;
                while let Token::Signed(feature) = *self.peek() {
                    let policy = match feature.as_bytes()[0] {
                        b'+' => Policy::Used,
                        _ => Policy::Disallowed,
                    };
                    module.features.0.insert(feature[1..].to_owned(), policy);
                    self.advance()?;
                }
            }
            ("constructor", false) => {
                self.advance()?;
                module.constructors.push(Constructor {
                    priority: self.u32()?,
                    function: self.id("sym")?,
                });
            }
            ("section", false) => {
                self.advance()?;
                module.custom_sections.push(CustomSection {
                    name: self.name()?,
                    bytes: self.string()?,
                });
            }
            ("function", false) => {
                let message =
                    "a body without a symbol; expected `symN = function \"name\"` before it";
                return Err(self.error(self.start(), message));
            }
            _ => {
                let heads = HEADS.map(|head| match head {
                    head if NUMBERED.contains(&head) => format!("`{head}N`"),
                    head => format!("`{head}`"),
                });
                let message = format!(
                    "expected one of {}, and not {}",
                    heads.join(", "),
                    self.peek().describe()
                );
                return Err(self.error(self.start(), message));
            }
        }
        Ok(())
    }

    fn subprogram(&mut self) -> Result<Subprogram, ParseError> {
        Ok(Subprogram {
            name: self.name()?,
            file: self.id("file")?,
            line: self.u32()?,
            within: self.optional_id("sp")?,
        })
    }

    fn location(&mut self) -> Result<Location, ParseError> {
        Ok(Location {
            file: self.id("file")?,
            line: self.u32()?,
            column: self.u32()?,
            subprogram: self.optional_id("sp")?,
            inlined_at: if self.optional("at")? {
                Some(self.id("loc")?)
            } else {
                None
            },
        })
    }

    /// Reads a symbol and, if it has one, its body.
    fn symbol(&mut self, module: &mut Module) -> Result<(), Vec<ParseError>> {
        let one = |error| vec![error];
        // The number as it is written: the body is named after it.
        let id = self.numbered("sym", module.symbols.len()).map_err(one)?;
        let parsed = item::symbol(self);
        let (symbol, body) = match parsed {
            Ok(item::Parsed { symbol, body }) => (Ok(symbol), body),
            Err(error) => (Err(error), None),
        };
        push(&mut module.symbols, symbol).map_err(one)?;
        let Some(subprogram) = body else {
            return Ok(());
        };
        let start = self.start();
        if *self.peek() != Token::Word("function") {
            return Err(one(
                self.unexpected(&format!("the body, `function u0:{id}…`"))
            ));
        }
        let end = scan::end(self.lexer.text, start).map_err(one)?;
        let ir = body::read(self.lexer.text, start, end, SymbolId::from_u32(id));
        self.lexer.jump(end).map_err(one)?;
        if let Some((_, symbol)) = module.symbols.iter_mut().next_back() {
            symbol.item = Body {
                subprogram,
                ..Body::new(ir?)
            }
            .into();
        }
        Ok(())
    }

    /// Goes on from the next item.
    fn recover(&mut self) {
        // It may already be there, behind a body that was wrong.
        if let Token::Word(word) = self.peek()
            && is_head(word)
            && self.at_line_start()
        {
            return;
        }
        self.lexer.recover(is_head);
    }

    fn at_line_start(&self) -> bool {
        self.start() == 0 || self.lexer.text.as_bytes()[self.start() - 1] == b'\n'
    }

    pub(super) fn peek(&self) -> &Token<'a> {
        self.lexer.peek()
    }

    pub(super) fn start(&self) -> Offset {
        self.lexer.start()
    }

    pub(super) fn advance(&mut self) -> Result<Token<'a>, ParseError> {
        self.lexer.advance()
    }

    pub(super) fn error(&self, at: Offset, message: impl Into<String>) -> ParseError {
        self.lexer.error(at, message)
    }

    /// Takes the word if it is next.
    pub(super) fn optional(&mut self, word: &str) -> Result<bool, ParseError> {
        let found = matches!(self.peek(), Token::Word(it) if *it == word);
        if found {
            self.advance()?;
        }
        Ok(found)
    }

    /// Takes the punctuation if it is next.
    pub(super) fn optional_mark(&mut self, mark: &str) -> Result<bool, ParseError> {
        let found = matches!(self.peek(), Token::Punctuation(it) if *it == mark);
        if found {
            self.advance()?;
        }
        Ok(found)
    }

    pub(super) fn word(&mut self, word: &str) -> Result<(), ParseError> {
        if self.optional(word)? {
            return Ok(());
        }
        Err(self.unexpected(&format!("`{word}`")))
    }

    pub(super) fn expect(&mut self, mark: &str) -> Result<(), ParseError> {
        if self.optional_mark(mark)? {
            return Ok(());
        }
        Err(self.unexpected(&format!("`{mark}`")))
    }

    pub(super) fn unexpected(&self, expected: &str) -> ParseError {
        let message = format!("expected {expected}, and not {}", self.peek().describe());
        self.error(self.start(), message)
    }

    /// A string of any bytes.
    fn string(&mut self) -> Result<Vec<u8>, ParseError> {
        if !matches!(self.peek(), Token::String(_)) {
            return Err(self.unexpected("a string"));
        }
        match self.advance()? {
            Token::String(bytes) => Ok(bytes),
            _ => unreachable!("it was looked at"),
        }
    }

    /// A string that is a name: UTF-8.
    pub(super) fn name(&mut self) -> Result<String, ParseError> {
        let start = self.start();
        String::from_utf8(self.string()?)
            .map_err(|_| self.error(start, "a name is UTF-8, which this string is not"))
    }

    /// Takes `PREFIXn =`, and returns `n`, which is to be the next number.
    fn numbered(&mut self, prefix: &str, next: usize) -> Result<u32, ParseError> {
        let start = self.start();
        let number = self.number_of(prefix)?;
        if number as usize != next && !self.misnumbered {
            let message = format!("expected `{prefix}{next}`: numbers ascend by one");
            self.errors.push(self.error(start, message));
            self.misnumbered = true;
        }
        self.expect("=")?;
        Ok(number)
    }

    pub(super) fn number_of(&mut self, prefix: &str) -> Result<u32, ParseError> {
        if let Token::Word(word) = *self.peek()
            && let (kind, Some(number)) = split(word)
            && kind == prefix
        {
            self.advance()?;
            return Ok(number);
        }
        Err(self.unexpected(&format!("`{prefix}` and a number")))
    }

    /// `PREFIXn` as a number of the table that it is of. At the start of a line it is the next item, and not meant.
    pub(super) fn id<T: Id>(&mut self, prefix: &str) -> Result<T, ParseError> {
        if self.at_line_start() {
            return Err(self.unexpected(&format!("`{prefix}` and a number")));
        }
        self.number_of(prefix).map(T::from_number)
    }

    pub(super) fn optional_id<T: Id>(&mut self, prefix: &str) -> Result<Option<T>, ParseError> {
        match *self.peek() {
            Token::Word(word) if split(word).0 == prefix && !self.at_line_start() => {
                self.id(prefix).map(Some)
            }
            _ => Ok(None),
        }
    }

    /// A number of any size up to 128 bits.
    pub(super) fn integer(&mut self) -> Result<Integer, ParseError> {
        let Token::Number(text) = *self.peek() else {
            return Err(self.unexpected("a number"));
        };
        let digits = text.trim_start_matches(['+', '-']);
        let magnitude = match digits.strip_prefix("0x") {
            // A second sign would be taken by `from_str_radix`.
            Some(digits) if !digits.starts_with(['+', '-']) => u128::from_str_radix(digits, 16),
            _ => digits.parse(),
        };
        let magnitude = magnitude.map_err(|_| {
            self.error(
                self.start(),
                format!("`{text}` is no number that this can read"),
            )
        })?;
        self.advance()?;
        Ok(Integer {
            negative: text.starts_with('-'),
            magnitude,
        })
    }

    pub(super) fn u32(&mut self) -> Result<u32, ParseError> {
        let start = self.start();
        let number = self.integer()?;
        match u32::try_from(number.magnitude) {
            Ok(value) if !number.negative || value == 0 => Ok(value),
            _ => Err(self.error(start, "expected a number from 0 to 4294967295")),
        }
    }

    pub(super) fn optional_u32(&mut self) -> Result<Option<u32>, ParseError> {
        match self.peek() {
            Token::Number(_) => self.u32().map(Some),
            _ => Ok(None),
        }
    }

    pub(super) fn optional_i32(&mut self) -> Result<Option<i32>, ParseError> {
        if !matches!(self.peek(), Token::Number(_)) {
            return Ok(None);
        }
        let start = self.start();
        let number = self.integer()?;
        let value = i128::try_from(number.magnitude).ok();
        let value = value.map(|it| if number.negative { -it } else { it });
        match value.and_then(|it| i32::try_from(it).ok()) {
            Some(value) => Ok(Some(value)),
            None => Err(self.error(start, "expected a number from -2147483648 to 2147483647")),
        }
    }
}

fn is_head(word: &str) -> bool {
    let (kind, number) = split(word);
    HEADS.contains(&kind) && number.is_some() == NUMBERED.contains(&kind)
}

/// `sym12` as `sym` and 12. A number that Cranelift's tables cannot hold is none.
fn split(word: &str) -> (&str, Option<u32>) {
    let digits = word.bytes().rev().take_while(u8::is_ascii_digit).count();
    let (kind, number) = word.split_at(word.len() - digits);
    match number.parse() {
        Ok(number)
            if number != u32::MAX && (number == 0 || !word[kind.len()..].starts_with('0')) =>
        {
            (kind, Some(number))
        }
        _ => (word, None),
    }
}

/// Adds what was read to a table, or, if it was wrong, something in its place, so that the next one has its number.
fn push<K: EntityRef, T: Placeholder>(
    table: &mut PrimaryMap<K, T>,
    read: Result<T, ParseError>,
) -> Result<(), ParseError> {
    let (entry, result) = match read {
        Ok(entry) => (entry, Ok(())),
        Err(error) => (T::placeholder(), Err(error)),
    };
    table.push(entry);
    result
}

/// What stands for an entry that was wrong. Nobody sees it, because the whole text is refused.
trait Placeholder {
    fn placeholder() -> Self;
}

impl Placeholder for File {
    fn placeholder() -> Self {
        File {
            path: String::new(),
        }
    }
}

impl Placeholder for Subprogram {
    fn placeholder() -> Self {
        Subprogram {
            name: String::new(),
            file: FileId::from_u32(0),
            line: 0,
            within: None,
        }
    }
}

impl Placeholder for Type {
    fn placeholder() -> Self {
        Type::Pointer {
            name: String::new(),
            target: None,
        }
    }
}

impl Placeholder for Location {
    fn placeholder() -> Self {
        Location {
            file: FileId::from_u32(0),
            line: 0,
            column: 0,
            subprogram: None,
            inlined_at: None,
        }
    }
}

impl Placeholder for Symbol {
    fn placeholder() -> Self {
        Symbol::new("", Data::Undefined { tls: false })
    }
}

/// A number of one of the module's tables.
pub(super) trait Id {
    fn from_number(number: u32) -> Self;
}

macro_rules! ids {
    ($($id:ident),*) => {
        $(impl Id for $id {
            fn from_number(number: u32) -> Self {
                $id::from_u32(number)
            }
        })*
    };
}

ids!(FileId, LocationId, SubprogramId, SymbolId, TypeId);
