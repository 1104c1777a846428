//! `cargo wasm component check`: may the new component replace the old one?

use std::fmt::Write;

use serde::Serialize;

use super::compare::{self, Difference, Direction};
use super::load::World;

/// What comparing two worlds found.
#[derive(Debug, Serialize)]
pub struct Report {
    pub old: String,
    pub new: String,
    /// Whether the new one can take the old one's place.
    pub replaceable: bool,
    pub differences: Vec<Difference>,
}

/// Compares two worlds; the names are for people.
pub fn check(old_name: &str, old: &World, new_name: &str, new: &World) -> Report {
    let differences = compare::worlds((&old.resolve, old.id), (&new.resolve, new.id));
    Report {
        old: old_name.to_owned(),
        new: new_name.to_owned(),
        replaceable: !differences.iter().any(|difference| difference.breaks),
        differences,
    }
}

impl Report {
    /// The report for people: a verdict, then the differences that break something, then the others.
    pub fn text(&self) -> String {
        let verb = if self.replaceable {
            "can replace"
        } else {
            "cannot replace"
        };
        self.verdict(verb) + &self.block(true, "breaks") + &self.block(false, "does no harm")
    }

    /// The same, when the old one is a world that a component is meant for: what it does not use of it, few use.
    pub fn text_for_target(&self) -> String {
        let verb = if self.replaceable {
            "fits"
        } else {
            "does not fit"
        };
        self.verdict(verb) + &self.block(true, "because")
    }

    fn verdict(&self, verb: &str) -> String {
        format!("`{}` {verb} `{}`", self.new, self.old)
    }

    fn block(&self, breaks: bool, heading: &str) -> String {
        let chosen: Vec<_> = (self.differences.iter())
            .filter(|difference| difference.breaks == breaks)
            .collect();
        if chosen.is_empty() {
            return String::new();
        }
        format!("\n\n{heading}:\n{}", lines(&chosen, &self.old, &self.new))
    }
}

/// Differences as blocks: where, why, and the two lines.
pub fn lines(differences: &[&Difference], old: &str, new: &str) -> String {
    let blocks = differences.iter().map(|difference| {
        let mut block = format!("  {}: {}", path(difference), difference.why);
        for (sign, line, name) in [('-', &difference.old, old), ('+', &difference.new, new)] {
            if let Some(line) = line {
                let _ = write!(block, "\n    {sign} {line}    ({name})");
            }
        }
        if difference.coercible {
            block.push_str(
                "\n      the values would fit, but today's hosts link only what is exactly equal",
            );
        }
        block
    });
    blocks.collect::<Vec<_>>().join("\n")
}

/// `export local:gfx/gfx@2.1.0 → convolve → parameter kernel`.
fn path(difference: &Difference) -> String {
    let direction = match difference.direction {
        Direction::Import => "import",
        Direction::Export => "export",
    };
    let steps: Vec<&str> = [&difference.interface, &difference.item, &difference.part]
        .into_iter()
        .flatten()
        .map(String::as_str)
        .collect();
    format!("{direction} {}", steps.join(" → "))
}
