//! The three kinds of failure, never mixed: the user's mistake, not supported, our bug.

use std::fmt;
use std::ops::Range;
use std::path::{Path, PathBuf};

/// What went wrong, for whom, and the way out.
#[derive(Debug)]
pub struct Failure {
    pub kind: Kind,
    pub message: String,
    /// Where in a file the mistake stands.
    pub span: Option<Box<Span>>,
    /// Facts that explain the message.
    pub notes: Vec<String>,
    /// What to do about it.
    pub helps: Vec<String>,
}

/// Who has to act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The user can mend it.
    User,
    /// Nobody can, with this version: said before work starts.
    NotSupported,
    /// We have to.
    Bug,
}

/// A place in a text file.
#[derive(Debug)]
pub struct Span {
    pub path: PathBuf,
    pub text: String,
    pub bytes: Range<usize>,
    pub label: String,
}

impl Failure {
    pub fn user(message: impl Into<String>) -> Self {
        Self::new(Kind::User, message)
    }

    pub fn unsupported(message: impl Into<String>) -> Self {
        Self::new(Kind::NotSupported, message)
    }

    pub fn bug(message: impl Into<String>) -> Self {
        Self::new(Kind::Bug, message).note(format!(
            "this is a bug in cargo-wasm {}; please report it with the command, the output of `cargo wasm doctor` and this message",
            env!("CARGO_PKG_VERSION")
        ))
    }

    fn new(kind: Kind, message: impl Into<String>) -> Self {
        Failure {
            kind,
            message: message.into(),
            span: None,
            notes: Vec::new(),
            helps: Vec::new(),
        }
    }

    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }

    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.helps.push(help.into());
        self
    }

    #[must_use]
    pub fn at(
        mut self,
        path: &Path,
        text: &str,
        bytes: Range<usize>,
        label: impl Into<String>,
    ) -> Self {
        let span = Span {
            path: path.to_owned(),
            text: text.to_owned(),
            bytes,
            label: label.into(),
        };
        self.span = Some(Box::new(span));
        self
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Failure {}

/// A child process has already said what was wrong: only its exit code is left to pass on.
#[derive(Debug)]
pub struct Silent(pub i32);

impl fmt::Display for Silent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "exited with code {}", self.0)
    }
}

impl std::error::Error for Silent {}

/// What a failed build said, as a context of its [`Silent`]: for those who show it elsewhere than in the terminal.
#[derive(Debug)]
pub struct Rendered(pub Vec<String>);

impl fmt::Display for Rendered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the build failed")
    }
}

/// The candidate that looks most like `given`, when one is near enough to be what was meant.
pub fn nearest<'a>(given: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    candidates
        .into_iter()
        .map(|name| (strsim::damerau_levenshtein(given, name), name))
        .min()
        .filter(|(distance, name)| *distance <= name.len().max(given.len()) / 2)
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn nearest_wants_a_likeness() {
        let names = ["host", "profile", "run"];
        assert_eq!(nearest("hots", names), Some("host"));
        assert_eq!(nearest("profiles", names), Some("profile"));
        assert_eq!(nearest("zebra", names), None);
    }
}
