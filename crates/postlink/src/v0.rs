//! The crate in which a v0-mangled function is written: Rust RFC 2603, "Symbol grammar summary".
//!
//! Every path in the grammar but one begins with the path that owns it, so the crate root is found by following prefixes and no
//! type needs parsing. The exception is `Y` (`<T as Trait>` with the trait's own body), which starts with the type.

/// How many prefixes and back-references to follow. Real symbols need a few dozen; a cycle is impossible, as back-references
/// only point backwards, but a hostile symbol could still be long.
const MAX_STEPS: usize = 1000;

/// Where the code behind a symbol was written.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Root<'a> {
    /// The crate of that name; for a trait impl, the crate that holds the impl.
    Crate(&'a str),
    /// In a trait's provided method: the trait's crate, which the caller reads off the demangled text.
    Trait,
}

/// Follows the path of `symbol` to its root. `None` when it is not v0, or its crate name is not ASCII.
pub(crate) fn root(symbol: &str) -> Option<Root<'_>> {
    let path = symbol
        .strip_prefix("_R")
        .or_else(|| symbol.strip_prefix("__R"))?;
    let bytes = path.as_bytes();
    let mut at = 0;
    for _ in 0..MAX_STEPS {
        let tag = *bytes.get(at)?;
        at += 1;
        match tag {
            b'C' => {
                at = skip_disambiguator(bytes, at)?;
                return identifier(path, at).map(Root::Crate);
            }
            b'M' | b'X' => at = skip_disambiguator(bytes, at)?,
            // The namespace letter; the parent path follows.
            b'N' => at += 1,
            b'I' => {}
            b'Y' => return Some(Root::Trait),
            b'B' => {
                let (target, _) = base62(bytes, at)?;
                let target = usize::try_from(target).ok()?;
                if target >= at - 1 {
                    return None;
                }
                at = target;
            }
            _ => return None,
        }
    }
    None
}

/// `s <base-62-number>`, if there.
fn skip_disambiguator(bytes: &[u8], at: usize) -> Option<usize> {
    match bytes.get(at)? {
        b's' => base62(bytes, at + 1).map(|(_, end)| end),
        _ => Some(at),
    }
}

/// A base-62 number and the offset after it: `_` is 0, any digits count one more than they say.
fn base62(bytes: &[u8], mut at: usize) -> Option<(u64, usize)> {
    let mut value: u64 = 0;
    let start = at;
    loop {
        let digit = match bytes.get(at)? {
            b'_' if at == start => return Some((0, at + 1)),
            b'_' => return Some((value.checked_add(1)?, at + 1)),
            c @ b'0'..=b'9' => c - b'0',
            c @ b'a'..=b'z' => c - b'a' + 10,
            c @ b'A'..=b'Z' => c - b'A' + 36,
            _ => return None,
        };
        value = value.checked_mul(62)?.checked_add(u64::from(digit))?;
        at += 1;
    }
}

/// `<decimal> [_] <bytes>`; punycode (`u` in front) is left to the demangler.
fn identifier(path: &str, at: usize) -> Option<&str> {
    let rest = path.get(at..)?;
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let len: usize = rest[..digits].parse().ok()?;
    let start = at + digits + usize::from(rest[digits..].starts_with('_'));
    path.get(start..start.checked_add(len)?)
        .filter(|name| !name.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn crate_roots() {
        for (symbol, expected) in [
            (
                "_RNvNtNtNtCsYF64N4PkVu_3std6thread7current2id11get_or_init",
                "std",
            ),
            (
                "_RINvNtCsbMAXOlsmrXT_4core3ptr13drop_in_placeNtNtNtCsYF64N4PkVu_3std2io5error5ErrorEBM_",
                "core",
            ),
            // An inherent impl and two trait impls: the impl's module, not the type's or the trait's.
            (
                "_RNvMs5_NtNtCsYF64N4PkVu_3std2io5errorNtB5_5Error14is_interrupted",
                "std",
            ),
            (
                "_RNvXs1_NtNtNtCsYF64N4PkVu_3std3sys5stdio4unixNtB5_6StdoutNtNtBb_2io5Write5write",
                "std",
            ),
            (
                "_RNvXCs1234_5helloNtNtCsabc_5alloc6string6StringNtB2_5Shape4area",
                "hello",
            ),
            ("_RNCNvCs1234_5hello4main0B3_", "hello"),
            ("_RNvC6_123foo3bar", "123foo"),
        ] {
            assert_eq!(root(symbol), Some(Root::Crate(expected)), "{symbol}");
        }
        assert_eq!(
            root("_RNvYNtC5hello3FooNtC5other5Trait6method"),
            Some(Root::Trait)
        );
    }

    #[test]
    fn refuses_what_does_not_parse() {
        for symbol in [
            "",
            "_R",
            "_RB_",
            "_RNvB_",
            "_RC",
            "_RC9foo",
            "_RCs_",
            "_RNvCu3caf3bar",
            "_ZN4core3ptrE",
            "_RC99999999999999999999x",
        ] {
            assert_eq!(root(symbol), None, "{symbol}");
        }
    }
}
