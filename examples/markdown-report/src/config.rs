//! The settings: what a document may link to, and which versions it may name.

use regex::Regex;
use semver::VersionReq;
use serde_json::Value;
use url::Url;

/// Settings, with every pattern compiled.
#[derive(Debug, Default)]
pub struct Config {
    /// What relative links are relative to.
    pub base: Option<Url>,
    /// Schemes that links may have; empty for any.
    pub schemes: Vec<String>,
    /// Addresses that are refused.
    pub deny: Vec<Regex>,
    /// Names whose versions are checked, and what they must match.
    pub versions: Vec<(String, VersionReq)>,
    /// Whether the report has the document in HTML.
    pub html: bool,
}

impl Config {
    /// Reads settings; a key that is not known is a mistake.
    pub fn parse(value: &Value) -> Result<Config, String> {
        let table = value.as_object().ok_or("the settings must be an object")?;
        let mut config = Config::default();
        for (key, value) in table {
            match key.as_str() {
                "base" => {
                    let text = value.as_str().ok_or("`base` must be a string")?;
                    config.base = Some(Url::parse(text).map_err(|error| format!("`base`: {error}"))?);
                }
                "schemes" => config.schemes = strings(key, value)?,
                "deny" => {
                    for pattern in strings(key, value)? {
                        config.deny.push(Regex::new(&pattern).map_err(|error| format!("`deny`: {error}"))?);
                    }
                }
                "versions" => {
                    for (name, text) in value.as_object().ok_or("`versions` must be an object")? {
                        let text = text.as_str().ok_or_else(|| format!("`versions.{name}` must be a string"))?;
                        let wanted = text.parse().map_err(|error| format!("`versions.{name}`: {error}"))?;
                        config.versions.push((name.clone(), wanted));
                    }
                }
                "html" => config.html = value.as_bool().ok_or("`html` must be true or false")?,
                _ => return Err(format!("no setting is called `{key}`")),
            }
        }
        Ok(config)
    }
}

fn strings(key: &str, value: &Value) -> Result<Vec<String>, String> {
    let wrong = || format!("`{key}` must be a list of strings");
    value.as_array().ok_or_else(wrong)?.iter().map(|item| item.as_str().map(str::to_owned).ok_or_else(wrong)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn every_setting_is_read() {
        let config = Config::parse(&json!({
            "base": "https://example.org/a/", "schemes": ["https"], "deny": ["^https://old\\."],
            "versions": { "serde": "^1.0.100" }, "html": true,
        }));
        let config = config.unwrap();
        assert_eq!(config.base.unwrap().host_str(), Some("example.org"));
        assert!(config.deny[0].is_match("https://old.example.org"));
        assert!(config.versions[0].1.matches(&"1.2.0".parse().unwrap()));
        assert!(config.html);
    }

    #[test]
    fn mistakes_name_their_key() {
        for (settings, word) in [
            (json!({ "bass": "x" }), "bass"),
            (json!({ "base": "x" }), "base"),
            (json!({ "deny": ["("] }), "deny"),
            (json!({ "versions": { "serde": "one" } }), "versions.serde"),
        ] {
            let message = Config::parse(&settings).unwrap_err();
            assert!(message.contains(word), "{message}");
        }
    }
}
