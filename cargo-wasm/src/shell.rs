//! The one place that prints. Status lines and errors go to stderr, results to stdout.

use std::io::{IsTerminal, Write};
use std::sync::atomic::{AtomicU8, Ordering};
use std::time::Duration;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use anstyle::{AnsiColor, Style};
use indicatif::{ProgressBar, ProgressStyle};

use crate::error::{Failure, Kind};

static QUIET: AtomicU8 = AtomicU8::new(0);

const GOOD: Style = AnsiColor::Green.on_default().bold();
const WARN: Style = AnsiColor::Yellow.on_default().bold();
const BAD: Style = AnsiColor::Red.on_default().bold();

/// Sets what `-q` and `--color` ask for, once, before anything is printed.
pub fn configure(quiet: bool, color: Option<&str>) {
    QUIET.store(quiet.into(), Ordering::Relaxed);
    match color {
        Some("always") => anstream::ColorChoice::Always.write_global(),
        Some("never") => anstream::ColorChoice::Never.write_global(),
        _ => {}
    }
}

fn quiet() -> bool {
    QUIET.load(Ordering::Relaxed) != 0
}

/// Whether text for a person on stderr may carry colours.
pub fn colored() -> bool {
    let choice = anstream::AutoStream::choice(&std::io::stderr());
    choice != anstream::ColorChoice::Never
}

/// A line in cargo's manner: a right-aligned verb and what it is about.
pub fn status(verb: &str, what: impl std::fmt::Display) {
    if !quiet() {
        anstream::eprintln!("{GOOD}{verb:>12}{GOOD:#} {what}");
    }
}

/// Something that the user should know although the work goes on.
pub fn warn(what: impl std::fmt::Display) {
    anstream::eprintln!("{WARN}warning{WARN:#}: {what}");
}

/// A continuation of the message before it.
pub fn note(what: impl std::fmt::Display) {
    if !quiet() {
        anstream::eprintln!("  = {what}");
    }
}

/// Text that another tool made for people, passed on as it is.
pub fn passthrough(text: &str) {
    anstream::eprint!("{text}");
}

/// A result: what the command was asked for.
pub fn out(text: impl std::fmt::Display) {
    // A reader that closed the pipe (`| head`) has all it wants; that is no error.
    let _ = writeln!(anstream::stdout(), "{text}");
}

/// What a program that runs elsewhere prints, as it comes.
pub fn output(text: &str) {
    let mut stdout = anstream::stdout();
    let _ = stdout.write_all(text.as_bytes());
    let _ = stdout.flush();
}

/// Prints a failure: message, the place in the file, notes, and what to do.
pub fn failure(error: &anyhow::Error) {
    let Some(failure) = error.downcast_ref::<Failure>() else {
        anstream::eprintln!("{BAD}error{BAD:#}: {error}");
        for cause in error.chain().skip(1) {
            anstream::eprintln!("  caused by: {cause}");
        }
        return;
    };
    anstream::eprintln!("{}", render(failure, &Renderer::styled()));
}

/// A failure as text without colours.
pub fn plain(failure: &Failure) -> String {
    render(failure, &Renderer::plain())
}

fn render(failure: &Failure, renderer: &Renderer) -> String {
    let message = match failure.kind {
        Kind::User => failure.message.clone(),
        Kind::NotSupported => format!("not supported: {}", failure.message),
        Kind::Bug => format!("internal error: {}", failure.message),
    };
    let mut group = Group::with_title(Level::ERROR.primary_title(&message));
    let path;
    if let Some(span) = &failure.span {
        path = span.path.display().to_string();
        let annotation = AnnotationKind::Primary
            .span(span.bytes.clone())
            .label(&span.label);
        group = group.element(
            Snippet::source(&span.text)
                .path(&path)
                .annotation(annotation),
        );
    }
    for note in &failure.notes {
        group = group.element(Level::NOTE.message(note));
    }
    for help in &failure.helps {
        group = group.element(Level::HELP.message(help));
    }
    renderer.render(&[group])
}

/// A bar, or a spinner when `steps` is 0, for work that takes longer than a second; silent when nobody is watching.
pub fn progress(verb: &str, what: &str, steps: u64) -> ProgressBar {
    if quiet() || !std::io::stderr().is_terminal() {
        status(verb, what);
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(steps);
    let template = if steps == 0 {
        "{prefix:>12.green.bold} {msg} {spinner} {elapsed}"
    } else {
        "{prefix:>12.green.bold} {msg} [{bar:24}] {pos}/{len} {elapsed}"
    };
    let style =
        ProgressStyle::with_template(template).expect("the template is a constant that parses");
    bar.set_style(style.progress_chars("=> "));
    bar.set_prefix(verb.to_owned());
    bar.set_message(what.to_owned());
    bar.enable_steady_tick(Duration::from_millis(120));
    bar
}

/// `1234567` as `1,234,567`.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn digits_in_threes() {
        assert_eq!(grouped(0), "0");
        assert_eq!(grouped(999), "999");
        assert_eq!(grouped(1_000), "1,000");
        assert_eq!(grouped(12_345_678), "12,345,678");
    }
}
