//! What a section of results looks like, and how it gets into a file that has others.

use std::fmt::Write;

/// A title, a table, and what has to be said about it.
#[derive(Default)]
pub struct Section {
    pub title: &'static str,
    pub columns: Vec<String>,
    pub rows: Vec<Vec<String>>,
    pub notes: Vec<String>,
    /// The bars that were not met, in words.
    pub missed: Vec<String>,
}

impl Section {
    /// An empty section; the first column is text, the others are set flush right.
    pub fn new(title: &'static str, columns: &[&'static str]) -> Section {
        Section {
            title,
            columns: columns.iter().map(|name| (*name).to_owned()).collect(),
            ..Section::default()
        }
    }

    /// Adds a row.
    pub fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        self.rows.push(cells.into_iter().collect());
    }

    /// Notes whether a bar is met.
    pub fn bar(&mut self, what: &str, value: f64, met: bool) {
        if !met {
            self.missed.push(format!("{what} is {value:.2}"));
        }
    }

    /// The section as Markdown.
    pub fn markdown(&self) -> String {
        let mut text = format!("### {}\n\n", self.title);
        let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
        text.push_str(&line(&self.columns));
        let rules: Vec<String> = (0..self.columns.len())
            .map(|i| if i == 0 { "---" } else { "---:" }.to_owned())
            .collect();
        text.push_str(&line(&rules));
        for row in &self.rows {
            text.push_str(&line(row));
        }
        if !self.notes.is_empty() {
            text.push('\n');
        }
        for note in &self.notes {
            let _ = writeln!(text, "- {note}");
        }
        text
    }
}

/// Puts `new` between the markers of `name`, or behind everything else when the file has none yet.
pub fn splice(old: &str, name: &str, new: &str) -> String {
    let (begin, end) = (
        format!("<!-- {name}: begin -->"),
        format!("<!-- {name}: end -->"),
    );
    let body = format!("{begin}\n{}\n{end}", new.trim_end());
    if let (Some(from), Some(to)) = (old.find(&begin), old.find(&end))
        && from < to
    {
        return format!("{}{body}{}", &old[..from], &old[to + end.len()..]);
    }
    let old = if old.is_empty() { "# Results\n" } else { old };
    format!("{}\n\n{body}\n", old.trim_end())
}

/// The middle value; of an even number of values, the mean of the two in the middle.
pub fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let half = sorted.len() / 2;
    if sorted.len() % 2 == 1 {
        sorted[half]
    } else {
        (sorted[half - 1] + sorted[half]) / 2.0
    }
}

/// The geometric mean of ratios.
pub fn geometric_mean(values: &[f64]) -> f64 {
    (values.iter().map(|value| value.ln()).sum::<f64>() / values.len() as f64).exp()
}

/// `12345` → `12,345`.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
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
    use super::*;

    #[test]
    fn other_sections_are_kept() {
        let first = splice("", "a", "one\n");
        assert_eq!(
            first,
            "# Results\n\n<!-- a: begin -->\none\n<!-- a: end -->\n"
        );
        let second = splice(&first, "b", "two");
        let third = splice(&second, "a", "three");
        assert_eq!(
            third,
            "# Results\n\n<!-- a: begin -->\nthree\n<!-- a: end -->\n\n<!-- b: begin -->\ntwo\n<!-- b: end -->\n"
        );
    }

    #[test]
    fn figures() {
        assert_eq!(median(&[3.0, 1.0, 2.0]), 2.0);
        assert_eq!(median(&[4.0, 1.0, 2.0, 3.0]), 2.5);
        assert!((geometric_mean(&[2.0, 8.0]) - 4.0).abs() < 1e-12);
        assert_eq!(
            [7, 123, 1234, 1234567].map(grouped),
            ["7", "123", "1,234", "1,234,567"]
        );
    }
}
