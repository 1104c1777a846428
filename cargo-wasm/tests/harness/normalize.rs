//! What differs from machine to machine and from run to run becomes a name in brackets; everything else is compared.

use std::path::Path;

use regex::Regex;
use snapbox::Redactions;

/// Cargo's lines that come in no fixed order, or only while another build runs.
const NOISE: [&str; 8] = [
    "Adding",
    "Blocking",
    "Checking",
    "Compiling",
    "Documenting",
    "Locking",
    "Updating",
    "Fresh",
];

/// Our lines that are there only when a sysroot is not in the cache yet.
const SYSROOTS: [&str; 2] = ["Building std for ", "Waiting for another build of std "];

/// Makes output comparable.
pub struct Normalizer {
    redactions: Redactions,
    keep_sysroots: bool,
}

impl Normalizer {
    /// For a case in the folder `root`, with its cache in `cache`.
    pub fn new(root: &Path, cache: &Path, keep_sysroots: bool) -> Self {
        let mut redactions = Redactions::new();
        let mut path = |name, path: &Path| {
            redactions
                .insert(name, path.to_path_buf())
                .expect("a placeholder is capitals in brackets");
        };
        path("[CACHE]", cache);
        path("[ROOT]", root);
        path("[BIN]", &crate::shell::program());
        path("[REPO]", crate::shell::repo());
        if let Some(home) = std::env::var_os("HOME") {
            path("[HOME]", Path::new(&home));
        }
        let patterns = [
            // Compilers differ in how many bytes they make of the same source; cases that care measure with `wc -c`.
            ("[N]", r"(?<redacted>\b\d[\d,]*) bytes"),
            ("[N]", r"\b(?<redacted>\d{1,3}(,\d{3})+)\b"),
            ("[N]", r"note: (?<redacted>\d+) frames (is|are) hidden"),
            // rustc's incremental sessions and rustdoc's folders have names made at random.
            (
                "[UNIT]",
                r"\.(?<redacted>[0-9a-z]{16,32}\.[0-9a-z]{5,9})\.rcgu\.o",
            ),
            ("[VERSION]", r"\.(?<redacted>\d+\.\d+\.\d+)-wasm32-"),
            ("[RANDOM]", r"/rustdoctest(?<redacted>\w{6})/"),
            ("[TIME]", r" (in|took) (?<redacted>(\d+m )?\d+(\.\d+)?s)"),
            ("[TIME]", r"\[ *(?<redacted>\d+\.\d+s)\]"),
            ("[HASH]", r"-(?<redacted>[0-9a-f]{16})\b"),
            ("[DIGEST]", r"\b(?<redacted>[0-9a-f]{64})\b"),
            (
                "[COMMIT]",
                r"/rustc/(?<redacted>[0-9a-f]{40}|\d+\.\d+\.\d+)",
            ),
        ];
        for (name, pattern) in patterns {
            let pattern = Regex::new(pattern).expect("the patterns here are correct");
            redactions
                .insert(name, pattern)
                .expect("a placeholder is capitals in brackets");
        }
        Normalizer {
            redactions,
            keep_sysroots,
        }
    }

    /// What is printed, as a case file has it. `expected` keeps its `...` lines and `[..]` where they still fit.
    pub fn apply(&self, actual: &str, expected: &str) -> String {
        let mut text = String::new();
        // Lines that only spaces end look the same in a file as without them.
        for line in actual.lines().filter(|line| !self.is_noise(line)) {
            text.push_str(line.trim_end());
            text.push('\n');
        }
        let normalizer = snapbox::filter::NormalizeToExpected::new().redact_with(&self.redactions);
        let data = normalizer.normalize(snapbox::Data::text(text), &snapbox::Data::text(expected));
        data.render().expect("text stays text")
    }

    fn is_noise(&self, line: &str) -> bool {
        // Cargo prints this by itself, and the diagnostic before it through us: either may come first.
        if line.contains("error: could not compile") {
            return true;
        }
        // Cargo's verbs end in the twelfth column.
        let Some((verb, _)) = line.trim_start().split_once(' ') else {
            return false;
        };
        let is_status = line.len() - line.trim_start().len() + verb.len() == 12;
        let sysroot = || {
            SYSROOTS
                .iter()
                .any(|start| line.trim_start().starts_with(start))
        };
        is_status && (NOISE.contains(&verb) || !self.keep_sysroots && sysroot())
    }
}
