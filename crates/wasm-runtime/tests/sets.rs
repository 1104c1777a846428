//! Sets of components, from files: `tests/sets/NAME.wat` holds components and what is done with them, `NAME.out` what comes of it. `BLESS=1` writes the
//! latter.
//!
//! A file is cut at lines that begin with `;;; `:
//!
//! | line | what it does |
//! |---|---|
//! | `member NAME OPTION…` | the text that follows is a component: `memory=BYTES`, `time=MS`, `optional`, `stop`, `grant=CAPABILITY`, `degrade=CAPABILITY`, `link=IMPORT:MEMBER` |
//! | `fallback NAME` | the text that follows is what has its place when it fails |
//! | `call MEMBER FUNCTION VALUE…` | a call; a number is an `u32`, `"text"` a string |
//! | `replace NAME` | the text that follows is put in its place |
//! | `explain` | prints what was granted and why |

mod common;

use std::fmt::Write as _;
use std::path::Path;
use std::time::Duration;

use common::wat;
use wasm_runtime::component::{Capability, EventLog, Member, Runtime, RuntimeOptions, Set, Val};

/// A directive with the text below it.
struct Step<'a> {
    words: Vec<&'a str>,
    text: String,
}

fn steps(file: &str) -> Vec<Step<'_>> {
    let mut steps: Vec<Step<'_>> = Vec::new();
    for line in file.lines() {
        if let Some(directive) = line.strip_prefix(";;; ") {
            steps.push(Step {
                words: directive.split_whitespace().collect(),
                text: String::new(),
            });
        } else if let Some(step) = steps.last_mut() {
            step.text.push_str(line);
            step.text.push('\n');
        }
    }
    steps
}

/// The bytes of a component; a text that does not begin as one stands for itself.
fn bytes(text: &str) -> Vec<u8> {
    match text.trim_start().starts_with('(') {
        true => wat(text),
        false => text.as_bytes().to_vec(),
    }
}

fn member(step: &Step<'_>) -> Member {
    let mut member = Member::new(step.words[1], bytes(&step.text));
    for option in &step.words[2..] {
        match option.split_once('=').unwrap_or((option, "")) {
            ("memory", bytes) => member.limits.memory = Some(bytes.parse().unwrap()),
            ("time", ms) => member.limits.time = Some(Duration::from_millis(ms.parse().unwrap())),
            ("optional", "") => member.essential = false,
            ("stop", "") => member.restart = false,
            ("grant", "clock") => member.grants.clock = true,
            ("grant", "random") => member.grants.random = true,
            ("grant", "environment") => member.grants.environment = Some(Vec::new()),
            ("degrade", name) => {
                member
                    .grants
                    .degrade
                    .insert(name.parse::<Capability>().unwrap());
            }
            ("link", pair) => {
                let (import, provider) = pair.rsplit_once(':').unwrap();
                member.link.insert(import.into(), provider.into());
            }
            _ => panic!("no option `{option}`"),
        }
    }
    member
}

fn value(word: &str) -> Val {
    match word
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'))
    {
        Some(text) => Val::String(text.into()),
        None => Val::U32(word.parse().unwrap()),
    }
}

fn transcript(file: &str) -> String {
    let mut out = String::new();
    let log = EventLog::default();
    let runtime = Runtime::new(RuntimeOptions {
        observer: Some(std::sync::Arc::new(log.clone())),
        time_limits: true,
        ..RuntimeOptions::default()
    })
    .unwrap();
    let steps = steps(file);
    let mut members: Vec<Member> = Vec::new();
    for step in &steps {
        match step.words[0] {
            "member" => members.push(member(step)),
            "fallback" => {
                let member = members
                    .iter_mut()
                    .find(|m| m.name == step.words[1])
                    .unwrap();
                member.fallback = Some(bytes(&step.text));
            }
            _ => {}
        }
    }
    let builder = members
        .into_iter()
        .fold(runtime.set(), |set, member| set.with(member));
    let linked = builder.link();
    events(&mut out, &log);
    let mut set = match linked {
        Ok(set) => set,
        Err(error) => {
            writeln!(out, "error: {error}").unwrap();
            return out;
        }
    };
    for step in &steps {
        perform(&mut set, step, &mut out);
        events(&mut out, &log);
    }
    out
}

fn perform(set: &mut Set, step: &Step<'_>, out: &mut String) {
    match step.words[0] {
        "call" => {
            let (component, function) = (step.words[1], step.words[2]);
            let params: Vec<Val> = step.words[3..].iter().map(|word| value(word)).collect();
            writeln!(out, "> {}", step.words.join(" ")).unwrap();
            match set.call(component, function, &params) {
                Ok(values) => writeln!(out, "{values:?}").unwrap(),
                Err(error) => writeln!(out, "error: {error}").unwrap(),
            }
        }
        "replace" => {
            writeln!(out, "> replace {}", step.words[1]).unwrap();
            if let Err(error) = set.replace(step.words[1], &bytes(&step.text), |_, _| Ok(())) {
                writeln!(out, "error: {error}").unwrap();
            }
        }
        "explain" => write!(out, "> explain\n{}", set.explain()).unwrap(),
        "held" => writeln!(out, "> held\n{}", set.held_resources()).unwrap(),
        "member" | "fallback" => {}
        other => panic!("no directive `{other}`"),
    }
}

fn events(out: &mut String, log: &EventLog) {
    for event in log.take() {
        writeln!(out, "event: {event}").unwrap();
    }
}

#[test]
fn sets_do_what_their_files_say() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sets");
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ext| ext == "wat"))
        .collect();
    files.sort();
    assert!(!files.is_empty());
    let mut failures = Vec::new();
    for path in files {
        let text = std::fs::read_to_string(&path).unwrap();
        let actual = std::panic::catch_unwind(|| transcript(&text))
            .unwrap_or_else(|_| panic!("{}", path.display()));
        let expected_path = path.with_extension("out");
        if std::env::var_os("BLESS").is_some() {
            std::fs::write(&expected_path, &actual).unwrap();
        }
        let expected = std::fs::read_to_string(&expected_path).unwrap_or_default();
        if actual != expected || actual.is_empty() {
            failures.push(format!("{}:\n{actual}\n", path.display()));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
