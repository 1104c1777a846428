//! What libtest prints, between cargo's words about which program runs, and what the tests print.

/// What became of a test.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Outcome {
    Passed,
    Failed,
    Ignored,
    /// The program ended in it.
    Unfinished,
}

/// A test, and what became of it.
#[derive(PartialEq, Debug)]
pub struct Test {
    /// The root file of the program as cargo says it, `doc` for doc tests, or nothing.
    pub file: String,
    pub name: String,
    pub outcome: Outcome,
}

/// The tests of a transcript, in its order.
pub fn read(words: &str) -> Vec<Test> {
    let mut tests: Vec<Test> = Vec::new();
    let mut file = String::new();
    // Whether the last test's result is still to come, and the line with something on it before the present one.
    let (mut is_begun, mut last) = (false, "");
    for line in words.lines() {
        let begins = line.strip_prefix("test ");
        let begins = begins.and_then(|rest| rest.split_once(" ... "));
        let ends = line.starts_with("test result: ") || line == "failures:";
        if (begins.is_some() || ends)
            && std::mem::take(&mut is_begun)
            && let Some(test) = tests.last_mut()
        {
            test.outcome = of_last_line(last);
        }
        let trimmed = line.trim();
        if !trimmed.is_empty() {
            last = trimmed;
        }
        if let Some(rest) = trimmed.strip_prefix("Running ") {
            let rest = rest.strip_prefix("unittests ").unwrap_or(rest);
            file = rest.split(" (").next().unwrap_or_default().to_owned();
        } else if trimmed.starts_with("Doc-tests ") {
            file = "doc".to_owned();
        }
        let Some((test, result)) = begins else {
            continue;
        };
        let outcome = match result.split(',').next() {
            Some("ok") => Outcome::Passed,
            Some("ignored") => Outcome::Ignored,
            Some("FAILED") => Outcome::Failed,
            _ => Outcome::Unfinished,
        };
        is_begun = outcome == Outcome::Unfinished;
        // Line numbers of doc tests and marks such as `- should panic` are no part of a name.
        let name = test.split(" - should panic").next().unwrap_or(test);
        tests.push(Test {
            file: file.clone(),
            name: name.to_owned(),
            outcome,
        });
    }
    tests
}

/// What became of a test that has printed something: libtest ends its last line before it goes on.
fn of_last_line(line: &str) -> Outcome {
    if line.ends_with("ok") {
        Outcome::Passed
    } else if line.ends_with("FAILED") {
        Outcome::Failed
    } else {
        Outcome::Unfinished
    }
}
