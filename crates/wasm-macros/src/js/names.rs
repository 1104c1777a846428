//! Names as JavaScript writes them, and those that it or the package keeps.

use proc_macro2::Ident;
use syn::Error;

/// `convolve_3x3` is `convolve3x3`, `_width` is `width`.
pub(super) fn camel(ident: &Ident) -> String {
    let name = ident.to_string();
    let name = name.trim_start_matches("r#").trim_start_matches('_');
    let mut camel = String::new();
    for part in name.split('_') {
        let mut letters = part.chars();
        match letters.next() {
            Some(first) if !camel.is_empty() => camel.extend(first.to_uppercase()),
            Some(first) => camel.extend(first.to_lowercase()),
            None => {}
        }
        camel.push_str(letters.as_str());
    }
    if camel.is_empty() {
        ident.to_string()
    } else {
        camel
    }
}

/// Words that no function of a module can be called by.
const RESERVED: [&str; 48] = [
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
    "var",
    "void",
    "while",
    "with",
    "yield",
];

/// What the package exports by itself.
const PACKAGE: [&str; 4] = ["WasmArray", "StructArray", "alloc", "init"];

/// Refuses a name that no export can have.
pub(super) fn check_export(name: &str, ident: &Ident) -> syn::Result<()> {
    let why = if RESERVED.contains(&name) {
        "is a word of JavaScript's"
    } else if PACKAGE.contains(&name) {
        "is what the package exports by itself"
    } else {
        return Ok(());
    };
    Err(Error::new(
        ident.span(),
        format!("`{name}` {why}; name it otherwise by `#[wasm::export(name = \"…\")]`"),
    ))
}

/// A parameter's name.
pub(super) fn param(ident: &Ident) -> String {
    let name = camel(ident);
    if RESERVED.contains(&name.as_str()) {
        return format!("{name}_");
    }
    name
}

/// Whether a text is a name in JavaScript, of letters that need no thought.
pub(super) fn is_identifier(name: &str) -> bool {
    let mut letters = name.chars();
    letters
        .next()
        .is_some_and(|first| first.is_ascii_alphabetic() || matches!(first, '_' | '$'))
        && letters.all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '_' | '$'))
}
