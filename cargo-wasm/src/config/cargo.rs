//! Cargo's own configuration, read where cargo reads it, as far as settings depend on it.

use std::path::{Path, PathBuf};

use toml::{Table, Value};

use super::settings::Origin;

/// Everything that is set, strongest first: `--config` arguments, then the folders from here upwards, then cargo's home.
/// The environment stands between the first two: see [`CargoConfig::argument`] and [`CargoConfig::file`].
#[derive(Default)]
pub struct CargoConfig {
    sources: Vec<Source>,
}

struct Source {
    /// What messages call it.
    shown: PathBuf,
    /// Given on the command line.
    is_argument: bool,
    table: Table,
}

impl CargoConfig {
    /// Reads it; what is not TOML is cargo's to complain of.
    pub fn load(arguments: &[String]) -> CargoConfig {
        let mut sources = Vec::new();
        // Of two arguments that say the same, cargo takes the later.
        for argument in arguments.iter().rev() {
            let file = std::fs::read_to_string(argument).ok();
            let shown = match &file {
                Some(_) => PathBuf::from(argument),
                None => PathBuf::from("--config"),
            };
            if let Ok(table) = file.as_ref().unwrap_or(argument).parse() {
                sources.push(Source {
                    shown,
                    is_argument: true,
                    table,
                });
            }
        }
        for path in files() {
            if let Some(table) = std::fs::read_to_string(&path)
                .ok()
                .and_then(|text| text.parse().ok())
            {
                sources.push(Source {
                    shown: path,
                    is_argument: false,
                    table,
                });
            }
        }
        CargoConfig { sources }
    }

    /// What a `--config` argument sets, which even the environment does not outdo.
    pub fn argument(&self, key: &[&str]) -> Option<(&Value, Origin)> {
        self.find(key, true)
    }

    /// What a file sets.
    pub fn file(&self, key: &[&str]) -> Option<(&Value, Origin)> {
        self.find(key, false)
    }

    /// Every value of a key whose values cargo joins, the weakest first, as cargo joins them.
    pub fn all<'c>(&'c self, key: &'c [&str]) -> impl Iterator<Item = &'c Value> {
        self.sources
            .iter()
            .rev()
            .filter_map(move |source| lookup(&source.table, key))
    }

    /// The names in a table, wherever it is set.
    pub fn names<'c>(&'c self, key: &'c [&str]) -> impl Iterator<Item = &'c str> {
        self.all(key)
            .filter_map(Value::as_table)
            .flat_map(|table| table.keys().map(String::as_str))
    }

    /// Whether all of it is here: files may include others.
    pub fn is_whole(&self) -> bool {
        self.sources
            .iter()
            .all(|source| !source.table.contains_key("include"))
    }

    fn find(&self, key: &[&str], is_argument: bool) -> Option<(&Value, Origin)> {
        let mut sources = self.sources.iter();
        sources.find_map(|source| {
            let value = lookup(&source.table, key).filter(|_| source.is_argument == is_argument)?;
            let origin = Origin::Config {
                source: source.shown.clone(),
                is_argument,
                key: key.join("."),
            };
            Some((value, origin))
        })
    }
}

fn lookup<'t>(table: &'t Table, key: &[&str]) -> Option<&'t Value> {
    let (last, outer) = key.split_last()?;
    let mut table = table;
    for part in outer {
        table = table.get(*part)?.as_table()?;
    }
    table.get(*last)
}

/// The files that there are, the nearest first.
fn files() -> impl Iterator<Item = PathBuf> {
    // Of a folder with both names, cargo reads the older one.
    folders().filter_map(|dir| {
        ["config", "config.toml"]
            .map(|name| dir.join(name))
            .into_iter()
            .find(|path| path.is_file())
    })
}

/// Every path at which cargo or rustup looks for configuration, whether there is any or not.
pub fn places(arguments: &[String]) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = arguments
        .iter()
        .filter(|argument| Path::new(argument).is_file())
        .map(PathBuf::from)
        .collect();
    for dir in folders() {
        paths.extend(["config", "config.toml"].map(|name| dir.join(name)));
    }
    let here = std::env::current_dir().unwrap_or_default();
    for dir in here.ancestors() {
        paths.extend(["rust-toolchain", "rust-toolchain.toml"].map(|name| dir.join(name)));
    }
    paths
}

fn folders() -> impl Iterator<Item = PathBuf> {
    let here = std::env::current_dir().unwrap_or_default();
    let mut dirs: Vec<PathBuf> = here.ancestors().map(|dir| dir.join(".cargo")).collect();
    dirs.extend(home().filter(|home| !dirs.contains(home)));
    dirs.into_iter()
}

/// `$CARGO_HOME`, else `.cargo` in the user's home.
pub fn home() -> Option<PathBuf> {
    let set = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    set.or_else(|| std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".cargo")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_argument_wins() {
        let config = CargoConfig::load(&[
            "profile.release.lto=false".to_owned(),
            "profile.release.lto=\"thin\"".to_owned(),
        ]);
        let key = ["profile", "release", "lto"];
        let (value, origin) = config.argument(&key).unwrap();
        assert_eq!(value.as_str(), Some("thin"));
        assert_eq!(origin.to_string(), "--config, profile.release.lto");
        let joined: Vec<_> = config.all(&key).map(|v| v.is_str()).collect();
        assert_eq!(joined, [false, true]);
        assert!(config.file(&["build", "no-such-key"]).is_none());
    }
}
