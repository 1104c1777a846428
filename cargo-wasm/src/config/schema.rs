//! Reads `[package.metadata.wasm]` and `[workspace.metadata.wasm]`; a mistake points at its line.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};

use semver::VersionReq;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::host::Host;
use super::settings::{Backend, Opt, Panic, TrapGuard};
use crate::error::{Failure, nearest};

/// A value and the line of the manifest that sets it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Set<T> {
    pub value: T,
    pub path: PathBuf,
    pub line: usize,
    /// Full key, such as `package.metadata.wasm.profile.release.opt`.
    pub key: String,
}

/// One `metadata.wasm` table.
#[derive(Debug, Clone, Default)]
pub struct WasmTable {
    pub host: Option<Set<Host>>,
    pub profiles: BTreeMap<String, ProfileTable>,
    pub run: RunTable,
    /// WIT packages by `namespace:name`.
    pub dependencies: BTreeMap<String, Set<Dependency>>,
    /// Where a JavaScript host's package goes, from the package's folder.
    pub out_dir: Option<Set<PathBuf>>,
    /// Keys of `package.json`, over those that the manifest gives.
    pub npm: serde_json::Map<String, serde_json::Value>,
    /// Where a component's imports come from in JavaScript: an npm package or a file, for an interface.
    pub imports: BTreeMap<String, String>,
}

/// Where a WIT package is to be had.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Dependency {
    /// A WIT file or folder; relative to the manifest's folder.
    Path(PathBuf),
    Registry {
        requirement: VersionReq,
        /// Else the one that `wkg` is configured for.
        registry: Option<String>,
    },
}

/// `metadata.wasm.profile.NAME`.
#[derive(Debug, Clone, Default)]
pub struct ProfileTable {
    pub opt: Option<Set<Opt>>,
    pub backend: Option<Set<Backend>>,
    pub variables: Option<Set<bool>>,
    pub panic: Option<Set<Panic>>,
    pub keep_names: Option<Set<bool>>,
    pub wasm_opt: Option<Set<bool>>,
    pub max_size: Option<Set<u64>>,
    pub target_features: Option<Set<Vec<String>>>,
    pub keep_exports: Option<Set<Vec<String>>>,
    pub trap_guard: Option<Set<TrapGuard>>,
}

/// `metadata.wasm.run`: what `cargo wasm run` and `test` grant.
#[derive(Debug, Clone, Default)]
pub struct RunTable {
    pub env: Option<Set<Vec<(String, String)>>>,
    pub dirs: Option<Set<Vec<String>>>,
    pub timeout: Option<Set<f64>>,
    pub max_memory: Option<Set<u64>>,
}

const TOP: [&str; 7] = [
    "dependencies",
    "host",
    "imports",
    "npm",
    "out-dir",
    "profile",
    "run",
];
/// Keys of `package.json` that decide whether the package works.
const OURS: [&str; 3] = ["exports", "files", "type"];
const DEPENDENCY: [&str; 3] = ["path", "registry", "version"];
const PROFILE: [&str; 10] = [
    "opt",
    "backend",
    "variables",
    "panic",
    "keep-names",
    "wasm-opt",
    "max-size",
    "target-features",
    "keep-exports",
    "trap-guard",
];
const RUN: [&str; 4] = ["env", "dirs", "timeout", "max-memory"];

/// A manifest's text, kept for error messages.
pub struct Manifest<'a> {
    pub path: &'a Path,
    pub text: &'a str,
}

type Table<'t> = DeTable<'t>;
type Value<'t> = Spanned<DeValue<'t>>;

impl Manifest<'_> {
    /// Parses the file.
    ///
    /// # Errors
    /// A TOML syntax error, at its place.
    pub fn parse(&self) -> Result<Spanned<DeTable<'_>>, Failure> {
        DeTable::parse(self.text).map_err(|error| {
            let failure = Failure::user(format!("cannot parse `{}`", self.path.display()));
            failure.at(
                self.path,
                self.text,
                error.span().unwrap_or(0..0),
                error.message(),
            )
        })
    }

    /// Reads the table at `path`, for instance `["package", "metadata", "wasm"]`; empty when it is not there.
    ///
    /// # Errors
    /// Unknown keys, values of a wrong type, and values out of range, each with its place.
    pub fn wasm_table(&self, root: &Table<'_>, path: [&str; 3]) -> Result<WasmTable, Failure> {
        let mut found = WasmTable::default();
        let [first, second, last] = path;
        let Some(outer) = child(root, first).and_then(|t| child(t, second)) else {
            return Ok(found);
        };
        let Some(value) = outer.get(last) else {
            return Ok(found);
        };
        let prefix = path.join(".");
        for (key, value) in self.table(value, &prefix)? {
            let name = key.get_ref().as_ref();
            let full = format!("{prefix}.{name}");
            match name {
                "host" => {
                    let text = self.string(value, &full)?;
                    let host = Host::parse(text).map_err(|f| self.place(f, value.span()))?;
                    found.host = Some(self.set(host, value, full));
                }
                "profile" => {
                    for (profile, value) in self.table(value, &full)? {
                        let name = profile.get_ref().to_string();
                        let table = self.profile(value, &format!("{full}.{name}"))?;
                        found.profiles.insert(name, table);
                    }
                }
                "run" => found.run = self.run(value, &full)?,
                "out-dir" => {
                    let path = PathBuf::from(self.string(value, &full)?);
                    found.out_dir = Some(self.set(path, value, full));
                }
                "npm" => {
                    for (key, value) in self.table(value, &full)? {
                        let full = format!("{full}.{}", key.get_ref());
                        if OURS.contains(&key.get_ref().as_ref()) {
                            let failure = Failure::user(format!("`{full}` cannot be set"));
                            let label = "the package works because of what stands there";
                            return Err(failure.at(self.path, self.text, key.span(), label));
                        }
                        let json = self.json(value, &full)?;
                        found.npm.insert(key.get_ref().to_string(), json);
                    }
                }
                "imports" => {
                    for (key, value) in self.table(value, &full)? {
                        let name = key.get_ref().to_string();
                        let source = self.string(value, &format!("{full}.{name}"))?;
                        found.imports.insert(name, source.to_owned());
                    }
                }
                "dependencies" => {
                    for (key, value) in self.table(value, &full)? {
                        let name = key.get_ref().as_ref();
                        let dependency = self.dependency(key, value, format!("{full}.{name}"))?;
                        found.dependencies.insert(name.to_owned(), dependency);
                    }
                }
                _ => return Err(self.unknown(key, &prefix, &TOP)),
            }
        }
        Ok(found)
    }

    fn profile(&self, value: &Value<'_>, prefix: &str) -> Result<ProfileTable, Failure> {
        let mut found = ProfileTable::default();
        for (key, value) in self.table(value, prefix)? {
            let name = key.get_ref().as_ref();
            let full = format!("{prefix}.{name}");
            match name {
                "opt" => found.opt = Some(self.choice(value, full, Opt::NAMES, Opt::parse)?),
                "backend" => {
                    let (names, parse) = (Backend::NAMES, Backend::parse);
                    found.backend = Some(self.choice(value, full, names, parse)?);
                }
                "panic" => {
                    found.panic = Some(self.choice(value, full, Panic::NAMES, Panic::parse)?)
                }
                "variables" => found.variables = Some(self.boolean(value, full)?),
                "keep-names" => found.keep_names = Some(self.boolean(value, full)?),
                "wasm-opt" => found.wasm_opt = Some(self.boolean(value, full)?),
                "max-size" => found.max_size = Some(self.size(value, full)?),
                "keep-exports" => found.keep_exports = Some(self.strings(value, full)?),
                "trap-guard" => {
                    let (names, parse) = (TrapGuard::NAMES, TrapGuard::parse);
                    found.trap_guard = Some(self.choice(value, full, names, parse)?);
                }
                "target-features" => found.target_features = Some(self.strings(value, full)?),
                _ => return Err(self.unknown(key, prefix, &PROFILE)),
            }
        }
        Ok(found)
    }

    fn run(&self, value: &Value<'_>, prefix: &str) -> Result<RunTable, Failure> {
        let mut found = RunTable::default();
        for (key, value) in self.table(value, prefix)? {
            let name = key.get_ref().as_ref();
            let full = format!("{prefix}.{name}");
            match name {
                "env" => {
                    let mut env = Vec::new();
                    for (key, value) in self.table(value, &full)? {
                        env.push((
                            key.get_ref().to_string(),
                            self.string(value, &full)?.to_owned(),
                        ));
                    }
                    found.env = Some(self.set(env, value, full));
                }
                "dirs" => found.dirs = Some(self.strings(value, full)?),
                "timeout" => {
                    let seconds = match value.get_ref() {
                        DeValue::Integer(i) => i.as_str().parse().ok(),
                        DeValue::Float(f) => f.as_str().parse().ok(),
                        _ => None,
                    };
                    let Some(seconds) = seconds.filter(|s: &f64| s.is_finite() && *s > 0.0) else {
                        return Err(self.wrong(value, &full, "a positive number of seconds"));
                    };
                    found.timeout = Some(self.set(seconds, value, full));
                }
                "max-memory" => found.max_memory = Some(self.size(value, full)?),
                _ => return Err(self.unknown(key, prefix, &RUN)),
            }
        }
        Ok(found)
    }

    /// `"wasi:http" = "0.2"`, or a table with `path`, or with `version` and perhaps `registry`.
    fn dependency(
        &self,
        key: &Spanned<std::borrow::Cow<'_, str>>,
        value: &Value<'_>,
        full: String,
    ) -> Result<Set<Dependency>, Failure> {
        let name = key.get_ref().as_ref();
        let is_label = |part: &str| {
            !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
        };
        if !name
            .split_once(':')
            .is_some_and(|(a, b)| is_label(a) && is_label(b))
        {
            let failure = Failure::user(format!("`{name}` is no name of a WIT package"));
            return Err(failure.at(
                self.path,
                self.text,
                key.span(),
                "expected `namespace:name`, such as `wasi:http`",
            ));
        }
        let requirement = |value: &Value<'_>| {
            let text = self.string(value, &full)?;
            VersionReq::parse(text).map_err(|error| {
                self.wrong(value, &full, "a version, such as `\"0.2\"`")
                    .note(error.to_string())
            })
        };
        if value.get_ref().as_str().is_some() {
            let dependency = Dependency::Registry {
                requirement: requirement(value)?,
                registry: None,
            };
            return Ok(self.set(dependency, value, full));
        }
        let (mut path, mut version, mut registry) = (None, None, None);
        let table = value.get_ref().as_table();
        let wanted = "a version, or a table with `path` or `version`";
        for (key, value) in table.ok_or_else(|| self.wrong(value, &full, wanted))? {
            match key.get_ref().as_ref() {
                "path" => path = Some(PathBuf::from(self.string(value, &full)?)),
                "version" => version = Some(requirement(value)?),
                "registry" => registry = Some(self.string(value, &full)?.to_owned()),
                _ => return Err(self.unknown(key, &full, &DEPENDENCY)),
            }
        }
        let dependency = match (path, version) {
            (Some(path), None) if registry.is_none() => Dependency::Path(path),
            (None, Some(requirement)) => Dependency::Registry {
                requirement,
                registry,
            },
            _ => {
                let wanted = "either `path`, or `version` and perhaps `registry`";
                return Err(self.wrong(value, &full, wanted));
            }
        };
        Ok(self.set(dependency, value, full))
    }

    pub fn table<'v, 't>(&self, value: &'v Value<'t>, key: &str) -> Result<&'v Table<'t>, Failure> {
        value
            .get_ref()
            .as_table()
            .ok_or_else(|| self.wrong(value, key, "a table"))
    }

    pub fn string<'v>(&self, value: &'v Value<'_>, key: &str) -> Result<&'v str, Failure> {
        value
            .get_ref()
            .as_str()
            .ok_or_else(|| self.wrong(value, key, "a string"))
    }

    /// The value as JSON has it; dates it has not.
    fn json(&self, value: &Value<'_>, key: &str) -> Result<serde_json::Value, Failure> {
        let wrong = || self.wrong(value, key, "a value that JSON has, too");
        Ok(match value.get_ref() {
            DeValue::String(text) => text.as_ref().into(),
            DeValue::Integer(i) => i.as_str().parse::<i64>().map_err(|_| wrong())?.into(),
            DeValue::Float(f) => f.as_str().parse::<f64>().map_err(|_| wrong())?.into(),
            DeValue::Boolean(flag) => (*flag).into(),
            DeValue::Datetime(_) => return Err(wrong()),
            DeValue::Array(items) => {
                let items = items.iter().map(|item| self.json(item, key));
                serde_json::Value::Array(items.collect::<Result<_, _>>()?)
            }
            DeValue::Table(table) => {
                let fields = table.iter().map(|(name, value)| {
                    let full = format!("{key}.{}", name.get_ref());
                    Ok((name.get_ref().to_string(), self.json(value, &full)?))
                });
                serde_json::Value::Object(fields.collect::<Result<_, _>>()?)
            }
        })
    }

    fn boolean(&self, value: &Value<'_>, key: String) -> Result<Set<bool>, Failure> {
        let flag = value
            .get_ref()
            .as_bool()
            .ok_or_else(|| self.wrong(value, &key, "`true` or `false`"))?;
        Ok(self.set(flag, value, key))
    }

    pub fn strings(&self, value: &Value<'_>, key: String) -> Result<Set<Vec<String>>, Failure> {
        let array = value
            .get_ref()
            .as_array()
            .ok_or_else(|| self.wrong(value, &key, "an array of strings"))?;
        let texts: Result<Vec<_>, _> = array
            .iter()
            .map(|v| self.string(v, &key).map(str::to_owned))
            .collect();
        Ok(self.set(texts?, value, key))
    }

    fn size(&self, value: &Value<'_>, key: String) -> Result<Set<u64>, Failure> {
        let bytes = match value.get_ref() {
            DeValue::Integer(i) => i.as_str().parse().ok(),
            DeValue::String(text) => parse_size(text),
            _ => None,
        };
        let bytes = bytes
            .ok_or_else(|| self.wrong(value, &key, "a size such as `12000` or `\"12 KB\"`"))?;
        Ok(self.set(bytes, value, key))
    }

    fn choice<T>(
        &self,
        value: &Value<'_>,
        key: String,
        names: &[&str],
        parse: impl Fn(&str) -> Option<T>,
    ) -> Result<Set<T>, Failure> {
        let list = names
            .iter()
            .map(|n| format!("`\"{n}\"`"))
            .collect::<Vec<_>>()
            .join(", ");
        let text = value
            .get_ref()
            .as_str()
            .ok_or_else(|| self.wrong(value, &key, &format!("one of {list}")))?;
        let Some(choice) = parse(text) else {
            let failure = self.wrong(value, &key, &format!("one of {list}"));
            return Err(match nearest(text, names.iter().copied()) {
                Some(near) => failure.help(format!("did you mean `\"{near}\"`?")),
                None => failure,
            });
        };
        Ok(self.set(choice, value, key))
    }

    pub fn set<T>(&self, value: T, at: &Value<'_>, key: String) -> Set<T> {
        let line = self.text[..at.span().start]
            .bytes()
            .filter(|b| *b == b'\n')
            .count()
            + 1;
        Set {
            value,
            path: self.path.to_owned(),
            line,
            key,
        }
    }

    pub fn place(&self, failure: Failure, span: Range<usize>) -> Failure {
        failure.at(self.path, self.text, span, "here")
    }

    pub fn wrong(&self, value: &Value<'_>, key: &str, wanted: &str) -> Failure {
        let failure = Failure::user(format!("`{key}` has a value of the wrong kind"));
        failure.at(
            self.path,
            self.text,
            value.span(),
            format!("expected {wanted}"),
        )
    }

    pub fn unknown(
        &self,
        key: &Spanned<std::borrow::Cow<'_, str>>,
        table: &str,
        known: &[&str],
    ) -> Failure {
        let name = key.get_ref().as_ref();
        let failure = Failure::user(format!("unknown key `{name}` in `[{table}]`"));
        let failure = failure.at(self.path, self.text, key.span(), "not a setting");
        match nearest(name, known.iter().copied()) {
            Some(near) => failure.help(format!("a setting with a similar name exists: `{near}`")),
            None => failure.help(format!("settings here are `{}`", known.join("`, `"))),
        }
    }
}

fn child<'v, 't>(table: &'v Table<'t>, key: &str) -> Option<&'v Table<'t>> {
    table.get(key)?.get_ref().as_table()
}

/// Reads `12000`, `12 KB` (1,000 bytes each), `12 KiB` (1,024), `3 MB`, `3MiB`, `1.5 KB`.
pub fn parse_size(text: &str) -> Option<u64> {
    let text = text.trim();
    let digits = text
        .find(|c: char| !c.is_ascii_digit() && c != '.' && c != '_')
        .unwrap_or(text.len());
    let number: f64 = text[..digits].replace('_', "").parse().ok()?;
    let unit = match text[digits..].trim().to_ascii_lowercase().as_str() {
        "" | "b" => 1.0,
        "k" | "kb" => 1e3,
        "m" | "mb" => 1e6,
        "g" | "gb" => 1e9,
        "kib" => 1024.0,
        "mib" => 1024.0 * 1024.0,
        "gib" => 1024.0 * 1024.0 * 1024.0,
        _ => return None,
    };
    let bytes = number * unit;
    (bytes.is_finite() && (0.0..1e18).contains(&bytes)).then_some(bytes as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<WasmTable, Failure> {
        let manifest = Manifest {
            path: Path::new("Cargo.toml"),
            text,
        };
        let root = manifest.parse()?;
        manifest.wasm_table(root.get_ref(), ["package", "metadata", "wasm"])
    }

    #[test]
    fn reads_everything_with_its_line() {
        let text = "[package.metadata.wasm]\nhost = \"standalone\"\n[package.metadata.wasm.profile.release]\n\
                    opt = \"speed\"\npanic = \"message\"\nmax-size = \"12 KB\"\n[package.metadata.wasm.run]\ntimeout = 2.5\n";
        let table = read(text).unwrap();
        let host = table.host.unwrap();
        assert_eq!((host.value, host.line), (Host::Standalone, 2));
        let release = &table.profiles["release"];
        assert_eq!(release.opt.as_ref().unwrap().value, Opt::Speed);
        assert_eq!(release.max_size.as_ref().unwrap().value, 12_000);
        assert_eq!(table.run.timeout.unwrap().value, 2.5);
    }

    #[test]
    fn mistakes_point_at_themselves() {
        for (text, at, help) in [
            (
                "[package.metadata.wasm]\nhots = \"wasi\"\n",
                "hots",
                "`host`",
            ),
            (
                "[package.metadata.wasm]\nhost = \"wsi\"\n",
                "\"wsi\"",
                "`wasi`",
            ),
            (
                "[package.metadata.wasm.profile.release]\nmaxsize = 3\n",
                "maxsize",
                "`max-size`",
            ),
            (
                "[package.metadata.wasm.profile.release]\nopt = \"sped\"\n",
                "\"sped\"",
                "`\"speed\"`",
            ),
        ] {
            let failure = read(text).unwrap_err();
            let span = failure.span.as_ref().unwrap();
            assert_eq!(&text[span.bytes.clone()], at);
            assert!(failure.helps[0].contains(help), "{failure:?}");
        }
        let text = "[package.metadata.wasm.profile.release]\nkeep-names = 3\n";
        assert!(read(text).unwrap_err().span.unwrap().label.contains("true"));
    }

    #[test]
    fn sizes() {
        assert_eq!(parse_size("12 KB"), Some(12_000));
        assert_eq!(parse_size("1.5MiB"), Some(1_572_864));
        assert_eq!(parse_size("1_000"), Some(1_000));
        assert_eq!(parse_size("-3"), None);
        assert_eq!(parse_size("3 bananas"), None);
    }
}
