//! Reads settings in JSON and, right behind them, a Markdown document from standard input; prints a report in JSON.
//!
//! The exit code is 0 when nothing is wrong with the document, 1 when something is, 2 when the input cannot be used.

mod check;
mod config;
mod document;

use std::io::Read;
use std::process::ExitCode;

use serde_json::{Value, json};

use config::Config;
use document::Document;

fn main() -> ExitCode {
    let mut input = String::new();
    if let Err(error) = std::io::stdin().read_to_string(&mut input) {
        eprintln!("cannot read standard input: {error}");
        return ExitCode::from(2);
    }
    match report(&input) {
        Ok((report, problems)) => {
            println!("{report:#}");
            ExitCode::from(u8::from(problems > 0))
        }
        Err(message) => {
            eprintln!("{message}");
            ExitCode::from(2)
        }
    }
}

/// The report, and how many problems it names.
fn report(input: &str) -> Result<(Value, usize), String> {
    // The settings end where their last bracket does: what follows is the document, whatever it looks like.
    let mut values = serde_json::Deserializer::from_str(input).into_iter::<Value>();
    let settings = values.next().ok_or("the input is empty: settings in JSON come first")?;
    let settings = settings.map_err(|error| format!("the settings are no JSON: {error}"))?;
    let markdown = input[values.byte_offset()..].trim_start_matches(['\r', '\n']);

    let config = Config::parse(&settings)?;
    let document = Document::parse(markdown, config.base.as_ref());
    let links = check::links(&document, &config);
    let versions = check::versions(&document, &config);
    let problems = links.iter().filter(|link| !link.problems.is_empty()).count()
        + versions.iter().filter(|version| !version.problems.is_empty()).count();
    let headings: Vec<Value> = document
        .headings
        .iter()
        .map(|heading| json!({ "level": heading.level, "text": heading.text, "anchor": heading.anchor }))
        .collect();
    let mut report = json!({
        "title": document.headings.first().map(|heading| &heading.text),
        "words": document.words(),
        "headings": headings,
        "links": links.iter().map(check::Finding::to_json).collect::<Vec<_>>(),
        "versions": versions.iter().map(check::Finding::to_json).collect::<Vec<_>>(),
        "hosts": check::hosts(&links),
        "problems": problems,
    });
    if config.html {
        report["html"] = document.html().into();
    }
    Ok((report, problems))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_document_begins_where_the_settings_end() {
        let (report, problems) = report("{}# {not: json}\n\ntext").unwrap();
        assert_eq!(report["title"], "{not: json}");
        assert_eq!((report["words"].clone(), problems), (json!(3), 0));
        assert!(report.get("html").is_none());
    }

    #[test]
    fn unusable_input_is_named() {
        assert!(report("").unwrap_err().contains("empty"));
        assert!(report("{\"base\": ").unwrap_err().contains("no JSON"));
        assert!(report("[]# text").unwrap_err().contains("an object"));
    }
}
