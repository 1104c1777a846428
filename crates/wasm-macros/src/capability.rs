//! The capabilities' names as `#[wasm::requires]` has them, and what a user can do where one is lacking.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use syn::Error;

/// Names, and the target feature that turns a capability on if one does. `wasm::host` has the same list.
const NAMES: [(&str, Option<&str>); 12] = [
    ("threads", Some("atomics,bulk-memory")),
    ("simd", Some("simd128")),
    ("relaxed_simd", Some("relaxed-simd")),
    ("bulk_memory", Some("bulk-memory")),
    ("reference_types", Some("reference-types")),
    ("exception_handling", None),
    ("clock", None),
    ("random", None),
    ("file_system", None),
    ("network", None),
    ("environment", None),
    ("stdio", None),
];

/// Reads `threads, simd`. All that is wrong comes back as one error.
pub(crate) fn parse_list(tokens: TokenStream) -> syn::Result<Vec<Ident>> {
    let mut names: Vec<Ident> = Vec::new();
    let mut errors: Option<Error> = None;
    let mut fail = |error: Error| match &mut errors {
        Some(all) => all.combine(error),
        None => errors = Some(error),
    };
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let is_comma = |token: &TokenTree| matches!(token, TokenTree::Punct(p) if p.as_char() == ',');
    for entry in tokens.split(is_comma) {
        match entry {
            [] => {}
            [TokenTree::Ident(name)] => match check(name) {
                Err(error) => fail(error),
                Ok(()) if names.contains(name) => fail(Error::new(
                    name.span(),
                    format!("`{name}` is named twice; remove one"),
                )),
                Ok(()) => names.push(name.clone()),
            },
            _ => {
                // `file-system`, as texts have it, is several tokens here.
                let text: String = entry.iter().map(ToString::to_string).collect();
                let message = match nearest(&text.replace('-', "_")) {
                    Some(near) => format!("a capability is one name; write `{near}`"),
                    None => format!("a capability is one name, such as `threads`; {}", list()),
                };
                let entry: TokenStream = entry.iter().cloned().collect();
                fail(Error::new_spanned(entry, message));
            }
        }
    }
    match errors {
        Some(errors) => Err(errors),
        None if names.is_empty() => Err(Error::new(
            Span::call_site(),
            format!(
                "which capability is required? Write `#[wasm::requires(threads)]`; {}",
                list()
            ),
        )),
        None => Ok(names),
    }
}

fn check(name: &Ident) -> syn::Result<()> {
    let text = name.to_string();
    if NAMES.iter().any(|(known, _)| *known == text) {
        return Ok(());
    }
    let help = match nearest(&text) {
        Some(near) => format!("write `{near}`"),
        None => list(),
    };
    let message = format!("there is no capability `{text}`; {help}");
    Err(Error::new(name.span(), message))
}

fn list() -> String {
    let names: Vec<_> = NAMES.iter().map(|(name, _)| format!("`{name}`")).collect();
    format!("capabilities are {}", names.join(", "))
}

/// The name that looks most like `given`, when one is near enough to be what was meant.
fn nearest(given: &str) -> Option<&'static str> {
    let plain = |text: &str| text.to_lowercase().replace('_', "");
    let candidates = NAMES.iter().map(|(name, _)| {
        let (a, b) = (plain(given), plain(name));
        // `thread`, `fs_simd128`: a beginning that is shared counts for more than letters.
        let distance = if a.starts_with(&b) || (a.len() > 2 && b.starts_with(&a)) {
            0
        } else {
            distance(&a, &b)
        };
        (distance, *name)
    });
    let (distance, name) = candidates.min()?;
    (distance * 3 <= name.len().max(given.len())).then_some(name)
}

/// Levenshtein's distance.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let cost = diagonal + usize::from(x != *y);
            diagonal = row[j + 1];
            row[j + 1] = cost.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

/// The name as sections and texts have it.
pub(crate) fn text(name: &Ident) -> String {
    name.to_string().replace('_', "-")
}

/// What the compiler says at each use of `item` under `host`, which lacks `lacking`.
pub(crate) fn warning(item: &str, host: &str, lacking: &[Ident], fallback: bool) -> String {
    let names: Vec<_> = lacking
        .iter()
        .map(|name| format!("`{}`", text(name)))
        .collect();
    let host_name = match host {
        "js" => "a JavaScript host".to_owned(),
        "native" => "this build".to_owned(),
        other => format!("host `{other}`"),
    };
    let mut remedies: Vec<String> = Vec::new();
    for name in lacking {
        let remedy = remedy(&name.to_string(), host);
        if !remedies.contains(&remedy) {
            remedies.push(remedy);
        }
    }
    let fallback = if fallback {
        format!("; or give another body by `#[wasm::fallback(for = {item})]`")
    } else {
        String::new()
    };
    format!(
        "`{item}` requires {}, which {host_name} does not have here: {}{fallback}",
        names.join(" and "),
        remedies.join(", and ")
    )
}

fn remedy(name: &str, host: &str) -> String {
    let feature = NAMES
        .iter()
        .find(|(known, _)| *known == name)
        .and_then(|(_, feature)| *feature);
    match (name, feature) {
        ("threads", _) if !matches!(host, "wasi" | "js") => {
            "set `host = \"wasi\"` or a JavaScript one (`--host wasi`), with `--target-features atomics,bulk-memory`".to_owned()
        }
        (_, Some(features)) => format!("turn it on by `--target-features {features}`"),
        ("exception_handling", _) => {
            "build with `panic = \"unwind\"`, which wasm32 cannot yet on stable Rust".to_owned()
        }
        ("network", _) => "set a JavaScript host (`--host browser`)".to_owned(),
        _ => "set `host = \"wasi\"` (`--host wasi`)".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nearest_names() {
        for (given, near) in [
            ("thread", Some("threads")),
            ("simd128", Some("simd")),
            ("SIMD", Some("simd")),
            ("filesystem", Some("file_system")),
            ("rand", Some("random")),
            ("zebra", None),
            ("", None),
        ] {
            assert_eq!(nearest(given), near, "{given}");
        }
    }

    #[test]
    fn anything_is_a_list_or_an_error() {
        for text in [
            "",
            ",",
            "threads,,",
            "a b",
            "{}",
            "\"threads\"",
            "threads simd",
            "=>",
        ] {
            let _ = parse_list(text.parse().unwrap());
        }
    }
}
