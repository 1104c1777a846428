//! Names of interfaces, `namespace:package/interface@version`, and which version can stand for which.

use std::fmt;

use semver::Version;

/// The name of something that a component imports or exports.
///
/// ```
/// use wasm_runtime::component::InterfaceName;
///
/// let name = InterfaceName::parse("local:gfx/gfx@2.1.0");
/// assert_eq!(name.package(), Some("local:gfx"));
/// assert_eq!(name.interface(), "gfx");
/// assert_eq!(name.version().unwrap().minor, 1);
/// assert!(InterfaceName::parse("local:gfx/gfx@2.3.0").satisfies(&name));
/// assert!(!InterfaceName::parse("local:gfx/gfx@3.0.0").satisfies(&name));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct InterfaceName {
    package: Option<String>,
    interface: String,
    version: Option<Version>,
}

impl InterfaceName {
    /// Reads a name. What is not of the form with a package is a plain name, such as that of a function of a world.
    pub fn parse(name: &str) -> InterfaceName {
        let (path, version) = match name.rsplit_once('@') {
            Some((path, version)) => (path, Version::parse(version).ok()),
            None => (name, None),
        };
        match path.rsplit_once('/') {
            Some((package, interface)) if package.contains(':') => InterfaceName {
                package: Some(package.into()),
                interface: interface.into(),
                version,
            },
            _ => InterfaceName {
                package: None,
                interface: name.into(),
                version: None,
            },
        }
    }

    /// Namespace and package, `local:gfx`; none of a plain name.
    pub fn package(&self) -> Option<&str> {
        self.package.as_deref()
    }

    /// The interface without package and version.
    pub fn interface(&self) -> &str {
        &self.interface
    }

    /// The version of the package.
    pub fn version(&self) -> Option<&Version> {
        self.version.as_ref()
    }

    /// The name without its version.
    pub fn unversioned(&self) -> String {
        match &self.package {
            Some(package) => format!("{package}/{}", self.interface),
            None => self.interface.clone(),
        }
    }

    /// Whether both are the same interface, in whatever versions.
    pub fn same_interface(&self, other: &InterfaceName) -> bool {
        (&self.package, &self.interface) == (&other.package, &other.interface)
    }

    /// Whether what is exported under this name can be imported under `wanted`: the same interface in a version that semver calls compatible and
    /// that is not older.
    pub fn satisfies(&self, wanted: &InterfaceName) -> bool {
        self.same_interface(wanted)
            && match (&self.version, &wanted.version) {
                (None, None) => true,
                (Some(have), Some(want)) => have == want || (have > want && same_track(have, want)),
                _ => false,
            }
    }

    /// Whether a person who writes `text` can mean this interface: `[namespace:]package[/interface][@version]`, the interface alone, and with as
    /// much of the version as they like.
    pub(crate) fn is_meant_by(&self, text: &str) -> bool {
        let (path, version) = match text.rsplit_once('@') {
            Some((path, version)) => (path, Some(version)),
            None => (text, None),
        };
        let version_fits = version.is_none_or(|wanted| {
            self.version.as_ref().is_some_and(|have| {
                let have = have.to_string();
                have.strip_prefix(wanted)
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '-', '+']))
            })
        });
        let path = path.replace('_', "-");
        let without_namespace = self
            .package
            .as_deref()
            .and_then(|package| package.rsplit_once(':'))
            .map(|(_, package)| package);
        let path_fits = path == self.unversioned()
            || path == self.interface
            || without_namespace
                .is_some_and(|package| path == format!("{package}/{}", self.interface))
            || (without_namespace == Some(&self.interface)
                && self.package.as_deref() == Some(&path));
        path_fits && version_fits
    }
}

impl fmt::Display for InterfaceName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.unversioned())?;
        match &self.version {
            Some(version) => write!(f, "@{version}"),
            None => Ok(()),
        }
    }
}

/// Whether semver lets one of these versions take the place of the other: the leftmost part that is not zero is the same, and neither is a
/// pre-release.
fn same_track(a: &Version, b: &Version) -> bool {
    let stable = a.pre.is_empty() && b.pre.is_empty();
    let track = |version: &Version| match (version.major, version.minor) {
        (0, 0) => (0, 0, version.patch),
        (0, minor) => (0, minor, 0),
        (major, _) => (major, 0, 0),
    };
    stable && track(a) == track(b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_stand_in_for_each_other_as_semver_has_it() {
        for (have, want, expected) in [
            ("a:b/c@1.2.3", "a:b/c@1.2.3", true),
            ("a:b/c@1.3.0", "a:b/c@1.2.3", true),
            ("a:b/c@1.2.2", "a:b/c@1.2.3", false),
            ("a:b/c@2.0.0", "a:b/c@1.2.3", false),
            ("a:b/c@0.2.12", "a:b/c@0.2.3", true),
            ("a:b/c@0.3.0", "a:b/c@0.2.3", false),
            ("a:b/c@0.0.2", "a:b/c@0.0.1", false),
            ("a:b/c@1.0.0-rc.1", "a:b/c@1.0.0-rc.1", true),
            ("a:b/c@1.0.0", "a:b/c@1.0.0-rc.1", false),
            ("a:b/c", "a:b/c", true),
            ("a:b/c@1.0.0", "a:b/c", false),
            ("a:b/d@1.0.0", "a:b/c@1.0.0", false),
            ("run", "run", true),
        ] {
            let (have, want) = (InterfaceName::parse(have), InterfaceName::parse(want));
            assert_eq!(have.satisfies(&want), expected, "{have} for {want}");
        }
    }

    #[test]
    fn short_forms_mean_what_people_mean() {
        let name = InterfaceName::parse("local:gfx/gfx@2.1.0");
        for meant in [
            "gfx",
            "gfx@2",
            "gfx@2.1",
            "gfx@2.1.0",
            "local:gfx",
            "gfx/gfx",
            "local:gfx/gfx",
            "local:gfx@2.1",
        ] {
            assert!(name.is_meant_by(meant), "{meant}");
        }
        for other in ["gf", "gfx@2.0", "gfx@21", "other:gfx", "gfx/other", "gfx@3"] {
            assert!(!name.is_meant_by(other), "{other}");
        }
        assert!(InterfaceName::parse("a:b/image-filter").is_meant_by("image_filter"));
    }

    #[test]
    fn names_are_printed_as_they_were_read() {
        for text in ["local:gfx/gfx@2.1.0", "wasi:cli/run@0.2.3", "a:b/c", "run"] {
            assert_eq!(InterfaceName::parse(text).to_string(), text);
        }
    }
}
