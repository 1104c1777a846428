//! Package specs, as `-p` and `--exclude` take them: `name`, `name@1.2`, `path+file:///dir#name@1.2.3`, `glob-*`.
//!
//! Cargo decides what is built; this decides whose settings it is built with. Source: The Cargo Book, "Package ID
//! Specifications", and `cargo build --package`, which adds globs.

use glob::Pattern;

/// Whether the package with this name, version and id is meant by `spec`.
pub fn matches(spec: &str, name: &str, version: &str, id: &str) -> bool {
    if spec == id {
        return true;
    }
    if spec.contains(['*', '?', '[']) {
        return Pattern::new(spec).is_ok_and(|pattern| pattern.matches(name));
    }
    let (url, rest) = match spec.split_once('#') {
        Some((url, rest)) => (Some(url), rest),
        None if spec.contains("://") => (Some(spec), ""),
        None => (None, spec),
    };
    if let Some(url) = url {
        let own = id.split('#').next().unwrap_or(id);
        let plain = |url: &str| {
            let url = url.split_once('+').map_or(url, |(_, rest)| rest);
            url.trim_end_matches('/').to_owned()
        };
        if plain(url) != plain(own) {
            return false;
        }
    }
    let is_version = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
    let (wanted_name, wanted_version) = match rest.split_once(['@', ':']) {
        Some((name, version)) => (Some(name), Some(version)),
        None if url.is_some() && is_version(rest) => (None, Some(rest)),
        None => (Some(rest).filter(|name| !name.is_empty()), None),
    };
    let version_fits = |wanted: &str| {
        version == wanted
            || version
                .strip_prefix(wanted)
                .is_some_and(|rest| rest.starts_with(['.', '-', '+']))
    };
    wanted_name.is_none_or(|wanted| wanted == name) && wanted_version.is_none_or(version_fits)
}

#[cfg(test)]
mod tests {
    #[test]
    fn specs() {
        let id = "path+file:///w/crates/web-cli#0.1.0";
        let named = "path+file:///w/crates/dir#web-cli@0.1.0";
        for (spec, id, wanted) in [
            ("web-cli", id, true),
            ("web", id, false),
            ("web-cli@0.1.0", id, true),
            ("web-cli@0.1", id, true),
            ("web-cli@0", id, true),
            ("web-cli:0.1.0", id, true),
            ("web-cli@0.2", id, false),
            ("*-cli", id, true),
            ("web-?li", id, true),
            ("cli-*", id, false),
            (id, id, true),
            ("path+file:///w/crates/web-cli#0.1.0", id, true),
            ("file:///w/crates/web-cli", id, true),
            ("file:///w/crates/other", id, false),
            ("file:///w/crates/dir#web-cli", named, true),
            ("path+file:///w/crates/dir#web-cli@0.1.0", named, true),
        ] {
            assert_eq!(
                super::matches(spec, "web-cli", "0.1.0", id),
                wanted,
                "{spec}"
            );
        }
    }
}
