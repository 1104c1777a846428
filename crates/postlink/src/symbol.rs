//! What a symbol name says: readable text, the crate it comes from, and the generic function it instantiates.

use crate::exports::is_toolchain_export;
use crate::v0::{self, Root};
use std::fmt::{self, Write};

/// The group of C and run-time symbols: wasi-libc, compiler-rt, crt1, what wasm-ld makes.
pub const LIBC: &str = "[libc]";
/// The group of `__wbindgen_*`, `__wbg_*` and the shims wasm-bindgen adds.
pub const WASM_BINDGEN: &str = "[wasm-bindgen]";
/// The group of `cabi_*`, the canonical ABI's helpers.
pub const WIT_BINDGEN: &str = "[wit-bindgen]";
/// The group of exported functions with plain names, `#[unsafe(no_mangle)]` ones as a rule: no crate is written in them.
pub const EXPORTS: &str = "[exports]";
/// The group of functions without any name.
pub const UNNAMED: &str = "[unnamed]";

/// Longest demangled text, in bytes. A back-reference can double a v0 name at every step.
const MAX_TEXT: usize = 16 * 1024;

/// A symbol name, understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Symbol {
    /// Readable text without hashes, at most 16 KiB; the raw name where it is not mangled.
    pub demangled: String,
    /// A crate's name, or one of the groups in brackets ([`LIBC`] and the others of this module).
    pub crate_name: String,
    /// `demangled` without type arguments, when it has any: instances of one generic function share it.
    pub origin: Option<String>,
}

/// Reads a symbol name in any form a linked module carries it: v0 (RFC 2603), Rust's legacy mangling, text that the linker or
/// wasm-bindgen demangled already, or a plain C name.
///
/// `exported` tells user functions with plain names from the C library's. The crate of `<T as Trait>::method` is the one that
/// holds the impl when the name is v0; the legacy mangling does not say, so there it is the first crate in the text.
pub fn describe(raw: &str, exported: bool) -> Symbol {
    let Some(text) = demangle(raw) else {
        // A v0 name that the demangler does not know yet may still say where it belongs.
        let group = match v0::root(raw) {
            Some(Root::Crate(name)) => name,
            _ => plain_group(raw, exported),
        };
        return Symbol {
            demangled: raw.to_owned(),
            crate_name: group.to_owned(),
            origin: None,
        };
    };
    let crate_name = match v0::root(raw) {
        Some(Root::Crate(name)) => name,
        Some(Root::Trait) => trait_part(&text)
            .and_then(first_crate)
            .or_else(|| first_crate(&text))
            .unwrap_or(LIBC),
        None => first_crate(&text).unwrap_or(LIBC),
    };
    let crate_name = crate_name.to_owned();
    let stripped = strip_type_arguments(&text);
    let origin = (stripped != text).then_some(stripped);
    Symbol {
        demangled: text,
        crate_name,
        origin,
    }
}

/// The readable form of a Rust symbol, `None` for others.
fn demangle(raw: &str) -> Option<String> {
    let is_rust_mangled = raw.starts_with("_R") || raw.starts_with("__R") || is_legacy(raw);
    if is_rust_mangled && let Ok(demangled) = rustc_demangle::try_demangle(raw) {
        let mut text = Capped(String::new());
        if write!(text, "{demangled:#}").is_err() {
            text.0.push('…');
        }
        return Some(text.0);
    }
    if !raw.contains("::") || raw.starts_with("_ZN") {
        return None;
    }
    Some(without_hashes(raw))
}

/// `_ZN…17h<16 hex digits>E`, with or without a suffix. C++ shares the prefix and has no such hash.
fn is_legacy(raw: &str) -> bool {
    let ends_in_hash = |tail: &[u8]| {
        let (hash, rest) = tail.split_at_checked(16)?;
        let ends = matches!(rest, [b'E'] | [b'E', b'.', ..]);
        Some(ends && hash.iter().all(u8::is_ascii_hexdigit))
    };
    let mut tails = raw
        .match_indices("17h")
        .map(|(at, mark)| &raw.as_bytes()[at + mark.len()..]);
    raw.starts_with("_ZN") && tails.any(|tail| ends_in_hash(tail) == Some(true))
}

/// Drops `[hash]` behind crate names and `::h<hash>` at the end, as `{}` instead of `{:#}` would have printed them.
fn without_hashes(text: &str) -> String {
    let text = match text.rsplit_once("::h") {
        Some((head, hash))
            if hash.len() == 16 && hash.bytes().all(|byte| byte.is_ascii_hexdigit()) =>
        {
            head
        }
        _ => text,
    };
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find('[') {
        let (head, tail) = rest.split_at(open);
        out.push_str(head);
        let hex = tail[1..].bytes().take_while(u8::is_ascii_hexdigit).count();
        let is_hash = hex > 0
            && tail[1 + hex..].starts_with(']')
            && head.ends_with(|c: char| c.is_alphanumeric() || c == '_');
        let skip = if is_hash { hex + 2 } else { 1 };
        if !is_hash {
            out.push('[');
        }
        rest = &tail[skip..];
    }
    out.push_str(rest);
    out
}

/// Names of a C library that a module may well export, for its host to allocate.
const KNOWN_C: &[&str] = &[
    "_Exit",
    "_initialize",
    "_start",
    "abort",
    "aligned_alloc",
    "calloc",
    "exit",
    "free",
    "main",
    "malloc",
    "memcmp",
    "memcpy",
    "memmove",
    "memset",
    "posix_memalign",
    "realloc",
    "strlen",
];

/// Which group a name that is not Rust's belongs to.
fn plain_group(raw: &str, exported: bool) -> &'static str {
    let base = base_name(raw);
    if raw.ends_with(" shim")
        || ["__wbindgen", "__wbg_", "__externref_"]
            .iter()
            .any(|prefix| base.starts_with(prefix))
    {
        WASM_BINDGEN
    } else if base.starts_with("cabi_") {
        WIT_BINDGEN
    } else if exported
        && !is_toolchain_export(base)
        // The linker's own functions.
        && !base.starts_with("__wasm_")
        && KNOWN_C.binary_search(&base).is_err()
    {
        EXPORTS
    } else {
        LIBC
    }
}

/// A symbol without what LLVM and wasm-ld append, as in `add.command_export` or `f.llvm.123`.
pub(crate) fn base_name(raw: &str) -> &str {
    match raw.find('.') {
        Some(at) if at > 0 => &raw[..at],
        _ => raw,
    }
}

/// The first crate a demangled text names: the first identifier that `::` follows and that nothing qualifies.
fn first_crate(text: &str) -> Option<&str> {
    let mut start = None;
    let mut qualified = false;
    for (at, c) in text.char_indices() {
        if c.is_alphanumeric() || c == '_' {
            start.get_or_insert(at);
            continue;
        }
        if let Some(start) = start.take() {
            if !qualified && text[at..].starts_with("::") {
                return Some(&text[start..at]);
            }
            qualified = false;
        }
        qualified = c == ':' || (qualified && c == '{');
    }
    None
}

/// `Trait` of a text that begins `<T as Trait>`.
fn trait_part(text: &str) -> Option<&str> {
    let mut depth = 0usize;
    let bytes = text.as_bytes();
    for (at, &byte) in bytes.iter().enumerate() {
        match byte {
            b'<' => depth += 1,
            b'>' if at > 0 && bytes[at - 1] != b'-' => depth = depth.checked_sub(1)?,
            b' ' if depth == 1 && text[at..].starts_with(" as ") => return text.get(at + 4..),
            _ => {}
        }
    }
    None
}

/// `text` without generic arguments: `a::f::<T>` → `a::f`, `<a::S<T> as b::Tr<U>>::m` → `<a::S as b::Tr>::m`.
///
/// Angle brackets that qualify (`<T as Trait>`) stay: they do not follow a name or `::`.
pub fn strip_type_arguments(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    // Depth inside the brackets being dropped; those that stay close outside of them, so they need no counting.
    let mut dropped = 0usize;
    let mut chars = text.char_indices().peekable();
    let mut previous = ' ';
    while let Some((at, c)) = chars.next() {
        let was = std::mem::replace(&mut previous, c);
        // A char constant argument may hold a bracket: `f::<'<'>`.
        if c == '\''
            && let Some(len) = char_literal(&text[at..])
        {
            if dropped == 0 {
                out.push_str(&text[at..at + len]);
            }
            while chars.next_if(|(next, _)| *next < at + len).is_some() {}
            continue;
        }
        match c {
            '<' if dropped > 0 => dropped += 1,
            '<' if was.is_alphanumeric() || matches!(was, '_' | ':' | '}') => {
                dropped = 1;
                if out.ends_with("::") {
                    out.truncate(out.len() - 2);
                }
            }
            '>' if dropped > 0 && was != '-' => dropped -= 1,
            _ if dropped == 0 => out.push(c),
            _ => {}
        }
    }
    out
}

/// The byte length of a char literal at the start of `text`; a lifetime is none.
fn char_literal(text: &str) -> Option<usize> {
    let mut chars = text.char_indices().skip(1);
    let (_, first) = chars.next()?;
    if first == '\\' {
        // `'\''`, `'\n'`, `'\u{7f}'`.
        chars.next()?;
        return chars
            .take(10)
            .find(|(_, c)| *c == '\'')
            .map(|(at, _)| at + 1);
    }
    chars
        .next()
        .filter(|(_, c)| *c == '\'')
        .map(|(at, _)| at + 1)
}

/// Text that stops growing at [`MAX_TEXT`].
struct Capped(String);

impl Write for Capped {
    fn write_str(&mut self, s: &str) -> fmt::Result {
        if self.0.len() + s.len() > MAX_TEXT {
            return Err(fmt::Error);
        }
        self.0.push_str(s);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn symbol(raw: &str) -> (String, String, Option<String>) {
        let Symbol {
            demangled,
            crate_name,
            origin,
        } = describe(raw, false);
        (demangled, crate_name, origin)
    }

    #[test]
    fn v0_names() {
        let (text, crate_name, origin) = symbol(
            "_RINvNtCsbMAXOlsmrXT_4core3ptr13drop_in_placeNtNtNtCsYF64N4PkVu_3std2io5error5ErrorEBM_",
        );
        assert_eq!(text, "core::ptr::drop_in_place::<std::io::error::Error>");
        assert_eq!(crate_name, "core");
        assert_eq!(origin.as_deref(), Some("core::ptr::drop_in_place"));

        // The impl is in `hello`, the type in `alloc`.
        let (text, crate_name, origin) =
            symbol("_RNvXCs1234_5helloNtNtCsabc_5alloc6string6StringNtB2_5Shape4area");
        assert_eq!(text, "<alloc::string::String as hello::Shape>::area");
        assert_eq!(crate_name, "hello");
        assert_eq!(origin, None);

        // A provided method: the trait's crate wrote it.
        let (text, crate_name, _) = symbol("_RNvYNtC5hello3FooNtC5other5Trait6method");
        assert_eq!(
            (text.as_str(), crate_name.as_str()),
            ("<hello::Foo as other::Trait>::method", "other")
        );
    }

    #[test]
    fn legacy_names() {
        let (text, crate_name, origin) = symbol("_ZN5hello4main17h21e6f395c735f6d1E");
        assert_eq!(
            (text.as_str(), crate_name.as_str(), origin),
            ("hello::main", "hello", None)
        );

        let (text, crate_name, origin) = symbol(
            "_ZN61_$LT$alloc..vec..Vec$LT$T$GT$$u20$as$u20$core..fmt..Debug$GT$3fmt17h21e6f395c735f6d1E",
        );
        assert_eq!(text, "<alloc::vec::Vec<T> as core::fmt::Debug>::fmt");
        assert_eq!(crate_name, "alloc");
        assert_eq!(
            origin.as_deref(),
            Some("<alloc::vec::Vec as core::fmt::Debug>::fmt")
        );

        // A type parameter names no crate.
        assert_eq!(
            symbol("_ZN42_$LT$$RF$T$u20$as$u20$core..fmt..Debug$GT$3fmt17h21e6f395c735f6d1E").1,
            "core"
        );
    }

    #[test]
    fn demangled_names() {
        let (text, crate_name, _) =
            symbol("<std[b657bb8647eeec6]::io::error::Error as core[12ab]::fmt::Debug>::fmt");
        assert_eq!(text, "<std::io::error::Error as core::fmt::Debug>::fmt");
        assert_eq!(crate_name, "std");
        assert_eq!(symbol("hello::greet::h21e6f395c735f6d1").0, "hello::greet");
        assert_eq!(symbol("<[u8]>::sort::<u8>").0, "<[u8]>::sort::<u8>");
    }

    #[test]
    fn plain_names() {
        assert_eq!(describe("malloc", true).crate_name, LIBC);
        assert_eq!(describe("_start.command_export", true).crate_name, LIBC);
        assert_eq!(describe("__wasm_call_ctors", true).crate_name, LIBC);
        assert_eq!(describe("_ZN4llvm5ValueC1Ev", false).crate_name, LIBC);
        assert_eq!(describe("add", true).crate_name, EXPORTS);
        assert_eq!(describe("dispose_chunk", false).crate_name, LIBC);
        assert_eq!(describe("__wbindgen_malloc", true).crate_name, WASM_BINDGEN);
        assert_eq!(describe("cabi_realloc", true).crate_name, WIT_BINDGEN);
        assert!(KNOWN_C.is_sorted());
    }

    #[test]
    fn type_arguments_nest() {
        for (text, expected) in [
            ("a::f::<b::G<c::H>, fn(u8) -> d::I<u8>>", "a::f"),
            ("<a::S<T>>::m::<U>::{closure#0}", "<a::S>::m::{closure#0}"),
            ("<&a::S<T> as b::Tr<U>>::m", "<&a::S as b::Tr>::m"),
            ("<(a::S<T>, u8) as b::Tr>::m", "<(a::S, u8) as b::Tr>::m"),
            ("<[a::S<T>] as b::Tr>::m", "<[a::S] as b::Tr>::m"),
            ("a::f::<'<', '\\'', 'x'>::g", "a::f::g"),
            ("<dyn a::Tr<'_> + 'static>::m", "<dyn a::Tr + 'static>::m"),
            ("core::ptr::drop_in_place<a::B>", "core::ptr::drop_in_place"),
            (">>a<<<", ">>a"),
        ] {
            assert_eq!(strip_type_arguments(text), expected, "{text}");
        }
    }

    #[test]
    fn hostile_names_stay_short() {
        // Each step is a tuple of two references to the last one.
        let mut name = String::from("_RINvC1a1fTuuE");
        let mut last = "7".to_owned();
        for _ in 0..40 {
            let at = name.len() - 2;
            name.push_str(&format!("TB{last}_B{last}_E"));
            last = base62_text(at);
        }
        name.push('E');
        let text = describe(&name, false).demangled;
        assert!(text.ends_with('…'), "{text}");
        assert!(text.len() <= MAX_TEXT + "…".len());
    }

    fn base62_text(value: usize) -> String {
        let digits = b"0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
        let mut value = value - 1;
        let mut text = Vec::new();
        loop {
            text.insert(0, digits[value % 62]);
            value /= 62;
            if value == 0 {
                return String::from_utf8_lossy(&text).into_owned();
            }
        }
    }
}
