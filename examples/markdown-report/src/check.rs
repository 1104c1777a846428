//! What is wrong with a document's links and with the versions it names.

use std::collections::{BTreeMap, HashMap, HashSet};

use regex::{NoExpand, Regex};
use semver::Version;
use serde_json::{Value, json};
use url::Url;

use crate::config::Config;
use crate::document::{Document, Link};

/// A link or a version, and what is wrong with it.
pub struct Finding {
    pub line: usize,
    pub kind: &'static str,
    pub text: String,
    pub resolved: Option<Url>,
    pub problems: Vec<String>,
}

impl Finding {
    pub fn to_json(&self) -> Value {
        let mut value = json!({ "line": self.line, "kind": self.kind, "text": self.text });
        if let Some(url) = &self.resolved {
            value["url"] = url.as_str().into();
        }
        if !self.problems.is_empty() {
            value["problems"] = json!(self.problems);
        }
        value
    }
}

/// Every link, in the document's order.
pub fn links(document: &Document<'_>, config: &Config) -> Vec<Finding> {
    let anchors: HashSet<&str> = document.headings.iter().map(|heading| heading.anchor.as_str()).collect();
    let mut first: HashMap<Url, usize> = HashMap::new();
    let mut check = |link: &Link| {
        let mut problems = Vec::new();
        let mut resolved = None;
        if link.kind == "undefined" {
            problems.push("the reference has no definition".to_owned());
        } else if let Some(anchor) = link.target.strip_prefix('#') {
            if !anchors.contains(anchor) {
                problems.push(format!("no heading has the anchor `{anchor}`"));
            }
        } else {
            match Url::options().base_url(config.base.as_ref()).parse(&link.target) {
                Ok(url) => {
                    problems.extend(objections(&url, config));
                    let line = *first.entry(url.clone()).or_insert(link.line);
                    if line != link.line {
                        problems.push(format!("line {line} has the same address"));
                    }
                    resolved = Some(url);
                }
                Err(error) => problems.push(format!("`{}`: {error}", link.target)),
            }
        }
        Finding { line: link.line, kind: link.kind, text: link.text.clone(), resolved, problems }
    };
    document.links.iter().map(&mut check).collect()
}

fn objections(url: &Url, config: &Config) -> Vec<String> {
    let mut found = Vec::new();
    if !config.schemes.is_empty() && !config.schemes.iter().any(|scheme| scheme == url.scheme()) {
        found.push(format!("scheme `{}` is not among {}", url.scheme(), config.schemes.join(", ")));
    }
    if url.password().is_some() {
        found.push("it has a password in it".to_owned());
    }
    let denied = config.deny.iter().filter(|pattern| pattern.is_match(url.as_str()));
    found.extend(denied.map(|pattern| format!("`{pattern}` is denied")));
    let query: BTreeMap<_, _> = url.query_pairs().collect();
    found.extend(query.keys().filter(|key| key.starts_with("utm_")).map(|key| format!("it tracks its readers: `{key}`")));
    found
}

/// How many links lead to each host, by its Unicode name being ASCII.
pub fn hosts(links: &[Finding]) -> BTreeMap<&str, usize> {
    let mut hosts = BTreeMap::new();
    for host in links.iter().filter_map(|link| link.resolved.as_ref()?.host_str()) {
        *hosts.entry(host).or_default() += 1;
    }
    hosts
}

/// Every `NAME VERSION` and `NAME@VERSION` whose name has a requirement.
pub fn versions(document: &Document<'_>, config: &Config) -> Vec<Finding> {
    let mut found = Vec::new();
    for (name, wanted) in &config.versions {
        let pattern = r"(?i)\bNAME(?:\s+v?|@)(\d+(?:\.\d+){0,2}(?:-[0-9a-z.-]*[0-9a-z])?)";
        let pattern = pattern.replace("NAME", &regex::escape(name));
        let pattern = Regex::new(&pattern).expect("an escaped name fits anywhere");
        for (line, text) in &document.text {
            for captures in pattern.captures_iter(text) {
                let version = complete(&captures[1]);
                let problem = match Version::parse(&version) {
                    Ok(version) if wanted.matches(&version) => None,
                    Ok(_) => Some(format!("{wanted} is required")),
                    Err(error) => Some(format!("no version: {error}")),
                };
                let text = pattern.replace(&captures[0], NoExpand(&format!("{name} {version}"))).into_owned();
                let problems = problem.into_iter().collect();
                found.push(Finding { line: *line, kind: "version", text, resolved: None, problems });
            }
        }
    }
    found.sort_by_key(|finding| finding.line);
    found
}

/// `1` and `1.2` mean `1.0.0` and `1.2.0`.
fn complete(version: &str) -> String {
    let (numbers, rest) = version.split_at(version.find('-').unwrap_or(version.len()));
    let missing = 2usize.saturating_sub(numbers.matches('.').count());
    format!("{numbers}{}{rest}", ".0".repeat(missing))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(settings: Value, markdown: &str) -> Vec<String> {
        let config = Config::parse(&settings).unwrap();
        let document = Document::parse(markdown, config.base.as_ref());
        let found = [links(&document, &config), versions(&document, &config)];
        found.into_iter().flatten().flat_map(|finding| finding.problems).collect()
    }

    #[test]
    fn links_are_held_to_the_settings() {
        let settings = json!({ "schemes": ["https"], "deny": ["//old\\."] });
        assert_eq!(problems(settings.clone(), "[a](https://new.example)"), [""; 0]);
        assert_eq!(problems(settings.clone(), "[a](http://new.example)"), ["scheme `http` is not among https"]);
        assert_eq!(problems(settings, "[a](https://old.example/?utm_source=x)").len(), 2);
    }

    #[test]
    fn a_relative_link_needs_a_base() {
        assert_eq!(problems(json!({}), "[a](b.html)"), ["`b.html`: relative URL without a base"]);
        assert_eq!(problems(json!({ "base": "https://example.org" }), "[a](b.html)"), [""; 0]);
    }

    #[test]
    fn anchors_must_exist() {
        assert_eq!(problems(json!({}), "# One two\n[a](#one-two) [b](#three)"), ["no heading has the anchor `three`"]);
    }

    #[test]
    fn versions_must_match() {
        let settings = json!({ "versions": { "serde": ">=1.0.100, <2", "url": "2" } });
        assert_eq!(problems(settings.clone(), "serde 1.0.203, url@2.5, Serde v1.1-rc.1 and serdes 0.1"), [">=1.0.100, <2 is required"]);
        assert_eq!(problems(settings, "url 1"), ["^2 is required"]);
    }

    #[test]
    fn versions_are_completed() {
        assert_eq!((complete("1"), complete("1.2-rc.1")), ("1.0.0".to_owned(), "1.2.0-rc.1".to_owned()));
    }
}
