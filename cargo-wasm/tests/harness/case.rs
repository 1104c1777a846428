//! A case as a file: remarks, headers, commands with what they print, then the files of the project.

use std::fmt::Write;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// A case, and enough of its text to write it again.
#[derive(Debug, Default)]
pub struct Case {
    pub headers: Headers,
    pub script: Vec<Line>,
    pub files: Vec<(String, String)>,
    /// Everything from the first `-- path --` on, as it stands.
    tail: String,
}

/// `key: value` lines before the first command.
#[derive(Debug, Default)]
pub struct Headers {
    /// Why the case fails today. The suite fails when it does not.
    pub expect_failure: Option<String>,
    /// What the report of the failure must contain: a case may not fail for another reason than its own.
    pub failure_says: Option<String>,
    /// Why programs that the case builds are not run by the harness.
    pub unrun: Option<String>,
    /// Whether the case has a cache of its own instead of sharing sysroots, and shows how they are built.
    pub own_cache: bool,
    /// How long one command may take.
    pub timeout: Option<Duration>,
}

/// A line of the script, or a command with what belongs to it.
#[derive(Debug)]
pub enum Line {
    /// A remark, a header, or an empty line.
    Text(String),
    Command(Command),
}

/// A command, its input, and what is expected of it.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Command {
    /// The line number in the file, for messages.
    pub line: usize,
    /// As written, one entry a line: a command may go on over lines that end in a backslash.
    pub source: Vec<String>,
    pub stdin: Option<String>,
    pub expected: Output,
}

/// What a command leaves behind it.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Output {
    pub stdout: String,
    pub stderr: String,
    pub code: i32,
}

/// Finds case files.
pub fn find(dir: &Path, found: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(dir)? {
        let path = entry?.path();
        if path.is_dir() {
            find(&path, found)?;
        } else if path.extension().is_some_and(|ext| ext == "case") {
            found.push(path);
        }
    }
    Ok(())
}

impl Command {
    /// The command as the shell gets it.
    pub fn text(&self) -> String {
        self.source.join("\n")
    }
}

impl Case {
    /// Reads a case.
    ///
    /// # Errors
    /// The line that has no meaning, and why.
    pub fn parse(text: &str) -> Result<Case, String> {
        let mut case = Case::default();
        let mut lines = text.split_inclusive('\n').enumerate();
        let mut offset = 0;
        for (index, raw) in lines.by_ref() {
            if file_name(raw).is_some() {
                case.tail = text[offset..].to_owned();
                break;
            }
            offset += raw.len();
            case.script_line(index + 1, raw.trim_end_matches(['\n', '\r']))
                .map_err(|what| format!("line {}: {what}", index + 1))?;
        }
        for raw in case.tail.split_inclusive('\n') {
            match file_name(raw) {
                Some(name) => case.files.push((name.to_owned(), String::new())),
                None => case
                    .files
                    .last_mut()
                    .expect("the tail begins with a file's name")
                    .1
                    .push_str(raw),
            }
        }
        if !case
            .script
            .iter()
            .any(|line| matches!(line, Line::Command(_)))
        {
            return Err("the case has no command: a line that begins with `$ `".to_owned());
        }
        Ok(case)
    }

    fn script_line(&mut self, number: usize, line: &str) -> Result<(), String> {
        if let Some(Line::Command(command)) = self.script.last_mut() {
            if command
                .source
                .last()
                .is_some_and(|source| source.ends_with('\\'))
            {
                command.source.push(line.to_owned());
                return Ok(());
            }
            let (mark, rest) = line.split_at(line.len().min(2));
            let full = format!("{rest}\n");
            match mark.trim_end() {
                "<" => command.stdin.get_or_insert_default().push_str(&full),
                ">" => command.expected.stdout.push_str(&full),
                "!" => command.expected.stderr.push_str(&full),
                "?" => {
                    command.expected.code = rest
                        .trim()
                        .parse()
                        .map_err(|_| "`? ` wants an exit code".to_owned())?
                }
                _ => return self.free_line(number, line),
            }
            return Ok(());
        }
        self.free_line(number, line)
    }

    fn free_line(&mut self, number: usize, line: &str) -> Result<(), String> {
        if let Some(source) = line.strip_prefix("$ ") {
            let command = Command {
                line: number,
                source: vec![source.to_owned()],
                ..Command::default()
            };
            self.script.push(Line::Command(command));
            return Ok(());
        }
        if !line.is_empty() && !line.starts_with('#') {
            let (key, value) = line
                .split_once(": ")
                .ok_or("neither a command, an expectation, a header nor a remark")?;
            self.header(key, value.trim())?;
        }
        self.script.push(Line::Text(line.to_owned()));
        Ok(())
    }

    fn header(&mut self, key: &str, value: &str) -> Result<(), String> {
        match (key, value) {
            ("expect-failure", reason) => self.headers.expect_failure = Some(reason.to_owned()),
            ("failure-says", text) => self.headers.failure_says = Some(text.to_owned()),
            ("unrun", reason) => self.headers.unrun = Some(reason.to_owned()),
            ("cache", "own") => self.headers.own_cache = true,
            ("timeout", seconds) => {
                let seconds = seconds
                    .parse()
                    .map_err(|_| "`timeout` wants whole seconds".to_owned())?;
                self.headers.timeout = Some(Duration::from_secs(seconds));
            }
            _ => return Err(format!("unknown header `{key}: {value}`")),
        }
        Ok(())
    }

    /// The case with other expectations, one for each command that was run.
    pub fn blessed(&self, outputs: &[Output]) -> String {
        let mut text = String::new();
        let mut outputs = outputs.iter();
        for line in &self.script {
            match line {
                Line::Text(line) => {
                    let _ = writeln!(text, "{line}");
                }
                Line::Command(command) => {
                    let expected = outputs.next().unwrap_or(&command.expected);
                    let _ = writeln!(text, "$ {}", command.text());
                    marked(&mut text, '<', command.stdin.as_deref().unwrap_or_default());
                    marked(&mut text, '>', &expected.stdout);
                    marked(&mut text, '!', &expected.stderr);
                    if expected.code != 0 {
                        let _ = writeln!(text, "? {}", expected.code);
                    }
                }
            }
        }
        text + &self.tail
    }
}

/// `-- path --` begins a file.
fn file_name(line: &str) -> Option<&str> {
    line.trim_end().strip_prefix("-- ")?.strip_suffix(" --")
}

fn marked(text: &mut String, mark: char, block: &str) {
    for line in block.lines() {
        let _ = writeln!(text, "{}", format!("{mark} {line}").trim_end());
    }
}
