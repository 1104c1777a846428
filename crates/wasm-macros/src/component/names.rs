//! Names in WIT: what `"gfx@2.1"` means, and Rust's names in kebab-case.

use heck::{ToKebabCase, ToShoutySnakeCase, ToUpperCamelCase};
use proc_macro2::Ident;
use syn::ext::IdentExt;
use syn::{Error, LitStr};
use wit_encoder::PackageName;

/// The namespace of packages that name none.
pub(crate) const DEFAULT_NAMESPACE: &str = "local";

/// An interface with its package: `local:gfx/gfx@2.1.0`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct InterfaceName {
    pub(crate) package: PackageName,
    pub(crate) interface: String,
}

impl InterfaceName {
    /// `[namespace:]package[/interface][@version]`: without a namespace it is in `namespace`, without an interface the
    /// package's name is meant, and a version without a patch has `.0`.
    pub(crate) fn parse(text: &LitStr, namespace: &str) -> syn::Result<Self> {
        let error = |what: &str| {
            let form = "write `[namespace:]package[/interface][@version]`, as in \"gfx@2.1\" or \"acme:gfx/filters@2.1.0\"";
            Error::new(text.span(), format!("{what}; {form}"))
        };
        let value = text.value();
        let (path, version) = match value.split_once('@') {
            Some((path, version)) => (path, Some(version)),
            None => (&value[..], None),
        };
        let version = match version {
            Some(version) => Some(
                parse_version(version)
                    .ok_or_else(|| error(&format!("`{version}` is no version")))?,
            ),
            None => None,
        };
        let (namespace, rest) = path.split_once(':').unwrap_or((namespace, path));
        let (package, interface) = rest.split_once('/').unwrap_or((rest, rest));
        for part in [namespace, package, interface] {
            if !is_kebab(part) {
                return Err(error(&format!("`{part}` is no name in WIT")));
            }
        }
        Ok(InterfaceName {
            package: PackageName::new(namespace.to_owned(), package.to_owned(), version),
            interface: interface.to_owned(),
        })
    }
}

impl std::fmt::Display for InterfaceName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (namespace, package) = (self.package.namespace(), self.package.name().raw_name());
        write!(f, "{namespace}:{package}/{}", self.interface)?;
        match self.package.version() {
            Some(version) => write!(f, "@{version}"),
            None => Ok(()),
        }
    }
}

/// `2.1` is `2.1.0`, and `2` is `2.0.0`.
pub(crate) fn parse_version(text: &str) -> Option<semver::Version> {
    if let Ok(version) = text.parse() {
        return Some(version);
    }
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let missing = match text.split('.').collect::<Vec<_>>()[..] {
        [major] if digits(major) => ".0.0",
        [major, minor] if digits(major) && digits(minor) => ".0",
        _ => return None,
    };
    format!("{text}{missing}").parse().ok()
}

/// Words of letters and digits between hyphens, each of one case, the first beginning with a letter.
pub(crate) fn is_kebab(name: &str) -> bool {
    let word = |word: &str| {
        let one_case = |is: fn(&u8) -> bool| word.bytes().all(|b| is(&b) || b.is_ascii_digit());
        !word.is_empty() && (one_case(u8::is_ascii_lowercase) || one_case(u8::is_ascii_uppercase))
    };
    name.starts_with(|first: char| first.is_ascii_alphabetic()) && name.split('-').all(word)
}

/// How WIT calls what Rust calls `ident`.
///
/// # Errors
/// The name cannot be had back from WIT: the two would drift apart.
pub(crate) fn kebab(ident: &Ident, back: Case) -> syn::Result<String> {
    let rust = ident.unraw().to_string();
    let kebab = rust.to_kebab_case();
    let error = |why: String| Err(Error::new(ident.span(), why));
    if !is_kebab(&kebab) {
        return error(format!(
            "`{rust}` has no name in WIT, which knows words of ASCII letters and digits that begin with a letter; rename it"
        ));
    }
    let again = back.rust(&kebab);
    if *ident != again {
        return error(format!(
            "`{ident}` is `{kebab}` in WIT, and that is `{again}` in Rust again; name it `{again}`"
        ));
    }
    Ok(kebab)
}

/// What Rust uses a name for, which decides its case.
#[derive(Clone, Copy)]
pub(crate) enum Case {
    /// Functions, parameters, fields.
    Snake,
    /// Types, variants.
    Camel,
}

impl Case {
    fn rust(self, kebab: &str) -> String {
        match self {
            Case::Snake => snake(kebab),
            Case::Camel => kebab.to_upper_camel_case(),
        }
    }
}

/// `to-string` → `to_string`, and `type` → `type_`: as wit-bindgen has it.
pub(crate) fn snake(kebab: &str) -> String {
    wit_bindgen_rust::to_rust_ident(kebab)
}

/// The name of a type in wit-bindgen's output.
pub(crate) fn generated_type(kebab: &str) -> String {
    match kebab {
        // `Guest` is the trait of exports.
        "guest" => "Guest_".to_owned(),
        _ => kebab.to_upper_camel_case(),
    }
}

/// The name of a flag in wit-bindgen's output.
pub(crate) fn generated_flag(kebab: &str) -> String {
    kebab.to_shouty_snake_case()
}
