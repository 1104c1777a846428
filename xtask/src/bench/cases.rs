//! The cases of `benches/size/cases`: what a program is given, and what it must answer.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};

use super::run::Program;

/// One case of a program.
pub struct Case {
    pub name: String,
    pub args: Vec<String>,
    pub stdin: Vec<u8>,
    pub stdout: Vec<u8>,
    pub code: i32,
}

/// Reads a program's cases, by name.
///
/// # Errors
/// A file cannot be read or is malformed, or there is no case.
pub fn load(dir: &Path) -> Result<Vec<Case>> {
    let mut cases = Vec::new();
    for entry in fs::read_dir(dir).with_context(|| format!("no cases in {}", dir.display()))? {
        let out = entry?.path();
        if out.extension().is_none_or(|ext| ext != "out") {
            continue;
        }
        let optional = |ext: &str| {
            let path = out.with_extension(ext);
            if path.is_file() {
                fs::read(path).map(Some)
            } else {
                Ok(None)
            }
        };
        let args = String::from_utf8(optional("args")?.unwrap_or_default())?;
        let code = match optional("code")? {
            Some(text) => String::from_utf8(text)?
                .trim()
                .parse()
                .context("an exit code is a number")?,
            None => 0,
        };
        cases.push(Case {
            name: out
                .file_stem()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned(),
            args: args.split_terminator('\n').map(str::to_owned).collect(),
            stdin: optional("in")?.unwrap_or_default(),
            stdout: fs::read(&out)?,
            code,
        });
    }
    ensure!(!cases.is_empty(), "no cases in {}", dir.display());
    cases.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(cases)
}

/// Runs every case; returns those that fail, in words.
///
/// # Errors
/// The module cannot be run at all.
pub fn failures(program: &Program, cases: &[Case]) -> Result<Vec<String>> {
    let mut failed = Vec::new();
    for case in cases {
        let ended = program.run(&case.args, case.stdin.clone())?;
        let mut say =
            |what: String| failed.push(format!("{}, case {}: {what}", program.name, case.name));
        if ended.code != Some(case.code) {
            let got = ended
                .code
                .map_or("a trap".to_owned(), |code| code.to_string());
            say(format!(
                "exit code {} expected, got {got}; stderr: {}",
                case.code,
                ended.stderr.trim()
            ));
        }
        if ended.stdout != case.stdout {
            let same = ended
                .stdout
                .iter()
                .zip(&case.stdout)
                .take_while(|(a, b)| a == b)
                .count();
            say(format!("stdout differs from byte {same} on"));
        }
    }
    Ok(failed)
}
