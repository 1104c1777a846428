//! Recursive descent into an arena: trees are references, and names are parts of the text.

use wasm::memory::Arena;

/// A formula.
#[derive(Debug, Clone, Copy)]
pub enum Tree<'a> {
    Number(f64),
    Name(&'a str),
    Negative(&'a Tree<'a>),
    Binary(char, &'a Tree<'a>, &'a Tree<'a>),
    Sum(&'a [Tree<'a>]),
}

/// `name = formula`, `formula`, or nothing.
pub struct Line<'a> {
    pub name: Option<&'a str>,
    pub formula: Option<&'a Tree<'a>>,
}

/// How deep parentheses, signs and powers may nest: the parser calls itself for each. `1 + 1 + 1 …` may be as long as the
/// arena allows, and its tree as deep on the left.
const DEEPEST: usize = 200;

struct Parser<'a> {
    arena: &'a Arena,
    text: &'a str,
    at: usize,
    depth: usize,
}

/// Parses a line; the trees live in the arena.
///
/// # Errors
/// What is wrong, and in which column.
pub fn parse<'a>(arena: &'a Arena, text: &str) -> Result<Line<'a>, String> {
    let text: &'a str = arena.try_alloc_str(text).map_err(too_long)?;
    let mut parser = Parser { arena, text, at: 0, depth: 0 };
    let mut line = Line { name: None, formula: None };
    if let Some((name, formula)) = text.split_once('=') {
        line.name = Some(name.trim());
        parser.at = text.len() - formula.len();
        if !name.trim().chars().all(char::is_alphabetic) || name.trim().is_empty() {
            return Err(format!("`{}` cannot be a name", name.trim()));
        }
    }
    if parser.peek().is_none() {
        return Ok(line);
    }
    line.formula = Some(parser.binary(0)?);
    match parser.peek() {
        None => Ok(line),
        Some(other) => Err(parser.wrong(format!("`{other}` is not expected here"))),
    }
}

fn too_long(error: wasm::memory::ArenaFull) -> String {
    format!("the formula is too long: {error}")
}

/// How tight an operator binds.
fn strength(operator: char) -> Option<u8> {
    match operator {
        '+' | '-' => Some(1),
        '*' | '/' => Some(2),
        '^' => Some(3),
        _ => None,
    }
}

impl<'a> Parser<'a> {
    fn peek(&mut self) -> Option<char> {
        let rest = self.text[self.at..].trim_start();
        self.at = self.text.len() - rest.len();
        rest.chars().next()
    }

    fn wrong(&self, what: impl std::fmt::Display) -> String {
        format!("column {}: {what}", self.text[..self.at].chars().count() + 1)
    }

    fn take(&mut self, wanted: char) -> Result<(), String> {
        if self.peek() != Some(wanted) {
            return Err(self.wrong(format_args!("`{wanted}` is missing")));
        }
        self.at += wanted.len_utf8();
        Ok(())
    }

    fn tree(&self, tree: Tree<'a>) -> Result<&'a Tree<'a>, String> {
        self.arena.try_alloc(tree).map(|tree| &*tree).map_err(too_long)
    }

    /// All that nests goes through here: parentheses, signs, and what stands right of an operator.
    fn binary(&mut self, weakest: u8) -> Result<&'a Tree<'a>, String> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(self.wrong("the formula is too deep"));
        }
        let mut left = self.unary()?;
        while let Some(operator) = self.peek() {
            let Some(strength) = strength(operator).filter(|strength| *strength > weakest) else {
                break;
            };
            self.at += 1;
            // A power binds to the right.
            let right = self.binary(if operator == '^' { strength - 1 } else { strength })?;
            left = self.tree(Tree::Binary(operator, left, right))?;
        }
        self.depth -= 1;
        Ok(left)
    }

    fn unary(&mut self) -> Result<&'a Tree<'a>, String> {
        match self.peek() {
            Some('-') => {
                self.at += 1;
                let inner = self.binary(2)?;
                self.tree(Tree::Negative(inner))
            }
            Some('(') => {
                self.at += 1;
                let inner = self.binary(0)?;
                self.take(')')?;
                Ok(inner)
            }
            Some(c) if c.is_ascii_digit() || c == '.' => {
                let number = self.word(|c| c.is_ascii_digit() || c == '.');
                match number.parse() {
                    Ok(value) => self.tree(Tree::Number(value)),
                    Err(_) => Err(self.wrong(format_args!("`{number}` is not a number"))),
                }
            }
            Some(c) if c.is_alphabetic() => {
                let name = self.word(char::is_alphabetic);
                if name == "sum" && self.peek() == Some('(') {
                    self.sum()
                } else {
                    self.tree(Tree::Name(name))
                }
            }
            _ => Err(self.wrong("a number, a name or `(` is missing")),
        }
    }

    /// `(formula, formula, …)`
    fn sum(&mut self) -> Result<&'a Tree<'a>, String> {
        self.take('(')?;
        let mut parts = vec![*self.binary(0)?];
        while self.peek() == Some(',') {
            self.at += 1;
            parts.push(*self.binary(0)?);
        }
        self.take(')')?;
        let parts = self.arena.try_alloc_slice_copy(&parts).map_err(too_long)?;
        self.tree(Tree::Sum(parts))
    }

    fn word(&mut self, part: impl Fn(char) -> bool) -> &'a str {
        let rest = &self.text[self.at..];
        let end = rest.find(|c| !part(c)).unwrap_or(rest.len());
        self.at += end;
        &rest[..end]
    }
}
