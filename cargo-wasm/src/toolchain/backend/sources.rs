//! rustc's own crates from its sources: the driver's manifest and lock file with them in it, and what rustc's build would set.
//!
//! They are ordinary path dependencies. Without the feature `llvm` nothing of LLVM is built or linked.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use cargo_metadata::Metadata;
use semver::Version;
use serde::{Deserialize, Serialize};

use crate::error::Failure;
use crate::toolchain::rustc::Rustc;

/// The driver's manifest with the crates that its main file names.
///
/// # Panics
/// The manifest has no dependencies.
pub fn manifest(text: &str, main: &str, compiler: &Path) -> String {
    const SECTION: &str = "[dependencies]\n";
    let (before, after) = text
        .split_once(SECTION)
        .expect("the driver has dependencies");
    let names = main.lines().filter_map(|line| {
        let name = line.strip_prefix("extern crate ")?.strip_suffix(';')?;
        // The library that all others are in: as a dynamic one it would need std to be one, too.
        (name.starts_with("rustc_") && name != "rustc_driver").then_some(name)
    });
    let crates: String = names
        .map(|name| {
            let path = compiler.join(name).display().to_string();
            format!("{name} = {{ path = {} }}\n", toml::Value::from(path))
        })
        .collect();
    format!("{before}{SECTION}{crates}{after}")
}

#[derive(Deserialize, Serialize)]
struct Lock {
    version: u32,
    package: Vec<Package>,
}

#[derive(Clone, Deserialize, Serialize)]
struct Package {
    name: String,
    version: Version,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    checksum: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    dependencies: Vec<String>,
}

/// Versions that take each other's place: of these there is one for a name. Those of folders are apart.
type Line = (String, u64, u64, u64, bool);

fn line(name: &str, version: &Version, from_registry: bool) -> Line {
    let (major, minor, patch) = match (version.major, version.minor, version.patch) {
        (0, 0, patch) => (0, 0, patch),
        (0, minor, _) => (0, minor, 0),
        (major, ..) => (major, 0, 0),
    };
    (name.to_owned(), major, minor, patch, from_registry)
}

/// What rustc must have as it is: its lexer refuses tables of two versions of Unicode, and this one's change with it.
const AS_RUSTC_HAS_IT: [&str; 1] = ["unicode-ident"];

/// A lock file with what is in both; of two versions that take each other's place it is the newer one, as what is required of
/// them is a lower bound.
///
/// # Errors
/// One of them is not a lock file as it is known here.
pub fn join(theirs: &str, ours: &str) -> anyhow::Result<String> {
    let (theirs, ours) = (read(theirs)?, read(ours)?);
    let mut chosen: BTreeMap<Line, Package> = BTreeMap::new();
    for package in theirs.into_iter().chain(ours) {
        let line = line(&package.name, &package.version, package.source.is_some());
        match chosen.get(&line) {
            Some(known)
                if known.version >= package.version
                    || AS_RUSTC_HAS_IT.contains(&known.name.as_str()) => {}
            _ => {
                chosen.insert(line, package);
            }
        }
    }
    let versions: BTreeMap<Line, Version> = chosen
        .iter()
        .map(|(line, package)| (line.clone(), package.version.clone()))
        .collect();
    let mut package: Vec<Package> = chosen.into_values().collect();
    for dependency in package.iter_mut().flat_map(|it| &mut it.dependencies) {
        let Some((name, version)) = dependency.split_once(' ') else {
            continue;
        };
        let version = Version::parse(version)?;
        let found = [true, false].map(|from_registry| line(name, &version, from_registry));
        if let Some(found) = found.iter().find_map(|line| versions.get(line)) {
            *dependency = format!("{name} {found}");
        }
    }
    Ok(toml::to_string(&Lock {
        version: 4,
        package,
    })?)
}

/// The packages of a lock file, each dependency with its version, which files leave out where a name has one alone.
fn read(text: &str) -> anyhow::Result<Vec<Package>> {
    let lock: Lock = toml::from_str(text).map_err(|error| {
        Failure::unsupported("a lock file has a form that is not known here")
            .note(error.to_string())
    })?;
    let mut package = lock.package;
    let versions: BTreeMap<String, Version> = package
        .iter()
        .map(|it| (it.name.clone(), it.version.clone()))
        .collect();
    for dependency in package.iter_mut().flat_map(|it| &mut it.dependencies) {
        let mut words = dependency.split(' ');
        let name = words.next().unwrap_or_default().to_owned();
        let version = words.next().map(str::to_owned);
        let version = version.or_else(|| versions.get(&name).map(ToString::to_string));
        if let Some(version) = version {
            *dependency = format!("{name} {version}");
        }
    }
    Ok(package)
}

/// Which of the packages that are compiled no lock file names: cargo chose their versions today.
///
/// # Errors
/// See [`join`].
pub fn unlocked(lock: &str, metadata: &Metadata) -> anyhow::Result<Vec<String>> {
    let known: BTreeSet<(String, Version)> = read(lock)?
        .into_iter()
        .map(|it| (it.name, it.version))
        .collect();
    let foreign = metadata.packages.iter().filter(|it| it.source.is_some());
    Ok(foreign
        .map(|it| (it.name.to_string(), it.version.clone()))
        .filter(|it| !known.contains(it))
        .map(|(name, version)| format!("{name} {version}"))
        .collect())
}

/// What rustc's own build sets for its crates. The version must be that of the compiler's `-vV`: it stands in what compilers
/// write, and is asked for by what reads it.
pub fn variables(rustc: &Rustc) -> Vec<(&'static str, String)> {
    let field = |name: &str| {
        let line = rustc.verbose.lines().find_map(|it| it.strip_prefix(name));
        line.unwrap_or_default().trim().to_owned()
    };
    vec![
        ("CFG_RELEASE", rustc.release.to_string()),
        ("CFG_RELEASE_CHANNEL", "stable".to_owned()),
        ("CFG_VERSION", field("rustc ")),
        ("CFG_VER_HASH", rustc.commit.clone()),
        ("CFG_VER_DATE", field("commit-date:")),
        ("CFG_COMPILER_HOST_TRIPLE", rustc.host.clone()),
        ("CFG_DISABLE_UNSTABLE_FEATURES", "1".to_owned()),
        ("CFG_DEFAULT_CODEGEN_BACKEND", "llvm".to_owned()),
        ("CFG_LIBDIR_RELATIVE", "lib".to_owned()),
        ("RUSTC_INSTALL_BINDIR", "bin".to_owned()),
        // Nobody reads what rustc warns of in itself, and what is not printed is not looked for.
        ("CARGO_ENCODED_RUSTFLAGS", "--cap-lints=allow".to_owned()),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    const THEIRS: &str = r#"
version = 4

[[package]]
name = "old"
version = "0.3.1"
source = "registry+index"
checksum = "1"

[[package]]
name = "old"
version = "0.4.0"
source = "registry+index"
checksum = "2"

[[package]]
name = "rustc_one"
version = "0.0.0"
dependencies = ["old 0.3.1", "shared"]

[[package]]
name = "shared"
version = "1.2.0"
source = "registry+index"
checksum = "3"
dependencies = ["old 0.4.0"]

[[package]]
name = "unicode-ident"
version = "1.0.24"
source = "registry+index"
checksum = "6"
"#;

    const OURS: &str = r#"
version = 4

[[package]]
name = "driver"
version = "0.1.0"
dependencies = ["shared", "old"]

[[package]]
name = "old"
version = "0.3.0"
source = "registry+index"
checksum = "4"

[[package]]
name = "shared"
version = "1.3.0"
source = "registry+index"
checksum = "5"

[[package]]
name = "unicode-ident"
version = "1.0.27"
source = "registry+index"
checksum = "7"
"#;

    #[test]
    fn of_two_versions_in_one_line_the_newer_is_taken_but_rustcs_own_tables_of_unicode() {
        let joined = join(THEIRS, OURS).expect("they can be joined");
        let packages = read(&joined).expect("it is a lock file");
        let rows: Vec<String> = packages
            .iter()
            .map(|it| format!("{} {}: {}", it.name, it.version, it.dependencies.join(", ")))
            .collect();
        assert_eq!(
            rows,
            [
                "driver 0.1.0: shared 1.3.0, old 0.3.1",
                "old 0.3.1: ",
                "old 0.4.0: ",
                "rustc_one 0.0.0: old 0.3.1, shared 1.3.0",
                "shared 1.3.0: ",
                "unicode-ident 1.0.24: ",
            ]
        );
    }

    #[test]
    fn the_manifest_has_the_crates_that_the_driver_names_but_not_the_library_they_are_in() {
        let main = ["rustc_abi", "rustc_driver", "rustc_span"]
            .map(|name| format!("extern crate {name};\n"))
            .concat();
        let text = "[package]\nname = \"driver\"\n\n[dependencies]\nour = \"1\"\n";
        assert_eq!(
            manifest(text, &main, Path::new("/sources/compiler")),
            "[package]\nname = \"driver\"\n\n[dependencies]\n\
             rustc_abi = { path = \"/sources/compiler/rustc_abi\" }\n\
             rustc_span = { path = \"/sources/compiler/rustc_span\" }\nour = \"1\"\n"
        );
    }

    #[test]
    fn variables_repeat_what_the_compiler_says_of_itself() {
        let rustc = Rustc {
            path: "/usr/bin/rustc".into(),
            verbose:
                "rustc 1.96.0 (ac68faa20 2026-05-25) (built from a source tarball)\nbinary: rustc\n\
                      commit-date: 2026-05-25\n"
                    .to_owned(),
            release: Version::new(1, 96, 0),
            host: "x86_64-unknown-linux-gnu".to_owned(),
            commit: "ac68faa20c58cbccd01ee7208bf3b6e93a7d7f96".to_owned(),
            llvm: 22,
            sysroot: "/usr".into(),
        };
        let variables = variables(&rustc);
        let value = |name| {
            &variables
                .iter()
                .find(|it| it.0 == name)
                .expect("it is set")
                .1
        };
        assert_eq!(
            value("CFG_VERSION"),
            "1.96.0 (ac68faa20 2026-05-25) (built from a source tarball)"
        );
        assert_eq!(value("CFG_VER_DATE"), "2026-05-25");
    }
}
