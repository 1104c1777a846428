//! Names: WIT's kebab-case as JavaScript writes it, and the packages that imports come from.

use std::path::Path;

use heck::{ToLowerCamelCase, ToUpperCamelCase};
use wit_parser::Docs;

/// A function, field or parameter.
pub fn camel(name: &str) -> String {
    name.to_lower_camel_case()
}

/// A class or type.
pub fn pascal(name: &str) -> String {
    name.to_upper_camel_case()
}

/// A string literal.
pub fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// Words that cannot be the name of a function or variable in a module of strict code.
const RESERVED: [&str; 51] = [
    "arguments",
    "await",
    "break",
    "case",
    "catch",
    "class",
    "const",
    "continue",
    "debugger",
    "default",
    "delete",
    "do",
    "else",
    "enum",
    "eval",
    "export",
    "extends",
    "false",
    "finally",
    "for",
    "function",
    "if",
    "implements",
    "import",
    "in",
    "instanceof",
    "interface",
    "let",
    "new",
    "null",
    "package",
    "private",
    "protected",
    "public",
    "return",
    "static",
    "super",
    "switch",
    "this",
    "throw",
    "true",
    "try",
    "typeof",
    "undefined",
    "var",
    "void",
    "while",
    "with",
    "yield",
    // What the glue exports to the package's entries.
    "imports",
    "start",
];

/// Globals that the glue itself uses: a class of such a name must not hide them.
const GLOBALS: [&str; 17] = [
    "Array",
    "BigInt",
    "ComponentError",
    "DataView",
    "Error",
    "Float32Array",
    "Float64Array",
    "FinalizationRegistry",
    "Number",
    "Object",
    "String",
    "Symbol",
    "TextDecoder",
    "TextEncoder",
    "TypeError",
    "Uint8Array",
    "WebAssembly",
];

/// The name that something exported as `name` has within the glue.
pub fn local(name: &str) -> String {
    if RESERVED.contains(&name) || GLOBALS.contains(&name) {
        format!("${name}")
    } else {
        name.to_owned()
    }
}

/// The name of a parameter.
pub fn parameter(name: &str) -> String {
    local(&camel(name))
}

/// Where an imported interface comes from in JavaScript.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// What stands behind `from`.
    pub specifier: String,
    /// The export that holds the interface's functions; `None` if they are exports themselves.
    pub member: Option<String>,
}

/// What the user wrote for an interface.
pub fn given(source: &str) -> Source {
    if Path::new(source).is_absolute() {
        let specifier = format!("./{}", within(Path::new(source)));
        return Source {
            specifier,
            member: None,
        };
    }
    let (specifier, member) = match source.split_once('#') {
        Some((specifier, member)) => (specifier, Some(member.to_owned())),
        None => (source, None),
    };
    Source {
        specifier: specifier.to_owned(),
        member,
    }
}

/// Where a file of the user lies in the package.
pub fn within(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    format!("imports/{name}")
}

/// The npm package for an interface: the WIT package's name, whose exports are the interface's functions when the interface
/// is called as the package, as that of a component in Rust is. WASI is what jco's users have for it.
pub fn source(namespace: &str, package: &str, interface: &str) -> Source {
    let specifier = match namespace {
        "wasi" => format!("@bytecodealliance/preview2-shim/{package}"),
        "local" => package.to_owned(),
        _ => format!("@{namespace}/{package}"),
    };
    let member = (namespace == "wasi" || interface != package).then(|| camel(interface));
    Source { specifier, member }
}

/// A comment as editors show it.
pub fn comment(docs: &Docs, indent: &str) -> String {
    let Some(text) = docs
        .contents
        .as_deref()
        .map(str::trim)
        .filter(|text| !text.is_empty())
    else {
        return String::new();
    };
    let text = text.replace("*/", "*\u{200b}/");
    if !text.contains('\n') {
        return format!("{indent}/** {text} */\n");
    }
    let mut all = format!("{indent}/**\n");
    for line in text.lines() {
        let line = format!("{indent} * {line}");
        all += line.trim_end();
        all.push('\n');
    }
    all + indent + " */\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_as_javascript_has_them() {
        assert_eq!(camel("convolve-3x3"), "convolve3x3");
        assert_eq!(pascal("input-stream"), "InputStream");
        assert_eq!(local("delete"), "$delete");
        assert_eq!(local("Error"), "$Error");
        assert_eq!(local("sharpen"), "sharpen");
        assert_eq!(quoted("a\"b"), r#""a\"b""#);
    }

    #[test]
    fn interfaces_come_from_packages() {
        let gfx = source("local", "gfx", "gfx");
        assert_eq!((gfx.specifier.as_str(), gfx.member), ("gfx", None));
        let store = source("acme", "kv", "store");
        assert_eq!(store.specifier, "@acme/kv");
        assert_eq!(store.member.as_deref(), Some("store"));
        let random = source("wasi", "random", "random");
        assert_eq!(random.specifier, "@bytecodealliance/preview2-shim/random");
        assert_eq!(random.member.as_deref(), Some("random"));
        let file = given("/js/gfx.js");
        assert_eq!(
            (file.specifier.as_str(), file.member),
            ("./imports/gfx.js", None)
        );
        let member = given("@me/kv#store");
        assert_eq!(
            (member.specifier.as_str(), member.member.as_deref()),
            ("@me/kv", Some("store"))
        );
    }
}
